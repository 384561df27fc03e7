import { describe, expect, it } from 'vitest';
import { weighed } from '../../../src/core/hosts/of-tree.ts';
import { declarationIndex } from '../../../src/core/lock/declared-for.ts';
import type { Declaration, Lock } from '../../../src/core/lock/lock.ts';
import type { Sighting, Unknown } from '../../../src/core/model/index.ts';
import { asRead } from '../../../src/core/model/sighting.ts';
import { formatRef } from '../../../src/core/ref/format.ts';
import { declaredBetween, declaredIn } from '../../../src/core/resolve/declared.ts';
import { COMMIT, OTHER, serviceSightingOf, sightingOf, unknownOf } from '../../support/build.ts';

const may = (...refs: readonly string[]): Declaration => ({ kind: 'load', may: refs });

function lockOf(declarations: Readonly<Record<string, Declaration>>): Lock {
  return { formatVersion: 1, declarations: new Map(Object.entries(declarations)), entries: new Map() };
}

function tree(
  declarations: Readonly<Record<string, Declaration>> | null,
  unknowns: readonly Unknown[],
  sightings: readonly Sighting[] = [],
) {
  const lock = declarations === null ? null : lockOf(declarations);
  return { sightings, unknowns, hosts: weighed({ lock, placeOf: () => ({ line: 4, column: 5 }), problem: null }, null) };
}

/** "hf:acme/a@… names", "hf:acme/a excludes". */
function said(sightings: readonly Sighting[]): string[] {
  return sightings.map((one) => `${formatRef({ ...one.ref, version: one.requested })} ${asRead(one)?.declared?.says ?? 'plain'}`);
}

const LOAD = unknownOf('environment variable MODEL_ID');
const HERE = 'app/llm.py: environment MODEL_ID';

describe('what a declaration names', () => {
  it('each reference is a load of its own, with all that the code leaves open there', () => {
    const open = unknownOf('$MODEL_ID', { endpoint: 'https://x.example', remoteCode: true, part: 'tokenizer', doubts: ['part'] });
    const { sightings, unknowns } = declaredIn(tree({ [HERE]: may(`hf:acme/a@${COMMIT}`, 'hf:acme/b') }, [open]), 'pinned');
    expect(unknowns).toEqual([]);
    expect(said(sightings)).toEqual([`hf:acme/a@${COMMIT} names`, 'hf:acme/b names']);
    for (const one of sightings)
      expect(one).toMatchObject({
        type: 'load',
        endpoint: 'https://x.example',
        remoteCode: true,
        part: 'tokenizer',
        doubts: ['part'],
        pin: null,
        place: open.place,
        readAt: [{ path: 'weighbridge.lock', line: 4, column: 5 }],
        declared: { upTo: 'pinned' },
      });
  });

  it.each<[string, Unknown, string[]]>([
    ['what the code says of the revision counts', { ...LOAD, revision: { text: 'main', how: 'literal' } }, ['hf:acme/a@main names']],
    ['a computed revision is declared, too', { ...LOAD, revision: { text: null, how: 'unresolved' } }, [`hf:acme/a@${COMMIT} names`]],
    ['of a dataset the dataset', { ...LOAD, kind: 'dataset' }, ['hf:datasets/acme/d names']],
    ['of a hosted model the service', { ...LOAD, kind: 'service' }, ['service:openai/gpt names']],
    ['one that stands for many: none', { ...LOAD, limited: true }, []],
    ['what is written there as a name: none', { ...LOAD, why: 'impossible', text: '$MODEL_ID' }, []],
  ])('%s', (_name, unknown, expected) => {
    const all = { [HERE]: may(`hf:acme/a@${COMMIT}`, 'hf:datasets/acme/d', 'service:openai/gpt') };
    const { sightings, unknowns } = declaredIn(tree(all, [unknown]), 'named');
    expect(said(sightings)).toEqual(expected);
    expect(unknowns).toEqual(expected.length === 0 ? [unknown] : []);
  });

  it('a default is held against what is declared for its variable', () => {
    const by = { how: 'environment', via: 'MODEL_ID' } as const;
    const sightings = [
      sightingOf('hf:acme/a', by),
      sightingOf('hf:acme/other', by),
      sightingOf('hf:acme/other', { ...by, via: 'OTHER' }),
      sightingOf('hf:acme/other'),
      sightingOf('hf:acme/other', { ...by, place: { path: 'app/x.py', line: 1, column: 1 } }),
      serviceSightingOf('service:openai/gpt', by),
    ];
    expect(said(declaredIn(tree({ [HERE]: may(`hf:acme/a@${COMMIT}`) }, [], sightings), 'named').sightings)).toEqual([
      'hf:acme/a plain',
      'hf:acme/other excludes',
      'hf:acme/other plain',
      'hf:acme/other plain',
      'hf:acme/other plain',
      'service:openai/gpt plain',
    ]);
  });

  it('a lock without declarations changes nothing', () => {
    const plain = tree({}, [LOAD]);
    expect(declaredIn(plain, 'named')).toBe(plain);
    expect(declaredIn(tree(null, [LOAD]), 'named').unknowns).toEqual([LOAD]);
  });

  it('more loads than are followed stay unknown', () => {
    const refs = Array.from({ length: 50 }, (_, index) => `hf:acme/m${index}`);
    const loads = Array.from({ length: 1000 }, () => LOAD);
    const { sightings, unknowns } = declaredIn(tree({ [HERE]: may(...refs) }, loads), 'named');
    expect([sightings.length, unknowns.length]).toEqual([10_000, 800]);
  });
});

