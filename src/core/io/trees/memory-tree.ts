/** A tree from values: for tests, and for trees that arrive over a network. */
import { createHash } from 'node:crypto';
import { blobIdOf } from '../../base/git-blob-id.ts';
import type { Tree, TreeEntry } from '../../model/index.ts';
import { compareCodePoints } from '../../base/order.ts';
import { pathProblems } from '../../discover/path-problems.ts';

/** Regular files only, by path. */
export function memoryTree(files: Readonly<Record<string, string | Uint8Array>>, label = 'memory'): Tree {
  const contents = new Map(Object.entries(files).map(([path, content]) => [path, Buffer.from(content)]));
  const entries: TreeEntry[] = [...contents]
    .map(([path, bytes]) => ({ path, kind: 'file' as const, id: blobIdOf(bytes, 40), size: bytes.length }))
    .sort((a, b) => compareCodePoints(a.path, b.path));
  return {
    label,
    commit: null,
    treeId: null,
    list: () => Promise.resolve({ entries, problems: pathProblems(entries) }),
    read(entry, limit) {
      const bytes = contents.get(entry.target ?? entry.path);
      if (bytes === undefined) return Promise.resolve({ state: 'missing', detail: 'not in this tree' });
      return Promise.resolve({
        state: 'ok',
        bytes: Uint8Array.from(bytes.subarray(0, limit)),
        size: bytes.length,
        truncated: bytes.length > limit,
      });
    },
    digest(entry, observe) {
      const bytes = contents.get(entry.target ?? entry.path);
      if (bytes === undefined) return Promise.resolve({ state: 'missing', detail: 'not in this tree' });
      observe?.(bytes);
      return Promise.resolve({ state: 'ok', sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length });
    },
    close: () => Promise.resolve(),
  };
}
