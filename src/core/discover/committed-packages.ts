/**
 * Installed packages that are files of the tree. A program loads them where they lie, whatever a lock beside them says, and nobody holds them against
 * it (T33): what a change brings of them is told.
 */
import { compareText } from '../base/order.ts';
import type { Problem, TreeEntry } from '../model/index.ts';
import type { TreeChange } from './entries.ts';
import type { Label } from './scope.ts';

/** Of Node.js ("Loading from node_modules folders") and Python ("site", PEP 582): no other folder has these names. What begins with a dot is no package. */
const FOLDER = /^(?:.*?\/)??(?:node_modules|site-packages|__pypackages__)(?=\/[^/.])/s;

/** One problem for each outermost folder that ships: a change of one mostly brings hundreds of files. */
export function committedPackages({ entries }: TreeChange, label: Label): Problem[] {
  const folders = new Map<string, TreeEntry[]>();
  for (const { before, after } of entries) {
    if (after === undefined || after.id === before?.id) continue;
    const folder = FOLDER.exec(after.path)?.[0];
    if (folder === undefined || label(after.path) !== 'product') continue;
    const files = folders.get(folder);
    if (files === undefined) folders.set(folder, [after]);
    else files.push(after);
  }
  return Array.from(folders, ([folder, files]) => problemOf(folder, files));
}

function problemOf(folder: string, files: readonly TreeEntry[]): Problem {
  const [path = folder] = files.map((one) => one.path).sort(compareText);
  const count = files.length === 1 ? 'one file' : `${files.length} files`;
  const message = `${count} of installed packages in ${folder}: a program loads them in place of what a lock holds, and nobody held them against it`;
  return { code: 'installed', message, path, line: 1, column: 1, blob: null, subject: folder };
}