describe('what counts of two trees (T8)', () => {
  const old = { [HERE]: may(`hf:acme/a@${COMMIT}`) };
  const other = { [HERE]: may(`hf:acme/a@${OTHER}`) };
  const elsewhere = { ...LOAD, place: { ...LOAD.place, path: 'app/x.py' } };

  /** How many loads stay unknown: on base, on head. */
  it.each<[string, Parameters<typeof tree>, Parameters<typeof tree>, [number, number]]>([
    ['alike', [old, [LOAD]], [old, [LOAD]], [0, 0]],
    ['a load that is new', [old, []], [old, [LOAD]], [0, 0]],
    ['a declaration that is new', [null, [LOAD]], [old, [LOAD]], [1, 1]],
    ['both new', [null, []], [old, [LOAD]], [0, 1]],
    ['a declaration that is gone', [old, [LOAD]], [{}, [LOAD]], [0, 1]],
    ['a changed one of the same load', [old, [LOAD]], [other, [LOAD]], [1, 1]],
    ['a changed one of another load', [old, [unknownOf('$MODEL_ID')]], [other, [LOAD]], [0, 1]],
    ['one that the change feeds anew', [old, [LOAD]], [old, [{ ...LOAD, fedAnew: [LOAD.place] }]], [0, 1]],
    ['one beside it', [old, [LOAD]], [old, [LOAD, elsewhere]], [0, 1]],
  ])('%s', (_name, before, after, expected) => {
    const { head, base } = declaredBetween(tree(...after), tree(...before), 'named');
    expect([base?.unknowns.length, head.unknowns.length]).toEqual(expected);
  });

  it('a claim is told with its place, and what it would name is judged as well', () => {
    const { head } = declaredBetween(tree(old, [LOAD]), tree(null, []), 'pinned');
    expect(head.unknowns).toEqual([{ ...LOAD, declared: { about: HERE, place: { path: 'weighbridge.lock', line: 4, column: 5 } } }]);
    expect(said(head.sightings)).toEqual([`hf:acme/a@${COMMIT} names`]);
  });

  it('without a base all hold', () => {
    expect(declaredBetween(tree(old, [LOAD]), null, 'named').head.unknowns).toEqual([]);
  });
});

describe('declarationIndex', () => {
  const index = declarationIndex(
    lockOf({
      'a/: environment M': may('hf:a/a'),
      'a/b/: environment M': may('hf:a/a'),
      'a/b/c.py: environment M': may('hf:a/a'),
      's3://b/k': { kind: 'address', sha256: 'ab'.repeat(32), license: null, supplier: null, base: [], signer: null },
    }),
  );
  it.each([
    ['a/b/c.py', 'a/b/c.py: environment M'],
    ['a/b/c.pyx', 'a/b/: environment M'],
    ['a/b/c.py/x.py', 'a/b/: environment M'],
    ['a/x.py', 'a/: environment M'],
    ['a', null],
    ['ab/x.py', null],
    ['x/a/b/c.py', null],
  ])('of %s the nearest: %s', (path, about) => {
    expect(index.forLoad(path, { kind: 'environment', name: 'M' })).toBe(about);
    expect(index.forLoad(path, { kind: 'environment', name: 'm' })).toBeNull();
    expect(index.forLoad(path, { kind: 'expression', text: 'M' })).toBeNull();
  });

  it('of an address that very one', () => {
    expect([index.forAddress('s3://b/k'), index.forAddress('s3://b/K'), index.forAddress('a/: environment M')]).toEqual([
      's3://b/k',
      null,
      null,
    ]);
  });
});
