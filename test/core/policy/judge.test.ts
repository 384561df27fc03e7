import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { BomComponent, Finding } from '../../../src/core/model/index.ts';
import { findingId, fingerprintOf, type Identified, tupleOf } from '../../../src/core/policy/finding-id.ts';
import { judge } from '../../../src/core/policy/judge.ts';
import { effectivePolicy } from '../../../src/core/policy/layers.ts';
import { loadPolicy } from '../../../src/core/policy/load.ts';
import type { Context, Draft } from '../../../src/core/policy/rule.ts';
import { bom, COMMIT, model, NOW, OTHER, RULES, unavailable } from './support.ts';

function judged(components: readonly BomComponent[], body = ''): Finding[] {
  const policy = effectivePolicy([loadPolicy(`version: 1\n${body}`, 'p.yml', RULES)], RULES);
  return judge({ policy, rules: RULES, bom: bom(...components), changes: [], policyChanges: [], now: NOW });
}

function named(input: Partial<Identified> = {}): Identified {
  return {
    rule: 'model/floating',
    component: 'pkg:huggingface/acme/m',
    kind: 'model',
    name: 'acme/m',
    gap: 'floating',
    scope: 'product',
    subject: [null],
    unresolved: false,
    ...input,
  };
}

describe('the id of a finding', () => {
  it('is "wb-" and the first 60 bits of the sha256 of the tuple, in base32', () => {
    const digest = createHash('sha256').update(tupleOf(named())).digest('hex');
    let value = BigInt(`0x${digest.slice(0, 15)}`);
    let expected = '';
    for (let digit = 0; digit < 12; digit++) {
      expected = `${'abcdefghijklmnopqrstuvwxyz234567'[Number(value % 32n)]}${expected}`;
      value /= 32n;
    }
    expect(findingId(named())).toBe(`wb-${expected}`);
    expect(findingId(named())).toMatch(/^wb-[a-z2-7]{12}$/);
  });

  it('differs with every part, and where a part ends', () => {
    const all = [
      named(),
      named({ scope: 'test' }),
      named({ gap: 'x' }),
      named({ component: 'x' }),
      named({ rule: 'x' }),
      named({ subject: ['v1'] }),
      named({ subject: ['v1', 'v2'] }),
      named({ subject: ['v1,v2'] }),
      named({ subject: ['null'] }),
      named({ unresolved: true }),
      named({ kind: 'policy', component: 'policy' }),
      named({ kind: 'policy', component: 'policy', name: 'x' }),
      named({ rule: 'model/floating","x' }),
    ];
    expect(new Set(all.map(findingId)).size).toBe(all.length);
    expect(new Set(all.map(fingerprintOf)).size).toBe(all.length);
  });

  it('of a component says nothing about its name for people, of a load without a name nothing about the variables', () => {
    expect(findingId(named({ name: 'x' }))).toBe(findingId(named()));
    const load = named({ unresolved: true, subject: ['text acme/{}'] });
    expect(findingId({ ...load, component: 'x', name: 'y' })).toBe(findingId(load));
    expect(fingerprintOf({ ...load, component: 'x' })).not.toBe(fingerprintOf(load));
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
    expect(strict[0]?.id).toBe(strict[0] === undefined ? '' : findingId(strict[0]));
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
