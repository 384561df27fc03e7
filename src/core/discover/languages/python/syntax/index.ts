/** Python text → nodes, by a structural parser of its own: several times as fast as the grammar, whose nodes it gives (test/shared/python-syntax). */
import { Lexer, NotRead } from './lexer.ts';
import { type SyntaxNode, Source } from './node.ts';
import { readModule } from './statements.ts';

export type { Node, SyntaxNode } from './node.ts';

/** null: something in it is not known here, or no Python. Then the grammar reads it, which can go on behind an error. */
export function parsePython(text: string): SyntaxNode | null {
  // Python refuses a NUL, and the grammar ends a comment there.
  if (text.includes('\0')) return null;
  try {
    return readModule(new Lexer(new Source(text)));
  } catch (error) {
    if (error instanceof NotRead) return null;
    throw error;
  }
}
