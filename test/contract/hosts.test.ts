/** What every asker of a host keeps: pure, asks only what is wanted and lacking, each thing once, and never of a hostile name. */
import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { createEvidence } from '../../src/core/io/evidence/evidence.ts';
import { hosts } from '../../src/core/hosts/index.ts';
import type { Sighting } from '../../src/core/model/index.ts';
import { ALL, commit, generic, load, subjectsOf } from '../core/resolve/support.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('..', '../../api', 'a/b', '%2e%2e', 'a b', '\u202e', '', '-x', 'refs/pr/1', 'main', commit(1)),
);
const hostile = fc.record({
  namespace: fc.option(text),
  name: text,
  repo: fc.constantFrom(null, 'datasets', 'spaces'),
  requested: fc.option(text),
});

test('ids are unique', () => {
  expect(new Set(hosts.map(({ id }) => id)).size).toBe(hosts.length);
});

describe.each(hosts.map((host) => [host.id, host] as const))('%s', (_, host) => {
  const evidence = createEvidence();

  test('asks nothing when nothing is wanted, or nothing is there', () => {
    expect(host.needs(subjectsOf([load('hf:acme/x')]), evidence, new Set())).toEqual([]);
    expect(host.needs(subjectsOf([]), evidence, ALL)).toEqual([]);
  });

  test('asks the same twice, and each thing once, however often it is seen', () => {
    const sightings = Array.from({ length: 50 }, (_unused, index) =>
      load(`hf:acme/m${index % 5}`, index % 2 === 0 ? null : commit(index % 3)),
    );
    const questions = host.needs(subjectsOf(sightings), evidence, ALL);
    expect(host.needs(subjectsOf(sightings), evidence, ALL)).toEqual(questions);
    expect(new Set(questions.map(({ key }) => key)).size).toBe(questions.length);
  });

  test('hostile names never throw, and never change what is asked of whom', () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 8 }), (names) => {
        const sightings = names.map(
          ({ namespace, name, repo, requested }): Sighting => ({
            ...generic(name),
            ref: { type: 'hf', repo: repo as Sighting['ref']['repo'], namespace, name, version: null },
            requested,
          }),
        );
        for (const question of host.needs(subjectsOf(sightings), evidence, ALL))
          expect(JSON.stringify(question)).not.toMatch(/\.\.\/|%2e|\\u202e|\s-x/i);
      }),
      { numRuns: 300 },
    );
  });
});
