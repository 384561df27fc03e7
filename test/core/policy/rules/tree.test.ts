import { describe, expect, it } from 'vitest';
import type { Problem, ProblemCode, Verification } from '../../../../src/core/model.ts';
import { treeUnseenContent } from '../../../../src/core/policy/rules/tree-unseen-content.ts';
import { model, unavailable } from '../support.ts';
import { drafts } from './support.ts';

function problem(code: ProblemCode, path = 'vendor/x', blob: string | null = 'b1'): Problem {
  return { code, message: 'm', path, line: 3, column: 1, blob };
}
const gaps = (rule: string, problems: readonly Problem[], options = {}) => drafts(rule, { problems, options }).map(({ gap }) => gap);

describe('tree/unseen-content and tree/ambiguous-path (T15)', () => {
  const codes: ProblemCode[] = [
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
    'ambiguous-path',
  ];
  it.each(codes)('%s is said by exactly one of them', (code) => {
    const found = ['tree/unseen-content', 'tree/ambiguous-path'].filter((rule) => gaps(rule, [problem(code)]).length > 0);
    expect(found).toEqual([code === 'ambiguous-path' ? 'tree/ambiguous-path' : 'tree/unseen-content']);
  });

  it('is the same while path and content are, and another when either changes', () => {
    const of = (...input: Parameters<typeof problem>) => gaps('tree/unseen-content', [problem(...input)])[0];
    expect(of('submodule')).toBe(of('submodule'));
    expect(
      new Set([of('submodule'), of('submodule', 'vendor/y'), of('submodule', 'vendor/x', 'b2'), of('submodule', 'vendor/x', null)]).size,
    ).toBe(4);
  });

  it('keeps file names out of the id, and the place in', () => {
    const [draft] = drafts('tree/unseen-content', { problems: [problem('too-large', 'secret/name.py')] });
    expect(draft).toMatchObject({
      component: 'tree',
      kind: 'tree',
      name: 'secret/name.py',
      places: [{ path: 'secret/name.py', line: 3, column: 1 }],
    });
    expect(draft?.gap).toMatch(/^too-large:[0-9a-f]{64}$/);
  });

  it('leaves out what the policy ignores, which a layer below cannot widen (T24)', () => {
    expect(gaps('tree/unseen-content', [problem('syntax'), problem('submodule')], { ignore: ['syntax'] }).length).toBe(1);
    expect(treeUnseenContent.tighten?.({ ignore: ['syntax'] }, { ignore: ['syntax', 'submodule'] })).toEqual({ ignore: ['syntax'] });
    expect(treeUnseenContent.tighten?.({ ignore: ['syntax'] }, { ignore: [] })).toEqual({ ignore: [] });
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
