import { describe, expect, it } from 'vitest';
import type { Problem, ProblemCode, Verification } from '../../../../src/core/model/index.ts';
import { baseline } from '../../../../src/core/policy/baseline.ts';
import { gate } from '../../../../src/core/policy/gate.ts';
import { judge } from '../../../../src/core/policy/judge.ts';
import type { Policy } from '../../../../src/core/policy/policy.ts';
import { rules } from '../../../../src/core/policy/rules/index.ts';
import { treeUnread } from '../../../../src/core/policy/rules/tree-unread.ts';
import { blocksOf } from '../../../../src/core/report/view/blocks.ts';
import { bom, model, NOW, unavailable } from '../support.ts';
import { drafts } from './support.ts';

function problem(code: ProblemCode, path = 'vendor/x', blob: string | null = 'b1'): Problem {
  return { code, message: 'm', path, line: 3, column: 1, blob };
}
const gaps = (rule: string, problems: readonly Problem[], options = {}) => drafts(rule, { problems, options }).map(({ gap }) => gap);

const TREE = ['tree/hidden', 'tree/unread', 'tree/ambiguous-path'];

it('many submodules that a change moves on are one thing to do', () => {
  const policy = baseline(rules);
  const of = (blob: string) => {
    const problems = Array.from({ length: 22 }, (_, index) => problem('submodule', `vendor/x${index}`, `${blob}${index}`));
    return judge({ policy, rules, bom: { ...bom(), problems }, changes: [], policyChanges: [], now: NOW });
  };
  const { findings, conclusion } = gate({ head: of('b'), base: of('a'), policy, rules, now: NOW });
  const fresh = findings.filter(({ status }) => status === 'new');
  expect([conclusion, fresh.length, blocksOf(fresh, []).map(({ places }) => places.length)]).toEqual(['warn', 22, [22]]);
});

describe('tree/hidden, tree/unread and tree/ambiguous-path (T15, T34)', () => {
  it.each<[string, ProblemCode[]]>([
    ['tree/hidden', ['hidden-pointer', 'hidden-encoding', 'hidden-filter', 'hidden-link', 'hidden-attributes']],
    ['tree/ambiguous-path', ['ambiguous-path']],
    [
      'tree/unread',
      [
        'unreadable',
        'missing',
        'too-large',
        'syntax',
        'truncated',
        'timeout',
        'not-utf8',
        'unsupported',
        'submodule',
        'annex-key',
        'pointer-not-lfs',
        'limit',
        'budget',
      ],
    ],
  ])('%s alone says %j', (rule, codes) => {
    for (const code of codes) expect([code, TREE.filter((one) => gaps(one, [problem(code)]).length > 0)]).toEqual([code, [rule]]);
  });

  it('is the same while the path is, whatever message, line and content', () => {
    const of = (...input: Parameters<typeof problem>) => gaps('tree/unread', [problem(...input)])[0];
    expect(of('syntax')).toBe(of('syntax', 'vendor/x', 'b2'));
    expect(gaps('tree/unread', [{ ...problem('syntax'), line: 9, message: 'other' }])).toEqual([of('syntax')]);
    expect(new Set([of('syntax'), of('syntax', 'vendor/y'), of('limit')]).size).toBe(3);
    const filter = { ...problem('hidden-filter'), subject: '*.py' };
    expect(gaps('tree/hidden', [filter])).toEqual(gaps('tree/hidden', [{ ...filter, path: 'b' }]));
  });

  it('keeps file names out of the id, and the place in', () => {
    const [draft] = drafts('tree/unread', { problems: [problem('too-large', 'secret/name.py')] });
    expect(draft).toMatchObject({
      component: 'tree',
      kind: 'tree',
      name: 'secret/name.py',
      places: [{ path: 'secret/name.py', line: 3, column: 1 }],
    });
    expect(draft?.gap).toMatch(/^too-large:[0-9a-f]{64}$/);
  });

  it('leaves out what the policy ignores, which a layer below cannot widen (T24)', () => {
    expect(gaps('tree/unread', [problem('syntax'), problem('submodule')], { ignore: ['syntax'] }).length).toBe(1);
    expect(treeUnread.tighten?.({ ignore: ['syntax'] }, { ignore: ['syntax', 'submodule'] })).toEqual({ ignore: ['syntax'] });
    expect(treeUnread.tighten?.({ ignore: ['syntax'] }, { ignore: [] })).toEqual({ ignore: [] });
  });
});

