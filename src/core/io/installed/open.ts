/** Installed packages beside a tree, as the port has them: no links, no special files, nothing outside of the folder (T15). */
import { lstatSync } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { decodePath } from '../../base/path-bytes.ts';
import { compareCodePoints } from '../../base/order.ts';
import type { Tree } from '../../model/index.ts';
import type { InstalledDigest, InstalledFiles, InstalledText } from '../../ports/index.ts';
import type { Digester } from '../digest/digester.ts';
import type { FileDigestResult } from '../digest/protocol.ts';
import { diskPath, readHead, staysInside } from '../trees/disk.ts';
import { memoryTree } from '../trees/memory-tree.ts';
import { openNpmCache } from './npm-cache.ts';

/** Larger than any file of a package: what pretends to be costs nothing. */
const MAX_FILE = 8 * 1024 * 1024 * 1024;

export interface InstalledPlace {
  readonly directory: string;
  /** The commit that is checked out there; null: there is none. */
  readonly commit: Tree | null;
  /** Null: not known. */
  readonly npmCache: string | null;
}

/** Whoever gives `digester` closes it. */
export async function openInstalled({ directory, commit, npmCache }: InstalledPlace, digester: Digester): Promise<InstalledFiles> {
  const root = await realpath(directory);
  const { entries } = commit === null ? { entries: [] } : await commit.list();
  const ids = new Map(entries.map(({ path, id }) => [path, id]));
  const parents = new Map<string, boolean>();

  function read(path: string, limit: number): InstalledText {
    const head = readHead(root, path, limit, parents);
    if (head.state === 'ok') return { ...head, truncated: head.size > head.bytes.length };
    return isMissing(head.detail) ? { state: 'absent' } : head;
  }

  return {
    holds: (path, id) => commit !== null && ids.get(path) === id,
    isCommitted: (path) => ids.has(path),
    names: (folder, limit) => namesIn(root, folder, limit),
    read,
    async digests(paths) {
      const usual = paths.filter((path) => staysInside(path) && isUsual(root, path));
      const results = await digester.digest(
        usual.map((path) => ({ path })),
        ['sha256'],
        { root },
      );
      const digested = new Set(usual);
      return new Map(paths.map((path) => [path, digested.has(path) ? digestOf(results.get(path)) : TOO_LARGE]));
    },
    alone(path, as, limit) {
      const text = read(path, limit);
      return Promise.resolve(text.state === 'ok' && !text.truncated ? memoryTree({ [as]: text.bytes }, path) : null);
    },
    archive: openNpmCache(npmCache),
  };
}

const TOO_LARGE: InstalledDigest = { state: 'unreadable', detail: 'outside, or larger than any file of a package' };

/** What is missing or no file, the digester says. */
function isUsual(root: string, path: string): boolean {
  try {
    return lstatSync(diskPath(root, path)).size <= MAX_FILE;
  } catch {
    return true;
  }
}

function digestOf(result: FileDigestResult | undefined): InstalledDigest {
  if (result === undefined) return { state: 'unreadable', detail: 'it was not read' };
  if (result.state === 'unavailable')
    return result.reason === 'not-found' ? { state: 'absent' } : { state: 'unreadable', detail: result.detail };
  const { sha256 } = result.digests;
  return sha256 === undefined ? { state: 'unreadable', detail: 'it was not hashed' } : { state: 'ok', sha256 };
}

async function namesIn(root: string, folder: string, limit: number): Promise<readonly string[] | null> {
  if (!staysInside(folder)) return null;
  try {
    const full = diskPath(root, folder);
    if (!(await realpath(full, 'buffer')).equals(full)) return null;
    const names = await readdir(full, { encoding: 'buffer' });
    return names.length > limit ? null : names.map(decodePath).sort(compareCodePoints);
  } catch {
    return null;
  }
}

function isMissing(detail: string): boolean {
  return detail === 'ENOENT' || detail === 'ENOTDIR';
}
