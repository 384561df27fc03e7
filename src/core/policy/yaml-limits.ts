/** What a policy file may look like before it is composed. The composer recurses, so depth is bounded on the flat token stream. */
import { Lexer } from 'yaml';

/** Size of a policy file, in bytes. */
export const MAX_POLICY_BYTES = 256 * 1024;
const MAX_DEPTH = 16;
const MAX_INDENT = 200;
const MAX_ENTRIES = 20_000;

/**
 * The first reason not to read this text as YAML, with the offset where it shows, or null.
 * Anchors and aliases are refused altogether: expanding them is how a few lines become gigabytes, and a value that is written
 * in one place and used in another has no honest line number.
 */
export function yamlRefusal(text: string): { readonly message: string; readonly offset: number } | null {
  // Not allowed by YAML 1.2 (5.1) either; refused first, because the lexer uses some of them as its own marks.
  const control = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.exec(text);
  if (control !== null) return { message: 'The file contains control characters.', offset: control.index };
  let offset = 0;
  let flow = 0;
  let compact = 0;
  let entries = 0;
  let atLineStart = true;
  let scalar = false;
  for (const token of new Lexer().lex(text)) {
    const first = token[0];
    // The lexer's own marks: U+0002 document start, U+0018 broken flow, U+001F "the next token is a scalar". They have no length in the text.
    if (first === '\u0002' || first === '\u0018') continue;
    if (first === '\u001f') {
      scalar = true;
      continue;
    }
    if (scalar) {
      scalar = false;
      atLineStart = false;
      offset += token.length;
      continue;
    }
    if (first === '%' && atLineStart && token.length > 1) return { message: 'YAML directives are not supported.', offset };
    if (first === '&' || first === '*') return { message: 'YAML anchors and aliases are not supported: write the value out.', offset };
    if (first === '\n' || first === '\r') compact = 0;
    if (first === ' ' && atLineStart && token.length > MAX_INDENT)
      return { message: `The file is indented by more than ${MAX_INDENT} columns.`, offset };
    if (token === '[' || token === '{') flow++;
    else if (token === ']' || token === '}') flow--;
    else if (token === '-' || token === '?') compact++;
    if (token === ':' || token === ',' || token === '-' || token === '?') entries++;
    if (flow > MAX_DEPTH || compact > MAX_DEPTH) return { message: `The file is nested more than ${MAX_DEPTH} levels deep.`, offset };
    if (entries > MAX_ENTRIES) return { message: `The file has more than ${MAX_ENTRIES} entries.`, offset };
    atLineStart = first === '\n' || first === '\r';
    offset += token.length;
  }
  return null;
}
