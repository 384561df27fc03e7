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

/** Of a branch that is merged soon; older ones git looks for. */
const NEAR = 64;

/** Whether `ancestor` is the commit or one of those near behind it. False: it is not, or is farther away. */
export async function isNearBehind(reader: ObjectReader, ancestor: string, id: string): Promise<boolean> {
  const seen = new Set([id]);
  for (const at of seen) {
    if (at === ancestor) return true;
    if (seen.size > NEAR) continue;
    for (const parent of (await readCommit(reader, at))?.parents ?? []) seen.add(parent);
  }
  return false;
}

/** Tags of tags are rare; more than this names nothing. */
const MAX_TAGS = 16;

/** The commit itself, or the one that a tag names; null: it is neither, or is not here. */
export async function commitBehind(reader: ObjectReader, id: string): Promise<string | null> {
  let at = id;
  for (let count = 0; count < MAX_TAGS; count++) {
    const read = await readStart(reader, at);
    if (read?.type === 'commit') return at;
    const [, next] = read?.type === 'tag' ? (/^object ([0-9a-f]{40,64})\n/.exec(read.text) ?? []) : [];
    if (next === undefined) return null;
    at = next;
  }
  return null;
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
