/** Constants that a file defines itself, where they are used: `.modelName(CHAT)` is `.modelName("gpt-4o")`, and stands where CHAT is given. */
import { hostedModelOf, prefixedModelOf } from '../hosted/index.ts';
import { isHubId } from '../../ref/parse.ts';
import type { Token } from './lexer.ts';

interface Constant {
  readonly text: string;
  readonly offset: number;
}

const JOINS = new Set(['.', '::']);
const HOLDERS = /^(?:self|Self|this|[A-Z]\w{0,80})$/;

/** Each use of a constant as the text that it is given, at the place of that text. */
export function withOwnConstants(tokens: readonly Token[]): readonly Token[] {
  const constants = constantsOf(tokens);
  if (constants.size === 0) return tokens;
  const kept: Token[] = [];
  for (const [index, token] of tokens.entries()) {
    const constant = token.kind === 'word' ? constants.get(token.text) : undefined;
    const [before, next] = [tokens[index - 1]?.text ?? '', tokens[index + 1]?.text ?? ''];
    const isHeld = JOINS.has(before);
    const holder = tokens[index - 2];
    if (constant == null || /^(?:=|:=|:|\(|\[|=>)$/.test(next) || (isHeld && !(holder?.kind === 'word' && HOLDERS.test(holder.text)))) {
      kept.push(token);
      continue;
    }
    const start = isHeld ? kept.splice(-2)[0] : token;
    kept.push({ kind: 'text', ...constant, first: start?.first ?? false, constant: token.text });
  }
  return kept;
}

/** Names that are given one such text once, and are not given anything else. */
function constantsOf(tokens: readonly Token[]): ReadonlyMap<string, Constant | null> {
  const found = new Map<string, Constant | null>();
  const types = new Set(tokens.flatMap(({ text }, index) => (tokens[index - 1]?.text === 'type' ? [text] : [])));
  for (const [index, { kind, text }] of tokens.entries()) {
    const sign = tokens[index + 1]?.text;
    // `type Model string` … `Small Model = "…"` (Go): a type is no constant.
    if (kind !== 'word' || text.length < 3 || types.has(text)) continue;
    const at = sign === '=' || sign === ':=' ? index + 2 : sign === ':' ? behindType(tokens, index + 2) : null;
    if (at === null) continue;
    const value = tokens[at];
    const isAlone = /^[;,)}]$/.test(tokens[at + 1]?.text ?? ';') || tokens[at + 1]?.first !== false;
    const isName = value?.kind === 'text' && isAlone && namesModel(value.text);
    found.set(text, found.has(text) || !isName ? null : { text: value.text, offset: value.offset });
  }
  return found;
}

/** `MODEL: &str = "…"`: the index of the text; null: it is a key. */
function behindType(tokens: readonly Token[], start: number): number | null {
  for (let at = start; at < start + 8; at++) {
    const one = tokens[at];
    if (one === undefined || one.kind === 'text' || one.first) return null;
    if (one.text === '=') return at + 1;
  }
  return null;
}

/** A name of a model, or the commit that it is asked at. */
function namesModel(text: string): boolean {
  return (
    hostedModelOf(text) !== null ||
    prefixedModelOf(text) !== null ||
    (text.includes('/') && isHubId(text)) ||
    /^[0-9a-f]{40}$|^(?:openai_whisper|distil-whisper_distil)-/.test(text)
  );
}
