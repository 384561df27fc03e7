/** Files that the operator names in a command: bundle, trust root, artifact. Read whole when small, hashed in a stream when not. */
import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputError } from '../../base/errors.ts';
import type { Artifact } from '../../verify/sigstore/signature-content.ts';

/** Above this, only digests are kept: weights are larger than memory. */
const WHOLE = 64 * 1024 * 1024;

/** Without waiting for whoever writes to a pipe. */
const OPEN_SAFELY = constants.O_RDONLY | constants.O_NONBLOCK;

/** At most `limit` bytes and one: who checks a size sees that there are more. Throws InputError FILE_UNREADABLE. */
export function readOperatorFile(cwd: string, path: string, limit: number): Promise<Uint8Array> {
  return readUpTo(cwd, path, limit);
}

/** Throws InputError FILE_UNREADABLE. */
export async function readArtifact(cwd: string, path: string): Promise<Artifact> {
  const bytes = await readUpTo(cwd, path, WHOLE);
  if (bytes.byteLength <= WHOLE) return { bytes };
  const hashes = (['sha256', 'sha384', 'sha512'] as const).map((name) => ({ name, hash: createHash(name) }));
  try {
    for await (const chunk of createReadStream(resolve(cwd, path))) for (const { hash } of hashes) hash.update(chunk as Buffer);
  } catch (error) {
    throw unreadable(path, error);
  }
  return { digests: Object.fromEntries(hashes.map(({ name, hash }) => [name, hash.digest('hex')])) };
}

async function readUpTo(cwd: string, path: string, limit: number): Promise<Buffer> {
  try {
    const file = await open(resolve(cwd, path), OPEN_SAFELY);
    try {
      if (!(await file.stat()).isFile()) throw new Error('not a file');
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of file.createReadStream({ end: limit, autoClose: false })) {
        chunks.push(chunk as Buffer);
        size += (chunk as Buffer).byteLength;
      }
      return Buffer.concat(chunks, size);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): InputError {
  const why = error instanceof Error && 'code' in error ? String(error.code) : 'not a regular file';
  return new InputError('FILE_UNREADABLE', `${path} cannot be read (${why})`, 'Check the path.');
}
