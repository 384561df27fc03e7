/** The edits of one file → its new text. All of them, or none: a file that is not what was read is not touched. */
import { redact } from '../base/redact.ts';
import { isFullCommit } from '../ref/parse.ts';
import { linesOf } from '../base/lines.ts';
import { editedLine } from './edit-line.ts';
import { type PinEdit, type PinFile, type Refused, refusedEdit } from './types.ts';

export type Applied =
  /** `changed`: how many edits were not there yet; 0 = the text is the one that was given. */
  | { readonly state: 'applied'; readonly text: string; readonly changed: number }
  | { readonly state: 'refused'; readonly refused: readonly Refused[] };

/** The text of a file for editing: written back as UTF-8, it gives the same bytes, byte order mark included. null = it is no UTF-8. */
export function editableText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * `text`: from editableText; null is refused. Whether a line that is as it was read still belongs to the same call, is for confirmPins.
 * Nothing outside the sites changes, no line end, no mark. Applied twice, it changes nothing.
 */
export function applyPins(text: string | null, file: PinFile): Applied {
  const refuse = (code: 'not-utf8' | 'changed', reason: string, edits: readonly PinEdit[] = file.edits): Applied => ({
    state: 'refused',
    refused: edits.map((edit) => refusedEdit(edit, code, reason)),
  });
  if (text === null) return refuse('not-utf8', 'the file is not UTF-8 text');
  const { texts, starts } = linesOf(text);
  const byLine = Map.groupBy(file.edits, ({ site }) => site.line);
  const wanted = [...byLine].map(([line, edits]) => ({ line, edits, now: texts[line - 1] ?? null }));
  if (wanted.every(({ edits, now }) => now !== null && isDone(now, edits))) return { state: 'applied', text, changed: 0 };
  const other = wanted.filter(({ edits, now }) => now === null || !edits.every((edit) => fits(now, edit)));
  if (other.length > 0)
    return refuse(
      'changed',
      CHANGED,
      other.flatMap(({ edits }) => edits),
    );
  // From the end, so that the offsets before stay true.
  const after = wanted
    .sort((a, b) => b.line - a.line)
    .reduce((result, { line, edits, now }) => {
      const start = starts[line - 1] ?? 0;
      return result.slice(0, start) + editedLine(now ?? '', edits) + result.slice(start + (now ?? '').length);
    }, text);
  return { state: 'applied', text: after, changed: file.edits.length };
}

const CHANGED = 'the file is not what was read: run it again';

/** Whether the line is the one that the site was read from, and the site lies in it. Behind the site, secrets may have been replaced. */
function fits(line: string, { site, commit }: PinEdit): boolean {
  const { column, endColumn, source, template } = site;
  const end = endColumn - 1;
  const isPlace = column >= 1 && endColumn >= column && end <= line.length && [2, 3].includes(template.split('{commit}').length);
  const isLine = line === source || (redact(line) === source && line.slice(0, end) === source.slice(0, end));
  // What goes into code is a commit, and nothing that only came where one was expected (T22).
  return isPlace && isLine && isFullCommit(commit);
}

function isDone(line: string, edits: readonly PinEdit[]): boolean {
  const source = edits[0]?.site.source ?? '';
  if (!edits.every((edit) => edit.site.source === source && isFullCommit(edit.commit))) return false;
  const after = editedLine(source, edits);
  return line === after || (source.includes('***') && redact(line) === redact(after));
}
