/** What stands behind an operand: members, calls, keys. */
import type { Cursor } from './cursor.ts';
import { endsHere, expressionAt, nothingAt, sequenceAt, withIn } from './expressions.ts';
import type { ListItem, Node } from './node.ts';
import { primaryAt, templateAt } from './primary.ts';
import { Kind } from './tokens.ts';
import { skipAngles } from './types.ts';

/** `isNew`: the callee of `new`, which ends before its own arguments. */
export function postfixAt(cursor: Cursor, isNew = false): Node {
  let node = cursor.isWord('new') && !cursor.isSign('.', cursor.at + 1) ? newAt(cursor) : primaryAt(cursor);
  const { start } = node;
  for (;;) {
    if (cursor.isSign('.') || cursor.isSign('?.')) {
      const isOptional = cursor.isSign('?.');
      cursor.at += 1;
      if (cursor.isWord()) {
        node = { type: 'member', of: node, name: cursor.text, start, end: cursor.tokens.ends[cursor.at] as number };
        cursor.at += 1;
        continue;
      }
      if (isOptional && (cursor.isSign('(') || cursor.isSign('['))) continue;
      cursor.surprise();
      return node;
    }
    if (cursor.isSign('[')) {
      const close = cursor.match;
      cursor.at += 1;
      const key = cursor.isSign(']') ? nothingAt(cursor) : withIn(cursor, () => sequenceAt(cursor));
      leave(cursor, close);
      node = { type: 'item', of: node, key, start, end: cursor.lastEnd };
    } else if (cursor.isSign('(') && !isNew) node = callAt(cursor, node, start, false);
    else if (cursor.kind === Kind.templateOpen) node = { type: 'other', parts: [node, templateAt(cursor)], start, end: cursor.lastEnd };
    else if (cursor.isSign('!') && !cursor.isFresh && !cursor.isSign('=', cursor.at + 1)) {
      cursor.at += 1;
      node = { type: 'same', of: node, start, end: cursor.lastEnd };
    } else if (cursor.isSign('<') && isCallWithTypes(cursor)) skipAngles(cursor);
    else return node;
  }
}

/** `f<T>(x)`: types, and a call or template behind them. */
function isCallWithTypes(cursor: Cursor): boolean {
  const from = cursor.at;
  const isTyped = skipAngles(cursor) && (cursor.isSign('(') || cursor.kind === Kind.templateOpen || endsHere(cursor));
  cursor.at = from;
  return isTyped;
}

function newAt(cursor: Cursor): Node {
  const { start } = cursor;
  cursor.at += 1;
  const isIn = cursor.enter();
  const callee = isIn ? postfixAt(cursor, true) : nothingAt(cursor);
  if (isIn) cursor.leave();
  if (cursor.isSign('<')) skipAngles(cursor);
  if (cursor.isSign('(')) return callAt(cursor, callee, start, true);
  return { type: 'call', callee, given: [], isNew: true, close: -1, start, end: cursor.lastEnd };
}

function callAt(cursor: Cursor, callee: Node, start: number, isNew: boolean): Node {
  const { given, close } = givenAt(cursor);
  return { type: 'call', callee, given, isNew, close, start, end: cursor.lastEnd };
}

/** The elements between brackets. */
export function givenAt(cursor: Cursor): { readonly given: readonly ListItem[]; readonly close: number } {
  const close = cursor.match;
  cursor.at += 1;
  const given = withIn(cursor, () => itemsUntil(cursor, close));
  leave(cursor, close);
  return { given, close: cursor.tokens.starts[close] ?? -1 };
}

export function itemsUntil(cursor: Cursor, close: number): ListItem[] {
  const items: ListItem[] = [];
  const outer = cursor.inChoice;
  cursor.inChoice = false;
  while (cursor.at < close) {
    if (cursor.takeSign(',')) continue;
    const isSpread = cursor.takeSign('...');
    const before = cursor.at;
    items.push({ value: expressionAt(cursor), isSpread });
    if (cursor.at < close && !cursor.isSign(',')) cursor.surprise();
    if (cursor.at === before) cursor.at += 1;
  }
  cursor.inChoice = outer;
  return items;
}

/** Behind the bracket, wherever what is in it ended. */
export function leave(cursor: Cursor, close: number): void {
  if (cursor.at < close) cursor.strange.push(cursor.start);
  cursor.at = Math.min(close + 1, cursor.tokens.count);
}

