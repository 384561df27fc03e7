/** The entries of a kept tree with some of them changed. */
import { compareText } from '../base/order.ts';
import { type TreeEntries, listedEntries } from '../discover/entries.ts';
import type { KeptTree } from '../discover/link/kept.ts';
import type { EntryChange } from '../model/index.ts';

export function layeredEntries(kept: KeptTree, changes: readonly EntryChange[]): TreeEntries {
  const changed = new Set(changes.map(({ path }) => path));
  const over = listedEntries(changes.flatMap(({ after }) => after ?? []));
  const under = keptEntries(kept);
  const isLeft = (path: string): boolean => !changed.has(path);
  return {
    get: (path) => (changed.has(path) ? over : under).get(path),
    hasFolder: (path) => over.hasFolder(path) || (under.hasFolder(path) && under.below(path).some((entry) => isLeft(entry.path))),
    below: (folder) =>
      [...under.below(folder).filter(({ path }) => isLeft(path)), ...over.below(folder)].sort((a, b) => compareText(a.path, b.path)),
    foldersNamed: (name) => [...new Set([...under.foldersNamed(name), ...over.foldersNamed(name)])],
    filesNamed: (name) => [...under.filesNamed(name).filter(isLeft), ...over.filesNamed(name)],
  };
}

export function keptEntries(kept: KeptTree): TreeEntries {
  return {
    get: kept.entry,
    hasFolder: kept.hasFolder,
    below: kept.entriesBelow,
    foldersNamed: kept.foldersNamed,
    filesNamed: kept.filesNamed,
  };
}
