/** Strings of Python (reference 2.4), and the code in those that are formatted. */
import type { Lexer } from './lexer.ts';
import { SyntaxNode } from './node.ts';

/** What ends a plain piece of a string, by its quotes. */
const STOPS: Readonly<Record<string, RegExp>> = {
  '"': /["\\\n]/g,
  "'": /['\\\n]/g,
  '"""': /"""|\\/g,
  "'''": /'''|\\/g,
};
const FORMAT_STOPS: Readonly<Record<string, RegExp>> = {
  '"': /["\\\n{}]/g,
  "'": /['\\\n{}]/g,
  '"""': /"""|[\\{}]/g,
  "'''": /'''|[\\{}]/g,
};

export type ReadCode = (lexer: Lexer) => SyntaxNode;

/** Strings behind each other are one. `code`: reads what stands in braces. */
export function readStrings(lexer: Lexer, code: ReadCode): SyntaxNode {
  const { start } = lexer;
  const first = readString(lexer, code);
  if (lexer.kind !== 'string') return first;
  const all = [first];
  while (lexer.kind === 'string') all.push(readString(lexer, code));
  return lexer.node('concatenated_string', start, all);
}

function readString(lexer: Lexer, code: ReadCode): SyntaxNode {
  const { text, start, end: quoted, source } = lexer;
  const mark = text.charAt(quoted);
  const quotes = text.startsWith(mark.repeat(3), quoted) ? mark.repeat(3) : mark;
  const prefix = text.slice(start, quoted);
  const formatted = /[fFtT]/.test(prefix);
  const inside = quoted + quotes.length;
  const parts = [new SyntaxNode(source, 'string_start', start, inside)];
  const stops = (formatted ? FORMAT_STOPS : STOPS)[quotes] ?? lexer.fail();
  let from = inside;
  let at = inside;
  for (;;) {
    stops.lastIndex = at;
    const stop = stops.exec(text);
    if (stop === null || stop[0] === '\n') lexer.fail();
    const [found] = stop;
    at = stop.index;
    if (found === '\\') {
      at = behindEscape(text, at, formatted && !/[rR]/.test(prefix), lexer);
    } else if (found === '{' || found === '}') {
      if (text[at + 1] === found) at += 2;
      else if (found === '}') lexer.fail();
      else {
        addContent(parts, from, at, lexer);
        const one = readBraces(lexer, at, quotes.length === 1, code, 'interpolation');
        parts.push(one);
        from = at = one.endIndex;
      }
    } else {
      addContent(parts, from, at, lexer);
      parts.push(new SyntaxNode(source, 'string_end', at, at + quotes.length));
      const node = new SyntaxNode(source, 'string', start, at + quotes.length, parts);
      lexer.readTo(at + quotes.length);
      return node;
    }
  }
}

function addContent(parts: SyntaxNode[], from: number, to: number, lexer: Lexer): void {
  if (to > from) parts.push(new SyntaxNode(lexer.source, 'string_content', from, to));
}

/** `formatted`: and not raw, in which a backslash stands for itself before braces. */
function behindEscape(text: string, at: number, formatted: boolean, lexer: Lexer): number {
  const next = text[at + 1];
  if (next === '{' || next === '}') return formatted ? lexer.fail() : at + 1;
  // `\N{DASH}` is no code.
  if (formatted && next === 'N') lexer.fail();
  return at + (next === '\r' && text[at + 2] === '\n' ? 3 : 2);
}

/** From "{" to "}". */
function readBraces(lexer: Lexer, open: number, oneLine: boolean, code: ReadCode, type: string): SyntaxNode {
  const { text, source } = lexer;
  const children: SyntaxNode[] = [];
  const fields: string[] = [];
  const end = lexer.inBraces(open + 1, () => {
    lexer.enter();
    children.push(code(lexer));
    fields.push('expression');
    // `{x:=5}` has a format.
    if (children[0]?.type === 'named_expression' || children[0]?.type === 'lambda') lexer.fail();
    lexer.accept('=');
    if (lexer.kind === '!') {
      const { start } = lexer;
      lexer.next();
      if (!lexer.is('name') || lexer.start !== start + 1 || lexer.end !== start + 2) lexer.fail();
      lexer.next();
      children.push(new SyntaxNode(source, 'type_conversion', start, start + 2));
      fields.push('type_conversion');
    }
    lexer.leave();
    if (lexer.kind === ':') {
      const format = readFormat(lexer, lexer.start, code);
      children.push(format);
      fields.push('format_specifier');
      return format.endIndex + 1;
    }
    return lexer.kind === '}' ? lexer.end : lexer.fail();
  });
  if (oneLine && text.slice(open, end).includes('\n')) lexer.fail();
  return new SyntaxNode(source, type, open, end, children, fields);
}

/** From ":" up to "}". */
function readFormat(lexer: Lexer, colon: number, code: ReadCode): SyntaxNode {
  const { text } = lexer;
  const children: SyntaxNode[] = [];
  let at = colon + 1;
  for (;;) {
    const mark = text[at];
    if (mark === undefined || mark === '\n' || mark === '\\' || mark === '"' || mark === "'") lexer.fail();
    if (mark === '}') return new SyntaxNode(lexer.source, 'format_specifier', colon, at, children);
    if (mark === '{') {
      const inner = readBraces(lexer, at, true, code, 'format_expression');
      children.push(inner);
      at = inner.endIndex;
    } else at += 1;
  }
}
