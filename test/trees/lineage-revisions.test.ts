/** The same weights at another revision, or under another name: what was stated of them is not forgotten (T11). */
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../src/core/pipeline.ts';
import type { FakeRepo } from '../hub-fake/index.ts';
import { told } from '../support/checking.ts';
import { componentIn, loading, model, stepsOf, TIP, tracing } from '../support/lineage.ts';

const trace = tracing();
const FOR_SALE = 'version: 1\nproduct: { license: proprietary, use: [commercial, distributed] }\n';
const NEXT = '2'.padStart(40, '0');
const SAME = [{ path: 'model.safetensors', size: 9, sha256: 'c'.repeat(64) }];
const OTHER = [{ path: 'model.safetensors', size: 9, sha256: 'd'.repeat(64) }];
const NC = model('a/b', { license: 'cc-by-nc-4.0' });

type Card = NonNullable<FakeRepo['card']>;

const pinned = (commit: string): string => loading('acme/ner').replace('")', `", revision="${commit}")`);

/** One model at two commits, the first pinned by the base and the second by the head. */
function moved(
  [older, newer]: readonly [Card, Card],
  { files = SAME, others = [NC] }: { readonly files?: FakeRepo['files']; readonly others?: readonly FakeRepo[] } = {},
): Promise<CheckResult> {
  const at = { [TIP]: { card: older, files: SAME } };
  const repos = [model('acme/ner', newer, { commits: [NEXT, TIP], files, at }), ...others];
  return trace.check(repos, { 'app/a.py': pinned(NEXT) }, { 'app/a.py': pinned(TIP) }, { policy: FOR_SALE });
}

function sentences({ verdict }: CheckResult): string[] {
  return verdict.findings.flatMap(({ finding, status }) => (status === 'fixed' ? [] : (finding.clauses ?? []).map(({ text }) => text)));
}

describe('a new revision with the same weights', () => {
  it.each<[string, Card, Card, readonly string[]]>([
    ['that says nothing of its base', { license: 'mit', base_model: 'a/b' }, { license: 'mit' }, ['base hint hf:a/b']],
    [
      'that names another base',
      { license: 'mit', base_model: 'a/b' },
      { license: 'mit', base_model: 'c/d' },
      ['base card hf:c/d', 'base hint hf:a/b'],
    ],
    [
      'that calls it distilled',
      { license: 'mit', base_model: 'a/b', base_model_relation: 'finetune' },
      { license: 'mit', base_model: 'a/b', base_model_relation: 'distilled' },
      ['distilled card hf:a/b', 'finetune hint hf:a/b'],
    ],
  ])('%s is not mended', async (_, older, newer, steps) => {
    const result = await moved([older, newer], { others: [NC, model('c/d', { license: 'mit' })] });
    expect(stepsOf(result)).toEqual(steps.map((one) => `hf:acme/ner ${one}`));
    expect(told(result, 'license/lineage')).toEqual(['new license/lineage app/a.py']);
    expect(result.verdict.conclusion).not.toBe('pass');
    expect(sentences(result)).toContain(
      'Another revision of it, with the same weights, says that it was made from a/b, and this one does not.',
    );
  });

  it('keeps what lies behind the base, too', async () => {
    const between = model('c/d', { license: 'mit', base_model: 'a/b' });
    const result = await moved([{ license: 'mit', base_model: 'c/d' }, { license: 'mit' }], { others: [between, NC] });
    expect(stepsOf(result)).toEqual(['hf:acme/ner base hint hf:c/d', 'hf:c/d base card hf:a/b']);
    expect(told(result, 'license/lineage')).toEqual(['new license/lineage app/a.py']);
    expect(sentences(result).filter((text) => text.includes('suggest'))).toEqual([]);
    expect(sentences(result).filter((text) => text.startsWith('If it comes from a/b'))).not.toEqual([]);
  });

  it('that says the same, or more exactly how it was made, brings nothing', async () => {
    const card = { license: 'mit', base_model: 'a/b' };
    const result = await moved([card, { ...card, base_model_relation: 'finetune' }], { others: [model('a/b', { license: 'mit' })] });
    expect(stepsOf(result)).toEqual(['hf:acme/ner finetune card hf:a/b']);
    expect(told(result, 'license/lineage')).toEqual([]);
  });

  it('that leaves out more bases than are followed has no shorter lineage (T32)', async () => {
    const many = Array.from({ length: 25 }, (_, index) => `b/m${index}`);
    const others = many.map((id) => model(id, { license: 'mit' }));
    const result = await moved([{ license: 'mit', base_model: many }, { license: 'mit' }], { others });
    expect(componentIn(result).lineage?.cut).toBe(true);
    expect(told(result, 'verification/incomplete')).not.toEqual([]);
    const apart = await moved([{ license: 'mit', base_model: many }, { license: 'mit' }], { files: OTHER, others });
    expect(componentIn(apart).lineage).toBeUndefined();
  });

  it('counts in one tree as well', async () => {
    const at = { [TIP]: { card: { license: 'mit', base_model: 'a/b' } } };
    const repos = [model('acme/ner', { license: 'mit' }, { commits: [NEXT, TIP], files: SAME, at }), NC];
    const result = await trace.check(repos, { 'app/b.py': pinned(NEXT) }, { 'app/a.py': pinned(TIP) }, { policy: FOR_SALE });
    expect(told(result, 'license/lineage').sort()).toEqual(['existing license/lineage app/a.py', 'new license/lineage app/b.py']);
  });
});

