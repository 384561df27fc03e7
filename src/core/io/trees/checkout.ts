/** The files on disk beside a commit: hashed in threads, never through links, never outside the folder (T15, T16). */
import { createHash } from 'node:crypto';
import { readdir, realpath } from 'node:fs/promises';
import { blobIdOf } from '../../base/git-blob-id.ts';
import type { Tree } from '../../model/index.ts';
import { compareCodePoints } from '../../base/order.ts';
import type { Checkout, CheckoutFile } from '../../ports/index.ts';
import type { Digester } from '../digest/digester.ts';
import type { FileDigestResult } from '../digest/protocol.ts';
import { diskPath, readHead, staysInside } from './disk.ts';

/** Larger files are LFS on every hub: no git blob id is needed of them. */
const SMALL = 11 * 1024 * 1024;
/** Folders looked into below one folder. */
const MAX_FOLDERS = 1_000;

/** `commit`: the commit that is checked out in `directory`, which tells what lies there for which path. Whoever gives `digester` closes it. */
export async function openCheckout(directory: string, commit: Tree, digester: Digester): Promise<Checkout> {
  const root = await realpath(directory);
  const { entries } = await commit.list();
  const ids = new Map(entries.map(({ path, id }) => [path, id]));
  return {
    holds: (path, id) => ids.get(path) === id,
    list: (folder, limit) => listBelow(root, folder, limit),
    async digests(paths) {
      const inside = paths.filter(staysInside);
      const results = await digester.digest(
        inside.map((path) => ({ path })),
        ['sha256'],
        { root },
      );
      const parents = new Map<string, boolean>();
      return new Map(inside.map((path) => [path, fileOf(root, path, results.get(path), parents)]));
    },
  };
}

function fileOf(root: string, path: string, result: FileDigestResult | undefined, parents: Map<string, boolean>): CheckoutFile {
  if (result === undefined) return { state: 'unreadable', detail: 'it was not read' };
  if (result.state === 'unavailable')
    return result.reason === 'not-found' ? { state: 'absent' } : { state: 'unreadable', detail: result.detail };
  const sha256 = result.digests.sha256;
  if (sha256 === undefined) return { state: 'unreadable', detail: 'it was not hashed' };
  return { state: 'ok', sha256, size: result.size, blob: result.size > SMALL ? null : blobId(root, path, sha256, parents) };
}

/** Git blob id of a small file; null when it is no longer the content that was hashed. */
function blobId(root: string, path: string, sha256: string, parents: Map<string, boolean>): string | null {
  const head = readHead(root, path, SMALL, parents);
  if (head.state !== 'ok' || createHash('sha256').update(head.bytes).digest('hex') !== sha256) return null;
  return blobIdOf(head.bytes, 40);
}

/** Links, pipes and the like are named, and are unreadable when they are hashed: nothing is passed over. */
async function listBelow(root: string, folder: string, limit: number): ReturnType<Checkout['list']> {
  const found: string[] = [];
  const open = [''];
  let complete = staysInside(folder);
  for (let count = 0; complete && open.length > 0; count++) {
    const at = open.pop() ?? '';
    const path = at === '' ? folder : `${folder}/${at}`;
    const full = diskPath(root, path);
    const real = await realpath(full, 'buffer').catch((error: unknown) => (isMissing(error) ? 'missing' : 'unreadable'));
    if (real === 'missing' && at === '') break;
    // A folder behind a link lies elsewhere, whatever it holds.
    const inside = typeof real !== 'string' && real.equals(full);
    const children = inside && count < MAX_FOLDERS ? await readdir(full, { withFileTypes: true }).catch(() => null) : null;
    for (const child of children ?? []) {
      const below = at === '' ? child.name : `${at}/${child.name}`;
      if (child.isDirectory()) open.push(below);
      else found.push(below);
    }
    complete = children !== null && found.length <= limit;
  }
  return { paths: found.sort(compareCodePoints).slice(0, limit), complete };
}

/** Nothing has that name; whatever else is wrong may hide something. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
