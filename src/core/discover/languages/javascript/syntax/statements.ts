/** Statements, one behind the other. What only says types is passed over. */
import { anonymousClass } from './classes.ts';
import { controlAt } from './control.ts';
import type { TokenCursor } from './cursor.ts';
import { blockAt, bound, declarationsAt, enumAt } from './declarations.ts';
import { functionExpression } from './functions.ts';
import { skipDecorators } from './groups.ts';
import { exportAt, importAt } from './imports.ts';
import { cooked } from './literals.ts';
import type { ScriptStatement } from './node.ts';
import { ScriptToken } from './tokens.ts';
import { skipAngles, skipType } from './types.ts';

/** `close`: the token at which they end. */
export function statementsUntil(cursor: TokenCursor, close: number): ScriptStatement[] {
  const body: ScriptStatement[] = [];
  while (cursor.at < close) {
    const before = cursor.at;
    statementAt(cursor, body);
    if (cursor.at === before) cursor.surprise();
  }
  return body;
}

/** Adds to `body` what one statement is. */
export function statementAt(cursor: TokenCursor, body: ScriptStatement[]): void {
  if (!cursor.enter()) return;
  oneStatement(cursor, body);
  cursor.leave();
}

function oneStatement(cursor: TokenCursor, body: ScriptStatement[]): void {
  const { start } = cursor;
  if (cursor.takeSign(';')) return;
  if (cursor.isSign('{')) {
    body.push(blockAt(cursor));
    return;
  }
  if (cursor.isSign('@')) skipDecorators(cursor);
  if (cursor.kind === ScriptToken.word && wordStatement(cursor, cursor.text, body)) return;
  const value = cursor.rules.sequence(cursor);
  body.push({ type: 'do', value, start, end: cursor.lastEnd });
  ended(cursor);
}

/** Behind a statement stands a semicolon, the end of a line or of a block. */
function ended(cursor: TokenCursor): void {
  if (cursor.takeSign(';') || cursor.isFresh || cursor.isSign('}') || cursor.isEnd) return;
  cursor.surprise();
}

/** Whether the word begins a statement of its own. */
function wordStatement(cursor: TokenCursor, word: string, body: ScriptStatement[]): boolean {
  const { start } = cursor;
  const next = cursor.at + 1;
  switch (word) {
    case 'const':
      if (cursor.isWord('enum', next)) {
        cursor.at += 1;
        body.push(enumAt(cursor));
        return true;
      }
      break;
    case 'using':
    case 'let':
      if (!(cursor.isWord(undefined, next) || cursor.isSign('{', next) || cursor.isSign('[', next))) return false;
      break;
    case 'var':
      break;
    case 'import':
      return importAt(cursor, body);
    case 'export':
      exportAt(cursor, body);
      return true;
    default:
      return otherStatement(cursor, word, body);
  }
  cursor.at += 1;
  body.push({ type: 'declare', targets: declarationsAt(cursor), isExported: false, start, end: cursor.lastEnd });
  ended(cursor);
  return true;
}

function otherStatement(cursor: TokenCursor, word: string, body: ScriptStatement[]): boolean {
  const { start } = cursor;
  const next = cursor.at + 1;
  switch (word) {
    case 'function':
      body.push(bound(functionExpression(cursor)));
      return true;
    case 'async':
      if (!cursor.isWord('function', next)) return false;
      body.push(bound(functionExpression(cursor)));
      return true;
    case 'class':
      body.push(bound(anonymousClass(cursor)));
      return true;
    case 'abstract':
      if (!cursor.isWord('class', next)) return false;
      cursor.at += 1;
      body.push(bound(anonymousClass(cursor)));
      return true;
    case 'enum':
      if (!cursor.isWord(undefined, next)) return false;
      body.push(enumAt(cursor));
      return true;
    case 'interface':
    case 'type':
    case 'declare':
    case 'namespace':
    case 'module':
      return typesAt(cursor, word, body);
    case 'return':
    case 'throw': {
      cursor.at += 1;
      if (cursor.isFresh || cursor.isSign(';') || cursor.isSign('}') || cursor.isEnd) {
        cursor.takeSign(';');
        return true;
      }
      const value = cursor.rules.sequence(cursor);
      body.push({ type: word === 'return' ? 'return' : 'do', value, start, end: cursor.lastEnd });
      ended(cursor);
      return true;
    }
    case 'break':
    case 'continue':
    case 'debugger':
      cursor.at += 1;
      if (cursor.isWord() && !cursor.isFresh) cursor.at += 1;
      cursor.takeSign(';');
      return true;
    default:
      return controlAt(cursor, word, body);
  }
}

/** What says types, and the code in namespaces. */
function typesAt(cursor: TokenCursor, word: string, body: ScriptStatement[]): boolean {
  const next = cursor.at + 1;
  if (cursor.tokens.fresh[next] === 1) return false;
  if (word === 'declare') {
    if (!cursor.isWord(undefined, next)) return false;
    // What is declared is made elsewhere.
    cursor.at += 1;
    if (cursor.isWord('global') && cursor.isSign('{', cursor.at + 1)) cursor.at += 1;
    statementAt(cursor, []);
    return true;
  }
  if (word === 'namespace' || word === 'module') {
    if (!cursor.isWord(undefined, next) && cursor.tokens.kinds[next] !== ScriptToken.string) return false;
    cursor.at += 2;
    while (cursor.isSign('.')) cursor.at += 2;
    if (cursor.isSign('{')) body.push(blockAt(cursor));
    return true;
  }
  if (!cursor.isWord(undefined, next)) return false;
  if (word === 'type') {
    const behind = next + 1;
    if (!cursor.isSign('=', behind) && !cursor.isSign('<', behind)) return false;
    const { start } = cursor;
    const name = cursor.textAt(next);
    cursor.at = behind;
    if (cursor.isSign('<')) skipAngles(cursor);
    const from = cursor.at + 1;
    if (cursor.takeSign('=') && !skipType(cursor)) cursor.surprise();
    const texts = alternatives(cursor, from);
    if (texts.length > 1) body.push({ type: 'union', name, texts, start, end: cursor.lastEnd });
    cursor.takeSign(';');
    return true;
  }
  cursor.at = next + 1;
  if (cursor.isSign('<')) skipAngles(cursor);
  if (cursor.takeWord('extends')) {
    do if (!skipType(cursor)) break;
    while (cursor.takeSign(','));
  }
  if (cursor.isSign('{')) cursor.skipGroup();
  else cursor.surprise();
  return true;
}

/** `"a" | "b" | (string & {})`: it names some, and leaves others open. */
const OPEN = new Set(['|', '(', ')', '&', '{', '}', 'string']);

/** The texts that a type consists of; none where it has anything else in it. */
function alternatives(cursor: TokenCursor, from: number): { readonly value: string; readonly start: number }[] {
  const texts: { readonly value: string; readonly start: number }[] = [];
  for (let index = from; index < cursor.at; index++) {
    if (cursor.tokens.kinds[index] === ScriptToken.string) {
      const start = cursor.tokens.starts[index] ?? 0;
      texts.push({ value: cooked(cursor.textAt(index).slice(1, -1)), start });
    } else if (!OPEN.has(cursor.textAt(index))) return [];
  }
  return texts;
}
