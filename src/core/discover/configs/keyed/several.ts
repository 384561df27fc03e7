/** Texts that hold several names: `MODELS="llama3.2:3b nomic-embed-text"`, `models: a,b,c`. */
import { isToken } from './model-words.ts';
import type { KeyedScalar } from './tree.ts';

const PART = /[^\s,;|]+/g;
/** Of one text. */
const MOST = 200;
const LONGEST = 8_000;
/** A key that says there are several, or what is done with each. */
const KEY =
  /(?:^|_)(?:models|llms|embeddings|rerankers)(?:$|_(?:to_\w{1,20}|list|ids|names|default|required|needed|pull|enabled|allowed|available))/;
/** What a script takes where nobody sets the variable. */
const DEFAULTED = /^(\$\{[A-Za-z_]\w{0,80}:?[-=])([^{}$]{1,7000})\}$/;

/** The names one by one, each where it stands; null: it is no such text. */
export function severalIn(key: string, node: KeyedScalar): KeyedScalar[] | null {
  const [, before = '', inner] = DEFAULTED.exec(node.text) ?? [];
  const text = inner ?? node.text;
  if (!KEY.test(key) || text.length > LONGEST || !/[\s,;|]/.test(text.trim()) || /[{}[\]<>]/.test(text)) return null;
  const parts = Array.from(text.matchAll(PART), ({ 0: part, index }) => ({ part: part.replace(/^["']|["']$/g, ''), index }));
  // One word that can be no name, and it is a sentence.
  if (parts.length < 2 || parts.length > MOST || !parts.every(({ part }) => isToken(part) && /[-\d/:.]/.test(part))) return null;
  return parts.map(({ part, index }) => ({ kind: 'scalar', text: part, at: node.place?.(before.length + index) ?? node.at }));
}
