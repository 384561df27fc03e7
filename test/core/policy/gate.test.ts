import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/model/index.ts';
import { findingId } from '../../../src/core/policy/finding-id.ts';
import { gate } from '../../../src/core/policy/gate.ts';
import { effectivePolicy } from '../../../src/core/policy/layers.ts';
import { loadPolicy } from '../../../src/core/policy/load.ts';
import { rules } from '../../../src/core/policy/rules/index.ts';
import { COMMIT, NOW, OTHER, RULES } from './support.ts';

function finding(input: Partial<Finding> = {}): Finding {
  const requested = input.requested ?? [input.version === undefined ? COMMIT : input.version];
  const one = {
    rule: 'model/provenance',
    level: 'block' as const,
    component: 'pkg:huggingface/acme/m',
    version: COMMIT,
    requested,
    subject: requested,
    unresolved: false,
    limited: false,
    kind: 'model' as const,
    name: 'acme/m',
    scope: 'product' as const,
    gap: 'rung',
    places: [],
    reason: 'r',
    fix: { title: 'f', edits: [], command: null },
    cause: 'c',
    weight: 1,
    ...input,
  };
  return { id: findingId(one), ...one };
}

function gated(head: readonly Finding[], base: readonly Finding[] | null, body = '') {
  const policy = effectivePolicy([loadPolicy(`version: 1\n${body}`, 'p.yml', RULES)], RULES);
  return gate({ head, base, policy, rules: RULES, now: NOW });
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

  it('a rule that is tried out refuses nothing, and says what it would have refused', () => {
    const TRIED = 'rules: { model/provenance: { level: block, mode: evaluate } }';
    const alone = gated([finding()], [], TRIED);
    expect(alone).toMatchObject({ conclusion: 'warn', wouldBe: 'block' });
    expect(alone.findings.map(({ blocks, wouldBlock }) => [blocks, wouldBlock])).toEqual([[false, true]]);
    const denied = finding({ rule: 'model/denied', gap: 'denied', cause: 'd' });
    expect(gated([finding(), denied], [], TRIED)).toMatchObject({ conclusion: 'block', wouldBe: 'block' });
    expect(gated([finding()], [finding()], TRIED)).toMatchObject({ conclusion: 'pass', wouldBe: 'pass' });
    // A layer below enforces it; the other way round it is refused.
    const [top, below] = [TRIED, TRIED.replace('evaluate', 'enforce')].map((body) => loadPolicy(`version: 1\n${body}\n`, 'p.yml', RULES));
    const layers = [top, below].flatMap((one) => one ?? []);
    expect(effectivePolicy(layers, RULES).rules.get('model/provenance')?.mode).toBeUndefined();
    expect(effectivePolicy(layers.toReversed(), RULES).rules.get('model/provenance')?.mode).toBeUndefined();
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
      gate({ head: [finding({ rule, version, subject: [] })], base: [finding({ rule, subject: [] })], policy, rules, now: NOW }).findings[0]
        ?.status;
    for (const rule of ['model/hash-mismatch', 'dataset/hash-mismatch', 'model/signature-invalid', 'model/untrusted-signer'])
      expect([status(rule, COMMIT), status(rule, OTHER)]).toEqual(['existing', 'new']);
    expect(status('license/denied', OTHER)).toBe('existing');
  });

  it('never excuses by an id: two findings that share one are two (T38)', () => {
    const id = 'wb-aaaaaaaaaaaa';
    const others: readonly Partial<Finding>[] = [
      { component: 'pkg:huggingface/evil/m' },
      { rule: 'model/denied' },
      { gap: 'other' },
      { scope: 'test' },
      { subject: ['attacker'], requested: ['attacker'], version: OTHER },
      { unresolved: true },
    ];
    for (const other of others)
      expect([other, gated([finding({ id })], [finding({ id, ...other })]).findings.map(({ status }) => status)[0]]).toEqual([
        other,
        'new',
      ]);
    expect(gated([finding({ id })], [finding({ id: 'wb-bbbbbbbbbbbb' })]).findings.map(({ status }) => status)).toEqual(['existing']);
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
