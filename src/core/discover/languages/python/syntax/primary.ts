/** Atoms and primaries (Python reference 6.2, 6.3): names, literals, displays, calls, attributes, subscripts. */
import type { Lexer } from './lexer.ts';
import type { SyntaxNode } from './node.ts';
import { readStrings } from './strings.ts';
import { asTarget } from './targets.ts';

/** How what is nested in a primary is read. */
export interface ExpressionReaders {
  readonly expression: (lexer: Lexer) => SyntaxNode;
  /** With a star. */
  readonly element: (lexer: Lexer) => SyntaxNode;
  /** Without `if … else`. */
  readonly or: (lexer: Lexer) => SyntaxNode;
  readonly yieldOrList: (lexer: Lexer) => SyntaxNode;
}

const CONSTANTS: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'none', '...': 'ellipsis' };

export function readPrimary(lexer: Lexer, readers: ExpressionReaders): SyntaxNode {
  const { start } = lexer;
  let node = readAtom(lexer, readers);
  for (;;) {
    switch (lexer.kind) {
      case '.': {
        lexer.next();
        const name = lexer.identifier();
        node = lexer.node('attribute', start, [node, name], ['object', 'attribute']);
        break;
      }
      case '(': {
        const given = readCallArguments(lexer, readers);
        node = lexer.node('call', start, [node, given], ['function', 'arguments']);
        break;
      }
      case '[':
        node = readSubscript(lexer, start, node, readers);
        break;
      default:
        return node;
    }
  }
}

function readAtom(lexer: Lexer, readers: ExpressionReaders): SyntaxNode {
  const { kind } = lexer;
  switch (kind) {
    case 'name':
      return lexer.identifier();
    case 'string':
      return readStrings(lexer, readers.yieldOrList);
    case 'number':
      return lexer.leaf(isFloat(lexer.text.slice(lexer.start, lexer.end)) ? 'float' : 'integer');
    case '(':
      return readParentheses(lexer, readers);
    case '[':
      return readBrackets(lexer, readers);
    case '{':
      return readBraces(lexer, readers);
    default:
      return lexer.leaf(CONSTANTS[kind] ?? lexer.fail());
  }
}

function isFloat(number: string): boolean {
  return !/^0[xX]/.test(number) && /[.eE]/.test(number);
}

function readParentheses(lexer: Lexer, readers: ExpressionReaders): SyntaxNode {
  const { start } = lexer;
  lexer.next();
  if (lexer.accept(')')) return lexer.node('tuple', start);
  if (lexer.kind === 'yield') {
    const given = readers.yieldOrList(lexer);
    lexer.expect(')');
    return lexer.node('parenthesized_expression', start, [given]);
  }
  const first = readers.element(lexer);
  if (isComprehension(lexer)) return readComprehension(lexer, 'generator_expression', start, first, ')', readers);
  if (lexer.kind === ',') {
    const all = readElements(lexer, first, ')', readers);
    return lexer.node('tuple', start, all);
  }
  lexer.expect(')');
  // Only a call may have it: `f((*a))`.
  if (first.type === 'list_splat') lexer.fail();
  return lexer.node('parenthesized_expression', start, [first]);
}

function readBrackets(lexer: Lexer, readers: ExpressionReaders): SyntaxNode {
  const { start } = lexer;
  lexer.next();
  if (lexer.accept(']')) return lexer.node('list', start);
  const first = readers.element(lexer);
  if (isComprehension(lexer)) return readComprehension(lexer, 'list_comprehension', start, first, ']', readers);
  const all = readElements(lexer, first, ']', readers);
  return lexer.node('list', start, all);
}

function readBraces(lexer: Lexer, readers: ExpressionReaders): SyntaxNode {
  const { start } = lexer;
  lexer.next();
  if (lexer.accept('}')) return lexer.node('dictionary', start);
  if (lexer.kind === '**') return readDictionary(lexer, start, readSplat(lexer, readers), readers);
  const from = lexer.start;
  const first = readers.element(lexer);
  if (lexer.kind !== ':') {
    if (isComprehension(lexer)) return readComprehension(lexer, 'set_comprehension', start, first, '}', readers);
    const all = readElements(lexer, first, '}', readers);
    return lexer.node('set', start, all);
  }
  const pair = readPair(lexer, from, first, readers);
  if (isComprehension(lexer)) return readComprehension(lexer, 'dictionary_comprehension', start, pair, '}', readers);
  return readDictionary(lexer, start, pair, readers);
}

function readPair(lexer: Lexer, start: number, key: SyntaxNode, { expression }: ExpressionReaders): SyntaxNode {
  lexer.expect(':');
  const value = expression(lexer);
  return lexer.node('pair', start, [key, value], ['key', 'value']);
}

