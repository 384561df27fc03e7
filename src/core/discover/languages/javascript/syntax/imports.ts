/** Imports and exports. */
import { anonymousClass } from './classes.ts';
import type { TokenCursor } from './cursor.ts';
import { bound, declarationsAt, enumAt } from './declarations.ts';
import { functionExpression } from './functions.ts';
import { leave, skipDecorators } from './groups.ts';
import { cooked } from './literals.ts';
import type { ScriptStatement } from './node.ts';
import { ScriptToken } from './tokens.ts';

/** Whether an import begins here; `import(…)` and `import.meta` are expressions. */
export function importAt(cursor: TokenCursor, body: ScriptStatement[]): boolean {
  const { start } = cursor;
  const next = cursor.at + 1;
  if (cursor.isSign('(', next) || cursor.isSign('.', next)) return false;
  cursor.at = next;
  const isType =
    cursor.isWord('type') &&
    (cursor.isSign('{', cursor.at + 1) ||
      cursor.isSign('*', cursor.at + 1) ||
      (cursor.isWord(undefined, cursor.at + 1) && !cursor.isWord('from', cursor.at + 1)));
  if (isType) cursor.at += 1;
  const names: { name: string; as: string }[] = [];
  let whole: string | null = null;
  if (cursor.isWord() && !cursor.isWord('from')) {
    names.push({ name: 'default', as: cursor.text });
    cursor.at += 1;
    cursor.takeSign(',');
  } else if (cursor.isWord('from') && cursor.isWord('from', cursor.at + 1)) {
    names.push({ name: 'default', as: 'from' });
    cursor.at += 1;
  }
  if (cursor.takeSign('*')) {
    cursor.takeWord('as');
    whole = cursor.text;
    cursor.at += 1;
  } else if (cursor.isSign('{')) names.push(...listAt(cursor));
  if (cursor.takeSign('=')) return required(cursor, body, start, names[0]?.as ?? '');
  cursor.takeWord('from');
  const from = sourceAt(cursor);
  if (cursor.isWord('with') || cursor.isWord('assert')) {
    cursor.at += 1;
    if (cursor.isSign('{')) cursor.skipGroup();
  }
  cursor.takeSign(';');
  if (from !== null)
    body.push({ type: 'import-from', imported: { from, names, whole, start, end: cursor.lastEnd }, start, end: cursor.lastEnd });
  return true;
}

/** `import x = require("m")`, `import x = a.b` */
function required(cursor: TokenCursor, body: ScriptStatement[], start: number, name: string): boolean {
  const at = { start, end: cursor.lastEnd };
  const value = cursor.rules.expression(cursor);
  body.push({
    type: 'declare',
    targets: [{ target: { kind: 'name', name, at }, fallback: value }],
    isExported: false,
    start,
    end: cursor.lastEnd,
  });
  cursor.takeSign(';');
  return true;
}

function sourceAt(cursor: TokenCursor): string | null {
  if (cursor.kind !== ScriptToken.string) {
    cursor.surprise();
    return null;
  }
  const from = cooked(cursor.text.slice(1, -1));
  cursor.at += 1;
  return from;
}

/** `{ a, b as c, type D, default as e }` */
function listAt(cursor: TokenCursor): { name: string; as: string }[] {
  const close = cursor.match;
  cursor.at += 1;
  const names: { name: string; as: string }[] = [];
  while (cursor.at < close) {
    if (cursor.takeSign(',')) continue;
    if (
      cursor.isWord('type') &&
      !cursor.isSign(',', cursor.at + 1) &&
      !cursor.isSign('}', cursor.at + 1) &&
      !cursor.isWord('as', cursor.at + 1)
    )
      cursor.at += 1;
    const name = nameAt(cursor);
    const as = cursor.takeWord('as') ? nameAt(cursor) : name;
    names.push({ name, as });
    if (cursor.at < close && !cursor.isSign(',')) cursor.surprise();
  }
  leave(cursor, close);
  return names;
}

function nameAt(cursor: TokenCursor): string {
  const written = cursor.text;
  const { kind } = cursor;
  cursor.at += 1;
  return kind === ScriptToken.string ? cooked(written.slice(1, -1)) : written;
}

export function exportAt(cursor: TokenCursor, body: ScriptStatement[]): void {
  const { start } = cursor;
  cursor.at += 1;
  skipDecorators(cursor);
  if (cursor.isWord('type') && (cursor.isSign('{', cursor.at + 1) || cursor.isSign('*', cursor.at + 1))) cursor.at += 1;
  if (cursor.takeWord('default')) {
    skipDecorators(cursor);
    exportedDefault(cursor, body);
  } else if (cursor.takeSign('*')) {
    const as = cursor.takeWord('as') ? nameAt(cursor) : null;
    cursor.takeWord('from');
    const from = sourceAt(cursor);
    const range = { start, end: cursor.lastEnd };
    if (from === null) return;
    if (as === null) body.push({ type: 'export-from', from, names: null, ...range });
    else body.push({ type: 'import-from', imported: { from, names: [], whole: as, ...range }, ...range });
  } else if (cursor.isSign('{')) {
    const names = listAt(cursor);
    const from = cursor.takeWord('from') ? sourceAt(cursor) : null;
    if (cursor.isWord('with') || cursor.isWord('assert')) {
      cursor.at += 1;
      if (cursor.isSign('{')) cursor.skipGroup();
    }
    body.push({ type: 'export-from', from, names, start, end: cursor.lastEnd });
  } else if (cursor.takeSign('='))
    body.push({ type: 'export-default', value: cursor.rules.expression(cursor), start, end: cursor.lastEnd });
  else if (cursor.isWord('as')) {
    while (!cursor.isEnd && !cursor.isFresh) cursor.at += 1;
  } else if (cursor.isWord('import')) {
    importAt(cursor, body);
  } else if ((cursor.isWord('const') || cursor.isWord('let') || cursor.isWord('var')) && !cursor.isWord('enum', cursor.at + 1)) {
    cursor.at += 1;
    body.push({ type: 'declare', targets: declarationsAt(cursor), isExported: true, start, end: cursor.lastEnd });
  } else {
    if (cursor.isWord('const')) cursor.at += 1;
    if (cursor.isWord('enum')) body.push(enumAt(cursor));
    else cursor.rules.statement(cursor, body);
  }
  cursor.takeSign(';');
}

function exportedDefault(cursor: TokenCursor, body: ScriptStatement[]): void {
  const { start } = cursor;
  cursor.takeWord('abstract');
  const isFunction = cursor.isWord('function') || (cursor.isWord('async') && cursor.isWord('function', cursor.at + 1));
  if (isFunction || cursor.isWord('class')) {
    const made = bound(isFunction ? functionExpression(cursor) : anonymousClass(cursor));
    if (made.type === 'bind') body.push({ ...made, names: [...made.names, 'default'] });
    return;
  }
  if (cursor.isWord('interface')) {
    cursor.rules.statement(cursor, body);
    return;
  }
  const value = cursor.rules.expression(cursor);
  body.push({ type: 'export-default', value, start, end: cursor.lastEnd });
}
