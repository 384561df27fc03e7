import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { BomComponent, Finding } from '../../../src/core/model.ts';
import { findingId } from '../../../src/core/policy/finding-id.ts';
import { judge } from '../../../src/core/policy/judge.ts';
import { effectivePolicy } from '../../../src/core/policy/layers.ts';
import { loadPolicy } from '../../../src/core/policy/load.ts';
import type { Context, Draft } from '../../../src/core/policy/rule.ts';
import { bom, COMMIT, model, NOW, OTHER, RULES, unavailable } from './support.ts';

function judged(components: readonly BomComponent[], body = ''): Finding[] {
  const policy = effectivePolicy([loadPolicy(`version: 1\n${body}`, 'p.yml', RULES)], RULES);
  return judge({ policy, rules: RULES, bom: bom(...components), changes: [], policyChanges: [], now: NOW });
}

describe('the id of a finding', () => {
  it('is "wb-" and the first 40 bits of the sha256, in base32', () => {
    const parts = ['model/floating', 'pkg:huggingface/acme/m', 'floating', 'product'] as const;
    const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
    let value = BigInt(`0x${digest.subarray(0, 5).toString('hex')}`);
    let expected = '';
    for (let digit = 0; digit < 8; digit++) {
      expected = 'abcdefghijklmnopqrstuvwxyz234567'[Number(value % 32n)] + expected;
      value /= 32n;
    }
    expect(findingId(...parts)).toBe(`wb-${expected}`);
    expect(findingId(...parts)).toMatch(/^wb-[a-z2-7]{8}$/);
  });

  it('differs with every part, and where a part ends', () => {
    const ids = [
      findingId('a', 'b', 'c', 'product'),
      findingId('a', 'b', 'c', 'test'),
      findingId('a', 'b', 'x', 'product'),
      findingId('a', 'x', 'c', 'product'),
      findingId('x', 'b', 'c', 'product'),
      findingId('a,b', '', 'c', 'product'),
      findingId('a","b', '', 'c', 'product'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('judge', () => {
  it('gives level and id, and passes the options on', () => {
    const float = model('hf:acme/m', [{}]);
    expect(judged([float]).map(({ rule, level }) => [rule, level])).toEqual([['model/floating', 'warn']]);
    const strict = judged([float], 'rules: { model/provenance: { level: block, require: pinned } }');
    expect(strict.map(({ rule, level }) => [rule, level])).toEqual([
      ['model/floating', 'warn'],
      ['model/provenance', 'block'],
    ]);
    expect(strict[0]?.id).toBe(findingId('model/floating', 'pkg:huggingface/acme/m', 'floating', 'product'));
  });

  it('leaves out a rule that is off', () => {
    expect(judged([model('hf:acme/m', [{}])], 'rules: { model/floating: off }')).toEqual([]);
  });

  it('gives the same findings in the same order, whatever the order of components and rules', () => {
    const components = [model('hf:b/m', [{}]), model('hf:a/m', [{}, { scope: 'test', path: 'test/x.py' }]), model('hf:C/m', [{}])];
    const policy = effectivePolicy([loadPolicy('version: 1\nmodels: { deny: ["hf:b/*"] }', 'p.yml', RULES)], RULES);
    const input = { policy, rules: RULES, bom: bom(...components), changes: [], policyChanges: [], now: NOW };
    const reversed = { ...input, rules: RULES.toReversed(), bom: bom(...components.toReversed()) };
    expect(JSON.stringify(judge(reversed))).toBe(JSON.stringify(judge(input)));
  });

  it('unites two versions with one gap: all places, both versions named, the heavier weight', () => {
    const one = model('hf:acme/m', [{ requested: null, line: 30 }], { version: COMMIT });
    const two = model('hf:acme/m', [{ requested: null, line: 2 }], { version: OTHER });
    const [finding, ...others] = judged([one, two, one]);
    expect(others).toEqual([]);
    expect(finding?.places.map(({ line }) => line)).toEqual([2, 30]);
    expect(finding?.version).toBe(`${COMMIT}, ${OTHER}`);
  });
});

describe('verification/incomplete (T4)', () => {
  const blind = model('hf:acme/m', [{ requested: COMMIT }], { verifications: [unavailable('source')] });
  const blindLicense = model('hf:acme/m', [{ requested: COMMIT }], { verifications: [unavailable('license')] });
  const off = 'verification/incomplete: off';
  const lax = 'model/provenance: warn, model/denied: warn';

  it.each([
    ['blocks when a blocking rule needed the answer', blind, '', ['block']],
    ['warns when no blocking rule needed it', blindLicense, '', ['warn']],
    ['warns when the rule that needs it only warns', blind, `rules: { ${lax} }`, ['warn']],
    ['blocks even when turned off, if a blocking rule needed the answer', blind, `rules: { ${off} }`, ['block']],
    ['is silent when turned off and not needed', blindLicense, `rules: { ${off} }`, []],
    ['blocks when the policy says so', blindLicense, 'rules: { verification/incomplete: block }', ['block']],
  ] as const)('%s', (_, component, body, levels) => {
    expect(
      judged([component], body)
        .filter(({ rule }) => rule === 'verification/incomplete')
        .map(({ level }) => level),
    ).toEqual(levels);
  });

  it('does not carry its topics into the finding', () => {
    expect(judged([blind]).every((finding) => !('topics' in finding))).toBe(true);
  });

  it('without topics is taken as needed', () => {
    const silent = (one: Draft): Draft => ({ ...one, topics: undefined as never });
    const rules = RULES.map((rule) =>
      rule.id === 'verification/incomplete' ? { ...rule, judge: (c: Context, o: unknown) => rule.judge(c, o).map(silent) } : rule,
    );
    const policy = effectivePolicy([loadPolicy('version: 1', 'p.yml', rules)], rules);
    const findings = judge({ policy, rules, bom: bom(blindLicense), changes: [], policyChanges: [], now: NOW });
    expect(findings.map(({ level }) => level)).toEqual(['block']);
  });
});
