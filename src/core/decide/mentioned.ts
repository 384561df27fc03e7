/** Paths that a decision may ask about: those of all places in what was gathered. */

/** Of any plain value: paths of the objects in it that are places. Each object is looked at once. */
export function pathsMentioned(...values: readonly unknown[]): string[] {
  const found = new Set<string>();
  const seen = new Set<object>();
  // A list instead of recursion: what a tree nests may be deep.
  const open: unknown[] = [...values];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if ('path' in value && 'line' in value && typeof value.path === 'string') found.add(value.path);
    for (const inner of Object.values(value)) if (typeof inner === 'object') open.push(inner);
  }
  return [...found].sort();
}
