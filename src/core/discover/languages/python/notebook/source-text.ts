/** Text of a JSON document that is code: every line knows where in the document each of its characters is written. */

interface Piece {
  /** Spot the piece begins in its line of code, 0-based. */
  readonly start: number;
  /** As written in the document, escapes included. */
  readonly raw: string;
  /** 1-based place of the first character of `raw`. */
  readonly line: number;
  readonly column: number;
}

export interface SourceLine {
  text: string;
  readonly pieces: Piece[];
}

/** One unit of text: `\uXXXX`, `\n` and the like, or a plain unit. */
const UNIT = /\\u[0-9a-fA-F]{4}|\\[\s\S]|[\s\S]/g;
/** The same, with plain text in one go. */
const RUN = /\\u[0-9a-fA-F]{4}|\\[\s\S]|[^\\]+|\\/g;

/**
 * Appends one JSON string to the lines of a cell. nbformat joins the strings of a list without adding anything, so a
 * string goes on where the one before stopped. `raw`: between the quotes; `line` and `column`: of its first character, 1-based.
 */
export function appendString(lines: SourceLine[], raw: string, line: number, column: number): void {
  let start = 0;
  let at = 0;
  let current = lines.at(-1);
  if (current === undefined) lines.push((current = { text: '', pieces: [] }));
  let text = '';
  const flush = (end: number): void => {
    if (current === undefined || end === start) return;
    current.pieces.push({ start: current.text.length, raw: raw.slice(start, end), line, column: column + start });
    current.text += text;
    text = '';
  };
  for (const [unit] of raw.matchAll(RUN)) {
    if (unit === '\\n') {
      flush(at);
      start = at + unit.length;
      lines.push((current = { text: '', pieces: [] }));
    } else text += unescaped(unit);
    at += unit.length;
  }
  flush(raw.length);
}

/** The place in the document of a 1-based column of this line. */
export function placeIn({ pieces }: SourceLine, column: number): { line: number; column: number } {
  const piece = pieces.findLast(({ start }) => start < column) ?? pieces[0];
  if (piece === undefined) return { line: 1, column: 1 };
  let left = column - 1 - piece.start;
  let offset = 0;
  for (const [unit] of piece.raw.matchAll(UNIT)) {
    if (left-- <= 0) break;
    offset += unit.length;
  }
  return { line: piece.line, column: piece.column + offset };
}

const SHORT: Readonly<Record<string, string>> = { t: '\t', r: '\r', b: '\b', f: '\f' };

function unescaped(unit: string): string {
  if (!unit.startsWith('\\')) return unit;
  if (unit.length === 6) return String.fromCharCode(Number.parseInt(unit.slice(2), 16));
  return SHORT[unit.slice(1)] ?? unit.slice(1);
}
