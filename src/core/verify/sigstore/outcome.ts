/** What the verification of one Sigstore bundle says. */
import { visibleUpTo } from '../../base/visible-text.ts';

/** Closed: what kind of thing was wrong. Tests and callers compare this, never the cause. */
export type BundleRefusalCode =
  | 'too-large'
  | 'malformed'
  | 'media-type'
  | 'signer-kind'
  | 'certificate'
  | 'identity'
  | 'issuer'
  | 'key'
  | 'key-expired'
  | 'time'
  | 'log'
  | 'signature'
  | 'content'
  | 'subject'
  | 'unsupported'
  | 'trust-root-expired';

export interface VerifiedStatement {
  /** `_type`, one of the two that in-toto has. */
  readonly type: string;
  readonly predicateType: string;
  /** The subject that is the artifact: its own name, and a digest that was compared. */
  readonly subject: { readonly name: string; readonly algorithm: string; readonly hex: string };
  readonly subjects: number;
}

export type SignedContent =
  | {
      readonly kind: 'dsse';
      readonly payloadType: string;
      readonly payload: Uint8Array;
      /** Null when the caller checks the payload ("from-payload"). */
      readonly statement: VerifiedStatement | null;
    }
  | { readonly kind: 'message'; readonly algorithm: string; readonly hex: string };

export type ProvenSigner =
  | { readonly kind: 'identity'; readonly identity: string; readonly issuer: string }
  | { readonly kind: 'service'; readonly identity: string }
  /** `hint`: what the bundle calls the key; the key itself is the caller's. */
  | { readonly kind: 'key'; readonly hint: string };

export interface VerifiedBundle {
  readonly state: 'verified';
  readonly signer: ProvenSigner;
  /** The signer's certificate as DER, for what else it states; null with a managed key. */
  readonly certificate: Uint8Array | null;
  /** The earliest proven time of the signature; null when a managed key signed and nobody recorded when. */
  readonly signedAt: Date | null;
  readonly timeFrom: readonly ('log' | 'timestamp-authority')[];
  /** Entries of transparency logs that were proven; 0 where the trust root has no log, or a managed key was not logged. */
  readonly logEntries: number;
  readonly content: SignedContent;
  readonly mediaType: string;
  /** SHA-256 of the bundle's bytes, lower-case hex. */
  readonly bundleDigest: string;
}

export interface RefusedBundle {
  readonly state: 'not-verified';
  readonly code: BundleRefusalCode;
  /** One line, at most 500 characters, nothing unseen in it (T22). */
  readonly cause: string;
}

export type BundleOutcome = VerifiedBundle | RefusedBundle;

const MAX_CAUSE = 500;

/** Thrown inside of this folder only; `verifyBundle` turns it into an outcome. */
export class BundleRefusal extends Error {
  readonly code: BundleRefusalCode;
  constructor(code: BundleRefusalCode, cause: string) {
    super(cause);
    this.code = code;
  }
}

export function refused(code: BundleRefusalCode, cause: string): RefusedBundle {
  return { state: 'not-verified', code, cause: visibleUpTo(cause, MAX_CAUSE) };
}
