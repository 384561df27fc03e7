/** What differs between two trees: folders that are the same object are passed over, so it is proportional to the change. */
import { compareCodePoints } from '../../base/order.ts';
import type { EntryChange, TreeEntry } from '../../model/index.ts';
import type { Folder, GitFolders } from './folders.ts';

type Item = TreeEntry | Folder;

/** By path. `a` and `b` are ids of commits or trees. Renames are a removal and an addition: a component moves with its content. Throws EffectError GIT_FAILED. */
export async function changesBetweenTrees(folders: GitFolders, a: string, b: string): Promise<EntryChange[]> {
  const changes: EntryChange[] = [];
  let level: (readonly [Folder | null, Folder | null])[] = [await Promise.all([folders.top(a), folders.top(b)])];
  while (level.length > 0) {
    const read = await Promise.all(level.flatMap((pair) => pair.map((folder) => (folder === null ? NOTHING : folders.read(folder)))));
    const next: (readonly [Folder | null, Folder | null])[] = [];
    for (let index = 0; index < read.length; index += 2) {
      for (const [old, now] of pairsOf(read[index] ?? [], read[index + 1] ?? [])) {
        const [before, after] = [fileOf(old), fileOf(now)];
        const path = (after ?? before)?.path;
        if (path !== undefined) changes.push({ path, before, after });
        if (old?.kind === 'folder' || now?.kind === 'folder') next.push([folderOf(old), folderOf(now)]);
      }
    }
    level = next;
  }
  return changes.sort((one, other) => compareCodePoints(one.path, other.path));
}

const NOTHING: Promise<readonly Item[]> = Promise.resolve([]);

/** What has one name on both sides and is not the same, or stands on one side alone. */
function* pairsOf(old: readonly Item[], now: readonly Item[]): Iterable<readonly [Item | null, Item | null]> {
  const before = Map.groupBy(old, ({ path }) => path);
  const after = Map.groupBy(now, ({ path }) => path);
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(path) ?? [], after.get(path) ?? []];
    const [one = null, ...more] = was;
    const [other = null, ...others] = is;
    if (more.length + others.length === 0) {
      if (one?.id !== other?.id || one?.kind !== other?.kind) yield [one, other];
    } else {
      // No tree that git makes has a name twice: nothing of it counts as the same.
      for (const item of was) yield [item, null];
      for (const item of is) yield [null, item];
    }
  }
}

function fileOf(item: Item | null): TreeEntry | undefined {
  return item === null || item.kind === 'folder' ? undefined : item;
}

function folderOf(item: Item | null): Folder | null {
  return item?.kind === 'folder' ? item : null;
}
