/** What lies in a folder: as git sees it inside a repository, else every file. */
import { type BigIntStats, type Dirent, lstatSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import type { Problem, TreeEntry } from '../../model/index.ts';
import { compareCodePoints } from '../../base/order.ts';
import { pathLimit } from '../../base/path-limits.ts';
import { decodePath } from '../../base/path-bytes.ts';
import { splitNul } from '../git/path.ts';
import { type GitCall, runGit } from '../git/run.ts';
import { diskPath, parentIsReal, reason, staysInside } from './disk.ts';

/** Folders that hold no content of the product; node_modules only where no .gitignore can say so. */
const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules']);
const GIT_ONLY: ReadonlySet<string> = new Set(['.git']);

export interface FolderListing {
  readonly entries: TreeEntry[];
  readonly problems: Problem[];
}

interface Found {
  readonly paths: Iterable<string>;
  readonly problems: readonly Problem[];
  /** Paths that the index records as submodules. */
  readonly submodules: ReadonlySet<string>;
}

/** `root` is absolute and real. Entries are sorted by path. */
export async function listFolder(root: string): Promise<FolderListing> {
  const found = (await listByGit(root)) ?? (await walk(root));
  const entries: TreeEntry[] = [];
  const problems = [...found.problems];
  const realParents = new Map<string, Promise<boolean>>();
  for (const path of found.paths) {
    const one = await entryOf(root, path, found.submodules, realParents);
    if (one === null) continue;
    if ('code' in one) problems.push(one);
    else entries.push(one);
  }
  entries.sort((a, b) => compareCodePoints(a.path, b.path));
  return { entries, problems };
}

/** Tracked, and neither tracked nor ignored, as git says; null outside a repository, and where the whole folder is ignored. */
async function listByGit(root: string): Promise<Found | null> {
  const call: GitCall = { gitDirectory: null, cwd: root };
  try {
    const output = await runGit(call, ['ls-files', '-z', '-t', '--stage', '--cached', '--others', '--exclude-standard']);
    if (output.code !== 0) return null;
    // Somebody who names an ignored folder (a build result) wants to see it.
    if ((await runGit(call, ['check-ignore', '--quiet', root])).code === 0) return null;
    return { ...parseIndex(splitNul(output.stdout)), problems: await unopened(root, call, output.stderr) };
  } catch {
    // No git, or it was stopped: the walk sees at least as much.
    return null;
  }
}

/** `? path` for others, `<tag> <mode> <id> <stage> TAB path` for the index. */
function parseIndex(records: readonly string[]): { paths: Set<string>; submodules: Set<string> } {
  const paths = new Set<string>();
  const submodules = new Set<string>();
  for (const record of records) {
    const other = record.startsWith('? ');
    const path = other ? record.slice(2) : record.slice(record.indexOf('\t') + 1);
    // A repository inside this one that is not a submodule is listed as "folder/".
    const name = path.endsWith('/') ? path.slice(0, -1) : path;
    paths.add(name);
    if (name !== path || (!other && record.slice(2).startsWith('160000 '))) submodules.add(name);
  }
  return { paths, submodules };
}

/**
 * git only warns about folders that it may not open, in words alone; for us that is content that was not seen. That it said anything is enough
 * to try each folder here. What git ignores nobody wanted to see.
 */
async function unopened(root: string, call: GitCall, said: string): Promise<readonly Problem[]> {
  if (said === '') return [];
  const closed = (await walk(root, GIT_ONLY)).problems.filter(({ code }) => code === 'unreadable');
  if (closed.length === 0) return [];
  const asked = closed.map(({ path }) => `${path}\0`).join('');
  const ignored = new Set(splitNul((await runGit(call, ['check-ignore', '-z', '--stdin'], asked)).stdout));
  return closed.filter(({ path }) => !ignored.has(path));
}

async function walk(root: string, skipped: ReadonlySet<string> = SKIPPED): Promise<Found> {
  const paths: string[] = [];
  const problems: Problem[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    let children: Dirent<Buffer>[];
    try {
      children = await readdir(folder === '' ? root : diskPath(root, folder), { withFileTypes: true, encoding: 'buffer' });
    } catch (error) {
      problems.push(problem(`a folder that cannot be opened (${reason(error)})`, folder));
      continue;
    }
    for (const child of children) {
      const name = decodePath(child.name);
      const path = folder === '' ? name : `${folder}/${name}`;
      const limit = pathLimit(path);
      if (limit !== null) problems.push({ ...problem(`${limit}: nothing was read there`, path, 'limit'), mayNameModel: true });
      else if (!child.isDirectory()) paths.push(path);
      else if (!skipped.has(name)) folders.push(path);
    }
  }
  return { paths, problems, submodules: new Set() };
}

async function entryOf(
  root: string,
  path: string,
  submodules: ReadonlySet<string>,
  realParents: Map<string, Promise<boolean>>,
): Promise<TreeEntry | Problem | null> {
  const limit = pathLimit(path);
  if (limit !== null) return { ...problem(`${limit}: nothing was read there`, path, 'limit'), mayNameModel: true };
  if (!staysInside(path)) return problem('a part of this path leaves the folder', path, 'ambiguous-path');
  let info: BigIntStats;
  try {
    // Tracked below a folder that is a link now: git calls it deleted, and the link is listed itself.
    if (!(await realParent(root, path, realParents))) return null;
    // At once, not through the thread pool: ten times faster for the many small answers of a listing.
    info = lstatSync(diskPath(root, path), { bigint: true });
  } catch (error) {
    const code = reason(error);
    // Deleted but still in the index: not part of this moment.
    return code === 'ENOENT' || code === 'ENOTDIR' ? null : problem(`it cannot be looked at (${code})`, path);
  }
  // Not the blob id of the Tree contract, for which every file would have to be read before any is wanted. It serves the same
  // purpose (T17): contents cannot change by ordinary means without changing one of these.
  const id = `stat:${info.size}:${info.mtimeNs}:${info.ctimeNs}:${info.dev}:${info.ino}`;
  if (info.isSymbolicLink()) return { path, kind: 'symlink', id, size: Number(info.size) };
  // A folder where the index has a file: its files are listed themselves.
  if (info.isDirectory()) return submodules.has(path) ? { path, kind: 'submodule', id, size: null } : null;
  if (!info.isFile()) return problem('a special file (pipe, socket or device): it was not opened', path);
  return { path, kind: (info.mode & 0o111n) === 0n ? 'file' : 'executable', id, size: Number(info.size) };
}

function realParent(root: string, path: string, known: Map<string, Promise<boolean>>): Promise<boolean> {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  let answer = known.get(folder);
  if (answer === undefined) {
    answer = parentIsReal(root, path);
    known.set(folder, answer);
  }
  return answer;
}

function problem(message: string, path: string, code: Problem['code'] = 'unreadable'): Problem {
  return { code, message, path, line: 1, column: 1, blob: null };
}
