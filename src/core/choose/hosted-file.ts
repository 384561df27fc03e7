/** One plain file of a commit behind an API that serves git objects: by path from the top of the tree, folder by folder. Links are not followed. */

export interface HostedEntry {
  readonly path: string;
  readonly mode: string;
  readonly sha: string;
  readonly size?: number | undefined;
}

/** Objects of one repository. */
export interface HostedObjects {
  tree(id: string): Promise<readonly HostedEntry[]>;
  blob(entry: HostedEntry, limit: number): Promise<Uint8Array | { readonly problem: string }>;
}

/** Deeper than any folder of policies and keys; each part is a question. */
const MAX_PARTS = 8;

/** Null: it is not there. */
export async function hostedFile(
  objects: HostedObjects,
  tree: string,
  path: string,
  limit: number,
): Promise<Uint8Array | { readonly problem: string } | null> {
  const parts = path.split('/');
  if (parts.length > MAX_PARTS) return { problem: `it lies deeper than ${MAX_PARTS} folders` };
  let folder = tree;
  for (const [index, part] of parts.entries()) {
    const entry = (await objects.tree(folder)).find((one) => one.path === part);
    if (entry === undefined) return null;
    if (index < parts.length - 1) {
      if (entry.mode !== '040000') return null;
      folder = entry.sha;
      continue;
    }
    if (entry.mode !== '100644' && entry.mode !== '100755') return { problem: 'is a link or a folder, not a file' };
    if ((entry.size ?? 0) > limit) return { problem: `is larger than ${limit} bytes` };
    return objects.blob(entry, limit);
  }
  return null;
}
