/** The repository's own policy files as they were read once: enough of a tree to read the same policy again without a question. */
import type { Tree, TreeEntry } from '../../src/core/index.ts';

export interface PolicyFiles {
  readonly label: string;
  readonly commit: string | null;
  readonly files: readonly { readonly entry: TreeEntry; readonly base64: string }[];
}

/** `tree` answers as before; what is read of it is remembered. */
export function rememberingFiles(tree: Tree): { readonly tree: Tree; readonly files: () => PolicyFiles } {
  const files = new Map<string, PolicyFiles['files'][number]>();
  const remembering: Tree = {
    label: tree.label,
    commit: tree.commit,
    treeId: tree.treeId,
    list: () => tree.list(),
    ...(tree.at === undefined ? {} : { at: (path: string) => tree.at?.(path) ?? Promise.resolve(undefined) }),
    async read(entry, limit) {
      const read = await tree.read(entry, limit);
      if (read.state === 'ok') files.set(entry.path, { entry, base64: Buffer.from(read.bytes).toString('base64') });
      return read;
    },
    digest: (entry, observe) => tree.digest(entry, observe),
    close: () => tree.close(),
  };
  return { tree: remembering, files: () => ({ label: tree.label, commit: tree.commit, files: [...files.values()] }) };
}

/** A tree of these files alone. */
export function treeOfFiles({ label, commit, files }: PolicyFiles): Tree {
  const contents = new Map(files.map(({ entry, base64 }) => [entry.path, { entry, bytes: Buffer.from(base64, 'base64') }]));
  return {
    label,
    commit,
    treeId: null,
    list: () => Promise.resolve({ entries: files.map(({ entry }) => entry), problems: [] }),
    at: (path) => Promise.resolve(contents.get(path)?.entry),
    read: ({ path }, limit) => {
      const found = contents.get(path);
      if (found === undefined) return Promise.resolve({ state: 'missing', detail: 'it was not kept' });
      const { bytes } = found;
      return Promise.resolve({ state: 'ok', bytes: bytes.subarray(0, limit), size: bytes.length, truncated: bytes.length > limit });
    },
    digest: () => Promise.resolve({ state: 'missing', detail: 'it was not kept' }),
    close: () => Promise.resolve(),
  };
}
