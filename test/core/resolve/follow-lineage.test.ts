import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Relation, Relations } from '../../../src/core/hosts/host.ts';
import { NO_RELATIONS } from '../../../src/core/hosts/host.ts';
import { hostSubject } from '../../../src/core/hosts/subject.ts';
import { parseRef } from '../../../src/core/ref/parse.ts';
import { type FollowedLineage, followLineage, MAX_ANCESTORS } from '../../../src/core/resolve/follow-lineage.ts';

const start = hostSubject({ ref: parseRef('hf:a/0'), requested: null, sightings: [] });

const relation = fc.record({
  relation: fc.constantFrom<Relation['relation'][]>('finetune', 'adapter', 'trained-on', 'distilled'),
  by: fc.constantFrom<Relation['by'][]>('card', 'hint'),
  to: fc.integer({ min: 0, max: 40 }),
});
const worlds = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.array(relation, { maxLength: 12 })), { maxLength: 41 });

function followed(
  edges: readonly (readonly [
    number,
    readonly { readonly to: number; readonly relation: Relation['relation']; readonly by: Relation['by'] }[],
  ])[],
): FollowedLineage {
  const world = new Map(edges.map(([from, to]) => [`${from}`, to]));
  const relationsOf = ({ ref }: { readonly ref: { readonly name: string } }): Relations => ({
    all: (world.get(ref.name) ?? []).map(({ to, relation: how, by }) => ({ ref: parseRef(`hf:a/${to}`), relation: how, by })),
    more: false,
  });
  return followLineage(start, NO_RELATIONS, { relationsOf, isOpen: () => false });
}

describe('any world', () => {
  it('ends, with each step once, at most 20 ancestors, and each of them reached from the start', () => {
    fc.assert(
      fc.property(worlds, (edges) => {
        const { steps, ancestors, cut } = followed(edges);
        const refs = ancestors.map(({ ref }) => ref.name);
        expect(new Set(refs).size).toBe(refs.length);
        expect(refs.length).toBeLessThanOrEqual(MAX_ANCESTORS);
        expect(refs).not.toContain('0');
        expect(new Set(steps.map(({ of, ref, relation: how }) => `${of.name} ${how} ${ref.name}`)).size).toBe(steps.length);
        const reached = new Set(['0']);
        for (const { of, ref } of steps) {
          expect(reached).toContain(of.name);
          reached.add(ref.name);
        }
        expect(reached.size).toBe(refs.length + 1);
        if (cut) expect(refs.length).toBe(MAX_ANCESTORS);
      }),
    );
  });
});

it('no data is looked at while a model is open', () => {
  const relationsOf = (): Relations => ({
    all: [
      { ref: parseRef('hf:a/1'), relation: 'finetune', by: 'card' },
      { ref: parseRef('hf:datasets/a/d'), relation: 'trained-on', by: 'card' },
    ],
    more: false,
  });
  const of = (isOpen: boolean): readonly string[] =>
    followLineage(start, NO_RELATIONS, { relationsOf, isOpen: () => isOpen }).ancestors.map(({ ref }) => ref.name);
  expect(of(true)).toEqual(['1']);
  expect(of(false)).toEqual(['1', 'd']);
});

it('more than is read is told', () => {
  const more: Relations = { all: [], more: true };
  expect(followLineage(start, NO_RELATIONS, { relationsOf: () => more, isOpen: () => false }).cut).toBe(true);
  expect(followLineage(start, more, { relationsOf: () => null, isOpen: () => false }).cut).toBe(true);
});
