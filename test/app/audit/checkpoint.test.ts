import { createPublicKey, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { canonicalJson } from '../../../app/audit/canonical-json.ts';
import { checkpointPublicKey, isGenuine, isSignedBy, signCheckpoint } from '../../../app/audit/checkpoint.ts';

const KEY = new Uint8Array(32).fill(7);
const OTHER = new Uint8Array(32).fill(8);
const POINT = { installation: 7, sequence: 12, hash: 'a'.repeat(64), through: '2026-11-24T12:00:00.000Z' };
const signed = signCheckpoint(KEY, POINT);

it('a checkpoint is genuine under the key that signed it, also when that is the previous one', () => {
  expect(isGenuine([KEY], signed)).toBe(true);
  expect(isGenuine([OTHER, KEY], signed)).toBe(true);
  expect(isSignedBy(KEY, signed)).toBe(true);
  expect(isSignedBy(OTHER, signed)).toBe(false);
});

it.each([
  ['no key', [], signed],
  ['another key', [OTHER], signed],
  ['another row', [KEY], { ...signed, sequence: 13 }],
  ['another hash', [KEY], { ...signed, hash: 'b'.repeat(64) }],
  ['another installation', [KEY], { ...signed, installation: 8 }],
  ['another time', [KEY], { ...signed, through: '2026-11-24T12:00:00.001Z' }],
  ['no signature', [KEY], { ...signed, signature: '' }],
  ['the name of another key', [KEY, OTHER], { ...signed, keyId: signCheckpoint(OTHER, POINT).keyId }],
])('with %s it is not', (_name, keys, checkpoint) => {
  expect(isGenuine(keys, checkpoint)).toBe(false);
});

it('can be checked elsewhere by the public key, as docs/audit.md says', () => {
  const { keyId: _keyId, signature, ...statement } = signed;
  const text = canonicalJson({ ...statement, type: 'weighbridge audit checkpoint' });
  expect(verify(null, Buffer.from(text), createPublicKey(checkpointPublicKey(KEY)), Buffer.from(signature, 'base64'))).toBe(true);
  expect(checkpointPublicKey(KEY)).not.toContain('PRIVATE');
});
