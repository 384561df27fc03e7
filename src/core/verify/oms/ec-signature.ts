/** Signatures by elliptic-curve keys: the hash belongs to the curve (OMS v1.0, section 4.2). */
import { type KeyObject, verify } from 'node:crypto';

/** OpenSSL's names of P-256, P-384, P-521. */
const HASH_OF_CURVE: Readonly<Record<string, string>> = { prime256v1: 'sha256', secp384r1: 'sha384', secp521r1: 'sha512' };

/** The hash that goes with the key's curve; null for every other kind of key. */
export function signatureHashOf(key: KeyObject): string | null {
  if (key.asymmetricKeyType !== 'ec') return null;
  const curve = key.asymmetricKeyDetails?.namedCurve;
  return curve === undefined || !Object.hasOwn(HASH_OF_CURVE, curve) ? null : (HASH_OF_CURVE[curve] ?? null);
}

/** ASN.1 DER form. Never throws: what OpenSSL cannot read is no signature. */
export function verifies(key: KeyObject, hash: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify(hash, bytes, { key, dsaEncoding: 'der' }, signature);
  } catch {
    return false;
  }
}
