/** Operands: words, literals, brackets. */
import { anonymousClass } from './classes.ts';
import type { Cursor } from './cursor.ts';
import { nothingAt, sequenceAt, withIn } from './expressions.ts';
import { functionExpression } from './functions.ts';
import { cooked } from './literals.ts';
import type { Node } from './node.ts';
import { givenAt, itemsUntil, leave } from './postfix.ts';
import { tableAt } from './tables.ts';
import { Kind } from './tokens.ts';
import { skipAngles } from './types.ts';

export function primaryAt(cursor: Cursor): Node {
  const { kind, start } = cursor;
  switch (kind) {
    case Kind.word:
      return wordAt(cursor);
    case Kind.string: {
      const written = cursor.text;
      cursor.at += 1;
      return { type: 'text', value: cooked(written.slice(1, -1)), start, end: cursor.lastEnd };
    }
    case Kind.number: {
      const value = Number(cursor.text.replace(/_|n$/g, ''));
      cursor.at += 1;
      return { type: 'constant', value: Number.isFinite(value) ? value : 0, start, end: cursor.lastEnd };
    }
    case Kind.templateOpen:
      return templateAt(cursor);
    case Kind.pattern:
      cursor.at += 1;
      return { type: 'other', parts: [], start, end: cursor.lastEnd };
    case Kind.elementOpen:
      return elementAt(cursor);
    default:
  }
  if (cursor.isSign('(')) {
    const close = cursor.match;
    cursor.at += 1;
    const outer = cursor.inChoice;
    cursor.inChoice = false;
    const of = cursor.isSign(')') ? nothingAt(cursor) : withIn(cursor, () => sequenceAt(cursor));
    cursor.inChoice = outer;
    leave(cursor, close);
    return { type: 'same', of, start, end: cursor.lastEnd };
  }
  if (cursor.isSign('[')) {
    const close = cursor.match;
    cursor.at += 1;
    const items = withIn(cursor, () => itemsUntil(cursor, close));
    leave(cursor, close);
    return { type: 'list', items, start, end: cursor.lastEnd };
  }
  if (cursor.isSign('{')) return tableAt(cursor);
  if (cursor.isSign('@')) {
    skipDecorators(cursor);
    if (cursor.isWord('class')) return anonymousClass(cursor);
  }
  cursor.surprise();
  return { type: 'other', parts: [], start, end: cursor.lastEnd };
}

function wordAt(cursor: Cursor): Node {
  const { start, text: name } = cursor;
  switch (name) {
    case 'function':
      return functionExpression(cursor);
    case 'async':
      if (cursor.isWord('function', cursor.at + 1)) return functionExpression(cursor);
      break;
    case 'class':
      return anonymousClass(cursor);
    case 'import':
      if (cursor.isSign('(', cursor.at + 1)) {
        cursor.at += 1;
        const { given } = givenAt(cursor);
        const [first] = given;
        return { type: 'import', of: first?.value ?? nothingAt(cursor), start, end: cursor.lastEnd };
      }
      break;
    default:
  }
  cursor.at += 1;
  const range = { start, end: cursor.lastEnd };
  if (name === 'true' || name === 'false') return { type: 'constant', value: name === 'true', ...range };
  if (name === 'null' || name === 'undefined') return { type: 'constant', value: null, ...range };
  return name === 'this' ? { type: 'this', ...range } : { type: 'name', name, ...range };
}

/** Of a template its texts and what is put between them. */
export function templateAt(cursor: Cursor): Node {
  const { start } = cursor;
  const close = cursor.match;
  cursor.at += 1;
  const chunks: string[] = [];
  const parts: Node[] = [];
  while (cursor.at < close) {
    if (cursor.kind === Kind.chunk) {
      chunks.push(cooked(cursor.text.replace(/\r\n?/g, '\n')));
      cursor.at += 1;
    } else parts.push(insideBrace(cursor));
  }
  leave(cursor, close);
  return { type: 'template', chunks, parts, start, end: cursor.lastEnd };
}

function insideBrace(cursor: Cursor): Node {
  const close = cursor.match;
  cursor.at += 1;
  cursor.takeSign('...');
  const outer = cursor.inChoice;
  cursor.inChoice = false;
  const node = cursor.at >= close ? nothingAt(cursor) : withIn(cursor, () => sequenceAt(cursor));
  cursor.inChoice = outer;
  leave(cursor, close);
  return node;
}

/** Of an element the code in its braces. */
function elementAt(cursor: Cursor): Node {
  const { start } = cursor;
  const close = cursor.match;
  cursor.at += 1;
  const parts: Node[] = [];
  while (cursor.at < close) {
    if (cursor.isSign('{')) parts.push(insideBrace(cursor));
    else cursor.at += 1;
  }
  leave(cursor, close);
  return { type: 'other', parts, start, end: cursor.lastEnd };
}

/** `@Injectable()` */
export function skipDecorators(cursor: Cursor): void {
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
