import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { policyJsonSchema, policyJsonSchemaText } from '../../../src/core/policy/json-schema.ts';
import { loadPolicy } from '../../../src/core/policy/load.ts';
import { RULES } from './support.ts';

describe('the JSON Schema', () => {
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(policyJsonSchema(RULES));

  it.each([
    ['version: 1', true],
    ['{}', false],
    ['version: 1\nmoed: enforce', false],
    ['version: 1\nrules: { model/provenance: { level: block, require: pinned } }', true],
    ['version: 1\nrules: { model/provenance: { level: block } }', true],
    ['version: 1\nrules: { model/provenance: { level: block, requir: pinned } }', false],
    ['version: 1\nrules: { model/provenance: blok }', false],
    ['version: 1\nrules: { model/format: block }', false],
    ['version: 1\nmodels: { allow: ["hf:a/*"] }', true],
    ['version: 1\nmodels: { allow: "hf:a/*" }', false],
    [
      'version: 1\nwaivers: [{ id: wb-k3f7q2ma4x2p, component: "hf:a/b", rule: model/floating, reason: r, approver: a, expires: "2027-01-31" }]',
      true,
    ],
    ['version: 1\nwaivers: [{ id: wb-k3f7q2ma4x2p, reason: r, approver: a, expires: "2027-01-31" }]', false],
    [
      'version: 1\nwaivers: [{ component: "hf:a/b", rule: model/floating, id: wb-1, reason: r, approver: a, expires: "2027-01-31" }]',
      false,
    ],
  ])('agrees with the loader on %j', (text, valid) => {
    let loads = true;
    try {
      loadPolicy(text, 'p.yml', RULES);
    } catch {
      loads = false;
    }
    expect({ schema: validate(parse(text)), loader: loads }).toEqual({ schema: valid, loader: valid });
  });

  it('is the same text every time, and ends in one newline', () => {
    expect(policyJsonSchemaText(RULES)).toBe(policyJsonSchemaText(RULES));
    expect(policyJsonSchemaText(RULES)).toMatch(/\}\n$/);
  });
});
