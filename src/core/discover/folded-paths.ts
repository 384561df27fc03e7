/** Which paths are one on systems that fold letters: a tree of folded names, in which no prefix of a path is kept twice (T39). */
import { foldPath } from '../base/fold-path.ts';

/** Folders of one tree; the largest repositories have a tenth of it. */
export const MAX_FOLDERS = 1_000_000;

export interface FoldedPaths {
  /** Makes the folders of a path known. False: there are more than the limit. Must come for all paths before the first `add`. */
  enter(path: string): boolean;
  /** What this path is the same as: another path, or a folder; null when it is the first. */
  add(path: string): string | null;
}

interface Node {
  /** A folder here, as one of its spellings. */
  folder: string | null;
  /** A path that ends here. */
  path: string | null;
  readonly children: Map<string, Node>;
}

export function foldedPaths(limit: number = MAX_FOLDERS): FoldedPaths {
  const top = newNode();
  let folders = 0;
  // Sorted paths: the next one mostly lies in the same folder.
  let last = { folder: '', node: top };

  /** Null: beyond the limit. */
  function folderOf(path: string): Node | null {
    const end = path.lastIndexOf('/');
    if (end < 0) return top;
    const folder = path.slice(0, end);
    if (folder === last.folder) return last.node;
    let node = top;
    for (let start = 0; start <= end; ) {
      const slash = path.indexOf('/', start);
      const name = foldPath(path.slice(start, slash));
      let child = node.children.get(name);
      if (child === undefined) {
        if (++folders > limit) return null;
        child = newNode();
        node.children.set(name, child);
      }
      child.folder ??= path.slice(0, slash);
      node = child;
      start = slash + 1;
    }
    last = { folder, node };
    return node;
  }

  return {
    enter: (path) => folderOf(path) !== null,
    add(path) {
      const parent = folderOf(path);
      if (parent === null) return null;
      const name = foldPath(path.slice(path.lastIndexOf('/') + 1));
      const known = parent.children.get(name);
      if (known === undefined) parent.children.set(name, { ...newNode(), path });
      else if (known.path === null && known.folder === null) known.path = path;
      else return known.path ?? known.folder;
      return null;
    },
  };
}

function newNode(): Node {
  return { folder: null, path: null, children: new Map() };
}
