/** What stands behind the key of a line: a text, or a collection in braces. */
import { quoteEnd, withoutQuotes } from './keys.ts';
import type { LineBlock } from './read-blocks.ts';

/** "{a: {b: [c]}}" is the deepest that tools write. */
const MAX_DEPTH = 8;

/** A text without its quotes; null: nothing, a collection, or what is not read (an alias, a tag). */
export function blockText(block: LineBlock | undefined): string | null {
  const value = block?.value ?? '';
  const first = value[0] ?? '';
  if (first === '"' || first === "'") {
    const end = quoteEnd(value);
    return end > 0 && isOver(value.slice(end + 1)) ? withoutQuotes(value.slice(0, end + 1)) : null;
  }
  if (first === '' || '{[&*!'.includes(first)) return null;
  const comment = value.indexOf(' #');
  return comment < 0 ? value : value.slice(0, comment).trimEnd();
}

/** What it holds, as blocks: its deeper lines, or the collection behind its key. Null: behind the key stands what is no collection. */
export function innerOf(block: LineBlock | undefined): readonly LineBlock[] | null {
  if (block === undefined) return [];
  if (block.inner.length > 0 || block.value === '') return block.inner;
  return flowOf(block.value, block.line);
}

/** The last of that key inside; undefined: none. */
export function inBlock(block: LineBlock | undefined, key: string): LineBlock | undefined {
  return innerOf(block)?.findLast((one) => one.key === key);
}

/** "[a, b]" or lines of items, as texts; anything else: none. */
export function blockTexts(block: LineBlock | undefined): readonly string[] {
  return (innerOf(block) ?? []).flatMap((one) => (one.key === '-' ? (blockText(one) ?? []) : []));
}

function isOver(rest: string): boolean {
  return rest === '' || /^\s+(?:#|$)/.test(rest);
}

function flowOf(text: string, line: number): readonly LineBlock[] | null {
  const cursor = { at: 0 };
  const found = collection(text, cursor, line, 0);
  return found !== null && isOver(text.slice(cursor.at)) ? found : null;
}

interface Cursor {
  at: number;
}

/** Null: not a whole one. */
function collection(text: string, cursor: Cursor, line: number, depth: number): LineBlock[] | null {
  const close = text[cursor.at] === '{' ? '}' : text[cursor.at] === '[' ? ']' : null;
  if (close === null || depth >= MAX_DEPTH) return null;
  cursor.at++;
  const found: LineBlock[] = [];
  for (;;) {
    skipSpaces(text, cursor);
    if (text[cursor.at] === close) {
      cursor.at++;
      return found;
    }
    const key = close === '}' ? scalar(text, cursor, true) : '-';
    if (key === null) return null;
    if (close === '}') {
      if (text[cursor.at] !== ':') return null;
      cursor.at++;
      skipSpaces(text, cursor);
    }
    const opens = text[cursor.at] === '{' || text[cursor.at] === '[';
    const inner = opens ? collection(text, cursor, line, depth + 1) : [];
    const start = cursor.at;
    if (inner === null || (!opens && scalar(text, cursor, false) === null)) return null;
    found.push({ key, value: opens ? '' : text.slice(start, cursor.at).trim(), line, inner });
    skipSpaces(text, cursor);
    if (text[cursor.at] === ',') cursor.at++;
    else if (text[cursor.at] !== close) return null;
  }
}

/** Null: no scalar. The cursor then stands behind it. A key ends at its colon. */
function scalar(text: string, cursor: Cursor, isKey: boolean): string | null {
  const start = cursor.at;
  const first = text[start] ?? '';
  if (first === '"' || first === "'") {
    const end = quoteEnd(text.slice(start));
    if (end < 0) return null;
    cursor.at = start + end + 1;
    return withoutQuotes(text.slice(start, cursor.at));
  }
  while (cursor.at < text.length && !',[]{}'.includes(text[cursor.at] ?? '') && !(isKey && text[cursor.at] === ':')) cursor.at++;
  const said = text.slice(start, cursor.at).trim();
  return said === '' || '&*!'.includes(first) ? null : said;
}

function skipSpaces(text: string, cursor: Cursor): void {
  while (text[cursor.at] === ' ') cursor.at++;
}
