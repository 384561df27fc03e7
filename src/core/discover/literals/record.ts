/** What is known about a model, and asks for none: `{Model: "gpt-4o", InputPrice: 2.5}`. */
import type { Token } from './lexer.ts';

const AROUND = 40;
/** Keys of numbers of a model: of its price, of what it can hold. */
const MEASURES = /price|pricing|cost|context_?(?:window|length|size)|per_?(?:1k|million|token)|max_?output/i;
/** Keys of texts about a model. */
const DESCRIBES = /owned_?by|display_?name|knowledge_?cutoff|supports/i;
/** Keys of a request. Whoever asks asks, whatever stands beside it (T38). */
const REQUESTS =
  /^(?:messages|prompt|input|instructions|temperature|top_?p|stream|api_?key|system(?:_?\w{0,20}(?:message|prompt|instruction)\w{0,20})?|tools|voice|response_?format|seed|max_?completion_?tokens|number_of_choices)$/i;

/** Whether what stands within the same brackets says so. */
export function isModelRecord(tokens: readonly Token[], index: number): boolean {
  let found = false;
  for (const step of [-1, 1] as const) {
    let depth = 0;
    for (let at = index + step; at >= 0 && at < tokens.length && Math.abs(at - index) < AROUND; at += step) {
      const { kind, text } = tokens[at] as Token;
      const [opens, closes] = step === 1 ? ['([{', ')]}'] : [')]}', '([{'];
      if (kind === 'sign' && opens.includes(text)) depth += 1;
      else if (kind === 'sign' && closes.includes(text)) {
        if (depth === 0) break;
        depth -= 1;
      } else if (text === ';') break;
      else if (depth === 0 && kind !== 'sign' && /^(?::|=|=>|,)$/.test(tokens[at + 1]?.text ?? '')) {
        if (REQUESTS.test(text)) return false;
        found ||= DESCRIBES.test(text) || (MEASURES.test(text) && isNumber(tokens, at + 2));
      }
    }
  }
  return found;
}

/** `2.5`, `decimal("2.5")`, `Some(2.5)`. */
function isNumber(tokens: readonly Token[], at: number): boolean {
  const [value, , inner] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  return /^-?\d/.test(value?.text ?? '') || (value?.kind === 'word' && /^-?\d/.test(inner?.text ?? ''));
}
