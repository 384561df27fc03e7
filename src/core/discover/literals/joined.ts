/** Texts that code puts together from texts and constants of the same file: `"https://host/" + REPO + "/file"`, `"gpt-" + "4o"`. */
import { providerBeginning } from '../hosted/index.ts';
import { closingOf } from './chains.ts';
import type { Token } from './lexer.ts';

const MAX_PARTS = 12;
const MAX_TEXT = 2_000;
/** Tokens of a call that is a part. */
const MAX_ARGUMENTS = 60;
const BEGINS = /^(?:https?|hf):\/\//;
/** What puts two texts together, by its signs: "..", "<>" and "++" are two each. */
const SIGNS = ['+', '.', '..', '<>', '++', '&', '~'] as const;

/** Each of them as one text, where its first part stands. A part that no constant says stands as `${name}` in it. */
export function withJoinedTexts(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some(({ kind }, index) => kind === 'text' && signAt(tokens, index + 1) > 0)) return tokens;
  const constants = constantsIn(tokens);
  const kept: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    kept.push(token);
    if (token.kind !== 'text') continue;
    let { text } = token;
    const begins = BEGINS.test(text);
    for (let part = 0; part < MAX_PARTS && text.length < MAX_TEXT; part++) {
      const sign = signAt(tokens, index + 1);
      const next = tokens[index + 1 + sign];
      if (sign === 0 || next === undefined) break;
      const isCalled = /^[.([]$|^::$/.test(tokens[index + sign + 2]?.text ?? '');
      const isKnown = next.kind === 'text' || (next.kind === 'word' && !isCalled && (constants.get(next.text) ?? null) !== null);
      // What is no name of a model and no address is a sentence.
      if (!isKnown && !begins && providerBeginning(text) === null) break;
      const behind = isKnown ? index + 1 + sign : endOfValue(tokens, index + 1 + sign);
      if (behind === null) break;
      text += isKnown
        ? next.kind === 'text'
          ? next.text
          : (constants.get(next.text) ?? '')
        : `\${${written(tokens, index + 1 + sign, behind)}}`;
      index = behind;
    }
    if (text !== token.text) kept[kept.length - 1] = { ...token, text: text.slice(0, MAX_TEXT), joined: true };
  }
  return kept;
}

/** How many tokens put what is before and behind them together; 0: none do. */
function signAt(tokens: readonly Token[], at: number): number {
  const [one, two] = [tokens[at], tokens[at + 1]];
  if (one?.kind !== 'sign') return 0;
  if (two?.kind === 'sign' && SIGNS.some((sign) => sign.length === 2 && sign === `${one.text}${two.text}`)) return 2;
  // `"text".method()` is no join.
  const isJoin =
    SIGNS.some((sign) => sign === one.text) && (one.text !== '.' || two?.kind === 'text' || two?.text.startsWith('$') === true);
  return isJoin ? 1 : 0;
}

/** The last token of a name, member, call or item that begins at an index; null: something else stands there. */
function endOfValue(tokens: readonly Token[], start: number): number | null {
  if (tokens[start]?.kind !== 'word') return null;
  let at = start;
  for (let step = 0; step < MAX_PARTS; step++) {
    const next = tokens[at + 1]?.text ?? '';
    if (/^(?:\.|::|->|\?\.)$/.test(next) && tokens[at + 2]?.kind === 'word') at += 2;
    else if (next === '(' || next === '[') {
      const close = closingOf(tokens, at + 1, MAX_ARGUMENTS);
      if (close === null) return null;
      at = close;
    } else return at;
  }
  return at;
}

/** Its names, for people: "req.Model". */
function written(tokens: readonly Token[], start: number, last: number): string {
  const all = tokens.slice(start, last + 1).map(({ text }) => text);
  return all
    .join('')
    .replaceAll(/[^\w.]/g, '')
    .slice(0, 60);
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
