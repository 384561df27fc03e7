import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEvidence } from '../../../src/core/io/evidence/evidence.ts';
import { type TreeHosts, weighed } from '../../../src/core/hosts/of-tree.ts';
import type { Lock } from '../../../src/core/lock/lock.ts';
import type { Sighting } from '../../../src/core/model/index.ts';
import { formatRef } from '../../../src/core/ref/format.ts';
import { withOrigins } from '../../../src/core/resolve/origins.ts';
import { type FakeHub, startHub } from '../../hub-fake/index.ts';
import { loose, weightsFactOf, weightsSightingOf } from '../../support/build.ts';
import { entry, lock } from '../lock/sample.ts';
import { commit, generic, investigate, load } from './support.ts';

const KNOWN = 'a1'.repeat(32);
const OTHER = 'b2'.repeat(32);
let hub: FakeHub;
beforeAll(async () => {
  const files = [{ path: 'model.safetensors', size: 9, sha256: KNOWN }];
  hub = await startHub({
    repos: [
      { id: 'acme/one', commits: [commit(2), commit(1)], files },
      { id: 'acme/copy', commits: [commit(3)], files },
    ],
  });
});
afterAll(() => hub.close());

function committed(sha256: string | null): Sighting {
  return weightsSightingOf(generic(`sha256:${sha256}`).ref, { weights: weightsFactOf({ sha256, size: 9 }) });
}
const locked = (reference: string, at: string, sha256: string): Lock =>
  lock({ [reference]: entry({ commit: at, files: new Map([['w.safetensors', { sha256, size: 9 }]]) }) });

const hostsOf = (held: Lock | null): TreeHosts => weighed({ lock: held, placeOf: () => ({ line: 1, column: 1 }), problem: null }, null);

/** "reference@commit from file", as after asking everything that there is to ask. */
async function originOf(weights: Sighting, more: readonly Sighting[], held: Lock | null): Promise<string> {
  const evidence = await investigate(withOrigins([weights, ...more], hostsOf(held), createEvidence()), hub.url);
  const [first] = withOrigins([weights, ...more], hostsOf(held), evidence);
  if (first === undefined) throw new Error('it was one sighting');
  return `${formatRef(first.ref)}@${first.requested} ${loose(first).origin?.from ?? 'nobody'} ${loose(first).origin?.file ?? ''}`.trim();
}

describe('withOrigins', () => {
  it.each<[string, Sighting, readonly Sighting[], Lock | null, string]>([
    ['no lock and no load', committed(KNOWN), [], null, `generic:sha256:${KNOWN}@null nobody`],
    [
      'the hub lists it for what the code loads',
      committed(KNOWN),
      [load('hf:acme/one')],
      null,
      `hf:acme/one@${commit(2)} hub model.safetensors`,
    ],
    ['in capitals', committed(KNOWN.toUpperCase()), [load('hf:acme/one')], null, `hf:acme/one@${commit(2)} hub model.safetensors`],
    [
      'the first by name, of two that have it',
      committed(KNOWN),
      [load('hf:acme/one'), load('hf:acme/copy')],
      null,
      `hf:acme/copy@${commit(3)} hub model.safetensors`,
    ],
    [
      'the lock says which',
      committed(KNOWN),
      [load('hf:acme/copy')],
      locked('hf:acme/one', commit(1), KNOWN),
      `hf:acme/one@${commit(1)} lock w.safetensors`,
    ],
    [
      'a lock that the hub contradicts says nothing (T8)',
      committed(OTHER),
      [],
      locked('hf:acme/one', commit(1), OTHER),
      `generic:sha256:${OTHER}@null nobody`,
    ],
    [
      'a lock of a repository that is not there',
      committed(OTHER),
      [],
      locked('hf:acme/none', commit(1), OTHER),
      `hf:acme/none@${commit(1)} lock w.safetensors`,
    ],
    [
      'another server is not asked, and says nothing (T9)',
      committed(KNOWN),
      [load('hf:acme/one', null, { endpoint: 'https://m.example' })],
      null,
      `generic:sha256:${KNOWN}@null nobody`,
    ],
    ['bytes that nobody read', committed(null), [load('hf:acme/one')], null, 'generic:sha256:null@null nobody'],
  ])('%s', async (_name, weights, more, held, expected) => {
    expect(await originOf(weights, more, held)).toBe(expected);
  });

  it('asks once for each entry, however many places hold what all of them claim', () => {
    const evidence = createEvidence();
    let count = 0;
    const counted = Object.create(evidence, { answer: { value: (key: string) => (count++, evidence.answer(key)) } }) as typeof evidence;
    const files = new Map(Array.from({ length: 50 }, (_, index) => [`w${index}`, { sha256: KNOWN, size: 9 }]));
    const held = lock(Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`hf:acme/m${index}`, entry({ files })])));
    const places = Array.from({ length: 100 }, () => committed(KNOWN));
    expect(withOrigins(places, hostsOf(held), counted).map((one) => loose(one).origin?.confirmed)).toEqual(places.map(() => false));
    expect(count).toBe(100);
  });
});
