/** Classes: their fields and methods. */
import type { TokenCursor } from './cursor.ts';
import { functionRest } from './functions.ts';
import { leave, skipDecorators, withIn } from './groups.ts';
import type { ClassMember, ClassNode } from './node.ts';
import { keyAt } from './patterns.ts';
import { hasKey } from './tables.ts';
import { skipAngles, skipAnnotation, skipType } from './types.ts';

/** `class Name extends Base {…}`, also without a name. */
export function anonymousClass(cursor: TokenCursor): ClassNode {
  const { start } = cursor;
  cursor.at += 1;
  let name = '';
  if (cursor.isWord() && !cursor.isWord('extends') && !cursor.isWord('implements')) {
    name = cursor.text;
    cursor.at += 1;
  }
  if (cursor.isSign('<')) skipAngles(cursor);
  let base: ClassNode['base'] = null;
  if (cursor.takeWord('extends')) {
    base = cursor.rules.operand(cursor);
    if (cursor.isSign('<')) skipAngles(cursor);
  }
  if (cursor.takeWord('implements')) {
    do if (!skipType(cursor)) break;
    while (cursor.takeSign(','));
  }
  if (!cursor.isSign('{')) {
    cursor.surprise();
    return { type: 'class', name, base, members: [], start, end: cursor.lastEnd };
  }
  const close = cursor.match;
  cursor.at += 1;
  const members = withIn(cursor, () => membersUntil(cursor, close));
  leave(cursor, close);
  return { type: 'class', name, base, members, start, end: cursor.lastEnd };
}

function membersUntil(cursor: TokenCursor, close: number): ClassMember[] {
  const members: ClassMember[] = [];
  while (cursor.at < close) {
    if (cursor.takeSign(';') || cursor.takeSign(',')) continue;
    const before = cursor.at;
    const member = memberAt(cursor);
    if (member !== null) members.push(member);
    if (cursor.at === before) cursor.surprise();
  }
  return members;
}

const MODIFIERS = new Set([
  'public',
  'private',
  'protected',
  'readonly',
  'abstract',
  'override',
  'declare',
  'static',
  'async',
  'accessor',
  'get',
  'set',
]);

function memberAt(cursor: TokenCursor): ClassMember | null {
  skipDecorators(cursor);
  const { start } = cursor;
  const words = new Set<string>();
  while (
    cursor.isWord() &&
    MODIFIERS.has(cursor.text) &&
    hasKey(cursor, cursor.at + 1) &&
    !(cursor.isSign('{', cursor.at + 1) && !cursor.isWord('static'))
  ) {
    words.add(cursor.text);
    cursor.at += 1;
  }
  const isStatic = words.has('static');
  if (cursor.isSign('{')) {
    const close = cursor.match;
    cursor.at += 1;
    const body = cursor.rules.statements(cursor, close);
    leave(cursor, close);
    const value = { type: 'function', name: '', parameters: [], body, generates: false, start, end: cursor.lastEnd } as const;
    return { kind: 'block', isStatic, name: '', value, start, end: cursor.lastEnd };
  }
  const generates = cursor.takeSign('*');
  const key = keyAt(cursor);
  // `[key: string]: T` says types alone.
  const name = key.type === 'text' ? key.value : '';
  if (!cursor.takeSign('?')) cursor.takeSign('!');
  if (cursor.isSign('(') || cursor.isSign('<')) {
    const value = functionRest(cursor, start, name, generates);
    const kind = words.has('get') ? 'getter' : name === 'constructor' ? 'constructor' : 'method';
    // What only says its types.
    if (Array.isArray(value.body) && value.body.length === 0 && cursor.tokens.text.charCodeAt(cursor.lastEnd - 1) !== 125) return null;
    return { kind, isStatic, name, value, start, end: cursor.lastEnd };
  }
  skipAnnotation(cursor);
  const value = cursor.takeSign('=') ? cursor.rules.expression(cursor) : null;
  if (!cursor.isSign(';') && !cursor.isSign('}') && !cursor.isFresh && !cursor.isEnd) cursor.surprise();
  return { kind: 'field', isStatic, name, value, start, end: cursor.lastEnd };
}
