/** One bundle over an in-toto statement: the statement and who is proven to have signed it. */
import type { KeyObject } from 'node:crypto';
import type { BuildIdentity } from '../../model/index.ts';
import { namedSigner } from '../sigstore/named-signer.ts';
import type { VerifiedBundle } from '../sigstore/outcome.ts';
import { readSignedStatement, type SignedStatement } from '../sigstore/statement.ts';
import type { TrustRoot } from '../sigstore/trust-root.ts';
import { type SignerRule, verifyBundle } from '../sigstore/verify-bundle.ts';
import { buildIdentityOf } from './certificate-claims.ts';
import { AttestationRefusal } from './outcome.ts';

export interface ProofOptions {
  /** The operator's or the policy's, never a file of the tree (T12, T20). */
  readonly trust: TrustRoot;
  readonly now: Date;
}

export interface ProvenStatement {
  readonly statement: SignedStatement;
  /** The earliest proven time of the signature. */
  readonly signedAt: Date;
  readonly bundleDigest: string;
}

export interface ProvenBuild extends ProvenStatement {
  readonly build: BuildIdentity;
}

/** Nobody: a bundle that names no signer is refused before it is compared, by the checks that found none. */
const NOBODY = { identity: 'nobody', issuer: 'nobody' } as const;

/**
 * Proves the identity that the certificate itself names, whoever that is: before a package is known, nobody can say who builds it. What is
 * returned is proven, not trusted. A root as the last certificate of a bundle of version 0.1 is passed over. Throws AttestationRefusal, BundleRefusal.
 */
export function proveBuild(bundle: Uint8Array, options: ProofOptions): ProvenBuild {
  const named = namedSigner(bundle, 'root-last') ?? NOBODY;
  const verified = prove(bundle, { kind: 'identity', ...named }, options);
  if (verified.certificate === null) throw new AttestationRefusal('signer-kind', 'the bundle is signed without a certificate');
  return { ...proven(verified), build: buildIdentityOf(verified.certificate) };
}

/** A service that the certificate authority runs itself, by exactly this name; its certificate makes no claims. Throws AttestationRefusal, BundleRefusal. */
export function proveService(bundle: Uint8Array, identity: string, options: ProofOptions): ProvenStatement {
  return proven(prove(bundle, { kind: 'service', identity }, options));
}

/** `validUntil`: the last moment at which the key may have signed, null for none. Throws AttestationRefusal, BundleRefusal. */
export function proveByKey(
  bundle: Uint8Array,
  key: { readonly publicKey: KeyObject; readonly validFrom: Date | null; readonly validUntil: Date | null },
  options: ProofOptions,
): ProvenStatement {
  const { publicKey, validFrom, validUntil } = key;
  const result = proven(prove(bundle, { kind: 'key', publicKey, validUntil }, options));
  if (validFrom !== null && result.signedAt < validFrom)
    throw new AttestationRefusal(
      'key-expired',
      `it was signed at ${result.signedAt.toISOString()}, before the key was valid (${validFrom.toISOString()})`,
    );
  return result;
}

function prove(bundle: Uint8Array, signer: SignerRule, { trust, now }: ProofOptions): VerifiedBundle {
  const outcome = verifyBundle(bundle, { trust, signer, artifact: 'from-payload', now, extraCertificates: 'root-last' });
  if (outcome.state === 'verified') return outcome;
  throw new AttestationRefusal(outcome.code, outcome.cause);
}

function proven({ content, signedAt, bundleDigest }: VerifiedBundle): ProvenStatement {
  if (content.kind !== 'dsse') throw new AttestationRefusal('content', 'the bundle signs a file, not a statement');
  if (signedAt === null) throw new AttestationRefusal('time', 'nothing proves when it was signed');
  return { statement: readSignedStatement(content.payloadType, content.payload), signedAt, bundleDigest };
}
