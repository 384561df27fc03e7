/** Problems that a listing alone shows (T15): paths that mean two things, or that leave the tree. Pure. */
import { mayNameModel } from './readers.ts';
import { scopeOf } from './scope.ts';
import { foldPath } from '../base/fold-path.ts';
import type { Problem, ProblemCode, TreeEntry } from '../model/index.ts';
import { pathLimit } from '../base/path-limits.ts';
import { foldedPaths, MAX_FOLDERS } from './folded-paths.ts';

/** NTFS also takes the short name, and ignores final dots, spaces and streams (git's path.c, is_ntfs_dotgit). */
const DOT_GIT = /^(?:\.git|git~1)[ .]*(?:$|:)/;
/** Files that git itself obeys; a look-alike would be obeyed on some systems only (git's path.c, is_ntfs_dot_generic). */
const DOT_FILE = /^(?:\.git(?:modules|attributes)|gitmod~[1-4]|gitatt~[1-4]|gi7eba~[1-9]|gi7d29~[1-9])[ .]*(?:$|:)/;

/** Submodules, look-alikes of .git, parts that leave the tree, paths beyond our limits, and pairs that are one path on systems that fold letters. */
export function pathProblems(entries: readonly TreeEntry[]): Problem[] {
  const problems: Problem[] = [];
  const folded = foldedPaths();
  const within = entries.filter((entry) => {
    const limit = pathLimit(entry.path);
    if (limit !== null) problems.push({ ...problem('limit', `${limit}: nothing was read there`, entry), ...kindOf(entry.path) });
    return limit === null;
  });
  const beyond = within.find(({ path }) => !folded.enter(path));
  if (beyond !== undefined)
    problems.push(problem('limit', `more than our limit of ${MAX_FOLDERS} folders: from here on paths were not compared`, beyond));
  for (const entry of within) {
    const bad = pathProblem(entry.path);
    if (bad !== null) problems.push(problem('ambiguous-path', bad, entry));
    if (entry.kind === 'submodule')
      problems.push(problem('submodule', 'a submodule: its content is in another repository and was not read', entry));
    // "A" a link and "a/hook" a file: on such systems the file is written through the link.
    const other = folded.add(entry.path);
    if (other !== null) problems.push(problem('ambiguous-path', `the same path as "${other}" on systems that fold letters`, entry));
  }
  return problems;
}

function kindOf(path: string): Pick<Problem, 'scope' | 'mayNameModel'> {
  return { scope: scopeOf(path), mayNameModel: mayNameModel(path) };
}

/** What all problems below have in common: most paths have nothing of it, and are done. */
const SUSPICIOUS = /[\\\x80-\uFFFF]|(?:^|\/)(?:\.|gi|\/|$)/i;

function pathProblem(path: string): string | null {
  if (!SUSPICIOUS.test(path)) return null;
  if (path.includes('\\')) return 'a backslash in a path separates folders on Windows';
  for (const part of path.split('/')) {
    if (part === '' || part === '.' || part === '..') return 'a part of this path leaves the tree';
    const name = foldPath(part);
    if (DOT_GIT.test(name)) return 'a part of this path is taken for .git on some systems';
    if (part !== '.gitmodules' && part !== '.gitattributes' && DOT_FILE.test(name))
      return 'taken for .gitmodules or .gitattributes on some systems';
  }
  return null;
}

function problem(code: ProblemCode, message: string, entry: TreeEntry): Problem {
  return { code, message, path: entry.path, line: 1, column: 1, blob: entry.id };
}