function readSplat(lexer: Lexer, { expression }: ExpressionReaders): SyntaxNode {
  const { start } = lexer;
  lexer.expect('**');
  const table = expression(lexer);
  return lexer.node('dictionary_splat', start, [table]);
}

function readDictionary(lexer: Lexer, start: number, first: SyntaxNode, readers: ExpressionReaders): SyntaxNode {
  const entries = [first];
  while (lexer.accept(',') && lexer.kind !== '}') {
    const from = lexer.start;
    entries.push(lexer.kind === '**' ? readSplat(lexer, readers) : readPair(lexer, from, readers.expression(lexer), readers));
  }
  lexer.expect('}');
  return lexer.node('dictionary', start, entries);
}

/** Behind the first one, up to the bracket that closes, which is read. */
function readElements(lexer: Lexer, first: SyntaxNode, close: string, { element }: ExpressionReaders): SyntaxNode[] {
  const all = [first];
  while (lexer.accept(',') && lexer.kind !== close) all.push(element(lexer));
  lexer.expect(close);
  return all;
}

function isComprehension({ kind }: Lexer): boolean {
  return kind === 'for' || kind === 'async';
}

function readComprehension(
  lexer: Lexer,
  type: string,
  start: number,
  body: SyntaxNode,
  close: string,
  readers: ExpressionReaders,
): SyntaxNode {
  if (body.type === 'list_splat') lexer.fail();
  const children = [body];
  while (isComprehension(lexer) || lexer.kind === 'if') {
    const from = lexer.start;
    if (lexer.accept('if')) {
      const condition = readers.or(lexer);
      children.push(lexer.node('if_clause', from, [condition]));
    } else children.push(readFor(lexer, from, readers));
  }
  lexer.expect(close);
  return lexer.node(
    type,
    start,
    children,
    children.map((_, index) => (index === 0 ? 'body' : '')),
  );
}

function readFor(lexer: Lexer, start: number, readers: ExpressionReaders): SyntaxNode {
  lexer.accept('async');
  lexer.expect('for');
  const left = readTargets(lexer, readers);
  lexer.expect('in');
  const right = readers.or(lexer);
  return lexer.node('for_in_clause', start, [left, right], ['left', 'right']);
}

/** What stands between `for` and `in`. */
export function readTargets(lexer: Lexer, readers: ExpressionReaders): SyntaxNode {
  const { start } = lexer;
  const all = [readTarget(lexer, readers)];
  if (lexer.kind !== ',') return all[0] ?? lexer.fail();
  while (lexer.accept(',') && !lexer.is('in')) all.push(readTarget(lexer, readers));
  return lexer.node('pattern_list', start, all);
}

function readTarget(lexer: Lexer, readers: ExpressionReaders): SyntaxNode {
  const { start } = lexer;
  const starred = lexer.accept('*');
  const target = asTarget(lexer, readPrimary(lexer, readers));
  return starred ? lexer.node('list_splat_pattern', start, [target]) : target;
}

export function readCallArguments(lexer: Lexer, readers: ExpressionReaders): SyntaxNode {
  const { start } = lexer;
  lexer.expect('(');
  const given: SyntaxNode[] = [];
  while (lexer.kind !== ')') {
    const from = lexer.start;
    const one = lexer.kind === '**' ? readSplat(lexer, readers) : readers.element(lexer);
    if (isComprehension(lexer) && given.length === 0) return readComprehension(lexer, 'generator_expression', start, one, ')', readers);
    if (one.type === 'identifier' && lexer.accept('=')) {
      const value = readers.expression(lexer);
      given.push(lexer.node('keyword_argument', from, [one, value], ['name', 'value']));
    } else given.push(one);
    if (!lexer.accept(',')) break;
  }
  lexer.expect(')');
  return lexer.node('argument_list', start, given);
}

function readSubscript(lexer: Lexer, start: number, value: SyntaxNode, readers: ExpressionReaders): SyntaxNode {
  lexer.expect('[');
  const keys: SyntaxNode[] = [];
  do {
    if (lexer.kind === ']' && keys.length > 0) break;
    keys.push(readKey(lexer, readers));
  } while (lexer.accept(','));
  lexer.expect(']');
  return lexer.node('subscript', start, [value, ...keys], ['value', ...keys.map(() => 'subscript')]);
}

/** An expression or a slice. */
function readKey(lexer: Lexer, readers: ExpressionReaders): SyntaxNode {
  const { start } = lexer;
  const parts: SyntaxNode[] = [];
  if (lexer.kind !== ':') {
    const key = readers.element(lexer);
    if (lexer.kind !== ':') return key;
    parts.push(key);
  }
  for (let colons = 0; colons < 2 && lexer.accept(':'); colons++)
    if (lexer.kind !== ':' && lexer.kind !== ']' && lexer.kind !== ',') parts.push(readers.expression(lexer));
  return lexer.node('slice', start, parts);
}
