/** What all parts of the parser need: brackets, lists, what is passed over. */
import type { TokenCursor } from './cursor.ts';
import type { ListItem, ScriptNode } from './node.ts';
import { skipAngles } from './types.ts';

export function nothingAt(cursor: TokenCursor): ScriptNode {
  return { type: 'other', parts: [], start: cursor.start, end: cursor.start };
}

/** Inside of brackets `in` is an operator again. */
export function withIn<T>(cursor: TokenCursor, work: () => T): T {
  const outer = cursor.noIn;
  cursor.noIn = false;
  const result = work();
  cursor.noIn = outer;
  return result;
}

export function endsHere(cursor: TokenCursor): boolean {
  return (
    cursor.isEnd ||
    cursor.isFresh ||
    cursor.isSign(')') ||
    cursor.isSign(']') ||
    cursor.isSign('}') ||
    cursor.isSign(',') ||
    cursor.isSign(';') ||
    cursor.isSign(':')
  );
}

export function itemsUntil(cursor: TokenCursor, close: number): ListItem[] {
  const items: ListItem[] = [];
  const outer = cursor.inChoice;
  cursor.inChoice = false;
  while (cursor.at < close) {
    if (cursor.takeSign(',')) continue;
    const isSpread = cursor.takeSign('...');
    const before = cursor.at;
    items.push({ value: cursor.rules.expression(cursor), isSpread });
    if (cursor.at < close && !cursor.isSign(',')) cursor.surprise();
    if (cursor.at === before) cursor.at += 1;
  }
  cursor.inChoice = outer;
  return items;
}

/** Behind the bracket, wherever what is in it ended. */
export function leave(cursor: TokenCursor, close: number): void {
  if (cursor.at < close) cursor.strange.push(cursor.start);
  cursor.at = Math.min(close + 1, cursor.tokens.count);
}

/** `@Injectable()` */
export function skipDecorators(cursor: TokenCursor): void {
  while (cursor.takeSign('@')) {
    if (cursor.isSign('(')) cursor.skipGroup();
    else {
      cursor.at += 1;
      while (cursor.isSign('.') && cursor.isWord(undefined, cursor.at + 1)) cursor.at += 2;
      if (cursor.isSign('<')) skipAngles(cursor);
      if (cursor.isSign('(')) cursor.skipGroup();
    }
  }
}
