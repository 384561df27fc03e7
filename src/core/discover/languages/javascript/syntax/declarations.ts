/** What binds names: declarations, functions and classes, enums; and blocks. */
import type { anonymousClass } from './classes.ts';
import type { TokenCursor } from './cursor.ts';
import type { functionExpression } from './functions.ts';
import { leave, withIn } from './groups.ts';
import type { BindingPattern, PatternItem, ScriptNode, ScriptStatement } from './node.ts';
import { keyAt, patternAt, withDefault } from './patterns.ts';
import { skipAnnotation } from './types.ts';

/** Behind `const`, `let` or `var`. */
export function declarationsAt(cursor: TokenCursor): PatternItem[] {
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
function withoutIn<T>(cursor: TokenCursor, work: () => T): T {
  return cursor.noIn ? work() : withIn(cursor, work);
}

export function bound(value: ReturnType<typeof functionExpression> | ReturnType<typeof anonymousClass>): ScriptStatement {
  return { type: 'bind', value, names: value.name === '' ? [] : [value.name], start: value.start, end: value.end };
}

export function enumAt(cursor: TokenCursor): ScriptStatement {
  const { start } = cursor;
  cursor.at += 1;
  const name = cursor.text;
  cursor.at += 1;
  const open = cursor.start;
  const entries: { key: ScriptNode; value: ScriptNode }[] = [];
  if (cursor.isSign('{')) {
    const close = cursor.match;
    cursor.at += 1;
    while (cursor.at < close) {
      if (cursor.takeSign(',')) continue;
      const key = keyAt(cursor);
      const value: ScriptNode = cursor.takeSign('=')
        ? cursor.rules.expression(cursor)
        : { type: 'constant', value: 0, start: key.start, end: key.end };
      entries.push({ key, value });
    }
    leave(cursor, close);
  } else cursor.surprise();
  return { type: 'enum', name, table: { type: 'table', entries, start: open, end: cursor.lastEnd }, start, end: cursor.lastEnd };
}

export function blockAt(cursor: TokenCursor, caught: BindingPattern | null = null): ScriptStatement {
  const { start } = cursor;
  const close = cursor.match;
  cursor.at += 1;
  const body = cursor.rules.statements(cursor, close);
  leave(cursor, close);
  return { type: 'block', body, caught, start, end: cursor.lastEnd };
}
