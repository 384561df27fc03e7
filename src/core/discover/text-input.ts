/** What every detector of text files needs: strict decoding, problems with a place, positions. */
import type { At, ProblemCode, ProblemFact } from '../model/index.ts';

export type Decoded = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: ProblemFact };

export function problemFact(code: ProblemCode, message: string, at: At): ProblemFact {
  return { kind: 'problem', code, message, line: at.line, column: at.column };
}

/** The same of one entry of a list, of which those around it were read: `entry` is its name where it says one. */
export function entryProblem(code: ProblemCode, message: string, at: At, entry: string | null): ProblemFact {
  return { ...problemFact(code, message, at), entry: entry ?? '' };
}

/** Strict UTF-8 without byte order mark. Invalid bytes are a problem at their line: replaced characters could hide a name. */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, problem: problemFact('not-utf8', 'not UTF-8 text', { line: firstInvalidLine(bytes), column: 1 }) };
  }
}

/** The line of the first byte sequence that is not UTF-8: decode line by line, as "\n" never is part of a longer sequence. */
function firstInvalidLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const found = bytes.indexOf(10, start);
    const end = found === -1 ? bytes.length : found;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end + 1;
  }
  return Math.max(1, line - 1);
}

/** Line and column (1-based, UTF-16 units) of an offset. Linear in `offset`: for single look-ups only. */
export function positionAt(text: string, offset: number): At {
  const end = Math.min(Math.max(offset, 0), text.length);
  let line = 1;
  let lineStart = 0;
  for (let next = text.indexOf('\n'); next !== -1 && next < end; next = text.indexOf('\n', next + 1)) {
    line++;
    lineStart = next + 1;
  }
  return { line, column: end - lineStart + 1 };
}

/** Text for a parser: UTF-8 without an unresolved merge conflict, which says more than the parser's message would. */
export function decodeText(bytes: Uint8Array): Decoded {
  const decoded = decodeUtf8(bytes);
  const conflict = decoded.ok ? conflictLine(decoded.text) : null;
  if (conflict === null) return decoded;
  return { ok: false, problem: problemFact('syntax', 'an unresolved merge conflict', { line: conflict, column: 1 }) };
}

/** The line of an unresolved git conflict marker, or null. */
function conflictLine(text: string): number | null {
  const found = /^(?:<{7}|>{7})(?: |\r?$)/m.exec(text);
  return found === null ? null : positionAt(text, found.index).line;
}

/** For detectors that need no grammar. */
export function noGrammar(): null {
  return null;
}
