/** Certificates of an authority that the trust root names, and that signs whatever it is given. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BundleOutcome } from '../../../../src/core/verify/sigstore/outcome.ts';
import type { TrustRoot } from '../../../../src/core/verify/sigstore/trust-root.ts';
import { certificate, type CertificateForm, extension, extensions, general, sequence, tlv, utf8 } from '../../../support/der.ts';
import {
  IDENTITY,
  ISSUER,
  keyPair,
  type KeyPair,
  type SigstoreInstance,
  signFile,
  signPayload,
  sigstoreInstance,
  statementAbout,
  trustOf,
} from '../../../support/sigstore.ts';
import { ask, FILE, verdict } from './support.ts';

const { codeSigning, digitalSignature, issuer, issuerV1, names } = extensions;
const HONEST = [digitalSignature, codeSigning, names(general.uri(IDENTITY)), issuer(ISSUER)];

let instance: SigstoreInstance;
let authority: KeyPair;
let root: Buffer;
let trust: TrustRoot;
beforeAll(async () => {
  instance = await sigstoreInstance();
  authority = keyPair();
  const { certSign } = extensions;
  root = issue(authority, { subject: 'odd authority', extensions: [extensions.authority, certSign] });
  const start = new Date(instance.time.getTime() - 3_600_000).toISOString();
  const { ctlogs: _none, ...others } = instance.trustedRoot;
  trust = trustOf({
    ...others,
    certificateAuthorities: [{ certChain: { certificates: [{ rawBytes: root.toString('base64') }] }, validFor: { start } }],
  });
});

function issue(keys: Pick<KeyPair, 'publicKey'>, form: Partial<CertificateForm> = {}): Buffer {
  const { time } = instance;
  const [from, to] = [new Date(time.getTime() - 60_000), new Date(time.getTime() + 600_000)];
  const base = { subject: '', issuer: 'odd authority', signingKey: authority.privateKey, from, to, extensions: HONEST };
  return certificate({ ...base, publicKey: keys.publicKey, ...form });
}

/** A file signed under a certificate with these extensions. */
async function signedWith(parts: readonly Uint8Array[], identity = IDENTITY): Promise<BundleOutcome> {
  const bundle = await signFile(instance, FILE, { certificate: (publicKey) => issue({ publicKey }, { extensions: parts }) });
  return ask(instance, bundle, { trust, signer: { kind: 'identity', identity, issuer: ISSUER } });
}

describe('the signing certificate', () => {
  it.each([
    ['honest', () => HONEST, 'verified'],
    ['without key usage', () => HONEST.slice(1), 'verified'],
    ['for key agreement', () => [extensions.keyAgreement, ...HONEST.slice(1)], 'certificate'],
    ['without extended key usage', () => HONEST.filter((one) => one !== codeSigning), 'certificate'],
    ['for servers', () => [digitalSignature, extensions.serverAuth, ...HONEST.slice(2)], 'certificate'],
    ['of an authority', () => [extensions.authority, ...HONEST], 'certificate'],
    ['without a name', () => [digitalSignature, codeSigning, issuer(ISSUER)], 'identity'],
    ['with an empty list of names', () => [digitalSignature, codeSigning, names(), issuer(ISSUER)], 'identity'],
    [
      'with two names',
      () => [digitalSignature, codeSigning, names(general.uri(IDENTITY), general.email('a@example.org')), issuer(ISSUER)],
      'identity',
    ],
    ['with a host name', () => [digitalSignature, codeSigning, names(general.dns('example.org')), issuer(ISSUER)], 'identity'],
    ['without an issuer', () => HONEST.slice(0, 3), 'issuer'],
    ['with the old form of issuer', () => [...HONEST.slice(0, 3), issuerV1(ISSUER)], 'verified'],
    ['with both forms', () => [...HONEST, issuerV1(ISSUER)], 'verified'],
    ['with two issuers', () => [...HONEST, issuerV1('https://other.example')], 'issuer'],
    [
      'with an issuer that is no text',
      () => [...HONEST.slice(0, 3), extension('1.3.6.1.4.1.57264.1.8', tlv(0x0c, Buffer.from([0xff])))],
      'identity',
    ],
  ])('%s', async (_what, parts, expected) => {
    expect(verdict(await signedWith(parts()))).toBe(expected);
  });

  it.each([
    ['an address', general.email('Granite@example.org'), 'Granite@example.org', 'verified'],
    ['an address in another case', general.email('granite@example.org'), 'Granite@example.org', 'identity'],
    ['a user name', general.other('jané'), 'jané', 'verified'],
    ['a user name, asked for another', general.other('jane'), 'jané', 'identity'],
    ['a user name of another kind', general.other('jane', '1.2.3.4'), 'jane', 'identity'],
    // Read as 7-bit text, these bytes would be the letters of the address.
    [
      'letters with the high bit set',
      general.email(Buffer.from('jane@example.org').map((byte) => byte | 0x80)),
      'jane@example.org',
      'identity',
    ],
    ['a byte of zero', general.uri(`${IDENTITY}\0.evil.example`), IDENTITY, 'identity'],
  ])('names by %s', async (_what, name, identity, expected) => {
    expect(verdict(await signedWith([digitalSignature, codeSigning, names(name), issuer(ISSUER)], identity))).toBe(expected);
  });

  it('has its time: signed before and after it is refused', async () => {
    for (const [from, to] of [
      [60_000, 120_000],
      [-120_000, -60_000],
    ] as const) {
      const at = (offset: number): Date => new Date(instance.time.getTime() + offset);
      const bundle = await signFile(instance, FILE, { certificate: (publicKey) => issue({ publicKey }, { from: at(from), to: at(to) }) });
      expect(verdict(ask(instance, bundle, { trust }))).toBe('certificate');
    }
  });

  it('signed by somebody else under the same name is refused', async () => {
    const forger = keyPair();
    const bundle = await signFile(instance, FILE, { certificate: (publicKey) => issue({ publicKey }, { signingKey: forger.privateKey }) });
    expect(verdict(ask(instance, bundle, { trust }))).toBe('certificate');
  });

  it.each([
    ['bytes behind it', (raw: Buffer) => Buffer.concat([raw, Buffer.from([0])])],
    ['half of it', (raw: Buffer) => raw.subarray(0, raw.length / 2)],
    ['nothing but nesting', () => Array.from({ length: 150 }).reduce<Buffer>((inner) => sequence(inner), utf8('x'))],
    ['PEM text', (raw: Buffer) => Buffer.from(`-----BEGIN CERTIFICATE-----\n${raw.toString('base64')}\n-----END CERTIFICATE-----\n`)],
    ['an endless length', () => Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff])],
  ])('%s', async (_what, change) => {
    const bundle = await signFile(instance, FILE, { certificate: (publicKey) => change(issue({ publicKey })) });
    expect(verdict(ask(instance, bundle, { trust }))).toBe('certificate');
  });
});

