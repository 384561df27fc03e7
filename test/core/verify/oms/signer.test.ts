import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/base/errors.ts';
import { legacyPreAuthEncoding, preAuthEncoding } from '../../../../src/core/verify/oms/pae.ts';
import { certificateTrust, keyTrust } from '../../../../src/core/verify/oms/trust.ts';
import {
  CURVES,
  IN_TOTO,
  type Json,
  KEYS,
  outcomeOf,
  pair,
  publicPem,
  resource,
  sha256,
  signed,
  statement,
  trustIn,
  verdictOf,
} from '../../../support/oms.ts';
import { AUTHORITY, chainOf, issue, pem, SIGNER } from '../../../support/pki.ts';

const STATEMENT = statement([resource('a.bin')]);
const hashes = ['sha256', 'sha384', 'sha512'];

describe('a key', () => {
  it.each(
    Object.entries(CURVES).flatMap(([curve, right]) =>
      hashes.map((hash) => [curve, hash, hash === right ? 'signed' : 'signature'] as const),
    ),
  )('of %s that signed with %s: %s', (curve, hash, outcome) => {
    const keys = pair(curve);
    expect(outcomeOf(signed(STATEMENT, { keys, hash }), trustIn(keys))).toBe(outcome);
  });

  it('is the one that is asked for, not the one that is named', () => {
    const other = pair();
    expect(outcomeOf(signed(STATEMENT, { keys: other }))).toBe('key');
    const hint = sha256(publicPem(KEYS.publicKey));
    expect(outcomeOf(signed(STATEMENT, { keys: other, material: { publicKey: { hint } } }))).toBe('signature');
  });

  it('says who it is', () => {
    const bundle = JSON.stringify(signed(STATEMENT));
    const verdict = verdictOf(bundle);
    expect(verdict).toMatchObject({ bundleDigest: sha256(bundle) });
    const fingerprint = sha256(publicPem(KEYS.publicKey));
    expect(verdict).toMatchObject({ signer: { method: 'key', who: `key ${fingerprint}`, fingerprint, signedAt: null, legacy: [] } });
  });

  it.each<[string, () => string]>([
    ['an RSA key', () => publicPem(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey)],
    ['an Ed25519 key', () => publicPem(generateKeyPairSync('ed25519').publicKey)],
    ['a key of another curve', () => publicPem(pair('secp256k1').publicKey)],
    [
      'a private key',
      () => String(createPrivateKey(KEYS.privateKey.export({ type: 'pkcs8', format: 'pem' })).export({ type: 'pkcs8', format: 'pem' })),
    ],
    ['junk', () => '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n'],
    ['nothing', () => ''],
  ])('is refused when it is %s', (_, make) => {
    expect(() => keyTrust(make(), 'k.pem')).toThrow(InputError);
  });
});

/** Python's repr(bytes), written down independently: only what the statement here needs. */
function python(payload: string): string {
  return `b'${payload.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}'`;
}

describe('old forms', () => {
  const payload = JSON.stringify(STATEMENT, null, 2);
  const oldPae = Buffer.from(`DSSEV1 ${IN_TOTO.length} ${IN_TOTO} ${Buffer.byteLength(payload)} ${python(payload)}`);
  const old: Json = {
    _type: 'https://in-toto.io/Statement/v1',
    predicateType: 'https://model_signing/Digests/v0.1',
    subject: [
      { name: 'a.bin', digest: { sha256: sha256('a') } },
      { name: 'b/c.bin', digest: { sha256: sha256('b') } },
    ],
    predicate: { unused: 'x' },
  };

  it.each<[string, Json]>([
    [
      'a key that is embedded and not named',
      signed(STATEMENT, { material: { publicKey: { rawBytes: 'AAAA', keyDetails: 'PKIX_ECDSA_P256_SHA_256' } } }),
    ],
    ['a hint that is empty', signed(STATEMENT, { material: { publicKey: { hint: '' } } })],
    ['the encoding of 0.2', signed(payload, { signed: oldPae })],
    ['the statement of 0.2', signed(old)],
  ])('%s: verified, said, and refused where it counts (T12)', (_, bundle) => {
    const verdict = verdictOf(bundle);
    expect(verdict.state === 'signed' && verdict.signer.legacy.length).toBe(1);
    expect(outcomeOf(bundle, trustIn(KEYS), false)).toBe('legacy');
  });

  it('an embedded key is never trusted', () => {
    const other = pair();
    const material = { publicKey: { rawBytes: Buffer.from(publicPem(other.publicKey)).toString('base64') } };
    expect(outcomeOf(signed(STATEMENT, { keys: other, material }))).toBe('signature');
  });

  it.each<[string, Json, string]>([
    ['no file', { ...old, subject: [] }, 'resource'],
    ['a file without a digest', { ...old, subject: [{ name: 'a', digest: {} }] }, 'resource'],
    ['a file twice', { ...old, subject: [(old['subject'] as Json[])[0], (old['subject'] as Json[])[0]] }, 'resource'],
    ['a name that leaves the model', { ...old, subject: [{ name: '../a', digest: { sha256: sha256('a') } }] }, 'name'],
  ])('the statement of 0.2 is refused with %s', (_, payload, code) => {
    expect(outcomeOf(signed(payload))).toBe(code);
  });
});

describe('the encoding of 0.2', () => {
  // As Python prints these bytes.
  it.each([
    ['7b2261223a317d', 'b\'{"a":1}\''],
    ['69742773', 'b"it\'s"'],
    ['6974277320227822', "b'it\\'s \"x\"'"],
    ['5c6e0a0d09007fff', "b'\\\\n\\n\\r\\t\\x00\\x7f\\xff'"],
    ['', "b''"],
  ])('%s', (hex, printed) => {
    const bytes = Buffer.from(hex, 'hex');
    expect(Buffer.from(legacyPreAuthEncoding('t', bytes)).toString()).toBe(`DSSEV1 1 t ${bytes.length} ${printed}`);
  });

  it.each(['P-256', 'P-384', 'P-521'])('by certificate took sha256, also of %s', (curve) => {
    const root = issue('root', 'self', { extensions: AUTHORITY });
    const leaf = issue('leaf', root, { keys: pair(curve), extensions: SIGNER });
    const payload = Buffer.from('{"_type":1}');
    const bundle = signed(payload, { keys: leaf.keys, material: chainOf(leaf), signed: legacyPreAuthEncoding(IN_TOTO, payload) });
    // Past the signature, at the statement.
    expect(outcomeOf(bundle, certificateTrust([{ name: 'r', pem: pem(root) }]))).toBe('statement');
  });
});

describe('the encoding of what is signed', () => {
  it('counts bytes, not characters (DSSE v1)', () => {
    expect(Buffer.from(preAuthEncoding('ü', Buffer.from('é'))).toString()).toBe('DSSEv1 2 ü 2 é');
  });
});
