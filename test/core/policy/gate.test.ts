import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/model.ts';
import { gate } from '../../../src/core/policy/gate.ts';
import { effectivePolicy } from '../../../src/core/policy/layers.ts';
import { loadPolicy } from '../../../src/core/policy/load.ts';
import { rules } from '../../../src/core/policy/rules/index.ts';
import { COMMIT, NOW, OTHER, RULES } from './support.ts';

const ID = 'wb-k3f7q2ma';

function finding(input: Partial<Finding> = {}): Finding {
  return {
    id: ID,
    rule: 'model/provenance',
    level: 'block',
    component: 'pkg:huggingface/acme/m',
    version: COMMIT,
    kind: 'model',
    name: 'acme/m',
    scope: 'product',
    gap: 'rung',
    places: [],
    reason: 'r',
    fix: { title: 'f', edits: [], command: null },
    cause: 'c',
    weight: 1,
    ...input,
  };
}

function gated(head: readonly Finding[], base: readonly Finding[] | null, body = '', now = NOW) {
  const policy = effectivePolicy([loadPolicy(`version: 1\n${body}`, 'p.yml', RULES)], RULES);
  return gate({ head, base, policy, rules: RULES, now });
}

function waiver(fields: string): string {
  return `waivers: [{ ${fields}, reason: "ticket 812", approver: "@acme/sec" }]`;
}

describe('gate', () => {
  it('in evaluate mode never blocks, and says what it would have been', () => {
    expect(gated([finding()], [], 'mode: evaluate')).toMatchObject({ conclusion: 'warn', wouldBe: 'block' });
    expect(gated([finding({ rule: 'verification/incomplete' })], [], 'mode: evaluate')).toMatchObject({
      conclusion: 'warn',
      wouldBe: 'wait',
    });
    expect(gated([], [], 'mode: evaluate')).toMatchObject({ conclusion: 'pass', wouldBe: 'pass' });
  });

  it('without any base blocks nothing, calls all existing, and says so', () => {
    const first = gated([finding()], null);
    expect(first.findings.map(({ status, blocks }) => [status, blocks])).toEqual([['existing', false]]);
    expect(first).toMatchObject({ conclusion: 'warn', wouldBe: 'warn' });
    expect(first.notes.map(({ code }) => code)).toEqual(['first-ever']);
    expect(gated([], null).conclusion).toBe('pass');
  });

  it('an empty base is a base', () => {
    expect(gated([finding()], []).conclusion).toBe('block');
  });

  it('a heavier weight or a higher level is worse', () => {
    expect(gated([finding({ weight: 2 })], [finding()]).findings[0]?.status).toBe('worse');
    expect(gated([finding()], [finding({ level: 'warn' })]).findings[0]?.status).toBe('worse');
    expect(gated([finding()], [finding({ weight: 2 })]).findings[0]?.status).toBe('existing');
  });

  it('bytes or signatures of one revision excuse those of no other (T5)', () => {
    const policy = effectivePolicy([loadPolicy('version: 1\n', 'p.yml', rules)], rules);
    const status = (rule: string, version: string): unknown =>
      gate({ head: [finding({ rule, version })], base: [finding({ rule })], policy, rules, now: NOW }).findings[0]?.status;
    for (const rule of ['model/hash-mismatch', 'dataset/hash-mismatch', 'model/signature-invalid', 'model/untrusted-signer'])
      expect([status(rule, COMMIT), status(rule, OTHER)]).toEqual(['existing', 'new']);
    expect(status('model/provenance', OTHER)).toBe('existing');
  });

  it('does not show scopes that the policy hides, unless they block or their rule looks everywhere', () => {
    const hide = 'scope: { show: [product] }';
    const docs = finding({ scope: 'docs' });
    expect(gated([docs], [], hide)).toMatchObject({ findings: [], conclusion: 'pass' });
    expect(gated([docs], [], 'scope: { show: [product], block: [docs] }').findings).toHaveLength(1);
    expect(gated([finding({ scope: 'docs', rule: 'model/denied', level: 'warn' })], [], hide).findings).toHaveLength(1);
  });

  it('puts what blocks first', () => {
    const order = gated(
      [finding({ id: 'a', rule: 'a', level: 'warn' }), finding({ id: 'b', rule: 'z' }), finding({ id: 'c', rule: 'b', weight: 2 })],
      [finding({ id: 'c', rule: 'b' }), finding({ id: 'd', rule: '0' })],
    );
    expect(order.findings.map(({ finding: { id }, status }) => `${id} ${status}`)).toEqual(['b new', 'c worse', 'a new', 'd fixed']);
  });
});

