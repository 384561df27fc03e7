/** An edit as a reader sees it. */
import type { Hunk } from '../../pin/hunks.ts';

/** The two lines without their common indentation, tabs as four spaces: for reading, not for applying. */
export function dedented(hunk: Hunk): { readonly before: string | null; readonly after: string } {
  const widen = (text: string): string => text.replaceAll('\t', '    ');
  const after = widen(hunk.after);
  if (hunk.before === null) return { before: null, after: after.trimStart() };
  const before = widen(hunk.before);
  const indent = Math.min(before.length - before.trimStart().length, after.length - after.trimStart().length);
  return { before: before.slice(indent), after: after.slice(indent) };
}
