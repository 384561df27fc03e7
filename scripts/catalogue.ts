/**
 * Copies a research catalogue of AI licenses into the two files that the project keeps:
 * `node scripts/catalogue.ts FILE` writes src/core/license/data/ai-licenses.json (the terms, which the program carries) and
 * ai-license-sources.json beside it (what they rest on, for people and tests). Run it when the research has changed, and read the diff.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const FOLDER = new URL('../src/core/license/data/', import.meta.url);
/** What no verdict reads; the rest are terms, described in src/core/license/catalogue.ts. */
const BASIS = new Set(['notes', 'sources', 'family', 'spdxListed', 'scancodeKey', 'scancodeCategory']);

const source = process.argv[2];
if (source === undefined) {
  process.stderr.write('usage: node scripts/catalogue.ts FILE\n');
  process.exit(2);
}
const full: unknown = JSON.parse(readFileSync(source, 'utf8'));
const { generated, disclaimer, licences: entries } = full as { generated: string; disclaimer: string; licences: Record<string, unknown>[] };
write(
  'ai-licenses.json',
  entries.map((entry) => rowOf(entry, (field) => !BASIS.has(field))),
);
write(
  'ai-license-sources.json',
  entries.map((entry) => rowOf(entry, (field) => field === 'id' || BASIS.has(field))),
);
process.stdout.write(`${entries.length} licenses\n`);

/** One license a line. null and empty are left out: absent means not established. */
function rowOf(entry: Record<string, unknown>, wanted: (field: string) => boolean): string {
  const kept = Object.entries(entry).filter(([field, value]) => wanted(field) && value !== null && !isEmpty(value));
  return `    ${JSON.stringify(Object.fromEntries(kept.map(([field, value]) => [field, Array.isArray(value) ? [...new Set(value)] : american(value)])))}`;
}

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

/** The SPDX list's XML leaves character references in names; the project spells as SPDX does. Addresses, and lists of names, stay as they are. */
function american(value: unknown): unknown {
  if (typeof value !== 'string' || value.includes('://')) return value;
  const plain = value.replaceAll('&#34;', '"').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  return plain.replaceAll('licence', 'license').replaceAll('Licence', 'License').replaceAll('artefact', 'artifact');
}

function write(file: string, rows: readonly string[]): void {
  const head = [
    `  "generated": ${JSON.stringify(generated)},`,
    `  "disclaimer": ${JSON.stringify(american(disclaimer))},`,
    '  "licenses": [',
  ];
  writeFileSync(new URL(file, FOLDER), ['{', ...head, rows.join(',\n'), '  ]', '}', ''].join('\n'));
}
