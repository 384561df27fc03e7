/** The digests that weights are compared by. One list: to add one, an id and a line in `HASHERS`. */
import { createHash } from 'node:crypto';

export type DigestAlgorithm = 'sha256' | 'sha512' | 'blake2b-512';

/** Takes bytes in any pieces; `digest` is called once. */
export interface Hasher {
  update(bytes: Uint8Array): unknown;
  digest(encoding: 'hex'): string;
}

/**
 * OpenSSL's own, which use what the processor offers. BLAKE3 belongs here too: OpenSSL has none, so it takes a package whose hasher
 * fits `Hasher`, and nothing else of this folder changes.
 */
const HASHERS: Readonly<Record<DigestAlgorithm, () => Hasher>> = {
  sha256: () => createHash('sha256'),
  sha512: () => createHash('sha512'),
  'blake2b-512': () => createHash('blake2b512'),
};

export function createHasher(algorithm: DigestAlgorithm): Hasher {
  return HASHERS[algorithm]();
}
