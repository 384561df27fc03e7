/** One signature or attestation of an image → who is proven to have made it. What it proves about trust, the policy says. Pure. */
import type { KeyObject } from 'node:crypto';
import type { BuildIdentity, SignerSeen } from '../../model/index.ts';
import { buildIdentityOf } from '../attest/certificate-claims.ts';
import { AttestationRefusal, refusalOf } from '../attest/outcome.ts';
import { signerOfKey } from '../oms/key-hint.ts';
import type { SignatureTrust } from '../oms/listed.ts';
import { namedSigner } from '../sigstore/named-signer.ts';
import type { VerifiedBundle } from '../sigstore/outcome.ts';
import { MAX_BUNDLE_BYTES, readBundle } from '../sigstore/read-bundle.ts';
import type { Artifact } from '../sigstore/signature-content.ts';
import { type SignerRule, verifyBundle } from '../sigstore/verify-bundle.ts';
import { bundleOfEnvelope, bundleOfSignature } from './cosign.ts';
import { checkPayload } from './simple-signing.ts';

export interface Proved {
  readonly state: 'verified';
  /** `attestation`: it states something beside "I signed this". */
  readonly kind: 'signature' | 'attestation';
  readonly signer: SignerSeen;
  /** Of an attestation; null: it is a plain signature. */
  readonly predicateType: string | null;
  /** What else the certificate says; null with a managed key. */
  readonly build: BuildIdentity | null;
  /** Null: a managed key signed, and nobody recorded when. */
  readonly signedAt: Date | null;
  /** SHA-256 of the bundle, hex. */
  readonly bundle: string;
}

/** `unknown-key`: a managed key signed, and none of those that were named fits. */
export type ImageProof = Proved | { readonly state: 'invalid' | 'unverifiable' | 'unknown-key'; readonly detail: string };

export interface ProofOfImage {
  /** ServedManifest of the image: its bytes, and "sha256:<hex>" of them. */
  readonly manifest: { readonly bytes: Uint8Array; readonly digest: string };
  readonly trust: SignatureTrust;
  readonly now: Date;
}

/** What cosign signs in a bundle where nothing but "I signed this" is said (cosign, specs/BUNDLE_SPEC.md). */
const SIGN = 'https://sigstore.dev/cosign/sign/v1';

/** A layer of `sha256-<hex>.sig`. Never throws. */
export function proveSignatureLayer(annotations: ReadonlyMap<string, string>, payload: Uint8Array, asked: ProofOfImage): ImageProof {
  return attempt(() => {
    const proof = prove(bundleOfSignature(annotations, payload), { bytes: payload }, asked);
    if (proof.state !== 'verified') return proof;
    checkPayload(payload, asked.manifest.digest);
    return proof;
  });
}

/** A layer of `sha256-<hex>.att`. Never throws. */
export function proveAttestationLayer(annotations: ReadonlyMap<string, string>, content: Uint8Array, asked: ProofOfImage): ImageProof {
  return attempt(() => prove(bundleOfEnvelope(annotations, content), digestOf(asked), asked));
}

/** A Sigstore bundle that refers to the image. Never throws. */
export function proveReferrer(bundle: Uint8Array, asked: ProofOfImage): ImageProof {
  return attempt(() => {
    const { content } = readBundle(bundle, MAX_BUNDLE_BYTES).bundle;
    return prove(bundle, content.$case === 'messageSignature' ? { bytes: asked.manifest.bytes } : digestOf(asked), asked);
  });
}

function digestOf({ manifest }: ProofOfImage): Artifact {
  return { digests: { sha256: manifest.digest.slice('sha256:'.length) } };
}

function prove(bundle: Uint8Array, artifact: Artifact, { trust, now }: ProofOfImage): ImageProof {
  const { content } = readBundle(bundle, MAX_BUNDLE_BYTES).bundle.verificationMaterial;
  if (content.$case === 'publicKey') return byKeys(bundle, artifact, trust, now);
  // Proven is the identity that the certificate names, whoever that is; the policy says who may sign.
  const named = namedSigner(bundle) ?? { identity: 'nobody', issuer: 'nobody' };
  const outcome = verifyBundle(bundle, { trust: trust.root(), signer: { kind: 'identity', ...named }, artifact, now });
  if (outcome.state !== 'verified') throw new AttestationRefusal(outcome.code, outcome.cause);
  return proved(outcome, { kind: 'identity', ...named });
}

/** Nothing says which key has signed: each one that was named is tried. Whether it may sign this image is compared afterwards, by the key. */
function byKeys(bundle: Uint8Array, artifact: Artifact, trust: SignatureTrust, now: Date): ImageProof {
  for (const key of trust.keys) {
    const outcome = verifyBundle(bundle, { trust: trust.root(), signer: ruleFor(key), artifact, now });
    if (outcome.state === 'verified') return proved(outcome, signerOfKey(key));
    // Wrong for every key: what it says of another artifact, or of itself, stays wrong.
    if (outcome.code !== 'signature' && outcome.code !== 'key') throw new AttestationRefusal(outcome.code, outcome.cause);
  }
  const detail =
    trust.keys.length === 0 ? 'it is signed with a key that nobody named' : 'it is signed with none of the keys that were named';
  return { state: 'unknown-key', detail };
}

function ruleFor(publicKey: KeyObject): SignerRule {
  return { kind: 'key', publicKey, validUntil: null };
}

function proved({ content, certificate, signedAt, bundleDigest }: VerifiedBundle, signer: SignerSeen): Proved {
  const predicateType = content.kind === 'dsse' ? (content.statement?.predicateType ?? null) : null;
  const isPlain = predicateType === null || predicateType === SIGN;
  return {
    state: 'verified',
    kind: isPlain ? 'signature' : 'attestation',
    signer,
    predicateType: isPlain ? null : predicateType,
    build: certificate === null ? null : buildIdentityOf(certificate),
    signedAt,
    bundle: bundleDigest,
  };
}

function attempt(work: () => ImageProof): ImageProof {
  try {
    return work();
  } catch (error) {
    const { state, detail } = refusalOf(error);
    // A layer that holds nothing is no layer that is not there.
    return { state: state === 'unverifiable' ? 'unverifiable' : 'invalid', detail };
  }
}
