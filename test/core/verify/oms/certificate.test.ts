import { describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/base/errors.ts';
import { certificateTrust } from '../../../../src/core/verify/oms/trust.ts';
import { extension, extensions, sequence, tlv } from '../../../support/der.ts';
import { CURVES, outcomeOf, pair, resource, signed, statement, verdictOf } from '../../../support/oms.ts';
import { AUTHORITY, chainOf, days, type Form, type Issued, issue, limited, pem, SIGNER } from '../../../support/pki.ts';

const STATEMENT = statement([resource('a.bin')]);
const ROOT = issue('root', 'self', { extensions: AUTHORITY });
const MIDDLE = issue('middle', ROOT, { extensions: AUTHORITY });
const LEAF = issue('leaf', MIDDLE, { extensions: SIGNER });

function outcome(leaf: Issued, chain: readonly (Issued | Buffer)[], ...anchors: readonly Issued[]): string {
  const bundle = signed(STATEMENT, { keys: leaf.keys, material: chainOf(leaf, ...chain) });
  return outcomeOf(bundle, certificateTrust([{ name: 'anchors', pem: pem(...anchors) }]));
}

const middle = (form: Form): Issued => issue('middle', ROOT, { extensions: AUTHORITY, ...form });
const root = (form: Form): Issued => issue('root', 'self', { extensions: AUTHORITY, ...form });

describe('a chain of certificates', () => {
  it.each<[string, () => string]>([
    ['to the root that is trusted', () => outcome(LEAF, [MIDDLE], ROOT)],
    ['with the root inside', () => outcome(LEAF, [MIDDLE, ROOT], ROOT)],
    ['in any order', () => outcome(LEAF, [ROOT, MIDDLE], ROOT)],
    ['with the intermediate on the other side', () => outcome(LEAF, [], ROOT, MIDDLE)],
    ['to an intermediate that is trusted for itself', () => outcome(LEAF, [], MIDDLE)],
    ['of a leaf below the root', () => outcome(issue('leaf', ROOT, { extensions: SIGNER }), [], ROOT)],
    ['beside a stranger', () => outcome(LEAF, [issue('stranger', 'self', { extensions: AUTHORITY }), MIDDLE], ROOT)],
  ])('is accepted %s', (_, run) => {
    expect(run()).toBe('signed');
  });

  it('is accepted for a self-signed leaf that is its own anchor, and for no other', () => {
    const own = issue('me', 'self', { extensions: SIGNER });
    expect(outcome(own, [], own)).toBe('signed');
    expect(outcome(own, [own], own)).toBe('signed');
    expect(outcome(own, [], issue('me', 'self', { extensions: SIGNER }))).toBe('certificate');
    expect(outcome(own, [], ROOT)).toBe('certificate');
  });

  it('takes no equal names for a self-signed certificate', () => {
    // As the public test vectors have it: subject and issuer are the name of the intermediate.
    const twin = issue('middle', MIDDLE, { extensions: [extensions.authority, ...SIGNER] });
    expect(outcome(twin, [MIDDLE], ROOT)).toBe('signed');
    expect(outcome(twin, [], ROOT)).toBe('certificate');
    // Given as an anchor it is none: it is not self-signed, whatever it is called.
    expect(outcome(twin, [MIDDLE], twin)).toBe('certificate');
  });

  it.each<[string, () => string]>([
    ['an embedded root that nobody trusts', () => outcome(LEAF, [MIDDLE, ROOT], root({}))],
    ['no intermediate', () => outcome(LEAF, [], ROOT)],
    ['an intermediate of another root', () => outcome(LEAF, [middle({ keys: MIDDLE.keys })], root({}))],
    ['an intermediate of another key', () => outcome(LEAF, [middle({})], ROOT)],
    ['an intermediate that is no authority', () => outcome(LEAF, [middle({ keys: MIDDLE.keys, extensions: [extensions.certSign] })], ROOT)],
    [
      'an intermediate that may not sign certificates',
      () => outcome(LEAF, [middle({ keys: MIDDLE.keys, extensions: [extensions.authority, extensions.digitalSignature] })], ROOT),
    ],
    [
      'an intermediate for servers',
      () => outcome(LEAF, [middle({ keys: MIDDLE.keys, extensions: [...AUTHORITY, extensions.serverAuth] })], ROOT),
    ],
    ['an expired intermediate', () => outcome(LEAF, [middle({ keys: MIDDLE.keys, to: days(-0.5) })], ROOT)],
    ['an intermediate of tomorrow', () => outcome(LEAF, [middle({ keys: MIDDLE.keys, from: days(0.5) })], ROOT)],
    ['an expired root', () => outcome(LEAF, [MIDDLE], root({ keys: ROOT.keys, to: days(-0.5) }))],
    [
      'a root that allows no intermediate',
      () => outcome(LEAF, [MIDDLE], root({ keys: ROOT.keys, extensions: [limited(0), extensions.certSign] })),
    ],
    ['an expired leaf', () => outcome(issue('leaf', MIDDLE, { extensions: SIGNER, to: days(-0.5) }), [MIDDLE], ROOT)],
    ['a leaf of tomorrow', () => outcome(issue('leaf', MIDDLE, { extensions: SIGNER, from: days(0.5) }), [MIDDLE], ROOT)],
    [
      'name constraints above it',
      () => outcome(LEAF, [middle({ keys: MIDDLE.keys, extensions: [...AUTHORITY, extension('2.5.29.30', sequence(), true)] })], ROOT),
    ],
    [
      'a critical extension that nobody knows',
      () => outcome(LEAF, [middle({ keys: MIDDLE.keys, extensions: [...AUTHORITY, extension('1.2.3.4', sequence(), true)] })], ROOT),
    ],
    [
      'a loop',
      () =>
        outcome(
          LEAF,
          [
            issue('middle', { ...MIDDLE, name: 'other' }, { keys: MIDDLE.keys, extensions: AUTHORITY }),
            issue('other', MIDDLE, { keys: MIDDLE.keys, extensions: AUTHORITY }),
          ],
          ROOT,
        ),
    ],
    ['an extension twice', () => outcome(issue('leaf', MIDDLE, { extensions: [...SIGNER, extensions.codeSigning] }), [MIDDLE], ROOT)],
    [
      'junk for a leaf',
      () => outcomeOf(signed(STATEMENT, { material: chainOf(Buffer.from('junk')) }), certificateTrust([{ name: 'r', pem: pem(ROOT) }])),
    ],
    ['junk behind the leaf', () => outcome({ ...LEAF, der: Buffer.concat([LEAF.der, Buffer.from([0])]) }, [MIDDLE], ROOT)],
    ['junk for an intermediate', () => outcome(LEAF, [tlv(0x30, Buffer.from('junk'))], ROOT)],
  ])('is refused with %s', (_, run) => {
    expect(run()).toBe('certificate');
  });

  it('counts intermediates, not the leaf', () => {
    const one = root({ keys: ROOT.keys, extensions: [limited(1), extensions.certSign] });
    expect(outcome(LEAF, [MIDDLE], one)).toBe('signed');
  });

  it('is refused in words that say why', () => {
    const expired = issue('leaf', MIDDLE, { extensions: SIGNER, to: days(-0.5) });
    const verdict = verdictOf(
      signed(STATEMENT, { keys: expired.keys, material: chainOf(expired, MIDDLE) }),
      certificateTrust([{ name: 'r', pem: pem(ROOT) }]),
    );
    expect(verdict).toMatchObject({ detail: 'The signing certificate expired at 2026-11-24T00:00:00.000Z.' });
  });

  it('gives up where one name has many keys', () => {
    const many = Array.from({ length: 9 }, () => issue('middle', { ...MIDDLE, name: 'middle' }, { extensions: AUTHORITY }));
    expect(outcome(LEAF, many, ROOT)).toBe('certificate');
  });
});

describe('the leaf', () => {
  it.each<[string, readonly Uint8Array[], string]>([
    ['digitalSignature', [extensions.digitalSignature], 'signed'],
    ['code signing', [extensions.codeSigning], 'signed'],
    ['both', SIGNER, 'signed'],
    ['neither', [], 'certificate'],
    ['another usage', [extensions.keyAgreement], 'certificate'],
    ['a server', [extensions.digitalSignature, extensions.serverAuth], 'certificate'],
  ])('is for %s', (_, list, expected) => {
    expect(outcome(issue('leaf', MIDDLE, { extensions: list }), [MIDDLE], ROOT)).toBe(expected);
  });

  it.each(
    Object.entries(CURVES).flatMap(([curve, right]) =>
      ['sha256', 'sha384', 'sha512'].map((hash) => [curve, hash, hash === right ? 'signed' : 'signature'] as const),
    ),
  )('of %s signs with %s: %s', (curve, hash, expected) => {
    const leaf = issue('leaf', MIDDLE, { keys: pair(curve), extensions: SIGNER });
    const bundle = signed(STATEMENT, { keys: leaf.keys, hash, material: chainOf(leaf, MIDDLE) });
    expect(outcomeOf(bundle, certificateTrust([{ name: 'r', pem: pem(ROOT) }]))).toBe(expected);
  });

  it('is the one whose key signed', () => {
    const bundle = signed(STATEMENT, { material: chainOf(LEAF, MIDDLE) });
    expect(outcomeOf(bundle, certificateTrust([{ name: 'r', pem: pem(ROOT) }]))).toBe('signature');
  });
});

describe('the certificates that an operator gives', () => {
  it.each<[string, string]>([
    ['nothing', ''],
    ['a public key', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n'],
    ['junk', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
    ['a leaf', pem(LEAF)],
  ])('are refused: %s', (_, text) => {
    expect(() => certificateTrust([{ name: 'x.pem', pem: text }])).toThrow(InputError);
  });

  it('mean the root, where there is one: an intermediate beside it is no anchor', () => {
    const expired = root({ keys: ROOT.keys, to: days(-0.5) });
    expect(outcome(LEAF, [], MIDDLE, expired)).toBe('certificate');
  });
});
