/** What of Python's lines is mere words: comments, and strings that are statements of their own, as docstrings are; brackets in strings. */
import { silentParts } from './code-only.ts';

/** Whoever asks for docstrings may do anything with them; under another encoding, and where a lone CR ends a line, a comment may be code. */
const UNCERTAIN = /__doc__|\b(?:getdoc|docopt|doctest)\b|\r(?!\n)/;
const ENCODED = /^(?:[^\n]*\n)?[ \t\f]*#[^\n]*coding[:=](?![ \t]*utf-?8)/i;

/** 1-based. Empty where that is not certain: then every line counts (T35). */
export function idleLines(text: string): ReadonlySet<number> {
  const idle = new Set<number>();
  const parts = UNCERTAIN.test(text) || ENCODED.test(text) ? null : silentParts(text);
  if (parts === null) return idle;
  let [depth, line, end] = [0, 1, 0];
  // What its line holds before the part.
  let before = '';
  for (const { kind, ...part } of parts) {
    const code = text.slice(end, part.start);
    depth += count(code, /[([{]/g) - count(code, /[)\]}]/g);
    line += count(code, /\n/g);
    before = code.includes('\n') ? code.slice(code.lastIndexOf('\n') + 1) : before === '' ? code : 'code';
    const lines = count(text.slice(part.start, part.end), /\n/g);
    const isStatement =
      kind === 'string' &&
      depth === 0 &&
      /^\s*[rRuU]?$/.test(before) &&
      !goesOn(text, part.start - before.length) &&
      isLast(text, part.end);
    if (isStatement || (kind === 'comment' && before.trim() === '')) for (let one = line; one <= line + lines; one++) idle.add(one);
    line += lines;
    end = part.end;
    before = 'code';
  }
  return idle;
}

/** What comments say binds nothing. Where that is not certain, all of it counts. */
export function withoutComments(text: string): string {
  const comments = (silentParts(text) ?? []).filter(({ kind }) => kind === 'comment');
  const ends = [0, ...comments.map(({ end }) => end)];
  return ends.map((from, index) => text.slice(from, comments[index]?.start)).join('');
}

/**
 * The same text, of the same lines and lengths, in which comments have no brackets, and strings close none that they did not open. What a string
 * opens counts: it may be code. Spot nothing is certain none is closed (T35).
 */
export function withoutQuietBrackets(text: string): string {
  const parts = silentParts(text);
  if (parts === null) return text.replaceAll(')', ' ');
  const pieces: string[] = [];
  let from = 0;
  for (const { kind, start, end } of parts) {
    const words = text.slice(start, end);
    const quiet = kind === 'comment' ? words.replace(/[()]/g, ' ') : isBalanced(words) ? words : words.replaceAll(')', ' ');
    pieces.push(text.slice(from, start), quiet);
    from = end;
  }
  return pieces.join('') + text.slice(from);
}

function isBalanced(words: string): boolean {
  let depth = 0;
  for (const [bracket] of words.matchAll(/[()]/g)) {
    depth += bracket === '(' ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Whether the line before this one ends with a backslash. */
function goesOn(text: string, lineStart: number): boolean {
  return /\\\r?\n$/.test(text.slice(Math.max(0, lineStart - 3), lineStart));
}

function isLast(text: string, end: number): boolean {
  const next = text.indexOf('\n', end);
  return text.slice(end, next < 0 ? text.length : next).trim() === '';
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}
