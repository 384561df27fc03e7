/**
 * Verifies one Sigstore bundle: `@sigstore/verify` proves chain, log and signature, and around it stand the checks that it leaves to its caller.
 * Pure: bytes, trust and time come in; an outcome goes out.
 */
import type { KeyObject } from 'node:crypto';
import type { Bundle } from '@sigstore/bundle';
import { type SignedEntity, toSignedEntity, type TrustMaterial, Verifier } from '@sigstore/verify';
import { certificatesOf, type ExtraCertificates, readLeaf } from './certificate.ts';
import { causeOf } from './cause.ts';
import { type CertificateIdentity, exactly, serviceIdentityOf, signerIdentityOf } from './identity.ts';
import { keyHashesOf } from './key-hash.ts';
import { type BundleOutcome, type ProvenSigner, BundleRefusal, refused, type SignedContent } from './outcome.ts';
import { checkLogKeys, checkProofs } from './log-entries.ts';
import { checkLoggedSigners, type ProvenKey } from './logged-signer.ts';
import { MAX_BUNDLE_BYTES, readBundle } from './read-bundle.ts';
import { type Artifact, envelopeContent, messageContent, type SignatureContent } from './signature-content.ts';
import { matchStatement } from './statement.ts';
import { checkClock, provenTimes, type ProvenTimes } from './times.ts';
import type { TrustRoot } from './trust-root.ts';

export type SignerRule =
  /** Both exactly, case included; neither may be empty. */
  | { readonly kind: 'identity'; readonly identity: string; readonly issuer: string }
  /** A service of the certificate authority's own: exactly this name, and a certificate that names no issuer. */
  | { readonly kind: 'service'; readonly identity: string }
  /** `validUntil`: the last moment at which the key may have signed; null: no end. Without a proven time of signing it is held against `now`. */
  | { readonly kind: 'key'; readonly publicKey: KeyObject; readonly validUntil: Date | null };

export interface BundleOptions {
  readonly trust: TrustRoot;
  readonly signer: SignerRule;
  /** "from-payload": a DSSE envelope whose payload the caller checks against the artifact; type and statement are not looked at. */
  readonly artifact: Artifact | 'from-payload';
  readonly now: Date;
  /** Whether a root may stand inside the bundle; see `readLeaf`. Default: refuse. */
  readonly extraCertificates?: ExtraCertificates;
  /** Default: 32 MB. */
  readonly maxBytes?: number;
}

/** Never throws, whatever the bundle holds: what cannot be proven is "not-verified", with its cause. */
export function verifyBundle(bytes: Uint8Array, options: BundleOptions): BundleOutcome {
  try {
    return verifyOrRefuse(bytes, options);
  } catch (error) {
    if (error instanceof BundleRefusal) return refused(error.code, error.message);
    const { code, cause } = causeOf(error);
    return refused(code, cause);
  }
}

function verifyOrRefuse(bytes: Uint8Array, options: BundleOptions): BundleOutcome {
  const { signer, now } = options;
  checkRule(signer);
  const { bundle, digest } = readBundle(bytes, options.maxBytes ?? MAX_BUNDLE_BYTES);
  const { verificationMaterial: material } = bundle;
  const named = checkMaterial(bundle, options);
  checkTrust(bundle, options);
  const signed = signedContent(bundle, options.artifact);
  const entity: SignedEntity = { ...toSignedEntity(bundle), signature: signed.signature };
  const trust = materialFor(options);
  const { key } = verifierFor(bundle, options, trust).verify(entity, policyFor(named));
  const times = provenTimes(entity.timestamps);
  checkClock(times, now);
  checkKeyTime(signer, times, now);
  checkLogKeys(material.tlogEntries, trust, times);
  checkProofs(material.tlogEntries);
  checkLoggedSigners(material.tlogEntries, provenKey(bundle, key));
  const content = signed.content();
  return {
    state: 'verified',
    signer: provenSigner(bundle, named),
    certificate: named === null ? null : (certificatesOf(material.content)[0] ?? null),
    signedAt: times.earliest,
    timeFrom: times.from,
    logEntries: material.tlogEntries.length,
    content,
    mediaType: bundle.mediaType,
    bundleDigest: digest,
  };
}

function checkRule(signer: SignerRule): void {
  if (signer.kind === 'key') {
    if (keyHashesOf(signer.publicKey).length === 0)
      throw new BundleRefusal('key', 'the given key is none of P-256, P-384, P-521, Ed25519, RSA of 2048 bits');
    return;
  }
  if (signer.identity === '') throw new BundleRefusal('identity', 'no identity is asked for');
  if (signer.kind === 'identity' && signer.issuer === '') throw new BundleRefusal('issuer', 'no issuer is asked for');
}

/** `issuer`: null of a service. */
type Named = Omit<CertificateIdentity, 'issuer'> & { readonly issuer: string | null };

