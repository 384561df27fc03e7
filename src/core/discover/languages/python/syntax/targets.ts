/** What is assigned to: expressions before "=", and what stands behind `for`. */
import type { Lexer } from './lexer.ts';
import { SyntaxNode } from './node.ts';

const NESTED: Readonly<Record<string, string>> = {
  tuple: 'tuple_pattern',
  parenthesized_expression: 'tuple_pattern',
  list: 'list_pattern',
  list_splat: 'list_splat_pattern',
  expression_list: 'pattern_list',
};

/** The same node as a target. */
export function asTarget(lexer: Lexer, node: SyntaxNode): SyntaxNode {
  switch (node.type) {
    case 'identifier':
    case 'attribute':
    case 'subscript':
      return node;
    case 'list_splat': {
      const [inner] = node.namedChildren;
      if (inner?.type !== 'identifier' && inner?.type !== 'attribute' && inner?.type !== 'subscript') return lexer.fail();
      break;
    }
  }
  const type = NESTED[node.type] ?? lexer.fail();
  const children = node.namedChildren.map((child) => asTarget(lexer, child));
  return new SyntaxNode(lexer.source, type, node.startIndex, node.endIndex, children);
}