describe('what tree/unread does, by what was not read', () => {
  const NEVER = problem('unsupported', 'bun.lockb', 'b1');
  const LOCK = problem('syntax', 'web/poetry.lock', 'b1');
  const CODE: Problem = { ...problem('too-large', 'app.py', 'b1'), mayNameModel: true };
  const TEST: Problem = { ...CODE, scope: 'test' };
  const LOST = problem('missing', 'uv.lock', 'b1');
  const OURS = problem('syntax', 'weighbridge.lock', 'b1');
  const SUBMODULE = problem('submodule', 'vendor/x', 'b1');
  const off = { 'tree/unread': { level: 'off', options: { ignore: ['too-large'] } } } as const;
  const pinned = { 'model/provenance': { level: 'block', options: { require: 'pinned' } } } as const;
  const signedOnlyWarned = { 'model/provenance': { level: 'warn', options: { require: 'signed' } } } as const;

  function decided(head: Problem, base: Problem | null, settings: Record<string, unknown> = {}): string {
    const policy = { ...baseline(rules), rules: new Map([...baseline(rules).rules, ...Object.entries(settings)]) } as Policy;
    const side = (problems: readonly Problem[]) =>
      judge({ policy, rules, bom: { ...bom(), problems }, changes: [], policyChanges: [], now: NOW });
    const gated = gate({ head: side([head]), base: side(base === null ? [] : [base]), policy, rules, now: NOW });
    return `${gated.conclusion} ${gated.findings.map(({ status }) => status).join(' ')}`.trim();
  }
  const changed = (one: Problem): Problem => ({ ...one, blob: 'b2', line: 7, message: 'other' });

  it.each<[string, Problem, Problem | null, Record<string, unknown>, string]>([
    ['a lockfile that is never read, added', NEVER, null, {}, 'warn new'],
    ['and changed', changed(NEVER), NEVER, {}, 'pass existing'],
    ['and where pinned is demanded', NEVER, null, pinned, 'warn new'],
    ...(['syntax', 'not-utf8', 'unsupported', 'limit', 'too-large', 'truncated', 'pointer-not-lfs'] as const).flatMap(
      (code): [string, Problem, Problem | null, Record<string, unknown>, string][] => {
        const one: Problem = { ...LOCK, code };
        return [
          [`a lockfile that is not read whole (${code}), added`, one, null, {}, 'block new'],
          ['and changed', changed(one), one, {}, 'block new'],
          ['and not changed', one, one, {}, 'pass existing'],
          ['and switched off', one, null, off, 'block new'],
          ['and told in quiet', { ...one, quiet: true }, null, {}, 'pass'],
          ['and in tests', { ...one, scope: 'test' }, null, {}, 'warn new'],
          ['and a manifest', { ...one, path: 'requirements.txt' }, null, {}, 'warn new'],
        ];
      },
    ),
    ['a broken lock that becomes one that is not UTF-8', { ...LOCK, code: 'not-utf8' }, LOCK, {}, 'block new'],
    ['code too large, added', CODE, null, {}, 'warn new'],
    ['and changed', changed(CODE), CODE, {}, 'pass existing'],
    ['code too large, where pinned is demanded', CODE, null, pinned, 'block new'],
    ['and changed', changed(CODE), CODE, pinned, 'block new'],
    ['and not changed', CODE, CODE, pinned, 'pass existing'],
    ['and switched off', CODE, null, { ...pinned, ...off }, 'block new'],
    ['switched off where named is enough', CODE, null, off, 'pass'],
    ['where pinned is only advised', CODE, null, signedOnlyWarned, 'warn new'],
    ['a test too large, where pinned is demanded', TEST, null, pinned, 'warn new'],
    ['content that is not in this clone', LOST, null, {}, 'block new'],
    ['content that is not in this clone, switched off', LOST, null, off, 'block new'],
    ['a broken lock of ours', OURS, null, {}, 'block new'],
    ['a submodule that moved', changed(SUBMODULE), SUBMODULE, {}, 'warn new'],
    ['a submodule that stayed', SUBMODULE, SUBMODULE, pinned, 'pass existing'],
  ])('%s', (_, head, base, settings, expected) => {
    expect(decided(head, base, settings)).toBe(expected);
  });
});

