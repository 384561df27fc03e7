/** Words that belong together: `os.Getenv`, `client.chat.completions`; and the end of what a bracket holds. */
import type { Token } from './lexer.ts';

const MEMBERS = new Set(['.', '::', '->', '?.']);

/** Where the dotted words begin that end at an index. */
export function beginningOf(tokens: readonly Token[], last: number): number {
  let at = last;
  for (let step = 0; step < 6 && MEMBERS.has(tokens[at - 1]?.text ?? '') && tokens[at - 2]?.kind === 'word'; step++) at -= 2;
  return at;
}

export const JOINS = new Set(['.', '::', '->', '?.', ':']);

/** The dotted words that end at an index, the last first. */
export function chainStart(tokens: readonly Token[], at: number): { readonly index: number; readonly words: readonly string[] } {
  const words = [tokens[at]?.text ?? ''];
  let index = at;
  while (words.length < 6 && JOINS.has(tokens[index - 1]?.text ?? '')) {
    const inner = tokens[index - 2];
    if (inner?.kind !== 'word') {
      index -= inner?.text === ')' ? 1 : 0;
      break;
    }
    words.push(inner.text);
    index -= 2;
  }
  return { index, words };
}

/** The bracket that closes the one at an index; null: it is further away than so many tokens. */
export function closingOf(tokens: readonly Token[], open: number, most: number): number | null {
  let depth = 0;
  for (let at = open; at < Math.min(tokens.length, open + most); at++) {
    const { kind, text } = tokens[at] as Token;
    if (kind !== 'sign') continue;
    if (text === '(' || text === '[' || text === '{') depth += 1;
    else if ((text === ')' || text === ']' || text === '}') && --depth === 0) return at;
  }
  return null;
}
