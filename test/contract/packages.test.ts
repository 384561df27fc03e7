/** Detectors of packages: each reads its example as it says, and holds when the example is edited, cut, merged badly or written to hurt. */
import { describe, expect, test } from 'vitest';
import type { Detector, PackageExample } from '../../src/core/discover/detector.ts';
import { detectors } from '../../src/core/discover/index.ts';
import type { Fact } from '../../src/core/model/index.ts';
import { longOnesOf, mutantsOf } from '../support/mutants.ts';
import { LISTED_PATHS } from './paths.ts';

/** All but the one that only says of a lock that nobody reads it. */
const readers = detectors.filter(({ only, id }) => only === 'packages' && id !== 'unread-lock');

function factsIn(detector: Detector, text: string): readonly Fact[] {
  const bytes = new TextEncoder().encode(text);
  return detector.facts({ bytes, size: bytes.length, depth: 'full' }, {});
}

test('each path has one reader at most', () => {
  const paths = [...LISTED_PATHS, ...readers.flatMap(({ example }) => example?.path ?? [])];
  for (const path of paths) {
    const wanting = detectors.filter((one) => one.only === 'packages' && one.wants(path, 100)).map(({ id }) => id);
    expect([path, wanting.length <= 1 ? 'one' : wanting]).toEqual([path, 'one']);
  }
});

describe.each(readers.map((reader) => [reader.id, reader] as const))('%s', (_, reader) => {
  const { path, source, gives } = reader.example ?? ({ path: '', source: '', gives: [] } satisfies PackageExample);

  test('reads its example as it says, the same each time', () => {
    expect(reader.wants(path, source.length)).toBe(true);
    expect(gives.length).toBeGreaterThan(0);
    // What else they say steers installers, and is tried where that is.
    expect(factsIn(reader, source).filter(({ kind }) => kind !== 'steering')).toMatchObject(
      gives.map((one) => ({ kind: 'package', ...one })),
    );
    expect(factsIn(reader, source)).toEqual(factsIn(reader, source));
  });

  test('an edited example never throws, and gives the same facts twice: plain data with places in the text', () => {
    for (const text of mutantsOf(source)) {
      const facts = factsIn(reader, text);
      expect(factsIn(reader, text)).toEqual(facts);
      expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
      const lines = text.split('\n').length;
      for (const { line, column } of facts) expect([line >= 1 && line <= lines, column >= 1]).toEqual([true, true]);
    }
  });

  test('comes to an end with any line of its example 10,000 times', () => {
    for (const text of longOnesOf(source, 10_000)) expect(Array.isArray(factsIn(reader, text))).toBe(true);
  });
});
