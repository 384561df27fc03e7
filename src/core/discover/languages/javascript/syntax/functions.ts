/** Functions: what they take, and what they do. */
import type { TokenCursor } from './cursor.ts';
import { leave, skipDecorators, withIn } from './groups.ts';
import type { FunctionNode, ParameterNode, ScriptNode } from './node.ts';
import { patternAt, withDefault } from './patterns.ts';
import { skipAngles, skipAnnotation, skipType } from './types.ts';

/** Where an arrow function begins here; null: none does. */
export function arrowAt(cursor: TokenCursor): FunctionNode | null {
  const { start, at } = cursor;
  let first = at;
  if (cursor.isWord('async', first) && cursor.tokens.fresh[first + 1] === 0 && !cursor.isSign('=>', first + 1)) first += 1;
  if (cursor.isWord(undefined, first) && cursor.isSign('=>', first + 1)) {
    cursor.at = first;
    const parameter: ParameterNode = {
      target: patternAt(cursor),
      fallback: null,
      isRest: false,
      isField: false,
      at: { start, end: cursor.lastEnd },
    };
    cursor.at += 1;
    return arrowBody(cursor, start, [parameter]);
  }
  cursor.at = first;
  if (cursor.isSign('<') && !skipAngles(cursor)) return back(cursor, at);
  if (!cursor.isSign('(')) return back(cursor, at);
  const open = cursor.at;
  cursor.at = cursor.match + 1;
  if (!cursor.isSign('=>')) {
    // `(a): T => …`; between "?" and ":" of a choice the colon is the choice's.
    if (cursor.inChoice || !cursor.isSign(':')) return back(cursor, at);
    cursor.at += 1;
    if (!skipType(cursor) || !cursor.isSign('=>')) return back(cursor, at);
  }
  const arrow = cursor.at;
  cursor.at = open;
  const parameters = parametersAt(cursor);
  cursor.at = arrow + 1;
  return arrowBody(cursor, start, parameters);
}

function back(cursor: TokenCursor, at: number): null {
  cursor.at = at;
  return null;
}

function arrowBody(cursor: TokenCursor, start: number, parameters: readonly ParameterNode[]): FunctionNode {
  const body = cursor.isSign('{') ? bodyAt(cursor) : cursor.rules.expression(cursor);
  return { type: 'function', name: '', parameters, body, generates: false, start, end: cursor.lastEnd };
}

function bodyAt(cursor: TokenCursor): FunctionNode['body'] {
  const close = cursor.match;
  cursor.at += 1;
  const outer = cursor.inChoice;
  cursor.inChoice = false;
  const body = withIn(cursor, () => cursor.rules.statements(cursor, close));
  cursor.inChoice = outer;
  leave(cursor, close);
  return body;
}

/** `function name(…) {…}`, also without a name. */
export function functionExpression(cursor: TokenCursor): FunctionNode {
  const { start } = cursor;
  cursor.takeWord('async');
  cursor.at += 1;
  const generates = cursor.takeSign('*');
  const name = cursor.isWord() ? cursor.text : '';
  if (name !== '') cursor.at += 1;
  return functionRest(cursor, start, name, generates);
}

/** From the types and parameters on. */
export function functionRest(cursor: TokenCursor, start: number, name: string, generates: boolean): FunctionNode {
  if (cursor.isSign('<')) skipAngles(cursor);
  const parameters = cursor.isSign('(') ? parametersAt(cursor) : [];
  skipAnnotation(cursor);
  // What only says its types has no body.
  const body = cursor.isSign('{') ? bodyAt(cursor) : [];
  return { type: 'function', name, parameters, body, generates, start, end: cursor.lastEnd };
}

const FIELD_WORDS = new Set(['public', 'private', 'protected', 'readonly', 'override']);

export function parametersAt(cursor: TokenCursor): ParameterNode[] {
  const close = cursor.match;
  cursor.at += 1;
  const parameters: ParameterNode[] = [];
  while (cursor.at < close) {
    if (cursor.takeSign(',')) continue;
    const before = cursor.at;
    skipDecorators(cursor);
    const { start } = cursor;
    let isField = false;
    while (
      cursor.isWord() &&
      FIELD_WORDS.has(cursor.text) &&
      (cursor.isWord(undefined, cursor.at + 1) || cursor.isSign('{', cursor.at + 1))
    ) {
      isField = true;
      cursor.at += 1;
    }
    const isRest = cursor.takeSign('...');
    const target = patternAt(cursor);
    cursor.takeSign('?');
    skipAnnotation(cursor);
    const { fallback } = withDefault(cursor, target);
    parameters.push({ target, fallback, isRest, isField, at: { start, end: cursor.lastEnd } });
    if (cursor.at < close && !cursor.isSign(',')) cursor.surprise();
    if (cursor.at === before) cursor.at += 1;
  }
  leave(cursor, close);
  return parameters;
}

/** A method of a class or table, from its parameters on. */
export function methodAt(cursor: TokenCursor, start: number, name: string): ScriptNode {
  return functionRest(cursor, start, name, false);
}
