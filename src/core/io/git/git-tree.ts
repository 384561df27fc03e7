/** A git tree as a Tree: listing by `ls-tree`, contents by the repository's object reader. */
import { createHash } from 'node:crypto';
import { EffectError } from '../../base/errors.ts';
import type { DigestResult, EntryChange, ReadResult, Tree, TreeEntry } from '../../model/index.ts';
import { pathProblems } from '../../discover/path-problems.ts';
import type { ObjectReader } from './object-reader.ts';
import { GIT_MODES } from '../../model/git-modes.ts';
import { compareCodePoints } from '../../base/order.ts';
import { changesBetweenTrees } from './diff-tree.ts';
import { splitNul } from './path.ts';
import { git, type GitCall } from './run.ts';

/** `treeish` is the id of a commit or tree. Listing throws EffectError GIT_FAILED when folders are missing (treeless clone). */
export function createGitTree(call: GitCall, reader: ObjectReader, treeish: string, label: string, commit: string | null): Tree {
  let listing: ReturnType<Tree['list']> | null = null;
  return {
    label,
    commit,
    treeId: commit === null ? treeish : null,
    list() {
      listing ??= list(call, treeish);
      return listing;
    },
    since: (id) => changesSince(call, id, treeish),
    read: (entry, limit) => readObject(reader, entry, limit),
    digest: (entry, observe) => digestObject(reader, entry, observe),
    // The repository owns the reader: several trees share it.
    close: () => Promise.resolve(),
  };
}

async function list(call: GitCall, treeish: string): ReturnType<Tree['list']> {
  const entries = parseListing(await git(call, ['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', treeish]));
  return { entries, problems: pathProblems(entries) };
}

/** null: git does not have the other tree, or not all of its folders. */
async function changesSince(call: GitCall, from: string, to: string): Promise<readonly EntryChange[] | null> {
  try {
    return await changesBetweenTrees(call, from, to);
  } catch (error) {
    if (error instanceof EffectError) return null;
    throw error;
  }
}

/** `<mode> SP <type> SP <id> TAB <path> NUL`. git sorts by bytes, which is code point order but for bytes that are not UTF-8. */
function parseListing(output: Buffer): TreeEntry[] {
  const entries = splitNul(output).map((record): TreeEntry => {
    const tab = record.indexOf('\t');
    // Fields of fixed width: "100644 blob " and "160000 commit " are followed by the id.
    return {
      path: record.slice(tab + 1),
      kind: GIT_MODES[record.slice(0, 6)] ?? 'file',
      id: record.slice(record.lastIndexOf(' ', tab) + 1, tab),
      size: null,
    };
  });
  return entries.sort((a, b) => compareCodePoints(a.path, b.path));
}

const MISSING = 'its content is not in this clone (partial or shallow); fetch it, or check in a full clone';

function readObject(reader: ObjectReader, entry: TreeEntry, limit: number): Promise<ReadResult> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size: number | null = null;
    let held = 0;
    reader.request(entry.id, {
      header(header) {
        size = header === null ? null : header.size;
      },
      data(chunk) {
        const wanted = chunk.subarray(0, Math.max(0, limit - held));
        if (wanted.length === 0) return;
        // Copied: a slice would keep git's whole pipe buffer alive.
        chunks.push(Buffer.from(wanted));
        held += wanted.length;
      },
      end() {
        if (size === null) resolve({ state: 'missing', detail: MISSING });
        else resolve({ state: 'ok', bytes: Uint8Array.from(Buffer.concat(chunks)), size, truncated: size > held });
      },
      fail: (detail) => resolve({ state: 'unreadable', detail }),
    });
  });
}

function digestObject(reader: ObjectReader, entry: TreeEntry, observe?: (chunk: Uint8Array) => void): Promise<DigestResult> {
  return new Promise((resolve) => {
    const hash = createHash('sha256');
    let size: number | null = null;
    reader.request(entry.id, {
      header(header) {
        size = header === null ? null : header.size;
      },
      data(chunk) {
        hash.update(chunk);
        observe?.(chunk);
      },
      end: () => resolve(size === null ? { state: 'missing', detail: MISSING } : { state: 'ok', sha256: hash.digest('hex'), size }),
      fail: (detail) => resolve({ state: 'unreadable', detail }),
    });
  });
}
