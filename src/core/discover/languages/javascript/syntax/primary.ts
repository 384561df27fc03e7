/** Operands: words, literals, brackets. */
import { anonymousClass } from './classes.ts';
import type { TokenCursor } from './cursor.ts';
import { functionExpression } from './functions.ts';
import { itemsUntil, leave, nothingAt, skipDecorators, withIn } from './groups.ts';
import { cooked } from './literals.ts';
import type { ScriptNode } from './node.ts';
import { tableAt } from './tables.ts';
import { ScriptToken } from './tokens.ts';

export function primaryAt(cursor: TokenCursor): ScriptNode {
  const { kind, start } = cursor;
  switch (kind) {
    case ScriptToken.word:
      return wordAt(cursor);
    case ScriptToken.string: {
      const written = cursor.text;
      cursor.at += 1;
      return { type: 'text', value: cooked(written.slice(1, -1)), start, end: cursor.lastEnd };
    }
    case ScriptToken.number: {
      const value = Number(cursor.text.replace(/_|n$/g, ''));
      cursor.at += 1;
      return { type: 'constant', value: Number.isFinite(value) ? value : 0, start, end: cursor.lastEnd };
    }
    case ScriptToken.templateOpen:
      return templateAt(cursor);
    case ScriptToken.pattern:
      cursor.at += 1;
      return { type: 'other', parts: [], start, end: cursor.lastEnd };
    case ScriptToken.elementOpen:
      return elementAt(cursor);
    default:
  }
  if (cursor.isSign('(')) {
    const close = cursor.match;
    cursor.at += 1;
    const outer = cursor.inChoice;
    cursor.inChoice = false;
    const of = cursor.isSign(')') ? nothingAt(cursor) : withIn(cursor, () => cursor.rules.sequence(cursor));
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

function wordAt(cursor: TokenCursor): ScriptNode {
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
        const close = cursor.match;
        cursor.at += 1;
        const given = withIn(cursor, () => itemsUntil(cursor, close));
        leave(cursor, close);
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
export function templateAt(cursor: TokenCursor): ScriptNode {
  const { start } = cursor;
  const close = cursor.match;
  cursor.at += 1;
  const chunks: string[] = [];
  const parts: ScriptNode[] = [];
  while (cursor.at < close) {
    if (cursor.kind === ScriptToken.chunk) {
      chunks.push(cooked(cursor.text.replace(/\r\n?/g, '\n')));
      cursor.at += 1;
    } else parts.push(insideBrace(cursor));
  }
  leave(cursor, close);
  return { type: 'template', chunks, parts, start, end: cursor.lastEnd };
}

function insideBrace(cursor: TokenCursor): ScriptNode {
  const close = cursor.match;
  cursor.at += 1;
  cursor.takeSign('...');
  const outer = cursor.inChoice;
  cursor.inChoice = false;
  const node = cursor.at >= close ? nothingAt(cursor) : withIn(cursor, () => cursor.rules.sequence(cursor));
  cursor.inChoice = outer;
  leave(cursor, close);
  return node;
}

/** Of an element the code in its braces. */
function elementAt(cursor: TokenCursor): ScriptNode {
  const { start } = cursor;
  const close = cursor.match;
  cursor.at += 1;
  const parts: ScriptNode[] = [];
  while (cursor.at < close) {
    if (cursor.isSign('{')) parts.push(insideBrace(cursor));
    else cursor.at += 1;
  }
  leave(cursor, close);
  return { type: 'other', parts, start, end: cursor.lastEnd };
}
