import { expect, it } from 'vitest';
import { usesOfBom } from '../../../app/where/uses-of-bom.ts';
import type { Bom } from '../../../src/core/index.ts';

const MODEL = 'pkg:huggingface/acme/m';
const place = (path: string, line: number) => ({ place: { path, line, column: 1 } });
const step = (of: string, ref: string, relation = 'finetune', kind = 'model') => ({ of, ref, relation, kind, by: 'card', commit: null });

function uses(...components: readonly object[]) {
  const bom = {
    components: components.map((one) => ({ identity: MODEL, version: null, requested: null, kind: 'model', sightings: [], ...one })),
  };
  return usesOfBom(bom as unknown as Bom).map(({ key: _key, ...use }) => use);
}
const lineage = (...ancestors: readonly object[]) => ({ lineage: { ancestors, cut: false } });

it('has what the tree names, where, and what it asks for', () => {
  const sightings = [
    place('b.py', 2),
    place('a.py', 1),
    place('a.py', 1),
    ...Array.from({ length: 9 }, (_, line) => place('c.py', line + 1)),
  ];
  expect(uses({ version: 'c1', requested: 'main', sightings })).toEqual([
    {
      purl: MODEL,
      version: 'c1',
      requested: 'main',
      kind: 'model',
      through: [],
      relation: null,
      places: [{ path: 'b.py', line: 2 }, { path: 'a.py', line: 1 }, ...[1, 2, 3].map((line) => ({ path: 'c.py', line }))],
      more: 6,
    },
  ]);
});

it('has what a model was made from, by the way that leads there', () => {
  const found = uses({
    ...lineage(
      step('hf:acme/m', 'hf:meta/base'),
      step('hf:meta/base', 'hf:meta/root', 'quantized'),
      step('hf:meta/base', 'hf:datasets/acme/words', 'trained-on', 'dataset'),
      step('hf:acme/m', 'generic:My%20Model', 'merge'),
    ),
  });
  expect(found.map(({ purl, through, relation }) => [purl, through, relation])).toEqual([
    [MODEL, [], null],
    ['pkg:huggingface/meta/base', [MODEL], 'finetune'],
    ['generic:My%20Model', [MODEL], 'merge'],
    ['pkg:huggingface/meta/root', [MODEL, 'pkg:huggingface/meta/base'], 'quantized'],
    ['pkg:huggingface/datasets/acme/words', [MODEL, 'pkg:huggingface/meta/base'], 'trained-on'],
  ]);
});

it('ends where a lineage runs in a circle, and names itself once', () => {
  const found = uses({
    ...lineage(step('hf:acme/m', 'hf:a/a'), step('hf:a/a', 'hf:b/b'), step('hf:b/b', 'hf:a/a'), step('hf:b/b', 'hf:acme/m')),
  });
  expect(found.map(({ purl }) => purl)).toEqual([MODEL, 'pkg:huggingface/a/a', 'pkg:huggingface/b/b']);
});

it('bears a lineage that somebody made long and wide', () => {
  const wide = Array.from({ length: 3000 }, (_, at) => step('hf:acme/m', `hf:w/n${at}`));
  const long = Array.from({ length: 3000 }, (_, at) => step(at === 0 ? 'hf:acme/m' : `hf:l/n${at - 1}`, `hf:l/n${at}`));
  expect(uses({ ...lineage(...wide, ...long) })).toHaveLength(1 + 3000 + 20);
});

it('of two components that are one and the same keeps one', () => {
  expect(uses({ version: '1' }, { version: '1' }, { version: '2' })).toHaveLength(2);
});
