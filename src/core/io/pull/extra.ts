/** What lies in the folder beside the files of the lock: told, never touched. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { onDisk } from './disk-error.ts';
import { PARTIAL_FOLDER } from './names.ts';

const MAX_TOLD = 1000;
/** Folders looked into: somebody may fill a folder that holds much else. */
const MAX_FOLDERS = 10_000;

/** Files, links and special files that are not in `known`, sorted; links are not followed. */
export async function extraFiles(root: string, known: ReadonlySet<string>): Promise<{ paths: string[]; more: boolean }> {
  const paths: string[] = [];
  const folders = [''];
  let seen = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    if (paths.length > MAX_TOLD || seen++ >= MAX_FOLDERS) break;
    // What may not be looked into is extra itself: a complete pull does not fail for it.
    const children = await readdir(join(root, folder), { withFileTypes: true }).catch(() => null);
    if (children === null) {
      paths.push(`${folder}/`);
      continue;
    }
    for (const child of children) {
      const path = folder === '' ? child.name : `${folder}/${child.name}`;
      if (path === PARTIAL_FOLDER) continue;
      if (child.isDirectory()) folders.push(path);
      else if (!known.has(path)) paths.push(path);
    }
  }
  const more = paths.length > MAX_TOLD || seen > MAX_FOLDERS;
  return { paths: paths.sort().slice(0, MAX_TOLD), more };
}

/** Beginnings of files, of this pull or an earlier one. */
export async function unfinishedFiles(root: string): Promise<string[]> {
  const names = await onDisk(PARTIAL_FOLDER, () => readdir(join(root, PARTIAL_FOLDER)));
  return names.filter((name) => /^[0-9a-f]{64}\.part$/.test(name)).sort();
}
