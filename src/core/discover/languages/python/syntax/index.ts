/** Python text → nodes, by a structural parser of its own: several times as fast as the grammar, whose nodes it gives (test/shared/python-syntax). */
import { Lexer, LeftToGrammar } from './lexer.ts';
import { type SyntaxNode, SyntaxText } from './node.ts';
import { readProgram } from './statements.ts';

export type { Node, SyntaxNode } from './node.ts';

/** null: something in it is not known here, or no Python. Then the grammar reads it, which can go on behind an error. */
export function parsePython(text: string): SyntaxNode | null {
  // Python refuses a NUL, and the grammar ends a comment there.
  if (text.includes('\0')) return null;
  try {
    return readProgram(new Lexer(new SyntaxText(text)));
  } catch (error) {
    if (error instanceof LeftToGrammar) return null;
    throw error;
  }
}
