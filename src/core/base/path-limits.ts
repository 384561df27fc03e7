/** How long and how deep a path may be, so that what is kept of each (folders, look-ups of modules and attributes) stays small (T39). */

/** Characters: the longest path that macOS opens. */
const MAX_LENGTH = 1024;
const MAX_FOLDERS = 100;

/** Null: within the limits; else what is exceeded, with the limit. Linear. */
export function pathLimit(path: string): string | null {
  if (path.length > MAX_LENGTH) return `a path longer than our limit of ${MAX_LENGTH} characters`;
  let folders = 0;
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) folders += 1;
  return folders > MAX_FOLDERS ? `a path deeper than our limit of ${MAX_FOLDERS} folders` : null;
}
