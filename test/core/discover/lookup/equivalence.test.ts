import { beforeAll, describe, expect, it } from 'vitest';
import type { LookupKind } from '../../../../src/core/discover/lookup/question.ts';
import { edited, randomFrom, smallTree } from './trees.ts';
import { type LinkedTree, linkTree, missedBy, touchedBy } from './touched.ts';

const CASES = 320;
const KINDS: Readonly<Record<LookupKind, true>> = {
  module: true,
  another: true,
  definitions: true,
  path: true,
  copied: true,
  command: true,
  image: true,
  link: true,
  attributes: true,
  names: true,
  written: true,
  use: true,
  variables: true,
  importers: true,
};

interface Case {
  readonly seed: number;
  readonly base: LinkedTree;
  readonly head: LinkedTree;
}

let cases: readonly Case[] = [];
beforeAll(() => {
  cases = Array.from({ length: CASES }, (_, seed) => {
    const random = randomFrom(seed + 1);
    const tree = smallTree(random);
    return { seed, base: linkTree(tree), head: linkTree(edited(tree, random)) };
  });
});

describe('the recorded look-ups of each file', () => {
  it('tell every file whose linked result a random edit changes', () => {
    expect(cases.flatMap(({ seed, base, head }) => missedBy(base, head).map((path) => `${seed} ${path}`))).toEqual([]);
  });

  it('leave files alone that the edit does not reach', () => {
    const spared = cases.filter(({ base, head }) => touchedBy(base, head).size < head.results.size);
    expect(spared.length).toBeGreaterThan(CASES / 2);
  });

  it.each(Object.keys(KINDS) as LookupKind[])('are not enough without those of the kind "%s"', (kind) => {
    expect(cases.some(({ base, head }) => missedBy(base, head, kind).length > 0)).toBe(true);
  });
});
