/** Signed models made on the spot: statements of any form, correctly signed with keys that are thrown away. */
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { keyTrust } from '../../src/core/verify/oms/trust.ts';
import type { OmsTrust } from '../../src/core/verify/oms/trust.ts';
import { type ManifestVerdict, verifyManifest } from '../../src/core/verify/oms/verify-manifest.ts';

export const MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
export const IN_TOTO = 'application/vnd.in-toto+json';
export const NOW = new Date('2026-11-24T12:00:00Z');

export type Json = Record<string, unknown>;

export interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export const CURVES = { 'P-256': 'sha256', 'P-384': 'sha384', 'P-521': 'sha512' } as const;

export function pair(namedCurve: string = 'P-256'): Pair {
  return generateKeyPairSync('ec', { namedCurve });
}

export const KEYS = pair();

export function publicPem(key: KeyObject): string {
  return String(key.export({ type: 'spki', format: 'pem' }));
}

export function trustIn({ publicKey }: Pair): OmsTrust {
  return keyTrust(publicPem(publicKey), 'test key');
}

export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

export interface Resource {
  readonly name: string;
  readonly digest: string;
  readonly algorithm: string;
}

export function resource(name: string, content = name): Resource {
  return { name, digest: sha256(content), algorithm: 'sha256' };
}

/** The right root digest even of wrong resources, so that it is never the reason of a refusal. */
export function rootOf(resources: readonly unknown[]): string {
  const digests = resources.map((one) => {
    const digest: unknown = typeof one === 'object' && one !== null && 'digest' in one ? one.digest : '';
    return Buffer.from(typeof digest === 'string' ? digest : '', 'hex');
  });
  return sha256(Buffer.concat(digests));
}

export const SERIALIZATION: Json = { method: 'files', hash_type: 'sha256', allow_symlinks: false };

/** A good statement; `serialization` is added to the usual one. */
export function statement(resources: readonly unknown[], serialization: Json = {}): Json {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'model', digest: { sha256: rootOf(resources) } }],
    predicateType: 'https://model_signing/signature/v1.0',
    predicate: { resources, serialization: { ...SERIALIZATION, ...serialization } },
  };
}

export function pae(payload: Uint8Array, type = IN_TOTO): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${type.length} ${type} ${payload.length} `), payload]);
}

export interface SignOptions {
  readonly keys?: Pair;
  readonly hash?: string;
  readonly payloadType?: string;
  readonly material?: Json;
  /** What is signed, instead of the right encoding of the payload. */
  readonly signed?: Uint8Array;
}

/** A bundle over any payload, as JSON to change. */
export function signed(
  payload: Json | string | Uint8Array,
  options: SignOptions = {},
): Json & { dsseEnvelope: Json; verificationMaterial: Json } {
  const { keys = KEYS, hash = 'sha256', payloadType = IN_TOTO } = options;
  const bytes = payload instanceof Uint8Array ? payload : Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload));
  const material = options.material ?? { publicKey: { hint: sha256(publicPem(keys.publicKey)) } };
  return {
    mediaType: MEDIA_TYPE,
    verificationMaterial: { ...material, tlogEntries: [] },
    dsseEnvelope: {
      payload: Buffer.from(bytes).toString('base64'),
      payloadType,
      signatures: [{ sig: sign(hash, options.signed ?? pae(bytes, payloadType), keys.privateKey).toString('base64'), keyid: '' }],
    },
  };
}

export function bytesOf(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
}

export function verdictOf(bundle: unknown, trust: OmsTrust = trustIn(KEYS), allowLegacy = true): ManifestVerdict {
  return verifyManifest(bytesOf(bundle), trust, { now: NOW, allowLegacy });
}

/** "signed", or the code of the refusal. */
export function outcomeOf(bundle: unknown, trust?: OmsTrust, allowLegacy = true): string {
  const verdict = verdictOf(bundle, trust, allowLegacy);
  return verdict.state === 'signed' ? 'signed' : verdict.code;
}