/** The bundle must be signed in the way that is asked for: a certificate never stands in for a key, nor the reverse. */
function checkMaterial(bundle: Bundle, options: BundleOptions): Named | null {
  const { signer } = options;
  const { content } = bundle.verificationMaterial;
  if (signer.kind === 'key') {
    if (content.$case !== 'publicKey')
      throw new BundleRefusal('signer-kind', 'the bundle is signed with a certificate, not with a managed key');
    return null;
  }
  if (content.$case === 'publicKey')
    throw new BundleRefusal('signer-kind', 'the bundle is signed with a managed key; an identity was asked for');
  const { parsed } = readLeaf(bundle, options.extraCertificates ?? 'refuse');
  const named = signer.kind === 'service' ? { ...serviceIdentityOf(parsed), issuer: null } : signerIdentityOf(parsed);
  if (named.identity !== signer.identity) throw new BundleRefusal('identity', `signed by "${named.identity}", not by "${signer.identity}"`);
  if (signer.kind === 'identity' && named.issuer !== signer.issuer)
    throw new BundleRefusal('issuer', `the issuer is "${named.issuer}", not "${signer.issuer}"`);
  return named;
}

/** T12: an outdated trust root may hold keys that were withdrawn since. */
function checkTrust({ verificationMaterial: { tlogEntries } }: Bundle, { trust, signer, now }: BundleOptions): void {
  const used = signer.kind !== 'key' || tlogEntries.length > 0;
  if (used && trust.expires !== null && trust.expires < now)
    throw new BundleRefusal('trust-root-expired', `the trust root (${trust.label}) expired on ${trust.expires.toISOString().slice(0, 10)}`);
}

interface Signed {
  readonly signature: SignatureContent;
  /** Read only once the signature holds. Throws Refusal. */
  readonly content: () => SignedContent;
}

function signedContent({ content }: Bundle, artifact: Artifact | 'from-payload'): Signed {
  if (content.$case === 'dsseEnvelope') {
    const { payload, payloadType } = content.dsseEnvelope;
    return {
      signature: envelopeContent(content.dsseEnvelope),
      content: () => ({
        kind: 'dsse',
        payloadType,
        payload,
        statement: artifact === 'from-payload' ? null : matchStatement(payloadType, payload, artifact),
      }),
    };
  }
  if (artifact === 'from-payload') throw new BundleRefusal('content', 'the bundle signs a file, not a statement');
  const { content: signature, algorithm, hex } = messageContent(content.messageSignature, artifact);
  return { signature, content: () => ({ kind: 'message', algorithm, hex }) };
}

function materialFor({ trust, signer }: BundleOptions): TrustMaterial {
  if (signer.kind !== 'key') return trust.material;
  const { publicKey } = signer;
  // The hint says which key a verifier with many should take: with one there is nothing to choose. Its end is checked afterwards.
  return { ...trust.material, publicKey: () => ({ publicKey, validFor: () => true }) };
}

/**
 * Certificates live for minutes: they need a proven time always, and a log wherever the trust root names one. A managed key needs neither,
 * but what its bundle brings must hold.
 */
function verifierFor({ verificationMaterial: { tlogEntries } }: Bundle, { signer }: BundleOptions, trust: TrustMaterial): Verifier {
  if (signer.kind === 'key')
    return new Verifier(trust, { ctlogThreshold: 0, tlogThreshold: Math.min(1, tlogEntries.length), timestampThreshold: 0 });
  return new Verifier(trust, {
    ctlogThreshold: Math.min(1, trust.ctlogs.length),
    tlogThreshold: Math.min(1, trust.tlogs.length),
    timestampThreshold: 1,
  });
}

/** The library compares once more, with its own reading of the certificate; it does not know otherName. */
function policyFor(named: Named | null): Parameters<Verifier['verify']>[1] {
  if (named === null) return undefined;
  const extensions = named.issuer === null ? {} : { issuer: named.issuer };
  return named.kind === 'other' ? { extensions } : { subjectAlternativeName: exactly(named.identity), extensions };
}

/** A key that ended may have signed before: that must be proven, else the present counts. */
function checkKeyTime(signer: SignerRule, { times }: ProvenTimes, now: Date): void {
  if (signer.kind !== 'key' || signer.validUntil === null) return;
  const { validUntil } = signer;
  const late = times.length === 0 ? (validUntil < now ? now : undefined) : times.find((time) => time > validUntil);
  if (late === undefined) return;
  const until = `the key was valid until ${validUntil.toISOString()}`;
  throw new BundleRefusal(
    'key-expired',
    times.length === 0 ? `${until}, and nothing proves that it signed before` : `${until}, and signed at ${late.toISOString()}`,
  );
}

function provenKey({ verificationMaterial: { content } }: Bundle, key: KeyObject): ProvenKey {
  const certificate = content.$case === 'publicKey' ? null : (certificatesOf(content)[0] ?? null);
  return { certificate, spki: key.export({ type: 'spki', format: 'der' }) };
}

function provenSigner({ verificationMaterial: { content } }: Bundle, named: Named | null): ProvenSigner {
  if (named !== null)
    return named.issuer === null
      ? { kind: 'service', identity: named.identity }
      : { kind: 'identity', identity: named.identity, issuer: named.issuer };
  return { kind: 'key', hint: content.$case === 'publicKey' ? content.publicKey.hint : '' };
}
