/** Edits of single lines → the new text of a file. Everything else stays as it is, byte for byte. Pure. */
import type { Hunk } from '../report/view/edits.ts';

export interface Applied {
  readonly text: string;
  readonly done: readonly Hunk[];
  /** The line is not what the edit was made for: longer than what is kept of it, or changed since. */
  readonly refused: readonly Hunk[];
}

/** Line ends (LF or CRLF) and a byte order mark stay. `hunks` are of this file, at most one for each line. */
export function applyHunks(text: string, hunks: readonly Hunk[]): Applied {
  const lines = text.split('\n');
  const done: Hunk[] = [];
  const refused: Hunk[] = [];
  for (const hunk of hunks) {
    const line = lines[hunk.line - 1] ?? '';
    const mark = hunk.line === 1 && line.startsWith('\uFEFF') ? '\uFEFF' : '';
    const end = line.endsWith('\r') ? '\r' : '';
    const content = line.slice(mark.length, line.length - end.length);
    if (hunk.before === null || hunk.before !== content) {
      refused.push(hunk);
      continue;
    }
    lines[hunk.line - 1] = `${mark}${hunk.after}${end}`;
    done.push(hunk);
  }
  return { text: lines.join('\n'), done, refused };
}
