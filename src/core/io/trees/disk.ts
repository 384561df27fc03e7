/** Touching files of a folder under test: nothing is opened through a link, nothing outside the folder, nothing that is not a file (T15). */
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { type FileHandle, open, readlink, realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { encodePath } from '../../base/path-bytes.ts';

export interface Unreadable {
  readonly state: 'unreadable';
  readonly detail: string;
}

/** A path of the tree as bytes on disk, without loss. `root` is absolute and real. */
export function diskPath(root: string, path: string): Buffer {
  return Buffer.concat([Buffer.from(root.endsWith(sep) ? root : root + sep), encodePath(path)]);
}

/** No empty, "." or ".." part: a git index, which is a file of the folder, may name anything. */
export function staysInside(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/** Whether the folder that holds `path` is what its name says: no link on the way. Throws what realpath throws. */
export async function parentIsReal(root: string, path: string): Promise<boolean> {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return true;
  const parent = diskPath(root, path.slice(0, slash));
  return (await realpath(parent, 'buffer')).equals(parent);
}

/** O_NOFOLLOW: since the listing it may have become a link; O_NONBLOCK: or a pipe that nobody writes to. */
const OPEN_SAFELY = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** `work` with the opened file; what goes wrong is a result. */
export async function withFile<T>(root: string, path: string, work: (file: FileHandle) => Promise<T>): Promise<T | Unreadable> {
  let file: FileHandle | null = null;
  try {
    if (!staysInside(path) || !(await parentIsReal(root, path))) return { state: 'unreadable', detail: 'it leads out of the folder' };
    file = await open(diskPath(root, path), OPEN_SAFELY);
    if (!(await file.stat()).isFile()) return { state: 'unreadable', detail: 'not a regular file' };
    return await work(file);
  } catch (error) {
    return { state: 'unreadable', detail: reason(error) };
  } finally {
    await file?.close();
  }
}

export type Head = { readonly state: 'ok'; readonly bytes: Uint8Array; readonly size: number } | Unreadable;

/**
 * The first `limit` bytes. At once, not through the thread pool: several times faster for the thousands of small files of a tree.
 * `parents` remembers which folders are what their names say, for one tree.
 */
export function readHead(root: string, path: string, limit: number, parents: Map<string, boolean>): Head {
  let file: number | null = null;
  try {
    if (!staysInside(path) || !parentWasReal(root, path, parents)) return { state: 'unreadable', detail: 'it leads out of the folder' };
    file = openSync(diskPath(root, path), OPEN_SAFELY);
    const info = fstatSync(file);
    if (!info.isFile()) return { state: 'unreadable', detail: 'not a regular file' };
    const bytes = new Uint8Array(Math.min(info.size, limit));
    let held = 0;
    for (let count = 1; count > 0 && held < bytes.length; held += count) count = readSync(file, bytes, held, bytes.length - held, held);
    return { state: 'ok', bytes: held === bytes.length ? bytes : bytes.slice(0, held), size: info.size };
  } catch (error) {
    return { state: 'unreadable', detail: reason(error) };
  } finally {
    if (file !== null) closeSync(file);
  }
}

function parentWasReal(root: string, path: string, parents: Map<string, boolean>): boolean {
  const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  if (parent === '') return true;
  let real = parents.get(parent);
  if (real === undefined) {
    const full = diskPath(root, parent);
    real = realpathSync.native(full, 'buffer').equals(full);
    parents.set(parent, real);
  }
  return real;
}

/** The text of a symbolic link. */
export async function linkText(root: string, path: string): Promise<Buffer | Unreadable> {
  try {
    if (!staysInside(path) || !(await parentIsReal(root, path))) return { state: 'unreadable', detail: 'it leads out of the folder' };
    return await readlink(diskPath(root, path), 'buffer');
  } catch (error) {
    return { state: 'unreadable', detail: reason(error) };
  }
}

/** "EACCES", "ENOENT"… */
export function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
}
