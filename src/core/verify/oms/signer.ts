/** Whether the envelope's signature is by whom the caller trusts (OMS v1.0, section 8.2). Pure: time is a value. */
import { createHash, type KeyObject } from 'node:crypto';
import { type Certificate, equal, OID, readCertificate } from '../x509/certificate.ts';
import { findPath, mayServe } from '../x509/chain.ts';
import { DerFault } from '../x509/der.ts';
import { verifyBundle } from '../sigstore/verify-bundle.ts';
import { BUNDLE_MEDIA_TYPE, type OmsBundle } from './bundle.ts';
import { signatureHashOf, verifies } from './ec-signature.ts';
import { keyHint } from './key-hint.ts';
import { legacyPreAuthEncoding, preAuthEncoding } from './pae.ts';
import { quoted, OmsRefusal } from './refusal.ts';
import { stampedTimes } from './timestamps.ts';
import type { OmsTrust } from './trust.ts';

export interface Signer {
  readonly method: OmsTrust['method'];
  /** For people: fingerprint of the key, subject of the certificate, or identity and issuer. */
  readonly who: string;
  /** Hex SHA-256: of the key's PEM text (as bundles name keys), of the certificate; null for an identity, whose certificates live for minutes. */
  readonly fingerprint: string | null;
  /** Proven by a log or a timestamp authority; null when nobody recorded it. */
  readonly signedAt: Date | null;
  /** Old forms that were met (T12). */
  readonly legacy: readonly string[];
}

/** Throws Refusal. */
export function verifySigner(bundle: OmsBundle, trust: OmsTrust, now: Date): Signer {
  const { material } = bundle;
  // The verifier of such bundles knows all their forms: older ones hold a chain.
  if (trust.method === 'sigstore' && material.method !== 'key') return keyless(bundle, trust, now);
  if (material.method !== trust.method) {
    throw new OmsRefusal('method', `The model is signed by the method "${material.method}"; you ask for "${trust.method}".`);
  }
  if (bundle.mediaType !== BUNDLE_MEDIA_TYPE) {
    throw new OmsRefusal(
      'media-type',
      `The signature file has the media type ${quoted(bundle.mediaType)}; it must be ${BUNDLE_MEDIA_TYPE}.`,
    );
  }
  if (trust.method === 'key' && material.method === 'key') return byKey(bundle, material.hint, trust.key);
  if (trust.method === 'certificate' && material.method === 'certificate') return byCertificate(bundle, material.chain, trust, now);
  throw new OmsRefusal('method', 'The signature cannot be verified this way.');
}

function byKey(bundle: OmsBundle, hint: string | null, key: KeyObject): Signer {
  const expected = keyHint(key);
  if (hint !== null && hint !== expected) throw new OmsRefusal('key', 'The model is signed by another key than the one you trust.');
  const legacy = hint === null ? ['the key is not named (before 1.1)'] : [];
  const hash = signatureHashOf(key) ?? 'sha256';
  return {
    method: 'key',
    who: `key ${expected}`,
    fingerprint: expected,
    signedAt: null,
    legacy: [...legacy, ...verifyEnvelope(bundle, key, hash, hash)],
  };
}

function byCertificate(bundle: OmsBundle, chain: readonly Uint8Array[], trust: OmsTrust & { method: 'certificate' }, now: Date): Signer {
  const [leaf, ...rest] = chain.map(certificateOf);
  if (leaf === undefined) throw new OmsRefusal('certificate', 'The signature has no certificate.');
  const usage = usageFault(leaf);
  if (usage !== null) throw new OmsRefusal('certificate', `The signing certificate ${usage}.`);
  const key = leaf.openssl.publicKey;
  const hash = signatureHashOf(key);
  if (hash === null) throw new OmsRefusal('certificate', 'The signing certificate has no elliptic-curve key of P-256, P-384 or P-521.');
  const stamps = stampedTimes(bundle, trust.timestampRoot);
  checkChain(leaf, rest, trust, [now, ...stamps]);
  return {
    method: 'certificate',
    who: `certificate ${leaf.openssl.subject.replaceAll('\n', ', ')}`,
    fingerprint: createHash('sha256').update(leaf.der).digest('hex'),
    signedAt: stamps.length === 0 ? null : new Date(Math.min(...stamps.map(Number))),
    // Version 0.2 took sha256 whatever the curve.
    legacy: verifyEnvelope(bundle, key, hash, 'sha256'),
  };
}

/** Valid now, or at a moment that a trusted authority vouches for; the certificate's own word about time is worth nothing. */
function checkChain(
  leaf: Certificate,
  rest: readonly Certificate[],
  trust: OmsTrust & { method: 'certificate' },
  moments: readonly Date[],
): void {
  const results = moments.map((at) => findPath(leaf, { anchors: trust.anchors, others: [...rest, ...trust.others], at }));
  if (results.some((one) => one.ok)) return;
  const first = results[0];
  throw new OmsRefusal('certificate', first === undefined || first.ok ? 'No moment is known.' : first.detail);
}

/** digitalSignature or code signing (OMS v1.0, section 8.2); a list of purposes without code signing is a no (RFC 5280, section 4.2.1.12). */
export function usageFault({ keyUsage, purposes }: Certificate): string | null {
  if (purposes !== null && !mayServe(purposes)) return 'is for other purposes than code signing (extendedKeyUsage)';
  if (keyUsage?.digitalSignature === true || purposes?.has(OID.codeSigning) === true) return null;
  return 'does not say that it may sign (keyUsage digitalSignature or extendedKeyUsage codeSigning)';
}

function certificateOf(der: Uint8Array): Certificate {
  try {
    return readCertificate(der);
  } catch (error) {
    if (!(error instanceof DerFault)) throw error;
    throw new OmsRefusal('certificate', `A certificate in the signature cannot be used: ${error.message}.`);
  }
}

function keyless(bundle: OmsBundle, { identity, issuer, root }: OmsTrust & { method: 'sigstore' }, now: Date): Signer {
  const signer = { kind: 'identity', identity, issuer } as const;
  const outcome = verifyBundle(bundle.bytes, { trust: root, signer, artifact: 'from-payload', now });
  if (outcome.state === 'not-verified') throw new OmsRefusal('identity', `The signature is not verified: ${outcome.cause}.`);
  // What was proven is what is read on: two readers of one file, one payload.
  if (outcome.content.kind !== 'dsse' || !equal(outcome.content.payload, bundle.payload))
    throw new OmsRefusal('signature', 'The signature belongs to other bytes.');
  return { method: 'sigstore', who: `${identity} (${issuer})`, fingerprint: null, signedAt: outcome.signedAt, legacy: [] };
}

/** The old forms that the signature needed. Throws Refusal. */
function verifyEnvelope({ payloadType, payload, signature }: OmsBundle, key: KeyObject, hash: string, legacyHash: string): string[] {
  if (verifies(key, hash, preAuthEncoding(payloadType, payload), signature)) return [];
  if (verifies(key, legacyHash, legacyPreAuthEncoding(payloadType, payload), signature))
    return ['signed over other bytes than the standard says (0.2)'];
  throw new OmsRefusal(
    'signature',
    `The signature does not belong to what it claims to sign (${quoted(payloadType)}), or was made by another key.`,
  );
}
