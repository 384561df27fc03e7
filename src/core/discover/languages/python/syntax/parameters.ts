/** Parameters of functions and lambdas (Python reference 8.7). */
import type { Lexer } from './lexer.ts';
import type { SyntaxNode } from './node.ts';

export interface ParameterReaders {
  readonly expression: (lexer: Lexer) => SyntaxNode;
  /** null: no types may stand here. */
  readonly type: ((lexer: Lexer) => SyntaxNode) | null;
}

/** Up to `end`, which stays current. */
export function readParameters(lexer: Lexer, end: string, readers: ParameterReaders): SyntaxNode[] {
  const parameters: SyntaxNode[] = [];
  while (lexer.kind !== end) {
    parameters.push(readParameter(lexer, readers));
    if (!lexer.accept(',')) break;
  }
  if (lexer.kind !== end) lexer.fail();
  return parameters;
}

function readParameter(lexer: Lexer, { expression, type }: ParameterReaders): SyntaxNode {
  const { start, kind } = lexer;
  if (kind === '/') return lexer.leaf('positional_separator');
  const named = kind === '*' || kind === '**' ? readStarred(lexer) : lexer.identifier();
  if (type !== null && lexer.accept(':')) {
    const given = type(lexer);
    if (kind === 'name' && lexer.accept('='))
      return lexer.node('typed_default_parameter', start, [named, given, expression(lexer)], ['name', 'type', 'value']);
    return lexer.node('typed_parameter', start, [named, given], ['', 'type']);
  }
  if (kind !== 'name' || !lexer.accept('=')) return named;
  return lexer.node('default_parameter', start, [named, expression(lexer)], ['name', 'value']);
}

function readStarred(lexer: Lexer): SyntaxNode {
  const { start, kind } = lexer;
  if (kind === '*') {
    const star = lexer.leaf('keyword_separator');
    return lexer.is('name') ? lexer.node('list_splat_pattern', start, [lexer.identifier()]) : star;
  }
  lexer.next();
  const name = lexer.identifier();
  return lexer.node('dictionary_splat_pattern', start, [name]);
}
