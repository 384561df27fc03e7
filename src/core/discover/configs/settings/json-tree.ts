/** JSON, and what people write for it (comments, commas at the end, names without quotes), as a neutral tree. No recursion, no fault ends it early. */
import type { KeyedField, KeyedNode } from '../keyed/tree.ts';
import { jsonLexer } from './json-lexer.ts';

/** Maps, lists, texts and keys together. */
const MAX_NODES = 400_000;
/** Levels; what lies deeper is passed over. */
const MAX_DEPTH = 200;
/** Texts and numbers of one map or list: more is data. */
const MAX_SCALARS = 20_000;

export interface JsonTree {
  readonly root: KeyedNode | null;
  /** There is more than is kept. */
  readonly cut: boolean;
}

interface Level {
  readonly fields: KeyedField[] | null;
  readonly items: (KeyedNode | null)[] | null;
  scalars: number;
  key: { readonly name: string; readonly at: number } | null;
}

export function jsonTree(text: string): JsonTree {
  const next = jsonLexer(text);
  const levels: Level[] = [];
  let root: KeyedNode | null = null;
  let nodes = 0;
  /** Levels that are open and passed over. */
  let below = 0;
  let pending: { readonly name: string; readonly at: number } | null = null;

  function put(value: KeyedNode | null, isScalar: boolean): void {
    const level = levels.at(-1);
    if (level === undefined) {
      root ??= value;
      return;
    }
    if (isScalar && ++level.scalars > MAX_SCALARS) return;
    nodes += 1;
    if (level.items !== null) level.items.push(value);
    else if (level.key !== null) level.fields?.push({ name: level.key.name, value, at: level.key.at });
    level.key = null;
  }
  /** A text that no colon follows is a value. */
  function settle(): void {
    if (pending === null) return;
    put({ kind: 'scalar', text: pending.name, at: pending.at }, true);
    pending = null;
  }
  function opened(isList: boolean, at: number): void {
    if (below > 0 || levels.length >= MAX_DEPTH || nodes > MAX_NODES) {
      below += 1;
      return;
    }
    const items: (KeyedNode | null)[] = [];
    const fields: KeyedField[] = [];
    put(isList ? { kind: 'list', at, items: () => items } : { kind: 'map', at, fields: () => fields }, false);
    levels.push(isList ? { fields: null, items, scalars: 0, key: null } : { fields, items: null, scalars: 0, key: null });
  }

  for (let token = next(); token.kind !== 'end'; token = next()) {
    switch (token.kind) {
      case '{':
      case '[':
        settle();
        opened(token.kind === '[', token.at);
        break;
      case '}':
      case ']':
        settle();
        if (below > 0) below -= 1;
        else levels.pop();
        break;
      case ':': {
        const level = levels.at(-1);
        if (below === 0 && level !== undefined && level.fields !== null && pending !== null) level.key = pending;
        pending = null;
        break;
      }
      case ',':
        settle();
        break;
      case 'text':
        settle();
        if (below === 0 && nodes <= MAX_NODES) pending = { name: token.text, at: token.at };
        break;
      case 'other':
        settle();
        if (below > 0 || nodes > MAX_NODES) break;
        // JSON5: a name without quotes, which a colon follows.
        if (/^[A-Za-z_$]/.test(token.text) && !/^(?:true|false|null)$/.test(token.text)) pending = { name: token.text, at: token.at };
        else put(null, true);
    }
  }
  settle();
  return { root, cut: nodes > MAX_NODES };
}
