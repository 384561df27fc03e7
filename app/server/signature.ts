/** X-Hub-Signature-256: HMAC-SHA-256 over the raw body, with any of the accepted secrets, compared in constant time. */
import { createHmac, timingSafeEqual } from 'node:crypto';

const FORM = /^sha256=([0-9a-f]{64})$/;

/** The 32 bytes that a header claims; null when it is none. */
export function claimedDigest(header: string | undefined): Buffer | null {
  const hex = FORM.exec(header ?? '')?.[1];
  return hex === undefined ? null : Buffer.from(hex, 'hex');
}

/** All secrets are tried, whichever fits: the time tells nothing. */
export function isSigned(body: Uint8Array, claimed: Uint8Array, secrets: readonly string[]): boolean {
  let fits = false;
  for (const secret of secrets) {
    const digest = createHmac('sha256', secret).update(body).digest();
    if (claimed.length === digest.length && timingSafeEqual(digest, claimed)) fits = true;
  }
  return fits;
}