describe('curves', () => {
  it.each([
    ['P-256', 'sha256', 'verified'],
    ['P-384', 'sha384', 'verified'],
    ['P-384', 'sha256', 'verified'],
    ['P-521', 'sha512', 'verified'],
    ['P-384', 'sha512', 'signature'],
  ])('%s with %s over a statement', async (curve, hash, expected) => {
    const bundle = await signPayload(instance, statementAbout(FILE), { curve, hash, certificate: (publicKey) => issue({ publicKey }) });
    expect(verdict(ask(instance, bundle, { trust }))).toBe(expected);
  });

  it.each([
    ['P-256', 'sha256'],
    ['P-256', 'sha512'],
    ['P-384', 'sha384'],
    ['P-521', 'sha512'],
  ] as const)('%s with %s over a file, and over its digest alone', async (curve, hash) => {
    const bundle = await signFile(instance, FILE, { curve, hash, certificate: (publicKey) => issue({ publicKey }) });
    const digests = { [hash]: createHash(hash).update(FILE).digest('hex') };
    expect([{ bytes: FILE }, { digests }].map((artifact) => verdict(ask(instance, bundle, { trust, artifact })))).toEqual([
      'verified',
      'verified',
    ]);
  });
});

describe('certificates beside the signing one (v0.2)', () => {
  async function chained(more: readonly Buffer[] = [], version = '0.2'): Promise<Record<string, unknown>> {
    const bundle = await signFile(instance, FILE, { certificate: (publicKey) => issue({ publicKey }) });
    const { certificate: leaf, ...material } = bundle['verificationMaterial'] as Record<string, unknown>;
    const certificates = [leaf, ...more.map((raw) => ({ rawBytes: raw.toString('base64') }))];
    return {
      ...bundle,
      mediaType: `application/vnd.dev.sigstore.bundle+json;version=${version}`,
      verificationMaterial: { ...material, x509CertificateChain: { certificates } },
    };
  }

  it('the leaf alone is fine', async () => {
    expect(verdict(ask(instance, await chained(), { trust }))).toBe('verified');
  });

  it.each([
    ['0.1', undefined, 'certificate'],
    ['0.1', 'refuse', 'certificate'],
    ['0.1', 'root-last', 'verified'],
    ['0.2', 'root-last', 'certificate'],
  ] as const)('a root in a bundle of version %s, asked for %s', async (version, extraCertificates, expected) => {
    const bundle = await chained([root], version);
    expect(verdict(ask(instance, bundle, { trust, ...(extraCertificates === undefined ? {} : { extraCertificates }) }))).toBe(expected);
  });

  it('a root brings no trust with it', async () => {
    expect(verdict(ask(instance, await chained([root], '0.1'), { extraCertificates: 'root-last' }))).toBe('certificate');
  });

  describe.each(['refuse', 'root-last'] as const)('%s', (extraCertificates) => {
    const certify = [extensions.authority, extensions.certSign];

    it.each([
      ['the root of nobody here', () => [issue(keyPair(), { subject: 'stray', issuer: 'stray', extensions: certify })]],
      ['an authority of nobody here', () => [issue(keyPair(), { subject: 'stray', extensions: certify })]],
      ['no authority', () => [issue(keyPair())]],
      ['the root twice', () => [root, root]],
      ['the root before another', () => [root, issue(keyPair(), { subject: 'below', extensions: certify })]],
    ])('%s is refused', async (_what, more) => {
      expect(verdict(ask(instance, await chained(more(), '0.1'), { trust, extraCertificates }))).toBe('certificate');
    });
  });

  it('a chain in a v0.3 bundle is refused', async () => {
    const bundle = { ...(await chained()), mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json' };
    expect(verdict(ask(instance, bundle, { trust }))).toBe('malformed');
  });
});
