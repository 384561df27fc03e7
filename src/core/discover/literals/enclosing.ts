/** What a text stands in: the function that gives it. Goes back a bounded way, by brackets. */
import type { Token } from './lexer.ts';

const MAX_BACK = 400;
const MAX_HEAD = 40;
const DEFINES = /^(?:fn|func|def|fun|function|static|public|private|protected|internal|override|suspend|async|string|String)$/;

/** The function around an index, by its name; null: none that brackets show. */
export function functionAround(tokens: readonly Token[], index: number): string | null {
  let depth = 0;
  for (let at = index - 1; at >= 0 && index - at < MAX_BACK; at--) {
    const { kind, text } = tokens[at] as Token;
    if (kind !== 'sign') continue;
    if (text === '}') depth += 1;
    else if (text === '{' && depth-- === 0) {
      const found = functionBefore(tokens, at);
      if (found !== null) return found;
      depth = 0;
    }
  }
  return null;
}

function functionBefore(tokens: readonly Token[], open: number): string | null {
  for (let at = open - 1; at >= 0 && open - at < MAX_HEAD; at--) {
    const { kind, text } = tokens[at] as Token;
    if (/^[;{}]$/.test(text)) return null;
    if (kind !== 'word' || !/^[(<]$/.test(tokens[at + 1]?.text ?? '')) continue;
    if (tokens.slice(Math.max(0, at - 8), at).some((one) => one.kind === 'word' && DEFINES.test(one.text))) return text;
  }
  return null;
}
