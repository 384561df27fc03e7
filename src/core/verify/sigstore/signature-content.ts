/** What was signed, in the form that the library compares with log entries and keys: envelope, file, or the digest of a file. */
import { createHash, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { Bundle } from '@sigstore/bundle';
import { dsse } from '@sigstore/core';
import { HashAlgorithm } from '@sigstore/protobuf-specs';
import type { SignedEntity } from '@sigstore/verify';
import { verifyDigest } from './digest-signature.ts';
import { keyHashesOf, verifyBytes } from './key-hash.ts';
import { BundleRefusal } from './outcome.ts';

export type SignatureContent = SignedEntity['signature'];
type Envelope = Extract<Bundle['content'], { $case: 'dsseEnvelope' }>['dsseEnvelope'];
type MessageSignature = Extract<Bundle['content'], { $case: 'messageSignature' }>['messageSignature'];

/** The file, or what is known of it: lower-case hex of one or more digests. */
export type Artifact = { readonly bytes: Uint8Array } | { readonly digests: Readonly<Partial<Record<DigestName, string>>> };

export type DigestName = 'sha256' | 'sha384' | 'sha512';

/** Digests of this length in bytes are of this algorithm: log entries do not always name it. */
const BY_LENGTH: Readonly<Record<number, DigestName>> = { 32: 'sha256', 48: 'sha384', 64: 'sha512' };

/** DSSE v1: the signature covers type and payload (pre-authentication encoding). */
export function envelopeContent({ payload, payloadType, signatures }: Envelope): SignatureContent {
  const signature = signatures[0]?.sig ?? Buffer.alloc(0);
  const signed = dsse.preAuthEncoding(payloadType, payload);
  return {
    signature,
    compareSignature: (other) => equal(other, signature),
    compareDigest: (digest) => isDigestOf(digest, payload),
    compareSignedDigest: (digest) => isDigestOf(digest, signed),
    verifySignature: (key) => keyHashesOf(key).some((hash) => verifyBytes(hash, signed, key, signature)),
  };
}

export interface MessageContent {
  readonly content: SignatureContent;
  readonly algorithm: DigestName;
  readonly hex: string;
}

/**
 * The signature over a file. With only its digest at hand the signature itself is checked over that digest: the log's word is not enough.
 * Throws Refusal when the bundle's digest is not the artifact's, or another algorithm.
 */
export function messageContent({ messageDigest, signature }: MessageSignature, artifact: Artifact): MessageContent {
  const algorithm = algorithmOf(messageDigest.algorithm);
  const digest = digestOf(artifact, algorithm);
  if (!equal(digest, messageDigest.digest))
    throw new BundleRefusal('subject', `the bundle signs another ${algorithm} digest than the artifact has`);
  const check = (key: KeyObject): boolean => {
    const hashes = keyHashesOf(key);
    if (hashes.length === 0) return false;
    if (hashes[0] !== null)
      return 'bytes' in artifact ? verifyBytes(algorithm, artifact.bytes, key, signature) : verifyDigest(key, algorithm, digest, signature);
    if ('bytes' in artifact) return verifyBytes(null, artifact.bytes, key, signature);
    throw new BundleRefusal('unsupported', 'an Ed25519 signature covers the file, not its digest: give the file');
  };
  return {
    algorithm,
    hex: digest.toString('hex'),
    content: {
      signature,
      compareSignature: (other) => equal(other, signature),
      compareDigest: (other) => equal(other, digest),
      compareSignedDigest: (other) => equal(other, digest),
      verifySignature: check,
    },
  };
}

function algorithmOf(algorithm: HashAlgorithm): DigestName {
  if (algorithm === HashAlgorithm.SHA2_256) return 'sha256';
  if (algorithm === HashAlgorithm.SHA2_384) return 'sha384';
  if (algorithm === HashAlgorithm.SHA2_512) return 'sha512';
  throw new BundleRefusal('unsupported', 'the bundle signs a digest that is not one of SHA-256, SHA-384, SHA-512');
}

function digestOf(artifact: Artifact, algorithm: DigestName): Buffer {
  if ('bytes' in artifact) return createHash(algorithm).update(artifact.bytes).digest();
  const hex = artifact.digests[algorithm];
  if (hex !== undefined) return Buffer.from(hex, 'hex');
  throw new BundleRefusal(
    'subject',
    `the bundle signs a ${algorithm} digest, and of the artifact another one is known: give the file itself`,
  );
}

function isDigestOf(digest: Uint8Array, data: Uint8Array): boolean {
  const algorithm = BY_LENGTH[digest.byteLength];
  return algorithm !== undefined && equal(digest, createHash(algorithm).update(data).digest());
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}
