/** Expressions (Python reference 6), by precedence. Their nodes are those of the grammar. */
import type { Lexer } from './lexer.ts';
import type { SyntaxNode } from './node.ts';
import { readParameters } from './parameters.ts';
import { readPrimary } from './primary.ts';

/** Signs with two sides, and how tightly they bind. The order of "&" and "^" is the grammar's. */
const BINDS: Readonly<Record<string, number>> = {
  '|': 14,
  '&': 15,
  '^': 16,
  '<<': 17,
  '>>': 17,
  '+': 18,
  '-': 18,
  '*': 19,
  '@': 19,
  '/': 19,
  '%': 19,
  '//': 19,
  '**': 21,
};
const POWER = 21;
const UNARY = 20;
const COMPARES = new Set(['<', '<=', '==', '!=', '>=', '>', 'in', 'is', 'not']);

/** One expression: no comma, no star, no `yield`. */
export function readExpression(lexer: Lexer): SyntaxNode {
  const { start } = lexer;
  lexer.enter();
  const found = lexer.kind === 'lambda' ? readLambda(lexer) : readChoice(lexer, start);
  lexer.leave();
  return found;
}

function readChoice(lexer: Lexer, start: number): SyntaxNode {
  const first = readOr(lexer);
  if (first.type === 'identifier' && lexer.accept(':='))
    return lexer.node('named_expression', start, [first, readExpression(lexer)], ['name', 'value']);
  if (!lexer.accept('if')) return first;
  const condition = readOr(lexer);
  lexer.expect('else');
  const other = readExpression(lexer);
  return lexer.node('conditional_expression', start, [first, condition, other]);
}

function readLambda(lexer: Lexer): SyntaxNode {
  const { start } = lexer;
  lexer.next();
  const from = lexer.start;
  const parameters = readParameters(lexer, ':', { expression: readExpression, type: null });
  const list = parameters.length === 0 ? [] : [lexer.node('lambda_parameters', from, parameters)];
  lexer.expect(':');
  return lexer.node('lambda', start, [...list, readExpression(lexer)], [...list.map(() => 'parameters'), 'body']);
}

/** Without `if … else`: what may stand between `in` and the `if` of a comprehension. */
function readOr(lexer: Lexer): SyntaxNode {
  return readBoolean(lexer, 'or', (one) => readBoolean(one, 'and', readNot));
}

function readBoolean(lexer: Lexer, word: string, operand: (lexer: Lexer) => SyntaxNode): SyntaxNode {
  const { start } = lexer;
  let left = operand(lexer);
  while (lexer.kind === word) {
    const operator = lexer.leaf(word);
    left = lexer.node('boolean_operator', start, [left, operand(lexer)], SIDES, operator);
  }
  return left;
}
const SIDES = ['left', 'right'];

function readNot(lexer: Lexer): SyntaxNode {
  if (lexer.kind !== 'not') return readComparison(lexer);
  const { start } = lexer;
  lexer.next();
  lexer.enter();
  const argument = readNot(lexer);
  lexer.leave();
  return lexer.node('not_operator', start, [argument], ['argument']);
}

function readComparison(lexer: Lexer): SyntaxNode {
  const { start } = lexer;
  const first = readBinary(lexer, 0);
  if (!COMPARES.has(lexer.kind)) return first;
  const all = [first];
  while (COMPARES.has(lexer.kind)) {
    const sign = lexer.kind;
    lexer.next();
    if (sign === 'not') lexer.expect('in');
    else if (sign === 'is') lexer.accept('not');
    all.push(readBinary(lexer, 0));
  }
  return lexer.node('comparison_operator', start, all);
}

/** Signs that bind at least as tightly as `least`. */
function readBinary(lexer: Lexer, least: number): SyntaxNode {
  const { start } = lexer;
  let left = readUnary(lexer);
  for (;;) {
    const binds = BINDS[lexer.kind];
    if (binds === undefined || binds < least) return left;
    const operator = lexer.leaf(lexer.kind);
    lexer.enter();
    const right = readBinary(lexer, binds === POWER ? POWER : binds + 1);
    lexer.leave();
    left = lexer.node('binary_operator', start, [left, right], SIDES, operator);
  }
}

function readUnary(lexer: Lexer): SyntaxNode {
  const { start, kind } = lexer;
  if (kind !== '-' && kind !== '+' && kind !== '~' && kind !== 'await') return readPrimary(lexer, READERS);
  lexer.enter();
  const operator = lexer.leaf(kind);
  const argument = readBinary(lexer, UNARY + 1);
  lexer.leave();
  if (kind === 'await') return lexer.node('await', start, [argument]);
  return lexer.node('unary_operator', start, [argument], ['argument'], operator);
}

/** `*a`, or an expression. */
export function readElement(lexer: Lexer): SyntaxNode {
  const { start } = lexer;
  if (!lexer.accept('*')) return readExpression(lexer);
  const starred = readExpression(lexer);
  return lexer.node('list_splat', start, [starred]);
}

/** Whether what is current can follow the last comma of a list. */
function endsList({ kind }: Lexer): boolean {
  return kind === 'newline' || kind === ';' || kind === '=' || kind === ')' || kind === '}' || kind === ':';
}

/** `a`, or `a, b` as one list. */
export function readList(lexer: Lexer): SyntaxNode {
  const { start } = lexer;
  const first = readElement(lexer);
  if (lexer.kind !== ',') return first;
  const all = readRest(lexer, first);
  return lexer.node('expression_list', start, all);
}

/** The elements behind the commas, too. */
export function readRest(lexer: Lexer, first: SyntaxNode): SyntaxNode[] {
  const all = [first];
  while (lexer.accept(',')) {
    if (endsList(lexer)) break;
    all.push(readElement(lexer));
  }
  return all;
}

/** `yield`, or a list. */
export function readYieldOrList(lexer: Lexer): SyntaxNode {
  if (lexer.kind !== 'yield') return readList(lexer);
  const { start } = lexer;
  lexer.next();
  if (lexer.accept('from')) {
    const from = readExpression(lexer);
    return lexer.node('yield', start, [from]);
  }
  return endsList(lexer) ? lexer.node('yield', start) : yielded(lexer, start);
}

function yielded(lexer: Lexer, start: number): SyntaxNode {
  const given = readList(lexer);
  return lexer.node('yield', start, [given]);
}

/** For what is nested in primaries. */
export const READERS = { expression: readExpression, element: readElement, or: readOr, yieldOrList: readYieldOrList };
