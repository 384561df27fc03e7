/** Conditions, loops, and what else decides which statements run. */
import type { TokenCursor } from './cursor.ts';
import { blockAt, declarationsAt } from './declarations.ts';
import { leave } from './groups.ts';
import type { BindingPattern, ScriptStatement } from './node.ts';
import { patternAt } from './patterns.ts';
import { skipAnnotation } from './types.ts';

/** Whether the word begins a statement that decides what runs. */
export function controlAt(cursor: TokenCursor, word: string, body: ScriptStatement[]): boolean {
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
      else cursor.rules.statement(cursor, body);
      return true;
    case 'else':
      cursor.at += 1;
      cursor.rules.statement(cursor, body);
      return true;
    case 'do':
      cursor.at += 1;
      cursor.rules.statement(cursor, body);
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
      let caught: BindingPattern | null = null;
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

function condition(cursor: TokenCursor, body: ScriptStatement[]): void {
  const { start } = cursor;
  const close = cursor.match;
  cursor.at += 1;
  const value = cursor.rules.sequence(cursor);
  leave(cursor, close);
  body.push({ type: 'do', value, start, end: cursor.lastEnd });
}

function switchBody(cursor: TokenCursor, body: ScriptStatement[]): void {
  if (!cursor.isSign('{')) return;
  const close = cursor.match;
  cursor.at += 1;
  while (cursor.at < close) {
    const { start, at } = cursor;
    if (cursor.isWord('case') || (cursor.isWord('default') && cursor.isSign(':', cursor.at + 1))) {
      const isDefault = cursor.isWord('default');
      cursor.at += 1;
      if (!isDefault) body.push({ type: 'do', value: cursor.rules.sequence(cursor), start, end: cursor.lastEnd });
      if (!cursor.takeSign(':')) cursor.surprise();
    } else cursor.rules.statement(cursor, body);
    if (cursor.at === at) cursor.surprise();
  }
  leave(cursor, close);
}

function forAt(cursor: TokenCursor, body: ScriptStatement[]): void {
  const { start } = cursor;
  cursor.at += 1;
  cursor.takeWord('await');
  if (!cursor.isSign('(')) return;
  const close = cursor.match;
  cursor.at += 1;
  const inner: ScriptStatement[] = [];
  const isDeclared = cursor.isWord('const') || cursor.isWord('let') || cursor.isWord('var');
  if (isDeclared) cursor.at += 1;
  const from = cursor.at;
  const target = isDeclared || cursor.isWord() ? patternAt(cursor) : null;
  const isEach = cursor.isWord('of');
  if (target !== null && (isEach || cursor.isWord('in'))) {
    cursor.at += 1;
    const of = cursor.rules.sequence(cursor);
    leave(cursor, close);
    cursor.rules.statement(cursor, inner);
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
    body.push({ type: 'do', value: cursor.rules.sequence(cursor), start: cursor.start, end: cursor.lastEnd });
    if (cursor.at < close && !cursor.isSign(';')) cursor.surprise();
  }
  leave(cursor, close);
  cursor.rules.statement(cursor, body);
}
