/** Which file names a lock may hold. `pull` writes them below a folder, on any system: each must mean one place, inside it (T15). */
import { foldPath } from '../base/fold-path.ts';
import { MAX_PATH } from './limits.ts';

/** What is wrong with this path, as the end of a sentence that begins with it; null = nothing. Linear. */
export function pathProblem(path: string): string | null {
  if (path === '') return 'is empty';
  if (path.length > MAX_PATH) return `is longer than ${MAX_PATH} characters`;
  if (!path.isWellFormed()) return 'is not Unicode text';
  if (/\p{Cc}/u.test(path)) return 'contains a control character';
  if (path.includes('\\')) return 'contains a backslash, which separates folders on Windows';
  if (path.startsWith('/')) return 'is absolute';
  if (/^[A-Za-z]:/.test(path)) return 'begins with a drive letter';
  // An object of a careless reader would take it for its own prototype.
  if (path === '__proto__') return 'is a name that JSON readers mistake';
  for (const part of path.split('/')) {
    if (part === '') return 'has an empty part';
    if (part === '.' || part === '..') return `has the part "${part}", which leaves the folder`;
    if (/[. ]$/.test(part)) return 'has a part that ends in a dot or a space, which Windows drops';
    if (/^(?:\.git|git~1)(?:$|:)/.test(foldPath(part))) return 'has a part that is taken for .git';
  }
  return null;
}

/**
 * Paths that cannot stand beside each other, the later one first: one place on systems that fold letters or compose accents, or a
 * file where the other needs a folder. For paths without a problem of their own. n log n.
 */
export function clashes(paths: readonly string[]): readonly (readonly [path: string, other: string])[] {
  // With the separator below all other characters, what lies in "a" follows "a" at once.
  const sorted = paths
    .map((path) => ({ path, key: foldPath(path).replaceAll('/', '\0') }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const found: [string, string][] = [];
  let before: { path: string; key: string } | null = null;
  for (const one of sorted) {
    if (before !== null && (one.key === before.key || one.key.startsWith(`${before.key}\0`))) found.push([one.path, before.path]);
    else before = one;
  }
  return found;
}
