/** Which hash a key signs with, and the check of one signature over bytes that are here. */
import { type KeyObject, verify } from 'node:crypto';

/** RFC 8301, section 3.1, and NIST SP 800-131A: below it a key is no proof. */
const MIN_RSA_BITS = 2048;

/**
 * Hash names to try, in order; null: the key's own scheme (Ed25519). Empty: no key that we verify with.
 * Elliptic curves: the hash of the curve (OMS v1.0, section 7; Sigstore's algorithm registry), then SHA-256, which Sigstore's own clients use for every curve.
 */
export function keyHashesOf(key: KeyObject): readonly (string | null)[] {
  const { namedCurve, modulusLength } = key.asymmetricKeyDetails ?? {};
  switch (key.asymmetricKeyType) {
    case 'ed25519':
      return [null];
    case 'rsa':
      return (modulusLength ?? 0) >= MIN_RSA_BITS ? ['sha256'] : [];
    case 'ec':
      if (namedCurve === 'prime256v1') return ['sha256'];
      if (namedCurve === 'secp384r1') return ['sha384', 'sha256'];
      return namedCurve === 'secp521r1' ? ['sha512', 'sha256'] : [];
    default:
      return [];
  }
}

/** Never throws: what the library calls an odd signature is a wrong one. */
export function verifyBytes(hash: string | null, signed: Uint8Array, key: KeyObject, signature: Uint8Array): boolean {
  try {
    return verify(hash, signed, key, signature);
  } catch {
    return false;
  }
}
