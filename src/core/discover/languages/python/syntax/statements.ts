/** Compound statements and blocks (Python reference 8). */
import { READERS, readExpression, readList } from './expressions.ts';
import { type Lexer, LeftToGrammar } from './lexer.ts';
import type { SyntaxNode } from './node.ts';
import { readParameters } from './parameters.ts';
import { readCallArguments, readTargets } from './primary.ts';
import { readSimple, readType } from './simple-statements.ts';

/** Everything up to the end of the text. */
export function readProgram(lexer: Lexer): SyntaxNode {
  const { start } = lexer;
  const statements: SyntaxNode[] = [];
  while (lexer.kind !== 'end') readStatement(lexer, statements);
  return lexer.node('module', statements[0]?.startIndex ?? start, statements);
}

function readStatement(lexer: Lexer, into: SyntaxNode[]): void {
  lexer.enter();
  const read = COMPOUND[lexer.kind];
  if (read !== undefined) into.push(read(lexer));
  else readLine(lexer, into);
  lexer.leave();
}

/** `a; b` up to the end of the line. */
function readLine(lexer: Lexer, into: SyntaxNode[]): void {
  do {
    if (lexer.kind === 'newline' && into.length > 0) break;
    into.push(readSimple(lexer));
  } while (lexer.accept(';'));
  lexer.endLine();
}

/** Behind ":": an indented block, or the rest of the line. */
function readBlock(lexer: Lexer): SyntaxNode {
  lexer.expect(':');
  const statements: SyntaxNode[] = [];
  if (lexer.kind !== 'newline') readLine(lexer, statements);
  else {
    lexer.endLine();
    lexer.expect('indent');
    while (!lexer.is('dedent')) readStatement(lexer, statements);
    lexer.next();
  }
  return lexer.node('block', statements[0]?.startIndex ?? lexer.fail(), statements);
}

function readIf(lexer: Lexer): SyntaxNode {
  const { start } = lexer;
  const children = readCondition(lexer);
  while (lexer.kind === 'elif') {
    const from = lexer.start;
    const parts = readCondition(lexer);
    children.push(lexer.node('elif_clause', from, parts, ['condition', 'consequence']));
  }
  children.push(...readElse(lexer));
  return lexer.node(
    'if_statement',
    start,
    children,
    children.map((_, index) => ['condition', 'consequence'][index] ?? 'alternative'),
  );
}

function readCondition(lexer: Lexer): SyntaxNode[] {
  lexer.next();
  const condition = readExpression(lexer);
  return [condition, readBlock(lexer)];
}

function readElse(lexer: Lexer): SyntaxNode[] {
  const { start } = lexer;
  if (!lexer.accept('else')) return [];
  const block = readBlock(lexer);
  return [lexer.node('else_clause', start, [block], ['body'])];
}

function readWhile(lexer: Lexer): SyntaxNode {
  const { start } = lexer;
  const parts = readCondition(lexer);
  const children = [...parts, ...readElse(lexer)];
  return lexer.node('while_statement', start, children, ['condition', 'body', 'alternative'].slice(0, children.length));
}

function readFor(lexer: Lexer, start = lexer.start): SyntaxNode {
  lexer.expect('for');
  const left = readTargets(lexer, READERS);
  lexer.expect('in');
  const right = readList(lexer);
  const body = readBlock(lexer);
  const children = [left, right, body, ...readElse(lexer)];
  return lexer.node('for_statement', start, children, ['left', 'right', 'body', 'alternative'].slice(0, children.length));
}

function readTry(lexer: Lexer): SyntaxNode {
  const { start } = lexer;
  lexer.next();
  const children = [readBlock(lexer)];
  while (lexer.kind === 'except') children.push(readExcept(lexer));
  children.push(...readElse(lexer));
  const from = lexer.start;
  if (lexer.accept('finally')) {
    const block = readBlock(lexer);
    children.push(lexer.node('finally_clause', from, [block]));
  }
  return lexer.node(
    'try_statement',
    start,
    children,
    children.map((_, index) => (index === 0 ? 'body' : '')),
  );
}

function readExcept(lexer: Lexer): SyntaxNode {
  const { start } = lexer;
  lexer.next();
  lexer.accept('*');
  const children: SyntaxNode[] = [];
  if (lexer.kind !== ':') children.push(readAs(lexer));
  const fields = children.map(() => 'value');
  children.push(readBlock(lexer));
  return lexer.node('except_clause', start, children, [...fields, '']);
}

