/** What stands behind an operand: members, calls, keys. */
import type { TokenCursor } from './cursor.ts';
import { endsHere, itemsUntil, leave, nothingAt, withIn } from './groups.ts';
import type { ListItem, ScriptNode } from './node.ts';
import { primaryAt, templateAt } from './primary.ts';
import { ScriptToken } from './tokens.ts';
import { skipAngles } from './types.ts';

/** `isNew`: the callee of `new`, which ends before its own arguments. */
export function postfixAt(cursor: TokenCursor, isNew = false): ScriptNode {
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
      const key = cursor.isSign(']') ? nothingAt(cursor) : withIn(cursor, () => cursor.rules.sequence(cursor));
      leave(cursor, close);
      node = { type: 'item', of: node, key, start, end: cursor.lastEnd };
    } else if (cursor.isSign('(') && !isNew) node = callAt(cursor, node, start, false);
    else if (cursor.kind === ScriptToken.templateOpen)
      node = { type: 'other', parts: [node, templateAt(cursor)], start, end: cursor.lastEnd };
    else if (cursor.isSign('!') && !cursor.isFresh) {
      cursor.at += 1;
      node = { type: 'same', of: node, start, end: cursor.lastEnd };
    } else if (cursor.isSign('<') && isCallWithTypes(cursor)) skipAngles(cursor);
    else return node;
  }
}

/** `f<T>(x)`: types, and a call or template behind them. */
function isCallWithTypes(cursor: TokenCursor): boolean {
  const from = cursor.at;
  const isTyped = skipAngles(cursor) && (cursor.isSign('(') || cursor.kind === ScriptToken.templateOpen || endsHere(cursor));
  cursor.at = from;
  return isTyped;
}

function newAt(cursor: TokenCursor): ScriptNode {
  const { start } = cursor;
  cursor.at += 1;
  const isIn = cursor.enter();
  const callee = isIn ? postfixAt(cursor, true) : nothingAt(cursor);
  if (isIn) cursor.leave();
  if (cursor.isSign('<')) skipAngles(cursor);
  if (cursor.isSign('(')) return callAt(cursor, callee, start, true);
  return { type: 'call', callee, given: [], isNew: true, close: -1, start, end: cursor.lastEnd };
}

function callAt(cursor: TokenCursor, callee: ScriptNode, start: number, isNew: boolean): ScriptNode {
  const { given, close } = givenAt(cursor);
  return { type: 'call', callee, given, isNew, close, start, end: cursor.lastEnd };
}

/** The elements between brackets. */
export function givenAt(cursor: TokenCursor): { readonly given: readonly ListItem[]; readonly close: number } {
  const close = cursor.match;
  cursor.at += 1;
  const given = withIn(cursor, () => itemsUntil(cursor, close));
  leave(cursor, close);
  return { given, close: cursor.tokens.starts[close] ?? -1 };
}
