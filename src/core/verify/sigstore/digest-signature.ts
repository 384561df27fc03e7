/** Signatures over a digest whose file is not here. Node hashes what it verifies, so the last step is done here. All of it is public: no secret, no timing to hide. */
import { constants, type KeyObject, publicDecrypt } from 'node:crypto';
import { type Curve, curveOf, isSignatureOf } from './elliptic-curve.ts';

/** DigestInfo without the digest (RFC 8017, section 9.2, note 1). */
const DIGEST_INFO: Readonly<Record<string, string>> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

/** True when `signature` is the key's over a file whose `algorithm` digest is `digest`. Never throws. */
export function verifyDigest(key: KeyObject, algorithm: string, digest: Buffer, signature: Buffer): boolean {
  try {
    if (key.asymmetricKeyType === 'rsa') {
      const info = Buffer.concat([Buffer.from(DIGEST_INFO[algorithm] ?? '', 'hex'), digest]);
      // Compared as a whole, not parsed: nothing but this one encoding is a signature (RFC 8017, section 8.2.2).
      return publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature).equals(info);
    }
    const jwk = key.export({ format: 'jwk' });
    const curve = curveOf(jwk.crv ?? '');
    const numbers = readDerSignature(signature);
    if (curve === null || numbers === null) return false;
    const point = { x: toNumber(Buffer.from(jwk.x ?? '', 'base64url')), y: toNumber(Buffer.from(jwk.y ?? '', 'base64url')) };
    return isSignatureOf(curve, point, leftmost(digest, curve), numbers);
  } catch {
    return false;
  }
}

/** As many bits as the order has (FIPS 186-5, section 6.4.2, step 2). */
function leftmost(digest: Buffer, { bits }: Curve): bigint {
  const surplus = digest.byteLength * 8 - bits;
  return toNumber(digest) >> BigInt(Math.max(0, surplus));
}

/** SEQUENCE { INTEGER r, INTEGER s }, DER and nothing else (RFC 3279, section 2.2.3). Lengths fit in one byte, or two for P-521. */
function readDerSignature(der: Buffer): { r: bigint; s: bigint } | null {
  const long = der[1] === 0x81;
  const start = long ? 3 : 2;
  if (der[0] !== 0x30 || der[start - 1] !== der.length - start || (long && der.length - start < 0x80)) return null;
  const r = readInteger(der, start);
  const s = r === null ? null : readInteger(der, r.end);
  return r === null || s === null || s.end !== der.length ? null : { r: r.value, s: s.value };
}

function readInteger(der: Buffer, at: number): { value: bigint; end: number } | null {
  const length = der[at + 1];
  if (der[at] !== 0x02 || length === undefined || length === 0 || length >= 0x80) return null;
  const content = der.subarray(at + 2, at + 2 + length);
  const [first = 0, second = 0] = content;
  // Negative, or with a zero in front that is not needed.
  if (content.length !== length || first >= 0x80 || (first === 0 && length > 1 && second < 0x80)) return null;
  return { value: toNumber(content), end: at + 2 + length };
}

function toNumber(bytes: Uint8Array): bigint {
  return bytes.byteLength === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}