it('a new revision with other weights is what its own card says', async () => {
  const result = await moved([{ license: 'mit', base_model: 'a/b' }, { license: 'mit' }], { files: OTHER });
  expect(result.bom.components.flatMap(({ lineage }) => lineage ?? [])).toEqual([]);
  expect(told(result, 'license/lineage')).toEqual(['fixed license/lineage app/a.py']);
});

it('of two models with equal weights neither is accused: one of the two comes from the other', async () => {
  const repos = [model('acme/ner', { license: 'mit' }, { files: SAME }), model('meta/one', { license: 'mit' }, { files: SAME })];
  const result = await trace.check(repos, { 'app/a.py': loading('acme/ner', 'meta/one') }, undefined, { policy: FOR_SALE });
  expect(sentences(result)).toEqual([
    'It has the same weights as meta/one: one of the two comes from the other, and neither says so.',
    'It has the same weights as acme/ner: one of the two comes from the other, and neither says so.',
  ]);
});

it.each<[string, Card, readonly string[]]>([
  ['that says nothing of where it comes from', { license: 'mit' }, ['hf:free/ner base hint hf:acme/ner']],
  ['that says so', { license: 'mit', base_model: 'acme/ner' }, ['hf:free/ner base card hf:acme/ner', 'hf:acme/ner base card hf:a/b']],
])('the same weights under a new name %s do not take the place of the old one unseen', async (_, card, steps) => {
  const repos = [model('acme/ner', { license: 'mit', base_model: 'a/b' }, { files: SAME }), model('free/ner', card, { files: SAME }), NC];
  const files = { 'app/a.py': loading('free/ner') };
  const result = await trace.check(repos, files, { 'app/a.py': loading('acme/ner') }, { policy: FOR_SALE });
  expect(stepsOf(result, 'free/ner')).toEqual(steps);
  expect(told(result, 'license/lineage').filter((one) => one.startsWith('new'))).toHaveLength(1);
});

it('what a model was trained on it was not made from', async () => {
  const result = await trace.check([model('acme/ner', { license: 'mit', datasets: ['e/d'] })], { 'app/a.py': loading('acme/ner') });
  const texts = sentences(result).filter((text) => text.includes('e/d'));
  expect(texts).not.toEqual([]);
  expect(texts.every((text) => text.startsWith('It was trained on e/d, whose terms nobody knows'))).toBe(true);
});
