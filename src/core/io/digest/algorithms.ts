/** The digests that weights are compared by. One list: to add one, an id and a line in `HASHERS`. */
import { createHash } from 'node:crypto';
import { createHasher as createBlake3 } from 'blake3-jit';

export type DigestAlgorithm = 'sha256' | 'sha512' | 'blake2b-512' | 'blake3';

/** Takes bytes in any pieces; `digest` is called once. */
export interface Hasher {
  update(bytes: Uint8Array): unknown;
  digest(encoding: 'hex'): string;
}

/** OpenSSL's own, which use what the processor offers; it has no BLAKE3, which comes from a package. */
const HASHERS: Readonly<Record<DigestAlgorithm, () => Hasher>> = {
  sha256: () => createHash('sha256'),
  sha512: () => createHash('sha512'),
  'blake2b-512': () => createHash('blake2b512'),
  blake3: () => {
    const hasher = createBlake3();
    return { update: (bytes) => hasher.update(bytes), digest: (encoding) => Buffer.from(hasher.finalize()).toString(encoding) };
  },
};

export function createHasher(algorithm: DigestAlgorithm): Hasher {
  return HASHERS[algorithm]();
}
