/** Statements, one behind the other. What only says types is passed over. */
import { anonymousClass } from './classes.ts';
import type { Cursor } from './cursor.ts';
import { expressionAt, sequenceAt, withIn } from './expressions.ts';
import { functionExpression } from './functions.ts';
import { exportAt, importAt } from './imports.ts';
import type { Node, Pattern, PatternItem, Statement } from './node.ts';
import { keyAt, patternAt, withDefault } from './patterns.ts';
import { leave } from './postfix.ts';
import { skipDecorators } from './primary.ts';
import { Kind } from './tokens.ts';
import { skipAngles, skipAnnotation, skipType } from './types.ts';

/** `close`: the token at which they end. */
export function statementsUntil(cursor: Cursor, close: number): Statement[] {
  const body: Statement[] = [];
  while (cursor.at < close) {
    const before = cursor.at;
    statementAt(cursor, body);
    if (cursor.at === before) cursor.surprise();
  }
  return body;
}

/** Adds to `body` what one statement is. */
export function statementAt(cursor: Cursor, body: Statement[]): void {
  if (!cursor.enter()) return;
  oneStatement(cursor, body);
  cursor.leave();
}

function oneStatement(cursor: Cursor, body: Statement[]): void {
  const { start } = cursor;
  if (cursor.takeSign(';')) return;
  if (cursor.isSign('{')) {
    body.push(blockAt(cursor));
    return;
  }
  if (cursor.isSign('@')) skipDecorators(cursor);
  if (cursor.kind === Kind.word && wordStatement(cursor, cursor.text, body)) return;
  const value = sequenceAt(cursor);
  body.push({ type: 'do', value, start, end: cursor.lastEnd });
  ended(cursor);
}

/** Behind a statement stands a semicolon, the end of a line or of a block. */
function ended(cursor: Cursor): void {
  if (cursor.takeSign(';') || cursor.isFresh || cursor.isSign('}') || cursor.isEnd) return;
  cursor.surprise();
}

export function blockAt(cursor: Cursor, caught: Pattern | null = null): Statement {
  const { start } = cursor;
  const close = cursor.match;
  cursor.at += 1;
  const body = statementsUntil(cursor, close);
  leave(cursor, close);
  return { type: 'block', body, caught, start, end: cursor.lastEnd };
}

