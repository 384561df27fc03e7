/** `{ a, b: 1, [c]: 2, ...d, e() {} }` */
import type { TokenCursor } from './cursor.ts';
import { methodAt } from './functions.ts';
import { leave, withIn } from './groups.ts';
import type { EntryNode, ScriptNode } from './node.ts';
import { keyAt } from './patterns.ts';

export function tableAt(cursor: TokenCursor): ScriptNode {
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

function entriesUntil(cursor: TokenCursor, close: number): EntryNode[] {
  const entries: EntryNode[] = [];
  while (cursor.at < close) {
    if (cursor.takeSign(',')) continue;
    const before = cursor.at;
    entries.push(entryAt(cursor));
    if (cursor.at < close && !cursor.isSign(',')) cursor.surprise();
    if (cursor.at === before) cursor.at += 1;
  }
  return entries;
}

function entryAt(cursor: TokenCursor): EntryNode {
  if (cursor.takeSign('...')) return { key: null, value: cursor.rules.expression(cursor) };
  const { start } = cursor;
  const isGetter = cursor.isWord('get') && hasKey(cursor, cursor.at + 1);
  while ((cursor.isWord('get') || cursor.isWord('set') || cursor.isWord('async')) && hasKey(cursor, cursor.at + 1)) cursor.at += 1;
  cursor.takeSign('*');
  const key = keyAt(cursor);
  if (cursor.isSign('(') || cursor.isSign('<'))
    return { key, value: methodAt(cursor, start, key.type === 'text' ? key.value : ''), ...(isGetter ? { isGetter } : {}) };
  if (cursor.takeSign(':')) return { key, value: cursor.rules.expression(cursor) };
  const value: ScriptNode = key.type === 'text' ? { type: 'name', name: key.value, start: key.start, end: key.end } : key;
  // `{ a = 1 }` stands in patterns alone.
  if (cursor.takeSign('='))
    return {
      key,
      value: {
        type: 'assign',
        sign: '=',
        target: { kind: 'name', name: key.type === 'text' ? key.value : '', at: key },
        value: cursor.rules.expression(cursor),
        start,
        end: cursor.lastEnd,
      },
    };
  return { key, value };
}

/** `get` before a name, and not `get: 1`, `get()` or `get,`. */
export function hasKey(cursor: TokenCursor, next: number): boolean {
  return !['(', ':', ',', '}', '=', ';', '?', '!', '<', ')'].some((sign) => cursor.isSign(sign, next));
}
