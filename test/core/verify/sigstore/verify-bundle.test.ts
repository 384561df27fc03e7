/** Bundles of an instance of our own: each correctly signed, most of them not what was asked for. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BundleOutcome } from '../../../../src/core/verify/sigstore/outcome.ts';
import type { BundleOptions } from '../../../../src/core/verify/sigstore/verify-bundle.ts';
import {
  encode,
  IDENTITY,
  ISSUER,
  keyPair,
  type SigstoreInstance,
  signFile,
  signPayload,
  sigstoreInstance,
  statementAbout,
  trustOf,
} from '../../../support/sigstore.ts';
import { ask, FILE, verdict } from './support.ts';

const sha256 = createHash('sha256').update(FILE).digest('hex');
const sha512 = createHash('sha512').update(FILE).digest('hex');
let instance: SigstoreInstance;
beforeAll(async () => {
  instance = await sigstoreInstance();
});

function verify(bundle: unknown, more: Partial<BundleOptions> = {}): BundleOutcome {
  return ask(instance, bundle, more);
}

function leafOf(bundle: Record<string, unknown>): Buffer {
  const { certificate } = bundle['verificationMaterial'] as { readonly certificate: { readonly rawBytes: string } };
  return Buffer.from(certificate.rawBytes, 'base64');
}

describe('a keyless bundle', () => {
  it('says who signed what, when, and who says so', async () => {
    const bundle = await signPayload(instance, statementAbout(FILE), { timestamp: true });
    expect(verify(bundle)).toEqual({
      state: 'verified',
      signer: { kind: 'identity', identity: IDENTITY, issuer: ISSUER },
      certificate: leafOf(bundle),
      signedAt: instance.time,
      timeFrom: ['log', 'timestamp-authority'],
      logEntries: 1,
      content: {
        kind: 'dsse',
        payloadType: 'application/vnd.in-toto+json',
        payload: Buffer.from(statementAbout(FILE)),
        statement: {
          type: 'https://in-toto.io/Statement/v1',
          predicateType: 'https://slsa.dev/provenance/v1',
          subject: { name: 'model.bin', algorithm: 'sha256', hex: sha256 },
          subjects: 1,
        },
      },
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      bundleDigest: createHash('sha256').update(encode(bundle)).digest('hex'),
    });
  });

  it.each([
    ['the file', { artifact: { bytes: FILE } }, 'verified'],
    ['its sha256', { artifact: { digests: { sha256 } } }, 'verified'],
    ['its sha512, which the statement does not have', { artifact: { digests: { sha512 } } }, 'subject'],
    ['another file', { artifact: { bytes: Buffer.from('other') } }, 'subject'],
    ['another digest', { artifact: { digests: { sha256: '0'.repeat(64) } } }, 'subject'],
    ['the payload alone', { artifact: 'from-payload' }, 'verified'],
  ] satisfies [string, Partial<BundleOptions>, string][])('with a statement, for %s', async (_what, more, expected) => {
    expect(verdict(verify(await signPayload(instance, statementAbout(FILE)), more))).toBe(expected);
  });

  it.each([
    ['the file', { artifact: { bytes: FILE } }, 'verified'],
    ['its sha256', { artifact: { digests: { sha256 } } }, 'verified'],
    ['its sha512', { artifact: { digests: { sha512 } } }, 'subject'],
    ['both digests', { artifact: { digests: { sha256, sha512 } } }, 'verified'],
    ['another file', { artifact: { bytes: Buffer.from('other') } }, 'subject'],
    ['a payload that it has not', { artifact: 'from-payload' }, 'content'],
  ] satisfies [string, Partial<BundleOptions>, string][])('with a signature over a file, for %s', async (_what, more, expected) => {
    expect(verdict(verify(await signFile(instance, FILE), more))).toBe(expected);
  });

  it.each(['dsse', 'dsse-v2', 'hashedrekord-v2'] as const)('with a statement logged as %s', async (entry) => {
    const bundle = await signPayload(instance, statementAbout(FILE), { entry, log: 'proof', timestamp: true });
    expect(verdict(verify(bundle))).toBe('verified');
    // The same entry beside another statement.
    const other = await signPayload(instance, statementAbout('other'), { entry, log: 'proof', timestamp: true });
    expect(verdict(verify({ ...bundle, verificationMaterial: other['verificationMaterial'] }))).toMatch(/^(?:time|log)$/);
  });

  it('checks the signature itself when only the digest is known', async () => {
    const other = keyPair();
    const honest = await signFile(instance, FILE);
    // Logged and certified for one key, signed by another: the log is asked to agree with the signature, not with the key.
    const certified = await instance.certify(other.publicKey, IDENTITY, ISSUER);
    const material = { ...(honest['verificationMaterial'] as object), certificate: { rawBytes: certified.toString('base64') } };
    for (const artifact of [{ bytes: FILE }, { digests: { sha256 } }])
      expect(verdict(verify({ ...honest, verificationMaterial: material }, { artifact }))).toBe('signature');
  });

  it.each([
    ['exactly', IDENTITY, 'verified'],
    ['a prefix', IDENTITY.slice(0, -5), 'identity'],
    ['a longer one', `${IDENTITY}.evil.example/x`, 'identity'],
    ['a pattern', 'https://github.com/.*', 'identity'],
    ['another case', IDENTITY.toUpperCase(), 'identity'],
    ['a broken pattern', '(', 'identity'],
    ['nobody', '', 'identity'],
  ])('the identity: %s', async (_what, identity, expected) => {
    expect(verdict(verify(await signFile(instance, FILE), { signer: { kind: 'identity', identity, issuer: ISSUER } }))).toBe(expected);
  });

  it.each([
    ['a slash more', `${ISSUER}/`],
    ['another', 'https://accounts.example'],
    ['none', ''],
  ])('the issuer: %s', async (_what, issuer) => {
    expect(verdict(verify(await signFile(instance, FILE), { signer: { kind: 'identity', identity: IDENTITY, issuer } }))).toBe('issuer');
  });

  it('of another instance is not proven', async () => {
    const other = await sigstoreInstance();
    expect(verdict(verify(await signFile(other, FILE)))).toBe('certificate');
  });
});

describe('time', () => {
  it.each([
    ['a promise of the log', { log: 'promise', timestamp: false }, 'verified'],
    ['a timestamp beside a proof', { log: 'proof', timestamp: true }, 'verified'],
    ['a proof alone, which has no time', { log: 'proof', timestamp: false }, 'time'],
    ['a timestamp without a log', { log: 'none', timestamp: true }, 'log'],
  ] as const)('%s', async (_what, options, expected) => {
    expect(verdict(verify(await signFile(instance, FILE, options)))).toBe(expected);
  });

  it('a clock years later changes nothing, a clock before the signature does', async () => {
    const bundle = await signFile(instance, FILE);
    const years = new Date(instance.time.getTime() + 20 * 365 * 86_400_000);
    const before = new Date(instance.time.getTime() - 3_600_000);
    expect(verdict(verify(bundle, { now: years }))).toBe('verified');
    const early = verify(bundle, { now: before });
    expect([verdict(early), early.state === 'not-verified' && early.cause]).toEqual([
      'time',
      expect.stringContaining('after the clock of this machine'),
    ]);
  });

  it('an expired trust root is refused, and named', async () => {
    const expires = new Date(instance.time.getTime() - 1000);
    expect(verdict(verify(await signFile(instance, FILE), { trust: { ...instance.trust, expires } }))).toBe('trust-root-expired');
  });

  it.each([
    ['valid now', {}, 'verified'],
    ['retired before', { end: -60_000 }, 'log'],
    ['retired at that second', { end: 0 }, 'verified'],
    ['begun after', { start: 60_000 }, 'log'],
  ])('a log entry without a time needs a log key that is %s', async (_what, { start, end }: { start?: number; end?: number }, expected) => {
    const at = (offset: number): string => new Date(instance.time.getTime() + offset).toISOString();
    const root = structuredClone(instance.trustedRoot) as { tlogs: { publicKey: { validFor: object } }[] };
    for (const { publicKey } of root.tlogs)
      publicKey.validFor = { start: at(start ?? -3_600_000), ...(end === undefined ? {} : { end: at(end) }) };
    expect(verdict(verify(await signFile(instance, FILE, { log: 'proof', timestamp: true }), { trust: trustOf(root) }))).toBe(expected);
  });
});

describe('the trust root decides what is asked for', () => {
  it('without logs a timestamp is enough; with a log it is not', async () => {
    const bundle = await signFile(instance, FILE, { log: 'none', timestamp: true });
    const { tlogs: _tlogs, ...noLogs } = instance.trustedRoot;
    expect([verdict(verify(bundle)), verdict(verify(bundle, { trust: trustOf(noLogs) }))]).toEqual(['log', 'verified']);
  });

  it('without certificate logs no certificate entry is asked for', async () => {
    const { ctlogs: _ctlogs, ...noLogs } = instance.trustedRoot;
    // The mock's certificate brings an entry, and what is there must hold.
    expect(verdict(verify(await signFile(instance, FILE), { trust: trustOf(noLogs) }))).toBe('certificate');
  });
});
