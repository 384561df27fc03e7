/** `{ a, b: 1, [c]: 2, ...d, e() {} }` */
import type { Cursor } from './cursor.ts';
import { expressionAt, withIn } from './expressions.ts';
import { leave } from './postfix.ts';
import { methodAt } from './functions.ts';
import type { Node, TableEntry } from './node.ts';
import { keyAt } from './patterns.ts';

export function tableAt(cursor: Cursor): Node {
  const { start } = cursor;
  const close = cursor.match;
  cursor.at += 1;
  const outer = cursor.inChoice;
  cursor.inChoice = false;
  const entries = withIn(cursor, () => entriesUntil(cursor, close));
  cursor.inChoice = outer;
  leave(cursor, close);
  return { type: 'table', entries, start, end: cursor.lastEnd };
}

function entriesUntil(cursor: Cursor, close: number): TableEntry[] {
  const entries: TableEntry[] = [];
  while (cursor.at < close) {
    if (cursor.takeSign(',')) continue;
    const before = cursor.at;
    entries.push(entryAt(cursor));
    if (cursor.at < close && !cursor.isSign(',')) cursor.surprise();
    if (cursor.at === before) cursor.at += 1;
  }
  return entries;
}

function entryAt(cursor: Cursor): TableEntry {
  if (cursor.takeSign('...')) return { key: null, value: expressionAt(cursor) };
  const { start } = cursor;
  const isGetter = cursor.isWord('get') && hasKey(cursor, cursor.at + 1);
  while ((cursor.isWord('get') || cursor.isWord('set') || cursor.isWord('async')) && hasKey(cursor, cursor.at + 1)) cursor.at += 1;
  cursor.takeSign('*');
  const key = keyAt(cursor);
  if (cursor.isSign('(') || cursor.isSign('<'))
    return { key, value: methodAt(cursor, start, key.type === 'text' ? key.value : ''), ...(isGetter ? { isGetter } : {}) };
  if (cursor.takeSign(':')) return { key, value: expressionAt(cursor) };
  const value: Node = key.type === 'text' ? { type: 'name', name: key.value, start: key.start, end: key.end } : key;
  // `{ a = 1 }` stands in patterns alone.
  if (cursor.takeSign('='))
    return {
      key,
      value: { type: 'assign', sign: '=', target: { kind: 'name', name: key.type === 'text' ? key.value : '', at: key }, value: expressionAt(cursor), start, end: cursor.lastEnd },
    };
  return { key, value };
}

/** `get` before a name, and not `get: 1`, `get()` or `get,`. */
export function hasKey(cursor: Cursor, next: number): boolean {
  return !['(', ':', ',', '}', '=', ';', '?', '!', '<', ')'].some((sign) => cursor.isSign(sign, next));
}
