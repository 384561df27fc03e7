/** One entry of package-lock.json, of any lock version, as a package. */
import semver from 'semver';
import type { At, PackageFact } from '../../../model/index.ts';
import { npm } from '../../../ecosystems/npm/index.ts';
import type { LockedPackage } from '../lockfile.ts';
import { integrityOf, isBundled } from './bundled.ts';
import { asList, asTable, asText, field, type Table } from '../toml/table.ts';

/** `version` as the entry states it: lock version 1 writes a URL there for what is not from the registry. `isHeld`: by the hash of a bundler. */
export function npmEntry(name: string, entry: Table | null, at: At, isHeld: boolean): LockedPackage {
  const stated = asText(field(entry, 'version')) ?? '';
  const version = semver.valid(stated) === null ? null : stated;
  const resolved = asText(field(entry, 'resolved')) ?? (version === null ? stated : '');
  const bundled = isBundled(entry);
  return {
    kind: 'locked',
    ecosystem: npm,
    name: entry === null ? null : name,
    version,
    integrity: integrityOf(entry),
    ...(bundled && isHeld ? { bundled } : {}),
    source: bundled ? { source: 'path', location: null } : npm.sourceOf(name, resolved),
    group: groupOf(entry),
    license: licenseOf(entry),
    at,
  };
}

function groupOf(entry: Table | null): PackageFact['group'] {
  // devOptional: reached by development and by optional dependencies, so it may ship.
  if (field(entry, 'dev') === true) return 'development';
  return field(entry, 'optional') === true || field(entry, 'devOptional') === true ? 'optional' : 'runtime';
}

function licenseOf(entry: Table | null): string | null {
  const value = field(entry, 'license') ?? field(entry, 'licenses');
  const all = asList(value);
  const texts = (all.length > 0 ? all.slice(0, 10) : [value])
    .map((one) => asText(one) ?? asText(field(asTable(one), 'type')))
    .filter((one) => one !== null);
  const text = texts.length > 1 ? `(${texts.join(' OR ')})` : (texts[0] ?? '');
  return text.trim() === '' ? null : text.trim().slice(0, 200);
}
