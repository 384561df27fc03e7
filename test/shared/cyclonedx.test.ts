/** The documents against the official schemas, and the official examples against what this validator says: an outside judge. */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import current from 'spdx-license-ids/index.json' with { type: 'json' };
import deprecated from 'spdx-license-ids/deprecated.json' with { type: 'json' };
import { cyclonedxDocument, writeCyclonedx } from '../../src/core/bom/cyclonedx/index.ts';
import { licensesOf } from '../../src/core/bom/cyclonedx/licenses.ts';
import { license, richBom } from '../core/bom/support.ts';

const shared = process.env['WEIGHBRIDGE_SHARED'] ?? join(import.meta.dirname, '../../../shared');
const versions = ['1.6', '1.7'] as const;

function schema(name: string): { readonly enum: readonly string[] } & object {
  return JSON.parse(readFileSync(join(shared, 'schemas/cyclonedx', `${name}.schema.json`), 'utf8'));
}

// The package is CommonJS with a default export that differs between loaders.
const addFormats = createRequire(import.meta.url)('ajv-formats') as (ajv: Ajv) => unknown;
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
addFormats(ajv);
ajv.addFormat('iri-reference', (text: string) => !/[\s<>"{}|\\^`]/.test(text));
ajv.addFormat('idn-email', (text: string) => text.includes('@'));
for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs'])
  ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.schema.json`);
const validators = { '1.6': ajv.compile(schema('bom-1.6')), '1.7': ajv.compile(schema('bom-1.7')) };

it.each(versions)('is valid by the official schema %s with one of everything', (version) => {
  const validate = validators[version];
  validate(JSON.parse(writeCyclonedx(richBom(), version)));
  expect(validate.errors).toBeNull();
});

it.each(versions)('is valid by the official schema %s without any component', (version) => {
  const validate = validators[version];
  validate(cyclonedxDocument({ ...richBom([]), problems: [] }, version));
  expect(validate.errors).toBeNull();
});

const examples = readdirSync(join(shared, 'examples/aibom/cdx-spec')).filter((name) => /-1\.[67]\.json$/.test(name));

it.each(examples)('judges the official example %s as the specification does', (name) => {
  const example = JSON.parse(readFileSync(join(shared, 'examples/aibom/cdx-spec', name), 'utf8'));
  const validate = name.endsWith('1.6.json') ? validators['1.6'] : validators['1.7'];
  expect([validate(example), validate.errors]).toEqual(name.startsWith('valid-') ? [true, null] : [false, expect.anything()]);
});

it('writes license.id only for ids that the schemas enumerate', () => {
  const known = new Set(schema('spdx').enum);
  const ids = [...current, ...deprecated].flatMap((id) =>
    licensesOf(license({ expression: id })).flatMap((entry) => ('license' in entry && 'id' in entry.license ? [entry.license.id] : [])),
  );
  expect(ids.filter((id) => !known.has(id))).toEqual([]);
  expect(ids.length).toBeGreaterThan(700);
});

/** What peers' documents and the official example of a model say about a model: the same fields must be found in ours. */
it('speaks of a model in the fields that the official example uses', () => {
  const example = JSON.parse(readFileSync(join(shared, 'examples/aibom/cdx-spec/valid-machine-learning-1.7.json'), 'utf8'));
  const theirs = Object.keys(example.components[0].modelCard.modelParameters);
  const model = cyclonedxDocument(richBom(), '1.7').components.find(({ modelCard }) => modelCard !== undefined);
  for (const field of Object.keys(model?.modelCard?.modelParameters ?? {})) expect(theirs).toContain(field);
  expect(model?.type).toBe(example.components[0].type);
});
