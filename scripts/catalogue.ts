/**
 * Reduces a research catalogue of AI licenses to what the license engine reads:
 * `node scripts/catalogue.ts FILE` writes src/core/license/data/ai-licenses.json. Run it when the research has changed, and read the diff.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const TARGET = new URL('../src/core/license/data/ai-licenses.json', import.meta.url);
/** Copied as they are; their values are described in src/core/license/catalogue.ts. */
const FIELDS = [
  'id',
  'name',
  'hfTags',
  'aliases',
  'url',
  'category',
  'commercialUse',
  'derivatives',
  'shareAlike',
  'useRestrictions',
  'researchOnly',
];

const source = process.argv[2];
if (source === undefined) {
  process.stderr.write('usage: node scripts/catalogue.ts FILE\n');
  process.exit(2);
}
const full: unknown = JSON.parse(readFileSync(source, 'utf8'));
const { generated, disclaimer, licences: entries } = full as { generated: string; disclaimer: string; licences: Record<string, unknown>[] };
const rows = entries.map((entry) => {
  const row = Object.fromEntries(FIELDS.map((field) => [field, entry[field]]));
  row['name'] = plain(String(entry['name'])).replaceAll('licence', 'license');
  row['aliases'] = [...new Set(entry['aliases'] as string[])];
  return `    ${JSON.stringify(row)}`;
});
const head = [`  "generated": ${JSON.stringify(generated)},`, `  "disclaimer": ${JSON.stringify(disclaimer)},`, '  "licenses": ['];
writeFileSync(TARGET, ['{', ...head, rows.join(',\n'), '  ]', '}', ''].join('\n'));
process.stdout.write(`${rows.length} licenses\n`);

/** The SPDX list's XML leaves character references in names. */
function plain(text: string): string {
  return text.replaceAll('&#34;', '"').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
