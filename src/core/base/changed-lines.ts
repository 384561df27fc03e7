/** Lines of a file that a change wrote. Linear: equal starts and ends are set aside, the rest is compared as a bag of lines. */

/** 1-based numbers of the lines of `after` that `before` has not, or has less often. A moved line counts as written only outside of what moved. */
export function changedLines(before: string, after: string): ReadonlySet<number> {
  const [old, now] = [linesOf(before), linesOf(after)];
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start++;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
  const left = new Map<string, number>();
  for (const line of old.slice(start, old.length - end)) left.set(line, (left.get(line) ?? 0) + 1);
  const changed = new Set<number>();
  now.slice(start, now.length - end).forEach((line, index) => {
    const count = left.get(line) ?? 0;
    if (count === 0) changed.add(start + index + 1);
    else left.set(line, count - 1);
  });
  return changed;
}

/** A checkout may change line ends; the change did not write them. */
function linesOf(text: string): string[] {
  return text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}
