/**
 * Cuts the operations and webhooks that test/github-fake serves out of GitHub's own OpenAPI document, as JSON Schema that ajv understands:
 *
 *   npm pack @octokit/openapi@23.0.2    (in an empty folder; 385 MB unpacked, so only one file of it is taken)
 *   tar xzf octokit-openapi-23.0.2.tgz package/generated/api.github.com.json
 *   node scripts/github-openapi.ts package/generated/api.github.com.json
 *
 * Words (descriptions, examples) are dropped. With `--check` nothing is written; a difference ends with 1.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { OPERATIONS, WEBHOOKS } from '../test/github-fake/contract/operations.ts';
import { subsetOf } from '../test/github-fake/contract/extract.ts';

const TARGET = fileURLToPath(new URL('../test/github-fake/contract/openapi-subset.json', import.meta.url));

const [source] = process.argv.slice(2).filter((one) => !one.startsWith('--'));
if (source === undefined) throw new Error('Name the document: node scripts/github-openapi.ts <api.github.com.json>');
const subset = subsetOf(JSON.parse(readFileSync(source, 'utf8')) as Record<string, unknown>, OPERATIONS, WEBHOOKS);
// One line for each operation and schema: a newer document shows what changed.
const lines = (part: Record<string, unknown>): string =>
  Object.entries(part)
    .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
    .join(',\n');
const text = `{"version":${JSON.stringify(subset.version)},\n"operations":{\n${lines(subset.operations)}\n},\n"webhooks":{\n${lines(subset.webhooks)}\n},\n"schemas":{\n${lines(subset.schemas)}\n}}\n`;
if (process.argv.includes('--check')) {
  if (readFileSync(TARGET, 'utf8') !== text)
    throw new Error('test/github-fake/contract/openapi-subset.json is not what the document gives.');
} else writeFileSync(TARGET, text);
console.log(`${Object.keys(subset.operations).length} operations, ${Object.keys(subset.schemas).length} schemas, ${text.length} bytes`);
