/** The id that git gives to content (gitformat-object): the hash of "blob <size>\0" and the bytes. */
import { createHash } from 'node:crypto';

/** `length`: of the ids of the repository, 40 (SHA-1) or 64 (SHA-256). */
export function blobIdOf(bytes: Uint8Array, length: number): string {
  return createHash(length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}
