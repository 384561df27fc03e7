/** The paths of a tree, as stages ask for them: most know a few, and one that wants them all says so. */
import { compareText } from '../base/order.ts';
import { pathsBelow } from '../base/paths-below.ts';
import { pathsByName } from '../base/paths-by-name.ts';
import type { EntryChange, TreeEntry } from '../model/index.ts';

export interface TreeEntries {
  get(path: string): TreeEntry | undefined;
  hasFolder(path: string): boolean;
  /** Sorted by UTF-16 units. */
  below(folder: string): readonly TreeEntry[];
  /** Folders that have this name. */
  foldersNamed(name: string): readonly string[];
  /** Files that have this name, or this one before the first dot. */
  filesNamed(name: string): readonly string[];
}

/** What differs between two trees: their own paths, and those that are used through links. */
export interface TreeChange {
  readonly entries: readonly EntryChange[];
  readonly linked: readonly EntryChange[];
}

export function listedEntries(entries: readonly TreeEntry[]): TreeEntries {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  let sorted: readonly string[] | null = null;
  let folders: ReadonlySet<string> | null = null;
  const inOrder = (): readonly string[] => (sorted ??= [...byPath.keys()].sort(compareText));
  const allFolders = (): ReadonlySet<string> => (folders ??= foldersOf(byPath.keys()));
  let byName: ReadonlyMap<string, readonly string[]> | null = null;
  let byFolder: ReadonlyMap<string, readonly string[]> | null = null;
  return {
    get: (path) => byPath.get(path),
    hasFolder: (path) => allFolders().has(path),
    below: (folder) => (folder === '' ? inOrder() : pathsBelow(folder, inOrder())).flatMap((path) => byPath.get(path) ?? []),
    foldersNamed: (name) => (byFolder ??= Map.groupBy(allFolders(), lastPart)).get(name) ?? [],
    filesNamed: (name) => (byName ??= pathsByName(byPath.keys(), namesOfFile)).get(name) ?? [],
  };
}

export function changesBetween(base: readonly TreeEntry[], head: readonly TreeEntry[]): EntryChange[] {
  const before = new Map(base.map((entry) => [entry.path, entry]));
  const after = new Map(head.map((entry) => [entry.path, entry]));
  const gone = base.flatMap((entry) => (after.has(entry.path) ? [] : [{ path: entry.path, before: entry, after: undefined }]));
  const rest = head.flatMap((entry) => {
    const old = before.get(entry.path);
    return old?.id === entry.id && old.kind === entry.kind ? [] : [{ path: entry.path, before: old, after: entry }];
  });
  return [...rest, ...gone].sort((a, b) => compareText(a.path, b.path));
}

/** The whole name, and what stands before its first dot. */
export function namesOfFile(path: string): readonly string[] {
  const name = lastPart(path);
  const dot = name.indexOf('.');
  return dot > 0 ? [name, name.slice(0, dot)] : [name];
}

function foldersOf(paths: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of paths)
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (found.has(folder)) break;
      found.add(folder);
    }
  return found;
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
