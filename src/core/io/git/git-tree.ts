/** A git tree as a Tree: listing and contents by the repository's object reader. */
import { createHash } from 'node:crypto';
import { EffectError } from '../../base/errors.ts';
import { pathProblems } from '../../discover/path-problems.ts';
import type { DigestResult, EntryChange, ReadResult, Tree, TreeEntry } from '../../model/index.ts';
import { changesBetweenTrees } from './diff-tree.ts';
import type { Folder, GitFolders } from './folders.ts';
import { listEntries } from './list-entries.ts';
import type { ObjectReader } from './object-reader.ts';

/** What all trees of one repository share. */
export interface Objects {
  readonly reader: ObjectReader;
  readonly folders: GitFolders;
}

/** `treeish` is the id of a commit or tree. Listing throws EffectError GIT_FAILED when folders are missing (treeless clone). */
export function createGitTree({ reader, folders }: Objects, treeish: string, label: string, commit: string | null): Tree {
  let listing: ReturnType<Tree['list']> | null = null;
  return {
    label,
    commit,
    treeId: commit === null ? treeish : null,
    list() {
      listing ??= list(folders, treeish);
      return listing;
    },
    at: (path) => entryAt(folders, treeish, path),
    since: (id) => changesSince(folders, id, treeish),
    read: (entry, limit) => readObject(reader, entry, limit),
    digest: (entry, observe) => digestObject(reader, entry, observe),
    // The repository owns the reader: several trees share it.
    close: () => Promise.resolve(),
  };
}

async function list(folders: GitFolders, treeish: string): ReturnType<Tree['list']> {
  const entries = await listEntries(folders, treeish);
  return { entries, problems: pathProblems(entries) };
}

async function entryAt(folders: GitFolders, treeish: string, path: string): Promise<TreeEntry | undefined> {
  let folder: Folder | undefined = await folders.top(treeish);
  const parts = path.split('/');
  for (const [index] of parts.entries()) {
    const wanted = parts.slice(0, index + 1).join('/');
    const item: TreeEntry | Folder | undefined =
      folder === undefined ? undefined : (await folders.read(folder)).find((one) => one.path === wanted);
    if (item?.kind !== 'folder') return index === parts.length - 1 ? item : undefined;
    folder = item;
  }
  return undefined;
}

/** null: git does not have the other tree, or not all of its folders. */
async function changesSince(folders: GitFolders, from: string, to: string): Promise<readonly EntryChange[] | null> {
  try {
    return await changesBetweenTrees(folders, from, to);
  } catch (error) {
    if (error instanceof EffectError) return null;
    throw error;
  }
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
