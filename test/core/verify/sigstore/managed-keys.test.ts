/** Bundles signed with a managed key that the operator gives. */
import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BundleOptions } from '../../../../src/core/verify/sigstore/verify-bundle.ts';
import {
  keyPair,
  type KeyPair,
  type SigstoreInstance,
  type SignOptions,
  signFile,
  signPayload,
  sigstoreInstance,
  statementAbout,
} from '../../../support/sigstore.ts';
import { ask, FILE, verdict } from './support.ts';

const key = keyPair();
let instance: SigstoreInstance;
beforeAll(async () => {
  instance = await sigstoreInstance();
});

const by = (publicKey: KeyObject, validUntil: Date | null = null): BundleOptions['signer'] => ({ kind: 'key', publicKey, validUntil });

describe('a managed key', () => {
  it.each([
    ['logged', { log: 'promise' }],
    ['logged without a time', { log: 'proof' }],
    ['stamped only', { log: 'none', timestamp: true }],
    ['neither logged nor stamped', { log: 'none' }],
  ] satisfies [string, SignOptions][])('%s', async (_what, options) => {
    const signer = by(key.publicKey);
    const bundles = [
      await signFile(instance, FILE, { key, ...options }),
      await signPayload(instance, statementAbout(FILE), { key, ...options }),
    ];
    expect(bundles.map((bundle) => verdict(ask(instance, bundle, { signer })))).toEqual(['verified', 'verified']);
  });

  it('says which, when, and how often it was logged', async () => {
    const signer = by(key.publicKey);
    expect(ask(instance, await signFile(instance, FILE, { key, hint: 'acme-1' }), { signer })).toMatchObject({
      signer: { kind: 'key', hint: 'acme-1' },
      signedAt: instance.time,
      logEntries: 1,
    });
    expect(ask(instance, await signFile(instance, FILE, { key, log: 'none' }), { signer })).toMatchObject({
      signedAt: null,
      timeFrom: [],
      logEntries: 0,
    });
  });

  it('of somebody else, and of the other kind, is refused', async () => {
    const bundle = await signFile(instance, FILE, { key });
    expect(verdict(ask(instance, bundle, { signer: by(keyPair().publicKey) }))).toBe('signature');
    expect(verdict(ask(instance, bundle))).toBe('signer-kind');
    expect(verdict(ask(instance, await signFile(instance, FILE), { signer: by(key.publicKey) }))).toBe('signer-kind');
  });

  it('what its bundle brings must hold: an entry of another log does not', async () => {
    const other = await sigstoreInstance();
    expect(verdict(ask(instance, await signFile(other, FILE, { key }), { signer: by(key.publicKey) }))).toBe('log');
  });

  it.each([
    ['signed before its end, read later', 60_000, 3_600_000, { log: 'promise' }, 'verified'],
    ['signed in its last second', 0, 3_600_000, { log: 'promise' }, 'verified'],
    ['signed after its end', -1000, 0, { log: 'promise' }, 'key-expired'],
    ['stamped after its end', -1000, 0, { log: 'none', timestamp: true }, 'key-expired'],
    ['no proven time, before its end', 60_000, 0, { log: 'none' }, 'verified'],
    ['no proven time, after its end', 60_000, 120_000, { log: 'none' }, 'key-expired'],
    ['a time that nobody signed, after its end', 60_000, 120_000, { log: 'proof' }, 'key-expired'],
  ] satisfies [string, number, number, SignOptions, string][])('that ends: %s', async (_what, end, later, options, expected) => {
    const at = (offset: number): Date => new Date(instance.time.getTime() + offset);
    const bundle = await signFile(instance, FILE, { key, ...options });
    expect(verdict(ask(instance, bundle, { signer: by(key.publicKey, at(end)), now: at(later) }))).toBe(expected);
  });
});

describe('kinds of keys', () => {
  const digests = { sha256: createHash('sha256').update(FILE).digest('hex') };

  it.each([
    ['P-384', keyPair('P-384'), 'verified', 'verified'],
    ['RSA of 2048 bits', generateKeyPairSync('rsa', { modulusLength: 2048 }), 'verified', 'verified'],
    ['RSA of 1024 bits', generateKeyPairSync('rsa', { modulusLength: 1024 }), 'key', 'key'],
    ['secp256k1', keyPair('secp256k1'), 'key', 'key'],
  ] satisfies [string, KeyPair, string, string][])('%s', async (_what, keys, whole, digest) => {
    const bundle = await signFile(instance, FILE, { key: keys, log: 'none' });
    const signer = by(keys.publicKey);
    expect([{ bytes: FILE }, { digests }].map((artifact) => verdict(ask(instance, bundle, { signer, artifact })))).toEqual([whole, digest]);
  });

  it('Ed25519 covers the file: its digest is not enough', async () => {
    const keys = generateKeyPairSync('ed25519');
    const { sign } = await import('node:crypto');
    const bundle = {
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: { publicKey: { hint: 'ed' } },
      messageSignature: {
        messageDigest: { algorithm: 'SHA2_256', digest: Buffer.from(digests.sha256, 'hex').toString('base64') },
        signature: sign(null, FILE, keys.privateKey).toString('base64'),
      },
    };
    const signer = by(keys.publicKey);
    expect([{ bytes: FILE }, { digests }].map((artifact) => verdict(ask(instance, bundle, { signer, artifact })))).toEqual([
      'verified',
      'unsupported',
    ]);
  });
});
