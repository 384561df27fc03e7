/** What a package.json says of its package; its registry serves the same fields of each version. Source: npm, "package.json". */
import { type JsonTable, jsonTable } from '../../base/json/table.ts';
import { publisherText } from '../../base/publisher-text.ts';
import type { PackageMetadata } from '../../model/index.ts';

/** Of the text `name <address> (page)` the name alone is kept: addresses are people's own. */
const PERSON = /^[^<(]{0,300}/;
const MAX_LICENSES = 10;

export function npmMetadata(manifest: JsonTable): PackageMetadata {
  return {
    license: licenseOf(manifest['license'] ?? manifest['licenses']),
    supplier: personIn(manifest['author']) ?? personIn(manifest['_npmUser']),
    description: publisherText(manifest['description']),
  };
}

/** Old packages have a list, of which one may choose. */
function licenseOf(value: unknown): string | null {
  const all: readonly unknown[] = Array.isArray(value) ? value.slice(0, MAX_LICENSES) : [value];
  const texts = all.flatMap((one) => publisherText(jsonTable(one)?.['type'] ?? one) ?? []);
  return texts.length > 1 ? `(${texts.join(' OR ')})` : (texts[0] ?? null);
}

function personIn(value: unknown): string | null {
  const name = jsonTable(value)?.['name'] ?? value;
  return typeof name === 'string' ? publisherText(PERSON.exec(name)?.[0]) : null;
}
