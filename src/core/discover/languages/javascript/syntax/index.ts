/** A structural parser for JavaScript and TypeScript as people write them. What it does not know it passes over, and says where (T35). */
import { Cursor } from './cursor.ts';
import { tokensOf } from './lexer.ts';
import type { Program } from './node.ts';
import { statementsUntil } from './statements.ts';

export type * from './node.ts';

/** `elements`: the text may hold JSX; TypeScript without it writes casts so. */
export function parseScript(text: string, elements: boolean): Program {
  const tokens = tokensOf(text, elements);
  const cursor = new Cursor(tokens);
  const body = statementsUntil(cursor, tokens.count);
  return { body, strange: cursor.strange, isBroken: tokens.isBroken };
}
