/**
 * Opening folders so that no link leads out of them (T15). Node has no openat: a process of the same user that swaps folders for links
 * while we work could do what it wants without us, and is not held off; what a repository or an earlier pull left behind is.
 */
import type { Stats } from 'node:fs';
import { lstat, mkdir, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { InputError } from '../../base/errors.ts';
import { reason } from '../trees/disk.ts';
import { onDisk } from './disk-error.ts';

/** lstat, or null where nothing is. */
export async function look(path: string): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (error) {
    if (reason(error) === 'ENOENT') return null;
    throw error;
  }
}

/** The absolute, real path of `to`, made when it is missing. Throws InputError PATH_OUTSIDE, NOT_A_FOLDER, EffectError DISK. */
export async function openRoot(to: string, within: string | null): Promise<string> {
  const target = resolve(to);
  // Above `base` links are the operator's own affair; below it there may be none.
  const base = within !== null && isBelow(resolve(within), target) ? resolve(within) : dirname(target);
  const parts = relative(base, target)
    .split(sep)
    .filter((part) => part !== '');
  return onDisk(to, async () => {
    await mkdir(base, { recursive: true });
    const root = await realpath(base);
    const barrier = await walkDown(root, parts, true);
    if (barrier?.what === 'link')
      throw new InputError(
        'PATH_OUTSIDE',
        `${to}: "${barrier.at}" is a symbolic link`,
        'Give the folder that it leads to, if you mean it.',
      );
    if (barrier !== null) throw new InputError('NOT_A_FOLDER', `${to}: "${barrier.at}" is not a folder`, 'Give a folder.');
    return join(root, ...parts);
  });
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

export interface Barrier {
  /** Relative to the root, "/" between parts. */
  readonly at: string;
  readonly what: 'link' | 'no-folder';
}

/** Goes down to the folder of `path` below `root`; null when there is no link on the way. `make`: missing folders are made. */
export async function openPullFolder(root: string, path: string, make: boolean): Promise<Barrier | null> {
  return walkDown(root, path.split('/').slice(0, -1), make);
}

async function walkDown(root: string, parts: readonly string[], make: boolean): Promise<Barrier | null> {
  let at = root;
  for (const [index, part] of parts.entries()) {
    at = join(at, part);
    let info = await look(at);
    if (info === null) {
      if (!make) return null;
      // Two files of one folder come here at once: who is second finds it there.
      await mkdir(at).catch((error: unknown) => (reason(error) === 'EEXIST' ? undefined : Promise.reject(error)));
      info = await look(at);
    }
    const where = parts.slice(0, index + 1).join('/');
    if (info?.isSymbolicLink() === true) return { at: where, what: 'link' };
    if (info?.isDirectory() !== true) return { at: where, what: 'no-folder' };
  }
  return null;
}
