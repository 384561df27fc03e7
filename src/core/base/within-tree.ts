/** Paths that the tree states: where they lead in it, if they do. */

/** Without "." and ".."; null: it leads out of the tree. */
export function withinTree(path: string): string | null {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}
