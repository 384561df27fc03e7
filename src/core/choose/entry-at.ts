/** Few paths of a tree, and what two trees have there: a listing of everything is not read for them. */
import type { Tree, TreeEntry } from '../model/index.ts';

export async function entryAt(tree: Tree, path: string): Promise<TreeEntry | undefined> {
  if (tree.at !== undefined) return tree.at(path);
  return (await tree.list()).entries.find((entry) => entry.path === path);
}

/** Entries of `head` at paths that `base` does not have. */
export async function addedEntries(base: Tree, head: Tree): Promise<readonly TreeEntry[]> {
  const id = base.commit ?? base.treeId;
  const changes = id === null ? null : ((await head.since?.(id)) ?? null);
  if (changes !== null) return changes.flatMap(({ before, after }) => (before === undefined && after !== undefined ? [after] : []));
  const known = new Set((await base.list()).entries.map(({ path }) => path));
  return (await head.list()).entries.filter(({ path }) => !known.has(path));
}
