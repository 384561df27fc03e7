/** The regular files of a folder, to be digested. Links are not followed, special files not opened: both are told. */
import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { comparePaths, decodePath } from '../git/path.ts';
import { diskPath, reason } from '../trees/disk.ts';

export interface FolderFiles {
  /** Relative to the folder, "/" separated, bytes that are not UTF-8 as lone surrogates; by code point. */
  readonly files: readonly { readonly path: string }[];
  /** What is there and will not be read, in the same order. */
  readonly refused: readonly { readonly path: string; readonly detail: string }[];
}

/**
 * Everything below `root` (absolute and real) at any depth, hidden files too: the caller says what to leave out.
 * `skip` is asked once for each file and folder, with its path.
 */
export async function listFiles(root: string, skip: (path: string) => boolean = () => false): Promise<FolderFiles> {
  const files: { path: string }[] = [];
  const refused: { path: string; detail: string }[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    let children: Dirent<Buffer>[];
    try {
      children = await readdir(folder === '' ? root : diskPath(root, folder), { withFileTypes: true, encoding: 'buffer' });
    } catch (error) {
      refused.push({ path: folder, detail: `a folder that cannot be opened (${reason(error)})` });
      continue;
    }
    for (const child of children) {
      const name = decodePath(child.name);
      const path = folder === '' ? name : `${folder}/${name}`;
      if (skip(path)) continue;
      if (child.isDirectory()) folders.push(path);
      else if (child.isFile()) files.push({ path });
      else refused.push({ path, detail: child.isSymbolicLink() ? 'a symbolic link' : 'a special file (pipe, socket or device)' });
    }
  }
  const byPath = (a: { path: string }, b: { path: string }): number => comparePaths(a.path, b.path);
  return { files: files.sort(byPath), refused: refused.sort(byPath) };
}
