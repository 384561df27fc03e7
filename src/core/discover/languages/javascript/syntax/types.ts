/** Types of TypeScript: they are passed over. Linear: where types were tried, it is known how that ended. */
import type { TokenCursor } from './cursor.ts';
import { ScriptToken } from './tokens.ts';

const PREFIX = new Set(['keyof', 'readonly', 'infer', 'unique', 'asserts', 'abstract', 'new', 'typeof']);

/** Whether types stand here; the cursor is behind them then. */
export function skipType(cursor: TokenCursor): boolean {
  if (cursor.isDeep) return false;
  cursor.enter();
  const found = typeAt(cursor);
  cursor.leave();
  return found;
}

function typeAt(cursor: TokenCursor): boolean {
  for (;;) {
    if (!cursor.takeSign('|')) cursor.takeSign('&');
    if (!operand(cursor)) return false;
    // `A extends B ? C : D`
    if (cursor.isWord('extends') && !cursor.isFresh) {
      cursor.at += 1;
      if (!skipType(cursor)) return false;
      if (cursor.takeSign('?')) {
        if (!skipType(cursor) || !cursor.takeSign(':') || !skipType(cursor)) return false;
      }
    }
    if (cursor.isWord('is') && !cursor.isFresh) {
      cursor.at += 1;
      continue;
    }
    if (cursor.isSign('|') || cursor.isSign('&')) continue;
    return true;
  }
}

function operand(cursor: TokenCursor): boolean {
  while (cursor.isWord() && PREFIX.has(cursor.text) && startsType(cursor, cursor.at + 1)) cursor.at += 1;
  switch (cursor.kind) {
    case ScriptToken.string:
    case ScriptToken.number:
      cursor.at += 1;
      return suffixes(cursor);
    case ScriptToken.templateOpen:
      cursor.skipGroup();
      return suffixes(cursor);
    case ScriptToken.word:
      return named(cursor) && suffixes(cursor);
    default:
  }
  if (cursor.isSign('-')) {
    cursor.at += 1;
    return operand(cursor);
  }
  if (cursor.isSign('<')) {
    if (!skipAngles(cursor)) return false;
    return operand(cursor);
  }
  if (cursor.isSign('{') || cursor.isSign('[')) {
    cursor.skipGroup();
    return suffixes(cursor);
  }
  if (cursor.isSign('(')) {
    cursor.skipGroup();
    return cursor.takeSign('=>') ? skipType(cursor) : suffixes(cursor);
  }
  return false;
}

function startsType(cursor: TokenCursor, index: number): boolean {
  const kind = cursor.tokens.kinds[index];
  if (kind === ScriptToken.word) return cursor.tokens.fresh[index] === 0;
  return (
    kind === ScriptToken.string ||
    kind === ScriptToken.templateOpen ||
    cursor.isSign('{', index) ||
    cursor.isSign('[', index) ||
    cursor.isSign('(', index) ||
    cursor.isSign('<', index)
  );
}

/** `a.b.C<D>`, `import("x").Y`, `typeof x[number]` */
function named(cursor: TokenCursor): boolean {
  cursor.at += 1;
  if (cursor.isSign('(') && cursor.isWord('import', cursor.at - 1)) cursor.skipGroup();
  for (;;) {
    if (cursor.isSign('.') && cursor.isWord(undefined, cursor.at + 1)) cursor.at += 2;
    else if (cursor.isSign('<') && !cursor.isFresh) {
      if (!skipAngles(cursor)) return false;
    } else return true;
  }
}

function suffixes(cursor: TokenCursor): boolean {
  while (cursor.isSign('[') && !cursor.isFresh) cursor.skipGroup();
  return true;
}

/** `<A, B extends C = D>`; false: the cursor stays. */
export function skipAngles(cursor: TokenCursor): boolean {
  const from = cursor.at;
  const known = cursor.angles.get(from);
  if (known !== undefined) {
    if (known < 0) return false;
    cursor.at = known;
    return true;
  }
  const strange = cursor.strange.length;
  const isIn = !cursor.isDeep && cursor.enter();
  const found = isIn && anglesAt(cursor);
  if (isIn) cursor.leave();
  cursor.strange.length = Math.min(cursor.strange.length, strange);
  cursor.angles.set(from, found ? cursor.at : -1);
  if (!found) cursor.at = from;
  return found;
}

function anglesAt(cursor: TokenCursor): boolean {
  cursor.at += 1;
  for (;;) {
    if (cursor.takeSign('>')) return true;
    if (cursor.isWord('const') || cursor.isWord('in') || cursor.isWord('out')) cursor.at += cursor.isWord(undefined, cursor.at + 1) ? 1 : 0;
    if (!skipType(cursor)) return false;
    if (cursor.takeSign('=') && !skipType(cursor)) return false;
    if (cursor.takeSign(',')) continue;
    return cursor.takeSign('>');
  }
}

/** `: T` behind a name or a list of parameters. */
export function skipAnnotation(cursor: TokenCursor): void {
  if (!cursor.isSign(':')) return;
  cursor.at += 1;
  if (!skipType(cursor)) cursor.surprise();
}
