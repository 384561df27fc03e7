/** Names from a lock, checked again before one of them touches the disk (T15): a lock may come from a pull request. Pure. */
import type { TreeEntry } from '../../model/index.ts';
import { pathProblems } from '../../discover/path-problems.ts';

export const PARTIAL_FOLDER = '.weighbridge-partial';

/** Names that mean a device on Windows, whatever extension follows ("Naming Files, Paths, and Namespaces", Microsoft Learn). */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00B9\u00B2\u00B3])$/;
/** NAME_MAX of the usual file systems, and PATH_MAX of the strictest (macOS), both in bytes. */
const MAX_PART = 255;
const MAX_PATH = 1000;

export interface NameProblem {
  readonly path: string;
  readonly message: string;
}

/** Everything that is wrong with these paths, each below the folder that is filled; two that are one path on some systems as well. */
export function nameProblems(paths: readonly string[]): NameProblem[] {
  const single = paths.flatMap((path) => {
    const message = nameProblem(path);
    return message === null ? [] : [{ path, message }];
  });
  const bad = new Set(single.map(({ path }) => path));
  const entries = paths.filter((path) => !bad.has(path)).map((path): TreeEntry => ({ path, kind: 'file', id: '', size: 0 }));
  return [...single, ...pathProblems(entries).map(({ path, message }) => ({ path, message }))];
}

function nameProblem(path: string): string | null {
  if (path === '') return 'an empty name';
  if (!path.isWellFormed()) return 'half a surrogate pair, which no file system can hold';
  if (/[\0-\x1F\x7F-\x9F]/.test(path)) return 'a NUL or another control character in a name';
  if (path.includes('\\')) return 'a backslash, which separates folders on Windows';
  if (path.includes(':')) return 'a colon, which names a drive or a stream on Windows';
  if (Buffer.byteLength(path) > MAX_PATH) return `longer than ${MAX_PATH} bytes`;
  if (path.split('/')[0]?.normalize('NFKC').toLowerCase() === PARTIAL_FOLDER) return 'the folder of unfinished files';
  for (const part of path.split('/')) {
    const problem = partProblem(part);
    if (problem !== null) return problem;
  }
  return null;
}

function partProblem(part: string): string | null {
  if (part === '' || part === '.' || part === '..') return 'a part of this path leaves the folder';
  if (Buffer.byteLength(part) > MAX_PART) return `a part longer than ${MAX_PART} bytes`;
  // Windows drops them: "weights.bin." would be written over "weights.bin".
  if (part.endsWith('.') || part.endsWith(' ')) return 'a dot or space at the end of a part, which Windows drops';
  const stem = (part.split('.')[0] ?? '').trimEnd().toLowerCase();
  return DEVICE.test(stem) ? 'a name that is a device on Windows' : null;
}
