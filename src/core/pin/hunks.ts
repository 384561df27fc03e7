/** Edits as a reader sees them: the line as it is, and as it should be. */
import type { Edit } from '../model/index.ts';
import { compareText } from '../base/order.ts';
import { isFullCommit } from '../ref/parse.ts';
import { editedLine, writtenBy } from './edit-line.ts';

export interface Hunk {
  readonly path: string;
  readonly line: number;
  /** null where the line as written is not at hand: then `written` says what goes there. */
  readonly before: string | null;
  readonly after: string;
  /** What the edits put in, left to right: `, revision="4f0c…"`. */
  readonly written: string;
}

/** Edits of one line become one hunk. Sorted by path and line. */
export function hunksOf(edits: readonly Edit[]): Hunk[] {
  const lines = new Map<string, Edit[]>();
  for (const edit of edits) {
    // A hub's answer goes into code that somebody pastes: only a full commit ever does (T7, T22).
    if (!isFullCommit(edit.commit)) continue;
    const key = JSON.stringify([edit.path, edit.site.line]);
    lines.set(key, [...(lines.get(key) ?? []), edit]);
  }
  return [...lines.values()].flatMap(hunk).sort((a, b) => compareText(a.path, b.path) || a.line - b.line);
}

function hunk(edits: readonly Edit[]): Hunk[] {
  const [first] = edits;
  if (first === undefined) return [];
  const sorted = [...edits].sort((a, b) => a.site.column - b.site.column || a.site.endColumn - b.site.endColumn);
  const unique = sorted.filter((edit, index) => {
    const previous = sorted[index - 1];
    return previous === undefined || edit.site.column >= previous.site.endColumn + (edit.site.column === previous.site.column ? 1 : 0);
  });
  const { path } = first;
  const { line, source } = first.site;
  const written = unique.map(writtenBy).join(' ');
  const fits = unique.every(
    ({ site }) => site.source === source && site.column >= 1 && site.endColumn >= site.column && site.endColumn - 1 <= source.length,
  );
  if (!fits) return [{ path, line, before: null, after: written, written }];
  return [{ path, line, before: source, after: editedLine(source, unique), written }];
}
