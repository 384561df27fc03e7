import { afterEach, describe, expect, it } from 'vitest';
import { createEvidence } from '../../../src/core/io/evidence/evidence.ts';
import { proofsOf, WITHOUT_LOCK } from '../../../src/core/hosts/of-tree.ts';
import type { Evidence, Sighting, Verification } from '../../../src/core/model/index.ts';
import { resolve } from '../../../src/core/resolve/resolve.ts';
import { publicGoodRoot } from '../../../src/core/verify/sigstore/public-good.ts';
import { verify } from '../../../src/core/verify/verify.ts';
import { type FakeHub, type FakeRepo, startHub } from '../../hub-fake/index.ts';
import { commit, investigate, load, NOW, pack } from '../resolve/support.ts';

let hub: FakeHub | null = null;
afterEach(async () => {
  await hub?.close();
  hub = null;
});

function verified(sighting: Sighting, evidence: Evidence): readonly Verification[] {
  const later = new Date('2027-01-01T00:00:00Z');
  const context = { evidence, trust: { root: () => publicGoodRoot(), keys: [] }, now: later };
  return resolve([sighting], evidence).flatMap((one) => verify(one, () => proofsOf(one, WITHOUT_LOCK, context).verifications));
}

async function outcomes(repo: Partial<FakeRepo>, requested: string | null, breakIt?: (hub: FakeHub) => void): Promise<string[]> {
  hub = await startHub({ repos: [{ id: 'acme/a', commits: [commit(1)], ...repo }] });
  breakIt?.(hub);
  const sighting = load('hf:acme/a', requested);
  return verified(sighting, await investigate([sighting], hub.url)).map(
    ({ topic, outcome, reason }) => `${topic} ${outcome}${reason === null ? '' : ` ${reason}`}`,
  );
}

const LFS = { path: 'model.bin', size: 9, sha256: 'ab'.repeat(32) };

describe('what the hub proves', () => {
  it.each<[string, Partial<FakeRepo>, string | null, ((hub: FakeHub) => void) | undefined, string[]]>([
    [
      'a pinned commit',
      { files: [LFS] },
      commit(1),
      undefined,
      ['source passed', 'revision passed', 'reachability passed', 'digests passed'],
    ],
    ['a floating name', {}, null, undefined, ['source passed', 'revision not-applicable', 'reachability not-applicable', 'digests passed']],
    [
      'a foreign commit',
      { foreign: [commit(9)] },
      commit(9),
      undefined,
      ['source passed', 'revision passed', 'reachability failed', 'digests passed'],
    ],
    [
      'a pull request',
      { foreign: [commit(9)] },
      'refs/pr/1',
      undefined,
      ['source passed', 'revision not-applicable', 'reachability failed', 'digests passed'],
    ],
    [
      'a digest of something else',
      { files: [{ ...LFS, blobId: 'd'.repeat(40) }] },
      null,
      undefined,
      ['source passed', 'revision not-applicable', 'reachability not-applicable', 'digests failed'],
    ],
    [
      'no list of branches',
      {},
      commit(1),
      (one) => one.fault('/refs', 503),
      ['source passed', 'revision passed', 'reachability unavailable server-error', 'digests passed'],
    ],
    [
      'another commit than asked for',
      {},
      'e'.repeat(40),
      (one) => one.set({ id: 'acme/a', commits: [commit(1)], tags: { ['e'.repeat(40)]: commit(1) } }),
      ['source passed', 'revision failed', 'reachability passed', 'digests passed'],
    ],
    ['no such revision', {}, 'v9', undefined, ['source passed', 'revision failed']],
    ['a redirect', { redirectTo: 'evil/a' }, null, undefined, ['source failed']],
    [
      'another id in the answer',
      { answersAs: 'evil/a' },
      null,
      undefined,
      ['source failed', 'revision not-applicable', 'reachability not-applicable', 'digests passed'],
    ],
    ['a gate', { locked: true }, null, undefined, ['source unavailable gated', 'digests unavailable gated']],
    [
      'a rate limit, a commit asked for',
      {},
      commit(1),
      (one) => one.fault('/api', 429),
      ['source', 'revision', 'reachability', 'digests'].map((topic) => `${topic} unavailable rate-limited`),
    ],
  ])('%s', async (_, repo, requested, breakIt, expected) => {
    expect(await outcomes(repo, requested, breakIt)).toEqual(expected);
  });

  it('is that there is no such repository', async () => {
    hub = await startHub({ repos: [] });
    const sighting = load('hf:acme/none');
    expect(verified(sighting, await investigate([sighting], hub.url))).toMatchObject([
      { topic: 'source', outcome: 'failed', by: 'hub', asOf: NOW.toISOString() },
    ]);
  });

  it('names a replay as such, with the moment of the answer', async () => {
    hub = await startHub({ repos: [{ id: 'acme/a', commits: [commit(1)] }] });
    const sighting = load('hf:acme/a');
    const live = await investigate([sighting], hub.url);
    const replayed = createEvidence();
    for (const answer of live.answers.values()) replayed.add({ ...answer, from: 'replay' }, live.body(answer.digest ?? '') ?? null);
    expect(verified(sighting, live)[0]).toMatchObject({ by: 'hub', asOf: NOW.toISOString() });
    expect(verified(sighting, replayed)[0]).toMatchObject({ by: 'replay', asOf: NOW.toISOString() });
  });

  it('where nobody was asked nothing is proven, and nothing fails', () => {
    expect(verified(load('hf:acme/a'), createEvidence()).map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['unavailable', 'not-asked'],
      ['unavailable', 'not-asked'],
    ]);
  });
});

