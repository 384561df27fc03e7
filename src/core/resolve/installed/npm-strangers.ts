/** What lies in the folder of an installed package of npm that neither its archive nor a lock put there. */
import { jsonIn } from '../../hosts/bodies.ts';
import type { InstalledFiles } from '../../ports/index.ts';
import { jsonTable } from '../../base/json/table.ts';
import { type LocatedPackages, pathIn } from './located.ts';

const MAX_NAMES = 20_000;
const MAX_FOLDERS = 100_000;
const MAX_MANIFEST = 1024 * 1024;

/** npm gives them other names, or leaves them out; nobody loads them. */
const RENAMED = /^\.(?:git|npm)ignore$/;
/** Node looks for packages in these, and npm nests packages in those of a package alone (npm, "folders"). */
const MODULES = /(?:^|\/)node_modules$/;
const SCOPE = /(?:^|\/)node_modules\/@[^/]+$/;
const PACKAGE = /^$|(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/@][^/]*$/;

export interface Searched {
  readonly files: InstalledFiles;
  readonly located: LocatedPackages;
  /** Names that are read of the packages of one run. */
  readonly allowance: { names: number };
}

/** The first of them, in a sentence; null: there is none. `archived`: files of the archive, below the folder. */
export async function strangerIn(
  folder: string,
  archived: ReadonlySet<string>,
  { files, located, allowance }: Searched,
): Promise<string | null> {
  const folders = foldersOf(archived);
  if (folders === null) return `${folder} has more folders than are looked at`;
  const open = [''];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const names = await files.names(pathIn(folder, at).replace(/\/$/, ''), MAX_NAMES);
    allowance.names -= names?.length ?? 0;
    if (names === null || allowance.names < 0) return `${pathIn(folder, at)} cannot be listed`;
    for (const name of names) {
      const inside = pathIn(at, name);
      if (archived.has(inside) || RENAMED.test(name) || (name === '.bin' && MODULES.test(at))) continue;
      const isOpened = folders.has(inside) || (name === 'node_modules' && PACKAGE.test(at)) || (name.startsWith('@') && MODULES.test(at));
      if (isOpened) open.push(inside);
      // A nested package is held against its own archive, if anything; here it need only be one that a lock names.
      else if (!isLocked(pathIn(folder, inside), at, name, { files, located }))
        return `${pathIn(folder, inside).slice(0, 200)} is neither in the archive with the hash of the lock nor in a lock of the tree`;
    }
  }
  return null;
}

/** Null: there are more than any package has. */
function foldersOf(paths: ReadonlySet<string>): ReadonlySet<string> | null {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end > 0 && !folders.has(path.slice(0, end)); end = path.lastIndexOf('/', end - 1)) {
      folders.add(path.slice(0, end));
      if (folders.size > MAX_FOLDERS) return null;
    }
  }
  return folders;
}

function isLocked(path: string, at: string, name: string, { files, located }: Pick<Searched, 'files' | 'located'>): boolean {
  if (!MODULES.test(at) && !SCOPE.test(at)) return false;
  const text = files.read(`${path}/package.json`, MAX_MANIFEST);
  const version = text.state === 'ok' && !text.truncated ? jsonTable(jsonIn(text.bytes))?.['version'] : undefined;
  const as = SCOPE.test(at) ? `${at.slice(at.lastIndexOf('/') + 1)}/${name}` : name;
  return typeof version === 'string' && located.isInstalledAs(as, version);
}
