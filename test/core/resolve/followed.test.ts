import { describe, expect, it } from 'vitest';
import { WITHOUT_LOCK } from '../../../src/core/hosts/of-tree.ts';
import type { Sighting, Topic } from '../../../src/core/model/index.ts';
import { followedIn } from '../../../src/core/resolve/followed.ts';
import { packageSightingOf, runSightingOf, sightingOf, weightsFactOf, weightsSightingOf } from '../../support/build.ts';

const LICENSE: ReadonlySet<Topic> = new Set(['license']);

function followed(head: readonly Sighting[], base?: readonly Sighting[], wanted = LICENSE): readonly string[] {
  const side = (sightings: readonly Sighting[]) => ({ sightings, hosts: WITHOUT_LOCK });
  return [...followedIn(base === undefined ? [side(head)] : [side(head), side(base)], wanted)];
}

const moved = { place: { path: 'app/llm.py', line: 99, column: 1 } };

describe('whose lineage is followed', () => {
  it.each<[string, readonly Sighting[], readonly string[]]>([
    ['a model of the product', [sightingOf('hf:a/b')], ['model pkg:huggingface/a/b']],
    ['a dataset', [sightingOf('hf:datasets/a/b', { kind: 'dataset' })], ['dataset pkg:huggingface/datasets/a/b']],
    ['weights', [weightsSightingOf('hf:a/b')], ['model pkg:huggingface/a/b']],
    ['one that tests and the product take', [sightingOf('hf:a/b', { scope: 'test' }), sightingOf('hf:a/b')], ['model pkg:huggingface/a/b']],
    ['none that only tests take', [sightingOf('hf:a/b', { scope: 'test' })], []],
    ['none of a list', [sightingOf('hf:a/b', { catalog: true })], []],
    ['none that is only mentioned', [sightingOf('hf:a/b', { mention: true })], []],
    ['no library, and no action', [packageSightingOf('npm:a'), runSightingOf('gh:a/b')], []],
  ])('in a tree: %s', (_, head, expected) => {
    expect(followed(head)).toEqual(expected);
  });

  it.each<[string, Partial<Sighting>, Partial<Sighting>, boolean]>([
    ['nothing', {}, {}, false],
    ['its line', {}, moved, false],
    ['its file', {}, { place: { path: 'app/b.py', line: 14, column: 9 } }, true],
    ['its revision', {}, { requested: 'v2' }, true],
    ['its label', { scope: 'test' }, { scope: 'product' }, true],
    ['whose function loads it', {}, { api: 'pipeline' }, true],
  ])('in a change of %s', (_, base, head, isFollowed) => {
    const of = (more: Partial<Sighting>): Sighting => ({ ...sightingOf('hf:a/b'), ...more }) as Sighting;
    expect(followed([of(head)], [of(base)])).toEqual(isFollowed ? ['model pkg:huggingface/a/b'] : []);
  });

  it('in a change: one that only tests take, too', () => {
    expect(followed([sightingOf('hf:a/b', { scope: 'test' })], [])).toHaveLength(1);
  });

  it('committed weights by their bytes', () => {
    const weights = (sha256: string): Sighting => weightsSightingOf('hf:a/b', { weights: weightsFactOf({ sha256 }) });
    expect(followed([weights('a'.repeat(64))], [weights('b'.repeat(64))])).toHaveLength(1);
    expect(followed([weights('a'.repeat(64))], [weights('a'.repeat(64))])).toEqual([]);
  });

  it('nobody, where no license is wanted', () => {
    expect(followed([sightingOf('hf:a/b')], undefined, new Set(['lineage']))).toEqual([]);
  });
});
