/** A tree with some files replaced in memory: what the tree will be once the edits are written. */
import type { Tree, TreeEntry } from '../model/index.ts';
import { blobIdOf } from '../base/git-blob-id.ts';

/** `texts`: path → new content of files that are in `tree`. Closing it leaves `tree` open. */
export function editedTree(tree: Tree, texts: ReadonlyMap<string, string>): Tree {
  const contents = new Map([...texts].map(([path, text]) => [path, Buffer.from(text)]));
  return {
    label: tree.label,
    commit: null,
    treeId: null,
    async list() {
      const { entries, problems } = await tree.list();
      return { entries: entries.map((entry) => replaced(entry, contents.get(entry.path))), problems };
    },
    async read(entry, limit) {
      const bytes = contents.get(entry.target ?? entry.path);
      if (bytes === undefined) return tree.read(entry, limit);
      return { state: 'ok', bytes: Uint8Array.from(bytes.subarray(0, limit)), size: bytes.length, truncated: bytes.length > limit };
    },
    digest: (entry, observe) => tree.digest(entry, observe),
    close: () => Promise.resolve(),
  };
}

function replaced(entry: TreeEntry, bytes: Buffer | undefined): TreeEntry {
  return bytes === undefined ? entry : { ...entry, id: blobIdOf(bytes, entry.id.length), size: bytes.length };
}