/** Whether the word begins a statement of its own. */
function wordStatement(cursor: Cursor, word: string, body: Statement[]): boolean {
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

/** Behind `const`, `let` or `var`. */
export function declarationsAt(cursor: Cursor): PatternItem[] {
  const targets: PatternItem[] = [];
  do {
    const target = patternAt(cursor);
    cursor.takeSign('!');
    skipAnnotation(cursor);
    targets.push(withoutIn(cursor, () => withDefault(cursor, target)));
  } while (cursor.takeSign(','));
  return targets;
}

/** Only the head of a loop changes what `in` is. */
function withoutIn<T>(cursor: Cursor, work: () => T): T {
  return cursor.noIn ? work() : withIn(cursor, work);
}

function otherStatement(cursor: Cursor, word: string, body: Statement[]): boolean {
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
      const value = sequenceAt(cursor);
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

export function bound(value: ReturnType<typeof functionExpression> | ReturnType<typeof anonymousClass>): Statement {
  return { type: 'bind', value, names: value.name === '' ? [] : [value.name], start: value.start, end: value.end };
}

export function enumAt(cursor: Cursor): Statement {
  const { start } = cursor;
  cursor.at += 1;
  const name = cursor.text;
  cursor.at += 1;
  const open = cursor.start;
  const entries: { key: Node; value: Node }[] = [];
  if (cursor.isSign('{')) {
    const close = cursor.match;
    cursor.at += 1;
    while (cursor.at < close) {
      if (cursor.takeSign(',')) continue;
      const key = keyAt(cursor);
      const value: Node = cursor.takeSign('=') ? expressionAt(cursor) : { type: 'constant', value: 0, start: key.start, end: key.end };
      entries.push({ key, value });
    }
    leave(cursor, close);
  } else cursor.surprise();
  return { type: 'enum', name, table: { type: 'table', entries, start: open, end: cursor.lastEnd }, start, end: cursor.lastEnd };
}

/** What says types, and the code in namespaces. */
function typesAt(cursor: Cursor, word: string, body: Statement[]): boolean {
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
    if (!cursor.isWord(undefined, next) && cursor.tokens.kinds[next] !== Kind.string) return false;
    cursor.at += 2;
    while (cursor.isSign('.')) cursor.at += 2;
    if (cursor.isSign('{')) body.push(blockAt(cursor));
    return true;
  }
  if (!cursor.isWord(undefined, next)) return false;
  if (word === 'type') {
    const behind = next + 1;
    if (!cursor.isSign('=', behind) && !cursor.isSign('<', behind)) return false;
    cursor.at = behind;
    if (cursor.isSign('<')) skipAngles(cursor);
    if (cursor.takeSign('=') && !skipType(cursor)) cursor.surprise();
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

function controlAt(cursor: Cursor, word: string, body: Statement[]): boolean {
  const { start } = cursor;
  switch (word) {
    case 'if':
    case 'while':
    case 'with':
    case 'switch':
      if (!cursor.isSign('(', cursor.at + 1)) return false;
      cursor.at += 1;
      condition(cursor, body);
      if (word === 'switch') switchBody(cursor, body);
      else statementAt(cursor, body);
      return true;
    case 'else':
      cursor.at += 1;
      statementAt(cursor, body);
      return true;
    case 'do':
      cursor.at += 1;
      statementAt(cursor, body);
      if (cursor.takeWord('while') && cursor.isSign('(')) condition(cursor, body);
      cursor.takeSign(';');
      return true;
    case 'for':
      forAt(cursor, body);
      return true;
    case 'try':
    case 'finally':
      if (!cursor.isSign('{', cursor.at + 1)) return false;
      cursor.at += 1;
      body.push(blockAt(cursor));
      return true;
    case 'catch': {
      cursor.at += 1;
      let caught: Pattern | null = null;
      if (cursor.isSign('(')) {
        const close = cursor.match;
        cursor.at += 1;
        caught = patternAt(cursor);
        skipAnnotation(cursor);
        leave(cursor, close);
      }
      if (cursor.isSign('{')) body.push(blockAt(cursor, caught));
      return true;
    }
    default:
  }
  // `label: …`
  if (cursor.isSign(':', cursor.at + 1) && cursor.start === start) {
    cursor.at += 2;
    return true;
  }
  return false;
}

function condition(cursor: Cursor, body: Statement[]): void {
  const { start } = cursor;
  const close = cursor.match;
  cursor.at += 1;
  const value = sequenceAt(cursor);
  leave(cursor, close);
  body.push({ type: 'do', value, start, end: cursor.lastEnd });
}

function switchBody(cursor: Cursor, body: Statement[]): void {
  if (!cursor.isSign('{')) return;
  const close = cursor.match;
  cursor.at += 1;
  while (cursor.at < close) {
    const { start, at } = cursor;
    if (cursor.isWord('case') || (cursor.isWord('default') && cursor.isSign(':', cursor.at + 1))) {
      const isDefault = cursor.isWord('default');
      cursor.at += 1;
      if (!isDefault) body.push({ type: 'do', value: sequenceAt(cursor), start, end: cursor.lastEnd });
      if (!cursor.takeSign(':')) cursor.surprise();
    } else statementAt(cursor, body);
    if (cursor.at === at) cursor.surprise();
  }
  leave(cursor, close);
}

function forAt(cursor: Cursor, body: Statement[]): void {
  const { start } = cursor;
  cursor.at += 1;
  cursor.takeWord('await');
  if (!cursor.isSign('(')) return;
  const close = cursor.match;
  cursor.at += 1;
  const inner: Statement[] = [];
  const isDeclared = cursor.isWord('const') || cursor.isWord('let') || cursor.isWord('var');
  if (isDeclared) cursor.at += 1;
  const from = cursor.at;
  const target = isDeclared || cursor.isWord() ? patternAt(cursor) : null;
  const isEach = cursor.isWord('of');
  if (target !== null && (isEach || cursor.isWord('in'))) {
    cursor.at += 1;
    const of = sequenceAt(cursor);
    leave(cursor, close);
    statementAt(cursor, inner);
    body.push({ type: 'loop', target, of, isEach, body: inner, start, end: cursor.lastEnd });
    return;
  }
  cursor.at = from;
  if (isDeclared) {
    cursor.noIn = true;
    body.push({ type: 'declare', targets: declarationsAt(cursor), isExported: false, start, end: cursor.lastEnd });
    cursor.noIn = false;
  }
  while (cursor.at < close) {
    if (cursor.takeSign(';')) continue;
    body.push({ type: 'do', value: sequenceAt(cursor), start: cursor.start, end: cursor.lastEnd });
    if (cursor.at < close && !cursor.isSign(';')) cursor.surprise();
  }
  leave(cursor, close);
  statementAt(cursor, body);
}