describe('what the tree alone proves', () => {
  const sri = (byte: number): string => `sha512-${Buffer.alloc(64, byte).toString('base64')}`;
  const lock = (path: string, integrity: string[], location: string | null = null): Sighting =>
    pack('npm:ai', path, { version: '1.0.0', from: 'lock', integrity, location });

  it.each<[string, Sighting[], Verification['outcome'], RegExp]>([
    ['a locked hash', [lock('package-lock.json', [sri(1)])], 'passed', /records a hash/],
    ['the same in two locks', [lock('a/package-lock.json', [sri(1)]), lock('b/package-lock.json', [sri(1)])], 'passed', /records a hash/],
    [
      'two locks that disagree',
      [lock('a/package-lock.json', [sri(1)]), lock('b/package-lock.json', [sri(2)])],
      'failed',
      /different hashes/,
    ],
    [
      'builds of two registries',
      [
        lock('a/package-lock.json', [sri(1)], 'https://a.example/ai.tgz'),
        lock('b/package-lock.json', [sri(2)], 'https://b.example/ai.tgz'),
      ],
      'passed',
      /records a hash/,
    ],
    ['a lock entry without one', [lock('package-lock.json', [])], 'not-applicable', /no hash/],
    ['no lock', [pack('npm:ai', 'package.json', { version: '1.0.0' })], 'not-applicable', /not in a lockfile/],
    [
      'many wheels',
      [
        pack('pypi:torch', 'uv.lock', {
          version: '2.6.0',
          from: 'lock',
          integrity: [`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`],
        }),
      ],
      'passed',
      /records a hash/,
    ],
  ])('%s', (_, sightings, outcome, detail) => {
    const found = resolve(sightings, createEvidence()).flatMap((one) => verify(one, () => []));
    expect(found).toMatchObject([{ topic: 'integrity', outcome, detail: expect.stringMatching(detail), by: 'tree', reason: null }]);
  });

  it.each([load('gh:a/b')])('nobody to ask: %#', (sighting) => {
    expect(verified(sighting, createEvidence())).toMatchObject([{ topic: 'source', outcome: 'not-applicable', by: 'tree' }]);
  });
});
