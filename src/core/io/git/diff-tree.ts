/** What differs between two trees: folders that are the same object are passed over, so it is proportional to the change. */
import { compareCodePoints } from '../../base/order.ts';
import type { TreeEntry } from '../../model/index.ts';
import type { Folder, GitFolders } from './folders.ts';

export interface TreeDifference {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified' | 'type-changed';
  /** Object id before; null when added. */
  readonly oldId: string | null;
  /** Object id after; null when removed. */
  readonly newId: string | null;
  /** After (before, when removed). */
  readonly kind: TreeEntry['kind'];
}

type Item = TreeEntry | Folder;

/** By path. `a` and `b` are ids of commits or trees. Renames are a removal and an addition: a component moves with its content. Throws EffectError GIT_FAILED. */
export async function diffTrees(folders: GitFolders, a: string, b: string): Promise<TreeDifference[]> {
  const differences: TreeDifference[] = [];
  let level: (readonly [Folder | null, Folder | null])[] = [await Promise.all([folders.top(a), folders.top(b)])];
  while (level.length > 0) {
    const read = await Promise.all(level.flatMap((pair) => pair.map((folder) => (folder === null ? NOTHING : folders.read(folder)))));
    const next: (readonly [Folder | null, Folder | null])[] = [];
    for (let index = 0; index < read.length; index += 2) {
      for (const [old, now] of pairsOf(read[index] ?? [], read[index + 1] ?? [])) {
        differences.push(...differenceOf(fileOf(old), fileOf(now)));
        if (old?.kind === 'folder' || now?.kind === 'folder') next.push([folderOf(old), folderOf(now)]);
      }
    }
    level = next;
  }
  return differences.sort((one, other) => compareCodePoints(one.path, other.path));
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

function fileOf(item: Item | null): TreeEntry | null {
  return item === null || item.kind === 'folder' ? null : item;
}

function folderOf(item: Item | null): Folder | null {
  return item?.kind === 'folder' ? item : null;
}

function differenceOf(before: TreeEntry | null, after: TreeEntry | null): TreeDifference[] {
  const one = after ?? before;
  if (one === null) return [];
  const { path, kind } = one;
  return [{ path, status: statusOf(before, after), oldId: before?.id ?? null, newId: after?.id ?? null, kind }];
}

function statusOf(before: TreeEntry | null, after: TreeEntry | null): TreeDifference['status'] {
  if (before === null) return 'added';
  if (after === null) return 'removed';
  return sortOf(before) === sortOf(after) ? 'modified' : 'type-changed';
}

/** A file that became executable is still a file. */
function sortOf({ kind }: TreeEntry): string {
  return kind === 'executable' ? 'file' : kind;
}
