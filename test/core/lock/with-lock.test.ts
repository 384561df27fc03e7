import { describe, expect, it } from 'vitest';
import type { LockEntry } from '../../../src/core/lock/lock.ts';
import { proofsOf, weighed } from '../../../src/core/hosts/of-tree.ts';
import type { BomComponent, Component, FileDigest, HubFacts } from '../../../src/core/model/index.ts';
import { rungOf } from '../../../src/core/policy/rung.ts';
import { huggingFace } from '../../../src/core/hosts/huggingface/index.ts';
import { answered } from '../../../src/core/resolve/answered.ts';
import { publicGoodRoot } from '../../../src/core/verify/sigstore/public-good.ts';
import { createEvidence } from '../../../src/core/io/evidence/evidence.ts';
import { COMMIT, hub, model, OTHER, sighting } from '../policy/support.ts';
import { entry, lock, SHA256 } from './sample.ts';

const treeLock = (one: LockEntry) => ({ lock: lock({ 'hf:acme/x': one }), placeOf: () => ({ line: 1, column: 1 }), problem: null });
const ENTRY = entry({
  requested: COMMIT,
  hubId: 'one',
  files: new Map([
    ['model.safetensors', { sha256: SHA256, size: 4 }],
    ['config.json', { sha256: SHA256, size: 2 }],
  ]),
});
const LISTED: readonly FileDigest[] = [
  { path: 'model.safetensors', size: 4, hashes: [{ algorithm: 'sha256', value: SHA256 }] },
  { path: 'config.json', size: 2, hashes: [{ algorithm: 'git-sha1', value: COMMIT }] },
];

const CONTEXT = { evidence: createEvidence(), trust: { root: () => publicGoodRoot(), keys: [] }, now: new Date(0) };

function hosts(base: LockEntry | null = ENTRY) {
  return weighed(treeLock(ENTRY), base === null ? null : treeLock(base));
}

function joined(input: Partial<BomComponent>, base: LockEntry | null = ENTRY): Component {
  const { resolution, hub: facts, ...asked } = model('hf:acme/x', [{ requested: COMMIT }], input);
  const result = resolution.state === 'unresolved' ? { ...resolution, facts } : { state: 'facts' as const, facts: facts ?? hub() };
  return answered({ ...asked, hub: null }, { host: huggingFace, result }, hosts(base), createEvidence());
}

describe('an unchanged entry of the base stands in for the hub (T8)', () => {
  it('where the hub did not answer, and only if it is unchanged', () => {
    const down: Partial<BomComponent> = { hub: null, resolution: { state: 'unresolved', reason: 'timeout', detail: '' } };
    expect(joined(down)).toMatchObject({ locked: { vouches: true, from: 'lock-base' }, hub: { commit: COMMIT, reachable: 'yes' } });
    expect(joined(down, { ...ENTRY, commit: OTHER, requested: OTHER })).toMatchObject({
      locked: { vouches: false, before: { repositoryId: 'one', signer: null } },
      hub: null,
    });
  });

  it('which code its configuration names elsewhere is in no lock: who runs it is not pinned by one (T9)', () => {
    const down: Partial<BomComponent> = { hub: null, resolution: { state: 'unresolved', reason: 'timeout', detail: '' } };
    const standing = (remoteCode: boolean): string[] => {
      const one = joined({ ...down, sightings: [sighting('hf:acme/x', { requested: COMMIT, remoteCode })] });
      const { verifications } = proofsOf(one, hosts(), CONTEXT);
      const { license } = model('hf:acme/x', []);
      const { rung, gap } = rungOf({ ...one, license, verifications });
      return [rung, gap, ...verifications.filter(({ outcome }) => outcome === 'unavailable').map(({ topic }) => topic)];
    };
    expect([standing(false), standing(true)]).toEqual([
      ['pinned', 'unsigned'],
      ['named', 'not-checked', 'revision'],
    ]);
  });

  const told = (facts: Partial<HubFacts>): Component =>
    joined({ hub: hub({ commit: COMMIT, reachable: 'unknown', repositoryId: 'one', files: LISTED, ...facts }) });

  it('where only the history could not be walked, for that alone: files stay as the hub lists them', () => {
    expect(told({})).toMatchObject({ locked: { vouches: true }, hub: { reachable: 'yes', files: LISTED, repositoryId: 'one' } });
  });

  it.each<[string, Partial<HubFacts>]>([
    ['another commit', { commit: OTHER }],
    ['another repository', { redirectedTo: 'acme/y' }],
    ['another repository under the name', { repositoryId: 'two' }],
    ['other weights', { files: [{ path: 'model.safetensors', size: 4, hashes: [{ algorithm: 'sha256', value: 'b'.repeat(64) }] }] }],
    ['another size', { files: LISTED.map((file) => ({ ...file, size: 3 })) }],
    ['a file more', { files: [...LISTED, { path: 'x.py', size: 1, hashes: [] }] }],
    ['digests that could not be compared', { digestsConsistent: null }],
  ])('never over what the hub says: %s', (_, facts) => {
    expect(told(facts)).toMatchObject({ locked: { vouches: false }, hub: { reachable: 'unknown', ...facts } });
  });
});