describe('a waiver', () => {
  it.each<[string, string, boolean]>([
    ['by id', `id: ${ID}`, true],
    ['by another id', 'id: wb-aaaaaaaa', false],
    ['by component and rule', 'component: "hf:acme/m", rule: model/provenance', true],
    ['by purl and rule', 'component: "pkg:huggingface/acme/m", rule: model/provenance', true],
    ['by another component', 'component: "hf:acme/n", rule: model/provenance', false],
    ['by a dataset of that name', 'component: "hf:datasets/acme/m", rule: model/provenance', false],
    ['by another rule', 'component: "hf:acme/m", rule: model/floating', false],
    ['by this revision', `component: "hf:acme/m@${COMMIT}", rule: model/provenance`, true],
    ['by another revision (T28)', `component: "hf:acme/m@${OTHER}", rule: model/provenance`, false],
    ['by id and another revision (T28)', `id: ${ID}, component: "hf:acme/m@${OTHER}"`, false],
    ['by id and another rule', `id: ${ID}, rule: model/floating`, false],
  ])('%s: %s', (_, fields, waived) => {
    const result = gated([finding()], [], waiver(`${fields}, expires: 2027-06-30`));
    expect(result.conclusion).toBe(waived ? 'pass' : 'block');
    expect(result.findings[0]?.status).toBe(waived ? 'waived' : 'new');
  });

  it('that names a revision does not fit a finding about no or several revisions (T28)', () => {
    const body = waiver(`component: "hf:acme/m@${COMMIT}", rule: model/provenance, expires: 2027-06-30`);
    expect(gated([finding({ version: null })], [], body).conclusion).toBe('block');
    expect(gated([finding({ version: `${COMMIT}, ${OTHER}` })], [], body).conclusion).toBe('block');
  });

  it.each<[string, string, string, number | null, string[]]>([
    ['2026-11-24T12:00:00Z', '2026-12-09', 'pass', 15, []],
    ['2026-11-24T12:00:00Z', '2026-12-08', 'warn', 14, ['waiver-expiring']],
    ['2026-11-24T00:00:00Z', '2026-11-24', 'warn', 0, ['waiver-expiring']],
    ['2026-11-24T23:59:59.999Z', '2026-11-24', 'warn', 0, ['waiver-expiring']],
    ['2026-11-25T00:00:00Z', '2026-11-24', 'block', null, ['waiver-expired']],
    ['2026-11-25T00:30:00+01:00', '2026-11-24', 'warn', 0, ['waiver-expiring']],
  ])('at %s, with the last day %s: %s', (now, expires, conclusion, daysLeft, notes) => {
    const result = gated([finding()], [], waiver(`id: ${ID}, expires: ${expires}`), new Date(now));
    expect(result.conclusion).toBe(conclusion);
    expect(result.findings[0]?.waiver?.daysLeft ?? null).toBe(daysLeft);
    expect(result.notes.map(({ code }) => code)).toEqual(notes);
  });

  it('that fits nothing says nothing, even when it has ended', () => {
    expect(gated([], [], waiver(`id: ${ID}, expires: 2020-01-01`)).notes).toEqual([]);
  });

  it('that has ended does not stand in the way of one in force', () => {
    const both = `waivers:
  - { id: ${ID}, reason: old, approver: a, expires: 2020-01-01 }
  - { id: ${ID}, reason: renewed, approver: a, expires: 2027-06-30 }`;
    const result = gated([finding()], [], both);
    expect(result.findings[0]).toMatchObject({ status: 'waived', waiver: { reason: 'renewed' } });
    expect(result).toMatchObject({ conclusion: 'pass', notes: [] });
  });
});
