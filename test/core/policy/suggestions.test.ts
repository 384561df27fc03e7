import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../src/core/policy/load.ts';
import { suggestionIn } from '../../../src/core/policy/mistakes.ts';
import { rules } from '../../../src/core/policy/rules/index.ts';

describe('a key in the wrong place is told where it belongs', () => {
  it.each([
    ['rules: { license/denied: { level: block, deny: [MIT] } }', 'licenses.deny'],
    ['rules: { model/denied: { level: block, allow: ["hf:a/*"] } }', 'models.allow'],
    ['rules: { license/denied: { level: block, overide: [] } }', null],
    ['rules: { license/unknown: { level: block, override: [] } }', 'licenses.override'],
    ['rules: { model/floating: { level: block, require: pinned } }', 'rules.model/provenance.require'],
    ['model/floating: block', 'rules.model/floating'],
    ['monthly: 7', 'product.users.monthly'],
    ['deny: [MIT]', null],
    ['rules: { model/floatng: block }', 'model/floating'],
    ['waivers: [{ component: "hf:a/b", rule: model/floatng, reason: r, approver: a, expires: 2099-01-31 }]', 'model/floating'],
    ['licenses: { deny: [Apache-2] }', 'Apache-2.0'],
    ['extends: [preset:strct]', 'preset:strict'],
  ])('%s', (body, suggestion) => {
    const { mistakes: found } = readPolicy(`version: 1\n${body}\n`, 'p.yml', rules);
    expect(found.map(({ message }) => suggestionIn(message))).toEqual([suggestion]);
    expect(found.map(({ line, key }) => [line, typeof key])).toEqual([[2, 'string']]);
  });
});

it('what nothing lowers is not tried out either', () => {
  const tried = (rule: string): string[] =>
    readPolicy(`version: 1\nrules: { ${rule}: { level: block, mode: evaluate } }\n`, 'p.yml', rules).mistakes.map(({ message }) => message);
  for (const rule of ['tree/hidden', 'tree/unread', 'model/unresolved', 'verification/incomplete', 'policy/invalid'])
    expect(tried(rule), rule).toHaveLength(1);
  expect(tried('model/floating')).toEqual([]);
});
