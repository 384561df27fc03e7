import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { baseline } from '../../../src/core/policy/baseline.ts';
import { salvagedLayer } from '../../../src/core/policy/layers.ts';
import { readPolicy } from '../../../src/core/policy/load.ts';
import { looserThan } from '../../../src/core/policy/looser.ts';
import { rules } from '../../../src/core/policy/rules/index.ts';

const line = fc.constantFrom(
  'mode: evaluate',
  'mode: evaluat',
  'moed: x',
  'version: 2',
  'scope: { block: [], show: [nowhere] }',
  'product: { use: [commercial, x], license: "MIT AND" }',
  'rules: { model/provenance: { level: off, require: x }, model/floating: off, policy/invalid: off, model/denied: { levl: off } }',
  'rules: [a]',
  'models: { allow: ["hf:a/*", 1, "b"], deny: ["hf:x/y@main", "hf:c/d"] }',
  'licenses: { deny: { a: 1 } }',
  'signers: [{ for: "hf:a/*", public-key: k.pem }, { for: x }, 7]',
  'waivers: [{ component: "hf:a/b", rule: model/floating, reason: r, approver: a, expires: 2099-01-01 }, {}, null]',
  '__proto__: { mode: evaluate }',
  'constructor: 1',
);

it('nothing of a broken policy is looser than the baseline, whatever is wrong with it (T40)', () => {
  const bare = baseline(rules);
  fc.assert(
    fc.property(fc.uniqueArray(line, { selector: (one) => one.split(':')[0], maxLength: 8 }), (lines) => {
      const { file, mistakes, sound } = readPolicy(
        `version: 1\n${lines.filter((one) => !one.startsWith('version')).join('\n')}\nzz: 1\n`,
        'p.yml',
        rules,
      );
      expect(file).toBeNull();
      expect(mistakes.length).toBeGreaterThan(0);
      if (sound === null) return;
      const judges = salvagedLayer(bare, sound, rules, 'owner');
      expect(looserThan(bare, judges, rules)).toEqual([]);
    }),
  );
});

it('never throws for bytes, and answers soon for the largest file', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const { file, mistakes } = readPolicy(bytes, 'p.yml', rules);
      expect(file === null).toBe(mistakes.length > 0);
    }),
  );
  const many = `version: 1\nmodels:\n  deny:\n${'    - 1\n'.repeat(900)}`;
  const { mistakes, sound } = readPolicy(many, 'p.yml', rules);
  expect([mistakes.length, mistakes.at(-1)?.message, sound?.values.models?.deny]).toEqual([101, 'And 800 more.', []]);
});

it('keys that a policy names are known also where the rest has mistakes', () => {
  const { named } = readPolicy('moed: 1\nsigners: [{ public-key: a.pem }, 3, { public-key: [x] }, { public-key: a.pem }]', 'p.yml', rules);
  expect(named).toEqual([{ path: 'a.pem', line: 2, column: 13 }]);
});
