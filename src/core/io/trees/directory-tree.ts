/** A folder as a Tree. Links are data and never followed; special files are problems, never opened (T15). */
import { createHash } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { InputError } from '../../base/errors.ts';
import type { DigestResult, ReadResult, Tree, TreeEntry } from '../../model/index.ts';
import { listFolder } from './directory-list.ts';
import { linkText, readHead, withFile } from './disk.ts';
import { pathProblems } from '../../discover/path-problems.ts';

const CHUNK = 1024 * 1024;

/**
 * Throws InputError NOT_A_FOLDER. Inside a git repository what .gitignore ignores is left out, and .git folders always are.
 * Entry ids are made of size, times and inode: equal ids mean equal content on this machine, and nothing elsewhere.
 */
export async function openFolder(directory: string): Promise<Tree> {
  const root = await realpath(directory).catch(() => null);
  if (root === null || !(await stat(root)).isDirectory()) {
    throw new InputError('NOT_A_FOLDER', `${directory} is not a folder`, 'Name an existing folder.');
  }
  let listing: ReturnType<Tree['list']> | null = null;
  const parents = new Map<string, boolean>();
  return {
    label: 'working folder',
    commit: null,
    treeId: null,
    list() {
      listing ??= list(root);
      return listing;
    },
    read: (entry, limit) => readEntry(root, entry, limit, parents),
    digest: (entry, observe) => digestEntry(root, entry, observe),
    close: () => Promise.resolve(),
  };
}

async function list(root: string): ReturnType<Tree['list']> {
  const { entries, problems } = await listFolder(root);
  // Such ids differ from machine to machine: they must not reach a report, which is the same bytes for the same folder.
  return { entries, problems: [...problems, ...pathProblems(entries).map((one) => ({ ...one, blob: null }))] };
}

async function readEntry(root: string, entry: TreeEntry, limit: number, parents: Map<string, boolean>): Promise<ReadResult> {
  if (entry.kind === 'symlink') {
    const target = await linkText(root, entry.path);
    if ('state' in target) return target;
    return { state: 'ok', bytes: Uint8Array.from(target.subarray(0, limit)), size: target.length, truncated: target.length > limit };
  }
  // What is reached through a link is read where it lies: nothing is opened through one (T15).
  const head = readHead(root, entry.target ?? entry.path, limit, parents);
  return head.state === 'ok' ? { ...head, truncated: head.size > head.bytes.length } : head;
}

async function digestEntry(root: string, entry: TreeEntry, observe?: (chunk: Uint8Array) => void): Promise<DigestResult> {
  if (entry.kind === 'symlink') {
    const target = await linkText(root, entry.path);
    return 'state' in target ? target : { state: 'ok', sha256: createHash('sha256').update(target).digest('hex'), size: target.length };
  }
  return withFile(root, entry.target ?? entry.path, async (file): Promise<DigestResult> => {
    const hash = createHash('sha256');
    const buffer = Buffer.alloc(CHUNK);
    let size = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK, size);
      if (bytesRead === 0) return { state: 'ok', sha256: hash.digest('hex'), size };
      const chunk = buffer.subarray(0, bytesRead);
      hash.update(chunk);
      observe?.(chunk);
      size += bytesRead;
    }
  });
}
