/** What the verification of one attestation of a package says, and how a refusal becomes that. */
import { visibleUpTo } from '../../base/visible-text.ts';
import type { BuildIdentity } from '../../model/index.ts';
import { causeOf } from '../sigstore/cause.ts';
import { BundleRefusal, type BundleRefusalCode } from '../sigstore/outcome.ts';

/** Closed: what kind of thing was wrong. Tests and callers compare this, never the detail. */
export type AttestationCode =
  /** Of the bundle itself: see `verifyBundle`. */
  | BundleRefusalCode
  /** The reply has none of this kind. */
  | 'none'
  /** The reply is no such list, or holds more than anybody publishes. */
  | 'reply'
  /** Two of a kind of which there is one. */
  | 'repeated'
  /** What the reply calls it is not what is signed. */
  | 'wrapper'
  /** The signed predicate says another package, version or registry, or lacks what its type has. */
  | 'predicate'
  /** The statement names another commit than the certificate. */
  | 'commit'
  /** The certificate's claims cannot be read. */
  | 'claims'
  /** Signed by a key that is not among the given ones. */
  | 'unknown-key'
  /** No key, or no trust root of this instance, was given: nothing can be said. */
  | 'no-trust'
  /** There is no digest to compare with that the attestation also has. */
  | 'no-digest'
  /** The publisher that the index serves is not who signed. */
  | 'publisher'
  /** A form of bundles that whoever serves it never wrote. */
  | 'old-bundle'
  /** Proven, and not by whom the caller asked for. */
  | 'signer'
  /** The bundle must be fetched from an address first. */
  | 'not-fetched';

export interface VerifiedAttestation {
  readonly state: 'verified';
  readonly predicateType: string;
  /** The earliest proven time of the signature. */
  readonly signedAt: Date;
  /** Who built and signed it; null where a registry signed with its own key. Proven, not trusted: who may publish is the policy's word. */
  readonly build: BuildIdentity | null;
  /** Id of the registry's key; null with a certificate. */
  readonly keyId: string | null;
  /** SHA-256 of the bundle as it was verified, lower-case hex (T8). */
  readonly bundleDigest: string;
}

export interface UnverifiedAttestation {
  /**
   * "absent": the reply has none. "invalid": it does not prove what it should. "unverifiable": here is not what it takes to tell (a key, a trust
   * root in force, a digest, a form that is known). Whoever serves the reply can bring any of these about: for a package that was verified before, on
   * an origin where others are, each of them is a loss (T13).
   */
  readonly state: 'absent' | 'invalid' | 'unverifiable';
  readonly code: AttestationCode;
  /** One plain sentence of at most 500 characters, nothing unseen in it (T22). */
  readonly detail: string;
}

export type AttestationOutcome = VerifiedAttestation | UnverifiedAttestation;

const MAX_DETAIL = 500;

/** What says nothing against the attestation: something is missing here, or it is newer than this program. */
const UNVERIFIABLE: ReadonlySet<AttestationCode> = new Set([
  'trust-root-expired',
  'unknown-key',
  'no-trust',
  'no-digest',
  'not-fetched',
  'media-type',
  'unsupported',
]);

/** Thrown inside of this folder only; `attempt` turns it into an outcome. */
export class AttestationRefusal extends Error {
  readonly code: AttestationCode;
  constructor(code: AttestationCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

export function unverified(code: AttestationCode, detail: string): UnverifiedAttestation {
  const state = code === 'none' ? 'absent' : UNVERIFIABLE.has(code) ? 'unverifiable' : 'invalid';
  return { state, code, detail: visibleUpTo(detail, MAX_DETAIL) };
}

/** Never throws, whatever was handed in: what cannot be proven is said. */
export function attempt<T>(prove: () => T): T | UnverifiedAttestation {
  try {
    return prove();
  } catch (error) {
    return refusalOf(error);
  }
}

export function refusalOf(error: unknown): UnverifiedAttestation {
  if (error instanceof AttestationRefusal || error instanceof BundleRefusal) return unverified(error.code, error.message);
  const { code, cause } = causeOf(error);
  return unverified(code, cause);
}