describe('policy/changed', () => {
  it('names each changed policy file, the removal as the worse', () => {
    const policyChanges = (['added', 'changed', 'removed'] as const).map((type) => ({ path: '.github/weighbridge.yml', type }));
    const found = drafts('policy/changed', { policyChanges });
    expect(found.map(({ gap }) => gap)).toEqual(['policy-added', 'policy-changed', 'policy-removed']);
    expect(found[2]?.weight).toBeGreaterThan(found[0]?.weight ?? 9);
    expect(drafts('policy/changed', {})).toEqual([]);
  });
});

describe('verification/incomplete (T4)', () => {
  const passed: Verification = { topic: 'source', outcome: 'passed', reason: null, detail: '', by: 'hub', asOf: null };
  const found = (...verifications: Verification[]) =>
    drafts('verification/incomplete', { components: [model('hf:acme/x', [{}], { verifications })] });

  it('is silent when everything was looked up', () => {
    expect(
      found(passed, { ...passed, topic: 'digests', outcome: 'failed' }, { ...passed, topic: 'license', outcome: 'not-applicable' }),
    ).toEqual([]);
  });

  it('says once per reason which topics are open', () => {
    const drafts = found(passed, unavailable('reachability'), unavailable('license'), { ...unavailable('digests'), reason: 'budget' });
    expect(drafts.map(({ gap, topics }) => [gap, topics])).toEqual([
      ['unavailable:rate-limited', ['license', 'reachability']],
      ['unavailable:budget', ['files']],
    ]);
    expect(found({ ...passed, outcome: 'error' }).map(({ gap }) => gap)).toEqual(['unavailable:error']);
  });

  it('leaves everything open when the source did not answer, also where nobody verified anything', () => {
    const open = ['existence', 'files', 'license', 'lineage', 'reachability', 'revision'];
    expect(found(unavailable('source'))[0]?.topics).toEqual(open);
    const silent = model('hf:acme/x', [{}], { hub: null, resolution: { state: 'unresolved', reason: 'timeout', detail: '' } });
    expect(drafts('verification/incomplete', { components: [silent] })[0]?.topics).toEqual(open);
    const once = { ...silent, verifications: [unavailable('license')] };
    expect(drafts('verification/incomplete', { components: [once] }).map(({ gap }) => gap)).toEqual(['unavailable:rate-limited']);
    const missing = model('hf:acme/x', [{}], { hub: null, resolution: { state: 'unresolved', reason: 'not-found', detail: '' } });
    expect(drafts('verification/incomplete', { components: [missing] })).toEqual([]);
  });

  it('weighs by what is open, folds what one retry settles, and keeps apart what each needs', () => {
    expect(found(unavailable('source'))[0]?.weight).toBeGreaterThan(found(unavailable('license'))[0]?.weight ?? 9);
    const two = (reason: 'rate-limited' | 'gated') =>
      ['hf:acme/x', 'hf:acme/y'].map((name) => model(name, [{}], { verifications: [{ ...unavailable('source'), reason }] }));
    const causes = (reason: 'rate-limited' | 'gated') =>
      new Set(drafts('verification/incomplete', { components: two(reason) }).map(({ cause }) => cause)).size;
    expect([causes('rate-limited'), causes('gated')]).toEqual([1, 2]);
  });
});
