/** One file, read once in blocks, into all its digests. Synchronous: it runs in a thread of its own. Nothing here throws for what lies on the disk. */
import { type BigIntStats, closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { encodePath } from '../../base/path-bytes.ts';
import { diskPath, reason, staysInside } from '../trees/disk.ts';
import { createHasher, type DigestAlgorithm } from './algorithms.ts';
import type { ByteRange, FileDigestResult, UnavailableReason } from './protocol.ts';

/** O_NOFOLLOW: since it was looked at it may have become a link; O_NONBLOCK: or a pipe that nobody writes to. */
const OPEN_SAFELY = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

export interface DigestFileOptions {
  /** Absolute and real: `path` is relative to it and may not leave it, not even through a link (T15). null: `path` stands for itself. */
  readonly root: string | null;
  /** Only these bytes; all of them must be there. null: the whole file. */
  readonly range?: ByteRange | null;
  readonly algorithms: readonly DigestAlgorithm[];
  /** Read into again and again: memory does not depend on sizes. */
  readonly buffer: Uint8Array;
  /** After each block; false stops. */
  readonly onBlock: (bytes: number) => boolean;
}

/** null when `onBlock` said stop. Of a file that changes meanwhile no digest is given. */
export function digestFile(path: string, options: DigestFileOptions): FileDigestResult | null {
  let file: number | null = null;
  try {
    const full = options.root === null ? encodePath(path) : insideRoot(options.root, path);
    if (full === null) return unavailable('outside', 'it leads out of the folder');
    // Looked at before it is opened: opening a device can do something.
    const refused = refusal(lstatSync(full));
    if (refused !== null) return refused;
    file = openSync(full, OPEN_SAFELY);
    const before = fstatSync(file, { bigint: true });
    const other = refusal(before);
    if (other !== null) return other;
    const range = options.range ?? null;
    if (range !== null && BigInt(range.end) > before.size) return unavailable('changed', 'it is shorter than it was');
    const read = readThrough(file, range ?? { start: 0, end: Number(before.size) }, range !== null, options);
    if (read === null) return null;
    // The name once more: a file renamed onto it is not the one that was read.
    const changed = read.overrun
      ? 'it is longer than it said'
      : (difference(before, fstatSync(file, { bigint: true })) ?? difference(before, lstatSync(full, { bigint: true })));
    if (changed !== null) return unavailable('changed', `changed while it was read: ${changed}`);
    const result: FileDigestResult = { state: 'ok', size: read.size, digests: read.digests };
    return range === null ? result : { ...result, moment: momentOf(before) };
  } catch (error) {
    return failure(error);
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** `stops`: what lies behind the end is somebody else's business, and no sign that the file grows. */
function readThrough(
  file: number,
  { start, end }: ByteRange,
  stops: boolean,
  { algorithms, buffer, onBlock }: DigestFileOptions,
): { size: number; overrun: boolean; digests: Partial<Record<DigestAlgorithm, string>> } | null {
  const hashers = algorithms.map((algorithm) => [algorithm, createHasher(algorithm)] as const);
  let size = 0;
  for (;;) {
    const wanted = stops ? Math.min(buffer.length, end - start - size) : buffer.length;
    const count = wanted === 0 ? 0 : readSync(file, buffer, 0, wanted, start + size);
    if (count === 0) break;
    size += count;
    // Somebody may append faster than this reads: it would never end.
    if (size > end - start) return { size, overrun: true, digests: {} };
    const block = count === buffer.length ? buffer : buffer.subarray(0, count);
    for (const [, hasher] of hashers) hasher.update(block);
    if (!onBlock(count)) return null;
  }
  return { size, overrun: false, digests: Object.fromEntries(hashers.map(([algorithm, hasher]) => [algorithm, hasher.digest('hex')])) };
}

function momentOf(info: BigIntStats): string {
  return Object.keys(WATCHED)
    .map((key) => info[key as keyof typeof WATCHED])
    .join(':');
}

/** null: it leads out. */
function insideRoot(root: string, path: string): Buffer | null {
  if (!staysInside(path)) return null;
  const slash = path.lastIndexOf('/');
  if (slash >= 0) {
    const parent = diskPath(root, path.slice(0, slash));
    if (!realpathSync.native(parent, 'buffer').equals(parent)) return null;
  }
  return diskPath(root, path);
}

interface Kind {
  isFile(): boolean;
  isSymbolicLink(): boolean;
  isDirectory(): boolean;
}

function refusal(info: Kind): FileDigestResult | null {
  if (info.isFile()) return null;
  if (info.isSymbolicLink()) return unavailable('link', 'a symbolic link; links are not followed');
  return unavailable('not-a-file', info.isDirectory() ? 'a folder' : 'a special file (pipe, socket or device)');
}

/** What no ordinary write leaves alone. Times have the resolution that the file system gives them. */
const WATCHED = { size: 'its size', mtimeNs: 'its time', ctimeNs: 'its state', ino: 'it was replaced', dev: 'it was replaced' } as const;

function difference(before: BigIntStats, after: BigIntStats): string | null {
  for (const [key, what] of Object.entries(WATCHED)) {
    const field = key as keyof typeof WATCHED;
    if (before[field] !== after[field]) return what;
  }
  return null;
}

function failure(error: unknown): FileDigestResult {
  const code = reason(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return unavailable('not-found', 'there is no such file');
  if (code === 'ELOOP' || code === 'EMLINK') return unavailable('link', 'a symbolic link; links are not followed');
  if (code === 'EACCES' || code === 'EPERM') return unavailable('denied', `it may not be read (${code})`);
  return unavailable('unreadable', `it cannot be read (${code})`);
}

function unavailable(reason: UnavailableReason, detail: string): FileDigestResult {
  return { state: 'unavailable', reason, detail };
}
