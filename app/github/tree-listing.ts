/** All files of a tree by GitHub's listing; walked folder by folder where GitHub cuts it off. Proven by git's own ids. */
import { z } from 'zod';
import type { TreeEntry } from '../../src/core/index.ts';
import { compareCodePoints, GIT_MODES } from '../../src/core/index.ts';
import type { GitHubClient } from './client.ts';
import { GitHubError } from './errors.ts';
import { at, type RepositoryName } from './name.ts';
import { isObjectId, type TreeRow, treeId } from './object-id.ts';

/** Requests for one listing: a repository of a million files in usual folders needs fewer. */
const MAX_REQUESTS = 300;
/** More is held by no process of ours. */
const MAX_ENTRIES = 2_000_000;
/** Of all paths together: a few deep folders make many long ones (T39). */
const MAX_CHARACTERS = 256 * 1024 * 1024;

const objectId = z.string().refine(isObjectId);
const row = z.object({
  path: z.string().min(1).max(4096),
  mode: z.enum(['100644', '100664', '100755', '120000', '160000', '040000']),
  sha: objectId,
  size: z.int().nonnegative().optional(),
});
const listing = z.object({ sha: objectId, truncated: z.boolean(), tree: z.array(row).max(200_000) });

type Row = z.output<typeof row>;

export interface TreeListing {
  /** Sorted by code point order of path. */
  readonly entries: readonly TreeEntry[];
  /** Paths whose bytes are not UTF-8: GitHub does not tell them, and two of them may look like one. */
  readonly unclear: readonly TreeEntry[];
}

/** Throws GitHubError "limit" for a tree that is larger than we walk, "invalid" for a listing that is not the tree of this id. */
export async function listTree(client: GitHubClient, name: RepositoryName, root: string): Promise<TreeListing> {
  const rows: Row[] = [];
  let requests = 0;
  let characters = 0;
  const add = (one: Row, prefix: string): void => {
    characters += prefix.length + one.path.length;
    if (characters > MAX_CHARACTERS)
      throw new GitHubError('limit', `The paths of the tree are longer together than our limit of ${MAX_CHARACTERS} characters`);
    rows.push({ ...one, path: prefix + one.path });
  };
  const ask = async (id: string, recursive: boolean): Promise<z.output<typeof listing>> => {
    requests += 1;
    if (requests > MAX_REQUESTS || rows.length > MAX_ENTRIES)
      throw new GitHubError(
        'limit',
        `The tree has more than ${MAX_ENTRIES} files, or its listing takes more than ${MAX_REQUESTS} requests`,
      );
    return client.call(
      'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
      { ...at(name), tree_sha: id, ...(recursive ? { recursive: '1' } : {}) },
      listing,
    );
  };
  async function walk(id: string, prefix: string): Promise<void> {
    const all = await ask(id, true);
    if (!all.truncated) {
      for (const one of checkedFolder(id, all.tree, true)) add(one, prefix);
      return;
    }
    // Cut off somewhere: this folder alone, then each of its folders for itself.
    const own = await ask(id, false);
    const cut = own.truncated || own.tree.some((one) => one.path.includes('/'));
    if (cut) throw new GitHubError('limit', 'A folder of the tree has more files than GitHub lists');
    for (const one of checkedFolder(id, own.tree, false)) {
      add(one, prefix);
      if (one.mode === '040000') await walk(one.sha, `${prefix}${one.path}/`);
    }
  }
  await walk(root, '');
  const entries = rows.flatMap(({ path, mode, sha, size }): TreeEntry[] => {
    const kind = GIT_MODES[mode];
    return kind === undefined ? [] : [{ path, kind, id: sha, size: size ?? null }];
  });
  entries.sort((a, b) => compareCodePoints(a.path, b.path));
  return { entries, unclear: entries.filter(({ path }) => unclear(path)) };
}

function unclear(path: string): boolean {
  return path.includes('\uFFFD');
}

/**
 * Every folder in these rows must hash to the id that names it: nothing is missing, nothing was put in. One folder alone is listed without
 * what is below it: those ids are proven when they are asked for.
 */
function checkedFolder(root: string, rows: readonly Row[], recursive: boolean): readonly Row[] {
  const ids = new Map([['', root]]);
  const folders = new Map<string, TreeRow[]>([['', []]]);
  for (const { path, mode, sha } of rows) {
    const slash = path.lastIndexOf('/');
    const folder = path.slice(0, Math.max(slash, 0));
    const list = folders.get(folder);
    const item = { name: path.slice(slash + 1), mode, id: sha };
    if (list === undefined) folders.set(folder, [item]);
    else list.push(item);
    if (mode === '040000') ids.set(path, sha);
  }
  for (const [folder, id] of ids) {
    if (folder !== '' && !recursive) continue;
    const items = folders.get(folder) ?? [];
    if (items.some(({ name }) => unclear(name))) continue;
    if (treeId(id, items) !== id) throw new GitHubError('invalid', 'The listing of a folder is not what its id says');
  }
  return rows;
}
