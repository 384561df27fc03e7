/** Artifact attestations of GitHub: which workflow made a file. */
import type { DigestName } from '../../sigstore/signature-content.ts';
import { matchSubject } from '../../sigstore/statement.ts';
import { type AttestationOutcome, AttestationRefusal, attempt } from '../outcome.ts';
import { proveBuild } from '../prove.ts';
import { decodeBundle } from './reply.ts';
import { rootFor, type TrustRoots } from './roots.ts';
import { type GithubSignerRule, notExpectedSigner } from './signer.ts';

export interface GithubAsked {
  /** A bundle: JSON, or as GitHub's storage compresses it. */
  readonly bundle: Uint8Array;
  /** Of the file, lower-case hex. One of the statement's subjects must have it, wherever it stands among them. */
  readonly digests: Readonly<Partial<Record<DigestName, string>>>;
  readonly roots: TrustRoots;
  readonly now: Date;
  /** Default: SLSA provenance v1. */
  readonly predicateType?: string;
  /** Who must have built and signed it; null: whoever did is returned, and nothing calls him expected. */
  readonly signer: GithubSignerRule | null;
}

const PROVENANCE = 'https://slsa.dev/provenance/v1';

/** Never throws. */
export function verifyGithubAttestation(asked: GithubAsked): AttestationOutcome {
  return attempt((): AttestationOutcome => {
    const { digests, roots, now, predicateType = PROVENANCE, signer } = asked;
    const bundle = decodeBundle(asked.bundle);
    const { trust } = rootFor(bundle, roots);
    const { statement, signedAt, build, bundleDigest } = proveBuild(bundle, { trust, now });
    if (statement.predicateType !== predicateType)
      throw new AttestationRefusal('predicate', `it is a "${statement.predicateType}", not a "${predicateType}"`);
    if (Object.keys(digests).length === 0) throw new AttestationRefusal('no-digest', 'of the file no digest is known');
    matchSubject(statement, { digests });
    const why = signer === null ? null : notExpectedSigner(build, signer);
    if (why !== null) throw new AttestationRefusal('signer', why);
    return { state: 'verified', predicateType, signedAt, build, keyId: null, bundleDigest };
  });
}
