/** Keys of a registry, in both forms in which they are published. */
import { describe, expect, it } from 'vitest';
import { readRegistryKeys, registryKey } from '../../../../src/core/verify/attest/npm/keys.ts';
import { encode, keyPair, type KeyPair } from '../../../support/sigstore.ts';

const pair = keyPair();
const raw = (of: KeyPair = pair): string => of.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const served = { keyid: 'SHA256:a', expires: null, keytype: 'ecdsa-sha2-nistp256', scheme: 'ecdsa-sha2-nistp256', key: raw() };
const validFor = { start: '2022-12-01T00:00:00.000Z', end: '2025-01-29T00:00:00.000Z' };
const publicKey = { rawBytes: raw(), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor };
const target = { keyId: 'SHA256:a', keyUsage: 'npm:signatures', publicKey };

const read = (...keys: readonly unknown[]) => readRegistryKeys(encode({ keys }), 'keys of a test');

describe('keys of a registry', () => {
  it('as the registry serves them: for both usages', () => {
    expect(read(served, { ...served, keyid: 'SHA256:b', expires: '2025-01-29T00:00:00.000Z' })).toMatchObject([
      { id: 'SHA256:a', usages: ['npm:signatures', 'npm:attestations'], validFrom: null, validUntil: null },
      { id: 'SHA256:b', validUntil: new Date('2025-01-29T00:00:00Z') },
    ]);
  });

  it('as the Sigstore TUF repository has them: for one usage each, and of others nothing', () => {
    const keys = read(target, { ...target, keyUsage: 'npm:attestations' }, { ...target, keyUsage: 'npm:other' });
    expect(keys).toMatchObject([
      { usages: ['npm:signatures'], validFrom: new Date(validFor.start), validUntil: new Date(validFor.end) },
      { usages: ['npm:attestations'] },
    ]);
    expect([registryKey(keys, 'SHA256:a', 'npm:attestations'), registryKey(keys, 'sha256:a', 'npm:attestations')]).toEqual([keys[1], null]);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['no JSON', Buffer.from('keys')],
    ['half of it', encode({ keys: [served] }).subarray(0, 60)],
    ['no list', encode({ keys: served })],
    ['a key twice', encode({ keys: [served, served] })],
    ['a key twice, in two forms', encode({ keys: [served, target] })],
    ['another curve', encode({ keys: [{ ...served, key: raw(keyPair('P-384')) }] })],
    ['another scheme', encode({ keys: [{ ...served, scheme: 'rsa' }] })],
    ['another kind of key', encode({ keys: [{ ...target, publicKey: { ...publicKey, keyDetails: 'PKIX_ED25519' } }] })],
    ['no key', encode({ keys: [{ ...served, key: 'AAAA' }] })],
    ['no base64', encode({ keys: [{ ...served, key: '****' }] })],
    ['an end that is no time', encode({ keys: [{ ...served, expires: 'never' }] })],
    ['a start that is missing', encode({ keys: [{ ...target, publicKey: { ...publicKey, validFor: {} } }] })],
    ['10,000 keys', encode({ keys: Array.from({ length: 10_000 }, (_one, at) => ({ ...served, keyid: `k${at}` })) })],
    ['a key named twice in one object', Buffer.from('{"keys":[],"keys":[]}')],
  ])('%s is refused', (_what, content) => {
    expect(() => readRegistryKeys(content, 'keys of a test')).toThrow(expect.objectContaining({ code: 'KEY_INVALID' }));
  });
});
