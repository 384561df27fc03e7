/** The beginning of a file, under a name that nobody takes for a whole one, until all its bytes are there and have the right sha256. */
import { createHash, type Hash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { onDisk } from './disk-error.ts';
import { PARTIAL_FOLDER } from './names.ts';
import type { PullFile } from './types.ts';

const READ = 1024 * 1024;

export interface PartialFile {
  /** Bytes on disk, all of them hashed. */
  readonly held: () => number;
  append(bytes: Uint8Array): Promise<void>;
  /** Begins again. */
  restart(): Promise<void>;
  digest(): string;
  /** Makes the bytes durable and moves them to `place`, in one step. The caller has compared size and digest. */
  place(place: string): Promise<void>;
  /** Leaves the beginning for another day. */
  close(): Promise<void>;
  remove(): Promise<void>;
}

export function partPath(root: string, sha256: string): string {
  return join(root, PARTIAL_FOLDER, `${sha256}.part`);
}

/** Opens what an earlier pull left, and hashes it from disk: its name and age prove nothing. Throws EffectError DISK. */
export async function openPart(root: string, file: PullFile, signal: AbortSignal): Promise<PartialFile> {
  const path = partPath(root, file.sha256);
  const shown = `${PARTIAL_FOLDER}/${file.sha256}.part`;
  const handle = await onDisk(shown, () => openAlone(path));
  let hash = createHash('sha256');
  let held = 0;
  const restart = async (): Promise<void> => {
    await onDisk(shown, () => handle.truncate(0));
    hash = createHash('sha256');
    held = 0;
  };
  try {
    held = await onDisk(shown, () => feed(handle, hash, file.size, signal));
    // More than the file has: what came is not this file.
    if (held > file.size) await restart();
  } catch (error) {
    await handle.close();
    throw error;
  }
  return {
    held: () => held,
    append: async (bytes) => {
      await onDisk(shown, () => writeAll(handle, bytes, held));
      hash.update(bytes);
      held += bytes.byteLength;
    },
    restart,
    digest: () => hash.copy().digest('hex'),
    place: (place) => onDisk(place, () => settle(handle, path, place)),
    close: () => handle.close(),
    remove: async () => {
      await handle.close();
      await onDisk(shown, () => unlink(path));
    },
  };
}

/** Through no link, and not a file that has a second name: writing here must change nothing else. */
async function openAlone(path: string): Promise<FileHandle> {
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const first = await open(path, flags, 0o644).catch((error: unknown) => {
    // ELOOP: a link. It is taken away; where it leads nothing is touched.
    if (error instanceof Error && 'code' in error && error.code === 'ELOOP') return null;
    throw error;
  });
  const info = await first?.stat();
  if (first !== null && info?.isFile() === true && info.nlink === 1) return first;
  await first?.close();
  await unlink(path);
  return open(path, flags | constants.O_EXCL, 0o644);
}

/** Hashes from the beginning; the number of bytes, at most one more than `limit`. */
async function feed(handle: FileHandle, hash: Hash, limit: number, signal: AbortSignal): Promise<number> {
  const buffer = Buffer.allocUnsafe(READ);
  let at = 0;
  for (;;) {
    signal.throwIfAborted();
    const { bytesRead } = await handle.read(buffer, 0, READ, at);
    if (bytesRead === 0) return at;
    at += bytesRead;
    if (at > limit) return at;
    hash.update(buffer.subarray(0, bytesRead));
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  // A full disk may take a part of what it is given, and say so only at the next call.
  for (let done = 0; done < bytes.byteLength; ) done += (await handle.write(bytes, done, bytes.byteLength - done, at + done)).bytesWritten;
}

/** Bytes, then name: after a power cut a name without its bytes would look whole. */
async function settle(handle: FileHandle, path: string, place: string): Promise<void> {
  await handle.sync();
  await handle.close();
  await rename(path, place);
  // Some systems open or sync no folders: the name is there, only when it is durable is theirs to choose.
  const folder = await open(dirname(place), constants.O_RDONLY).catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

/** sha256 of a file that is there, or null when it is not a regular file of this size. */
export async function digestOf(path: string, size: number, signal: AbortSignal): Promise<string | null> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const info = await handle.stat();
    if (!info.isFile() || info.size !== size) return null;
    const hash = createHash('sha256');
    // Grown or cut while it was read: not this file.
    return (await feed(handle, hash, size, signal)) === size ? hash.digest('hex') : null;
  } finally {
    await handle.close();
  }
}
