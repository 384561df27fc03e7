/** What a commit says about itself, read by the repository's object reader: `rev-list` would hide parents behind a shallow border. */
import type { ObjectReader } from './object-reader.ts';

export interface Commit {
  /** Full id of its top tree. */
  readonly tree: string;
  readonly parents: readonly string[];
}

/** The header comes first; only a commit with thousands of parents has a long one. */
const MAX_BYTES = 1024 * 1024;

/** null: it is not here, or is not a commit. */
export async function readCommit(reader: ObjectReader, id: string): Promise<Commit | null> {
  const read = await readStart(reader, id);
  if (read?.type !== 'commit') return null;
  const header = read.text.slice(0, read.text.indexOf('\n\n')).split('\n');
  const of = (name: string): string[] => header.flatMap((line) => (line.startsWith(`${name} `) ? [line.slice(name.length + 1)] : []));
  const [tree] = of('tree');
  return tree === undefined ? null : { tree, parents: of('parent') };
}

/** Whether the commit and its top tree are here. Deeper parts are missing only in partial clones. */
export async function hasCommit(reader: ObjectReader, id: string): Promise<boolean> {
  const commit = await readCommit(reader, id);
  return commit !== null && (await readStart(reader, commit.tree))?.type === 'tree';
}

function readStart(reader: ObjectReader, id: string): Promise<{ readonly type: string; readonly text: string } | null> {
  return new Promise((resolve) => {
    let type: string | null = null;
    let text = '';
    reader.request(id, {
      header(header) {
        type = header?.type ?? null;
      },
      data(chunk) {
        if (text.length < MAX_BYTES) text += chunk.toString('latin1');
      },
      end: () => resolve(type === null ? null : { type, text }),
      fail: () => resolve(null),
    });
  });
}
