import { describe, expect, it } from 'vitest';
import type { BomComponent, BytesSeen, CopySighting, Locked, Sighting, WeightsSighting } from '../../../../src/core/model/index.ts';
import { copySightingOf, sightingOf, weightsSightingOf } from '../../../support/build.ts';
import { COMMIT, hub, model } from '../support.ts';
import { drafts, said } from './support.ts';

const SHA256 = 'a'.repeat(64);
const FACTS = hub({ files: [{ path: 'm.safetensors', size: 9, hashes: [{ algorithm: 'sha256', value: SHA256 }] }] });

function at(sighting: Sighting, input: Partial<BomComponent> = {}): BomComponent {
  return model('hf:acme/x', [], { requested: COMMIT, hub: FACTS, ...input, sightings: [sighting] });
}
const copy = (sha256: string): CopySighting =>
  copySightingOf('hf:acme/x', {
    requested: COMMIT,
    copy: { folder: 'models/acme/x', files: [{ path: 'm.safetensors', sha256, blob: null }], complete: true, seen: 'tree' },
  });
const bytes = (state: BytesSeen['state']): WeightsSighting =>
  weightsSightingOf('hf:acme/x', { requested: COMMIT, bytes: { state, detail: 'other bytes' } });

describe('model/hash-mismatch and dataset/hash-mismatch', () => {
  it.each<[string, BomComponent, string[]]>([
    ['an equal copy', at(copy(SHA256)), []],
    ['another copy', at(copy('b'.repeat(64))), ['copy product 14']],
    ['other bytes behind a pointer', at(bytes('differs')), ['checkout product 14']],
    ['the bytes of the pointer', at(bytes('equal')), []],
    ['the pointer itself', at(bytes('pointer')), []],
    [
      'a listing that contradicts its commit',
      at(sightingOf('hf:acme/x', { requested: COMMIT }), {
        verifications: [{ topic: 'digests', outcome: 'failed', reason: null, detail: '', by: 'hub', asOf: null }],
      }),
      ['listing product 14'],
    ],
    ['in a test, too', at({ ...copy('b'.repeat(64)), scope: 'test' }), ['copy test 14']],
  ])('%s', (_, component, expected) => {
    const words = (id: string, one: BomComponent): string[] =>
      said(id, { components: [one] }).map((text) => text.replace(/^copy:[0-9a-f]{64}/, 'copy'));
    expect(words('model/hash-mismatch', component)).toEqual(expected);
    expect(words('dataset/hash-mismatch', component)).toEqual([]);
    expect(words('dataset/hash-mismatch', { ...component, kind: 'dataset' })).toEqual(expected);
  });

  it('other wrong bytes in the place of known wrong ones are another finding (T5)', () => {
    const gap = (sha256: string): string | undefined => drafts('model/hash-mismatch', { components: [at(copy(sha256))] })[0]?.gap;
    expect(gap('b'.repeat(64))).toBe(gap('b'.repeat(64)));
    expect(gap('b'.repeat(64))).not.toBe(gap('c'.repeat(64)));
  });

  it('names the file and the folder', () => {
    expect(drafts('model/hash-mismatch', { components: [at(copy('b'.repeat(64)))] })[0]?.reason).toBe(
      'm.safetensors in models/acme/x is not what the commit has',
    );
  });
});

describe('model/recreated', () => {
  const lockedAs = (repositoryId: string | null): Locked => ({
    reference: 'hf:acme/x',
    requested: null,
    commit: COMMIT,
    repositoryId,
    signer: null,
    files: [],
    from: 'lock-base',
    vouches: false,
    place: { path: 'weighbridge.lock', line: 1, column: 1 },
  });
  const known = (
    inLock: string | null,
    atHub: string | null,
    redirectedTo: string | null = null,
    more: Partial<Locked> = {},
  ): BomComponent =>
    model('hf:acme/x', [{}], {
      locked: { ...lockedAs(inLock), ...more },
      hub: hub({ redirectedTo, ...(atHub === null ? {} : { repositoryId: atHub }) }),
    });
  const was = (repositoryId: string | null): Partial<Locked> => ({ from: 'lock-head', before: { repositoryId, signer: null } });

  it.each<[string, BomComponent, string[]]>([
    ['the same repository', known('one', 'one'), []],
    ['another one under the name', known('one', 'two'), ['recreated product 14']],
    ['an entry without an id', known(null, 'two'), []],
    ['the hub does not say', known('one', null), []],
    ['renamed: another rule', known('one', 'two', 'acme/y'), []],
    // Not "recreated": the base has that finding too, and what the base has does not block.
    ['the change takes another one', known('two', 'two', null, was('one')), ['rewritten product 14']],
    ['the change takes the id out', known(null, 'two', null, was('one')), ['rewritten product 14']],
    ['the change takes the id out, and nobody can be asked', known(null, null, null, was('one')), ['rewritten product 14']],
    ['the change takes the id out, and it is still the same', known(null, 'one', null, was('one')), []],
    ['the change writes the first id', known('one', 'one', null, was(null)), []],
    ['the change writes other things', known('one', 'one', null, was('one')), []],
  ])('%s', (_, component, expected) => {
    expect(said('model/recreated', { components: [component] })).toEqual(expected);
  });
});
