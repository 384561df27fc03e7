/** Addresses that code puts together from texts and constants of the same file: `"https://host/" + REPO + "/file"`. */
import type { Token } from './lexer.ts';

const MAX_PARTS = 12;
const MAX_TEXT = 2_000;
const BEGINS = /^(?:https?|hf):\/\//;

/** Each such address as one text, where its first part stands. What a part is that no constant says ends it. */
export function withJoinedAddresses(tokens: readonly Token[], signs: readonly string[] = ['+']): readonly Token[] {
  if (!tokens.some(({ kind, text }, index) => kind === 'text' && BEGINS.test(text) && signs.includes(tokens[index + 1]?.text ?? '')))
    return tokens;
  const constants = constantsIn(tokens);
  const kept: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    kept.push(token);
    if (token.kind !== 'text' || !BEGINS.test(token.text)) continue;
    let { text } = token;
    for (let part = 0; part < MAX_PARTS && signs.includes(tokens[index + 1]?.text ?? '') && text.length < MAX_TEXT; part++) {
      const next = tokens[index + 2];
      const isCalled = /^[.([]$|^::$/.test(tokens[index + 3]?.text ?? '');
      const said = next?.kind === 'text' ? next.text : next?.kind === 'word' && !isCalled ? constants.get(next.text) : undefined;
      if (said === undefined || said === null) break;
      text += said;
      index += 2;
    }
    if (text !== token.text) kept[kept.length - 1] = { ...token, text: text.slice(0, MAX_TEXT), joined: true };
  }
  return kept;
}

/** Names that one text is given to, once. */
function constantsIn(tokens: readonly Token[]): ReadonlyMap<string, string | null> {
  const found = new Map<string, string | null>();
  for (const [index, { kind, text }] of tokens.entries()) {
    const [sign, value] = [tokens[index + 1]?.text, tokens[index + 2]];
    if (kind !== 'word' || (sign !== '=' && sign !== ':=') || value?.kind !== 'text') continue;
    const isAlone = !/^[+.([]$/.test(tokens[index + 3]?.text ?? '') || tokens[index + 3]?.first === true;
    found.set(text, found.has(text) || !isAlone ? null : value.text);
  }
  return found;
}
