/** Expressions, by precedence. What is not known is passed over, and said (T35). */
import type { TokenCursor } from './cursor.ts';
import { arrowAt } from './functions.ts';
import { endsHere, nothingAt, withIn } from './groups.ts';
import type { ScriptNode } from './node.ts';
import { patternOf } from './patterns.ts';
import { postfixAt } from './postfix.ts';
import { ScriptToken } from './tokens.ts';
import { skipAngles, skipType } from './types.ts';

const ASSIGNS = new Set(['=', '+=', '-=', '*=', '/=', '%=', '**=', '&&=', '||=', '??=', '&=', '|=', '^=', '<<=']);

/** One expression, up to a comma. */
export function expressionAt(cursor: TokenCursor): ScriptNode {
  if (!cursor.enter()) return nothingAt(cursor);
  const node = assignmentAt(cursor);
  cursor.leave();
  return node;
}

/** Several, behind commas: the last one counts. */
export function sequenceAt(cursor: TokenCursor): ScriptNode {
  const first = expressionAt(cursor);
  if (!cursor.isSign(',')) return first;
  const parts = [first];
  while (cursor.takeSign(',')) parts.push(expressionAt(cursor));
  return { type: 'operation', sign: ',', parts, start: first.start, end: cursor.lastEnd };
}

function assignmentAt(cursor: TokenCursor): ScriptNode {
  const arrow = arrowAt(cursor);
  if (arrow !== null) return arrow;
  const { start } = cursor;
  if (cursor.isWord('yield') && !cursor.isSign('=>', cursor.at + 1)) {
    cursor.at += 1;
    cursor.takeSign('*');
    const parts = endsHere(cursor) ? [] : [expressionAt(cursor)];
    return { type: 'other', parts, start, end: cursor.lastEnd };
  }
  const left = choiceAt(cursor);
  const sign = assignSign(cursor);
  if (sign === null) return left;
  const value = expressionAt(cursor);
  return { type: 'assign', sign, target: patternOf(left), value, start, end: cursor.lastEnd };
}

function assignSign(cursor: TokenCursor): string | null {
  if (cursor.kind !== ScriptToken.sign) return null;
  if (cursor.isSign('>')) {
    // `>>=` and `>>>=` are one sign, cut up for the sake of types.
    let end = cursor.at;
    while (cursor.isSign('>', end)) end += 1;
    if (end - cursor.at < 2 || !cursor.isSign('=', end)) return null;
    cursor.at = end + 1;
    return '>>=';
  }
  const sign = cursor.text;
  if (!ASSIGNS.has(sign)) return null;
  cursor.at += 1;
  return sign;
}

function choiceAt(cursor: TokenCursor): ScriptNode {
  const test = operationAt(cursor, 0);
  if (!cursor.isSign('?')) return test;
  cursor.at += 1;
  const outer = cursor.inChoice;
  cursor.inChoice = true;
  const first = withIn(cursor, () => expressionAt(cursor));
  cursor.inChoice = outer;
  if (!cursor.takeSign(':')) cursor.surprise();
  const second = expressionAt(cursor);
  return { type: 'condition', test, parts: [first, second], start: test.start, end: cursor.lastEnd };
}

const LEVELS: ReadonlyMap<string, number> = new Map(
  [
    ['??', '||'],
    ['&&'],
    ['|', '^', '&', '==', '!=', '===', '!==', '<', '<=', '>', 'instanceof', 'in'],
    ['<<', '+', '-'],
    ['*', '/', '%', '**'],
  ].flatMap((signs, level) => signs.map((sign) => [sign, level] as const)),
);

/** Operators of one level stand side by side, so that a long sum is no deep one. */
function operationAt(cursor: TokenCursor, lowest: number): ScriptNode {
  let left = unaryAt(cursor);
  for (;;) {
    if (isCast(cursor)) {
      castAt(cursor);
      continue;
    }
    const level = levelAt(cursor);
    if (level < lowest) return left;
    const parts = [left];
    let sign: string | null = null;
    while (levelAt(cursor) === level) {
      const found = operatorAt(cursor);
      sign = sign === null || sign === found ? found : '';
      parts.push(operationAt(cursor, level + 1));
    }
    left = { type: 'operation', sign: sign ?? '', parts, start: left.start, end: cursor.lastEnd };
  }
}

/** How tightly the operator binds that stands here; -1: none does. */
function levelAt(cursor: TokenCursor): number {
  const { kind } = cursor;
  if (kind !== ScriptToken.sign && kind !== ScriptToken.word) return -1;
  const sign = cursor.text;
  if (sign === '>') return cursor.isSign('=', afterAngles(cursor)) && afterAngles(cursor) - cursor.at > 1 ? -1 : 2;
  return sign === 'in' && cursor.noIn ? -1 : (LEVELS.get(sign) ?? -1);
}

/** Behind `>`, `>>` or `>>>`. */
function afterAngles(cursor: TokenCursor): number {
  const { ends, starts } = cursor.tokens;
  let end = cursor.at + 1;
  while (cursor.isSign('>', end) && ends[end - 1] === starts[end]) end += 1;
  return end;
}

function operatorAt(cursor: TokenCursor): string {
  const sign = cursor.text;
  if (sign !== '>') cursor.at += 1;
  else {
    const end = afterAngles(cursor);
    const isEqual = cursor.isSign('=', end) && cursor.tokens.ends[end - 1] === cursor.tokens.starts[end];
    cursor.at = isEqual ? end + 1 : end;
  }
  return sign;
}

/** `x as T`, `x satisfies T` */
function isCast(cursor: TokenCursor): boolean {
  return (cursor.isWord('as') || cursor.isWord('satisfies')) && !cursor.isFresh;
}

function castAt(cursor: TokenCursor): void {
  cursor.at += 1;
  if (cursor.takeWord('const')) return;
  if (!skipType(cursor)) cursor.surprise();
}

const UNARY_WORDS = new Set(['typeof', 'void', 'delete', 'await']);

function unaryAt(cursor: TokenCursor): ScriptNode {
  const { start } = cursor;
  const signs: string[] = [];
  for (;;) {
    if (cursor.kind === ScriptToken.word && UNARY_WORDS.has(cursor.text) && !isOperatorNext(cursor)) signs.push(cursor.text);
    else if (
      cursor.isSign('!') ||
      cursor.isSign('-') ||
      cursor.isSign('+') ||
      cursor.isSign('~') ||
      cursor.isSign('++') ||
      cursor.isSign('--')
    )
      signs.push(cursor.text);
    else if (cursor.isSign('<') && skipAngles(cursor)) continue;
    else break;
    cursor.at += 1;
  }
  const operand = postfixAt(cursor);
  if (cursor.isSign('++') || cursor.isSign('--')) {
    if (!cursor.isFresh) {
      cursor.at += 1;
      return { type: 'other', parts: [operand], start, end: cursor.lastEnd };
    }
  }
  if (signs.length === 0) return operand;
  if (signs.every((sign) => sign === 'await')) return { type: 'same', of: operand, start, end: cursor.lastEnd };
  if (signs.length === 1 && signs[0] === '-' && operand.type === 'constant' && typeof operand.value === 'number')
    return { type: 'constant', value: -operand.value, start, end: cursor.lastEnd };
  return { type: 'other', parts: [operand], start, end: cursor.lastEnd };
}

/** A word that is a name here: `await = 1`, `delete.x`. */
function isOperatorNext(cursor: TokenCursor): boolean {
  const next = cursor.at + 1;
  return ['=', ',', ')', ';', '.', '=>', ':'].some((sign) => cursor.isSign(sign, next)) || next >= cursor.tokens.count;
}
