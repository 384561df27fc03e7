/** X-Hub-Signature-256: HMAC-SHA-256 over the raw body, with any of the accepted secrets, compared in constant time. */
import { createHmac, timingSafeEqual } from 'node:crypto';

const FORM = /^sha256=([0-9a-f]{64})$/;

/** The 32 bytes that a header claims; null when it is none. */
export function claimedDigest(header: string | undefined): Buffer | null {
  const hex = FORM.exec(header ?? '')?.[1];
  return hex === undefined ? null : Buffer.from(hex, 'hex');
}

export interface SignatureCheck {
  readonly add: (piece: Uint8Array) => void;
  /** All secrets are tried, whichever fits: the time tells nothing. */
  readonly fits: (claimed: Uint8Array) => boolean;
}

/** Piece by piece, as they come: a large body without a signature that fits does not hold up what others send. */
export function checkSignature(secrets: readonly string[]): SignatureCheck {
  const digests = secrets.map((secret) => createHmac('sha256', secret));
  return {
    add: (piece) => digests.forEach((one) => void one.update(piece)),
    fits(claimed) {
      let fits = false;
      for (const one of digests) {
        const digest = one.digest();
        if (claimed.length === digest.length && timingSafeEqual(digest, claimed)) fits = true;
      }
      return fits;
    },
  };
}