/** `value`, or `value as name`. */
function readAs(lexer: Lexer): SyntaxNode {
  const { start } = lexer;
  const value = readExpression(lexer);
  if (!lexer.accept('as')) return value;
  const from = lexer.start;
  const name = readExpression(lexer);
  const target = lexer.node('as_pattern_target', from, [name]);
  return lexer.node('as_pattern', start, [value, target], ['', 'alias']);
}

function readWith(lexer: Lexer, start = lexer.start): SyntaxNode {
  lexer.expect('with');
  const from = lexer.start;
  const inside = readParenthesizedItems(lexer);
  const items = inside ?? readItems(lexer, ':');
  const clause = lexer.node('with_clause', from, items);
  const body = readBlock(lexer);
  return lexer.node('with_statement', start, [clause, body], ['', 'body']);
}

function readItems(lexer: Lexer, end: string): SyntaxNode[] {
  const items: SyntaxNode[] = [];
  do {
    if (lexer.kind === end && items.length > 0) break;
    const { start } = lexer;
    const value = readAs(lexer);
    items.push(lexer.node('with_item', start, [value], ['value']));
  } while (lexer.accept(','));
  if (lexer.kind !== end) lexer.fail();
  return items;
}

/** `with (a as b, c as d):`; null: the parentheses are part of an expression. */
function readParenthesizedItems(lexer: Lexer): SyntaxNode[] | null {
  if (lexer.kind !== '(') return null;
  const saved = lexer.save();
  const { start } = lexer;
  try {
    lexer.next();
    const items = readItems(lexer, ')');
    const last = items.at(-1);
    const isTuple = lexer.lastEnd > (last?.endIndex ?? 0);
    lexer.next();
    if (lexer.is(':') && items.length > 1) return items;
    const value = last?.namedChild(0);
    if (lexer.is(':') && value?.type === 'as_pattern') {
      const whole = lexer.node(isTuple ? 'tuple' : 'parenthesized_expression', start, [value]);
      return [lexer.node('with_item', start, [whole], ['value'])];
    }
  } catch (error) {
    if (!(error instanceof LeftToGrammar)) throw error;
  }
  lexer.restore(saved);
  return null;
}

function readFunction(lexer: Lexer, start = lexer.start): SyntaxNode {
  lexer.expect('def');
  const name = lexer.identifier();
  const from = lexer.start;
  lexer.expect('(');
  const list = readParameters(lexer, ')', { expression: readExpression, type: readType });
  lexer.expect(')');
  const parameters = lexer.node('parameters', from, list);
  const returned = lexer.accept('->') ? [readType(lexer)] : [];
  const body = readBlock(lexer);
  return lexer.node(
    'function_definition',
    start,
    [name, parameters, ...returned, body],
    ['name', 'parameters', ...returned.map(() => 'return_type'), 'body'],
  );
}

function readClass(lexer: Lexer): SyntaxNode {
  const { start } = lexer;
  lexer.next();
  const name = lexer.identifier();
  const bases = lexer.is('(') ? [readCallArguments(lexer, READERS)] : [];
  const body = readBlock(lexer);
  return lexer.node('class_definition', start, [name, ...bases, body], ['name', ...bases.map(() => 'superclasses'), 'body']);
}

function readDecorated(lexer: Lexer): SyntaxNode {
  const { start } = lexer;
  const decorators: SyntaxNode[] = [];
  while (lexer.kind === '@') {
    const from = lexer.start;
    lexer.next();
    const value = readExpression(lexer);
    decorators.push(lexer.node('decorator', from, [value]));
    lexer.endLine();
  }
  const definition = lexer.kind === 'class' ? readClass(lexer) : lexer.kind === 'async' ? readAsync(lexer) : readFunction(lexer);
  if (definition.type !== 'class_definition' && definition.type !== 'function_definition') lexer.fail();
  return lexer.node('decorated_definition', start, [...decorators, definition], [...decorators.map(() => ''), 'definition']);
}

function readAsync(lexer: Lexer): SyntaxNode {
  const { start } = lexer;
  lexer.next();
  if (lexer.kind === 'for') return readFor(lexer, start);
  return lexer.kind === 'with' ? readWith(lexer, start) : readFunction(lexer, start);
}

const COMPOUND: Readonly<Record<string, (lexer: Lexer) => SyntaxNode>> = {
  if: readIf,
  while: readWhile,
  for: (lexer) => readFor(lexer),
  try: readTry,
  with: (lexer) => readWith(lexer),
  def: (lexer) => readFunction(lexer),
  class: readClass,
  '@': readDecorated,
  async: readAsync,
};
