/** Touching files of a folder under test: nothing is opened through a link, nothing outside the folder, nothing that is not a file (T15). */
import { constants } from 'node:fs';
import { type FileHandle, open, readlink, realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { encodePath } from '../git/path.ts';

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

/** `work` with the opened file; what goes wrong is a result. */
export async function withFile<T>(root: string, path: string, work: (file: FileHandle) => Promise<T>): Promise<T | Unreadable> {
  let file: FileHandle | null = null;
  try {
    if (!staysInside(path) || !(await parentIsReal(root, path))) return { state: 'unreadable', detail: 'it leads out of the folder' };
    // O_NOFOLLOW: since the listing it may have become a link; O_NONBLOCK: or a pipe that nobody writes to.
    file = await open(diskPath(root, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    if (!(await file.stat()).isFile()) return { state: 'unreadable', detail: 'not a regular file' };
    return await work(file);
  } catch (error) {
    return { state: 'unreadable', detail: reason(error) };
  } finally {
    await file?.close();
  }
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
