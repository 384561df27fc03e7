/** A structural parser for JavaScript and TypeScript as people write them. What it does not know it passes over, and says where (T35). */
import { type Rules, TokenCursor } from './cursor.ts';
import { expressionAt, sequenceAt } from './expressions.ts';
import { scriptTokens } from './lexer.ts';
import type { Program } from './node.ts';
import { postfixAt } from './postfix.ts';
import { statementAt, statementsUntil } from './statements.ts';

export type * from './node.ts';

const RULES: Rules = {
  expression: expressionAt,
  sequence: sequenceAt,
  operand: (cursor) => postfixAt(cursor),
  statement: statementAt,
  statements: statementsUntil,
};

/** `elements`: the text may hold JSX; TypeScript without it writes casts so. */
export function parseScript(text: string, elements: boolean): Program {
  const tokens = scriptTokens(text, elements);
  const cursor = new TokenCursor(tokens, RULES);
  const body = statementsUntil(cursor, tokens.count);
  return { body, strange: cursor.strange, isBroken: tokens.isBroken };
}
