/** All entries of a git tree: folders are read level by level, each level at once. */
import { compareCodePoints } from '../../base/order.ts';
import type { TreeEntry } from '../../model/index.ts';
import type { Folder, GitFolders } from './folders.ts';

/** In code point order. `treeish` is the id of a commit or tree. Throws EffectError GIT_FAILED. */
export async function listEntries(folders: GitFolders, treeish: string): Promise<TreeEntry[]> {
  const top = await folders.top(treeish);
  const inside = new Map<Folder, readonly (TreeEntry | Folder)[]>();
  for (let level: Folder[] = [top]; level.length > 0; ) {
    const read = await Promise.all(level.map((folder) => folders.read(folder)));
    for (const [index, folder] of level.entries()) inside.set(folder, read[index] ?? []);
    level = read.flat().filter((item) => item.kind === 'folder');
  }
  // git's order is that of bytes, which is code point order but for bytes that are not UTF-8.
  return inOrder(top, inside).sort((a, b) => compareCodePoints(a.path, b.path));
}

/** With a stack instead of recursion: how deep it goes is its author's word. */
function inOrder(top: Folder, inside: ReadonlyMap<Folder, readonly (TreeEntry | Folder)[]>): TreeEntry[] {
  const entries: TreeEntry[] = [];
  const open: (TreeEntry | Folder)[] = [top];
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    if (item.kind === 'folder') open.push(...(inside.get(item) ?? []).toReversed());
    else entries.push(item);
  }
  return entries;
}
