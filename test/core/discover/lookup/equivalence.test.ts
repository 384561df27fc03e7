import { beforeAll, describe, expect, it } from 'vitest';
import type { LookupKind } from '../../../../src/core/discover/lookup/question.ts';
import { apartIn, changeOf, type LinkedTree, linkTree, missedBy } from './touched.ts';
import { EDITS } from './edits.ts';
import { edited, randomFrom, type SmallTree, smallTree } from './trees.ts';

/** More of them on demand, other ones with another first seed. */
const CASES = Number(process.env['EQUIVALENCE_CASES'] ?? 600);
const FIRST = Number(process.env['EQUIVALENCE_FIRST'] ?? 1);
/** `link` and `attributes` hold for a whole tree: where they change, everything is linked. `another` rests on what `module` does, `lists` on what `path` does. */
const KINDS = {
  module: true,
  definitions: true,
  path: true,
  names: true,
  written: true,
  use: true,
  variables: true,
} as const satisfies Readonly<Record<Exclude<LookupKind, 'link' | 'attributes' | 'another' | 'lists' | keyof typeof EDITS>, true>>;

interface Case {
  readonly seed: number;
  readonly tree: SmallTree;
  readonly base: LinkedTree;
  readonly head: LinkedTree;
}

let cases: readonly Case[] = [];
beforeAll(() => {
  cases = Array.from({ length: CASES }, (_, seed) => {
    const random = randomFrom(seed + FIRST);
    const tree = smallTree(random);
    return { seed, tree, base: linkTree(tree), head: linkTree(edited(tree, random)) };
  });
});

describe('linking what a random edit reaches', () => {
  it('says of every file what linking everything says', () => {
    expect(cases.flatMap(({ seed, base, head }) => missedBy(base, head).map((path) => `${seed} ${path}`))).toEqual([]);
  });

  it('knows which files run together as linking everything does', () => {
    expect(cases.flatMap(({ seed, base, head }) => apartIn(base, head).map((what) => `${seed} ${what}`))).toEqual([]);
  });

  it('leaves files alone that the edit does not reach', () => {
    const spared = cases.filter(({ base, head }) => {
      const change = changeOf(base, head.tree);
      return change !== null && change.linked.size < head.results.size;
    });
    expect(spared.length).toBeGreaterThan(CASES / 4);
  });

  it.each(Object.keys(KINDS) as (keyof typeof KINDS)[])('is wrong without what questions of the kind "%s" rest on', (kind) => {
    expect(cases.some(({ tree, head }) => missedBy(linkTree(tree, kind), head, kind).length > 0)).toBe(true);
  });

  it.each(Object.keys(EDITS) as (keyof typeof EDITS)[])('nor without those of the kind "%s"', (kind) => {
    const { base, head } = EDITS[kind];
    expect(missedBy(linkTree(base), linkTree(head))).toEqual([]);
    expect(missedBy(linkTree(base, kind), linkTree(head), kind)).not.toEqual([]);
  });
});
