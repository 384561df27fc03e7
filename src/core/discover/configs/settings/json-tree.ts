/** JSON, and what people write for it (comments, commas at the end, names without quotes), as a neutral tree. No recursion, no fault ends it early. */
import { createScanner } from 'jsonc-parser';
import type { KeyedField, KeyedNode } from '../keyed/tree.ts';

/** Maps, lists, texts and keys together. */
const MAX_NODES = 400_000;
/** Levels; what lies deeper is passed over. */
const MAX_DEPTH = 200;
/** Texts and numbers of one map or list: more is data. */
const MAX_SCALARS = 20_000;

/** As jsonc-parser numbers its tokens (`SyntaxKind`, a constant enumeration that leaves no code behind). */
const TOKEN = { open: 1, close: 2, openList: 3, closeList: 4, comma: 5, colon: 6, text: 10, unknown: 16, end: 17 } as const;

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
  const scanner = createScanner(text, true);
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

  for (let token: number = scanner.scan(); token !== TOKEN.end; token = scanner.scan()) {
    if (token === TOKEN.open || token === TOKEN.openList) {
      settle();
      opened(token === TOKEN.openList, scanner.getTokenOffset());
    } else if (token === TOKEN.close || token === TOKEN.closeList) {
      settle();
      if (below > 0) below -= 1;
      else levels.pop();
    } else if (below > 0 || nodes > MAX_NODES) continue;
    else if (token === TOKEN.text || token === TOKEN.unknown) {
      settle();
      const name = token === TOKEN.text ? scanner.getTokenValue() : bare(scanner.getTokenValue());
      pending = { name, at: scanner.getTokenOffset() };
    } else if (token === TOKEN.colon) {
      const level = levels.at(-1);
      if (level !== undefined && level.fields !== null && pending !== null) level.key = pending;
      pending = null;
    } else if (token === TOKEN.comma) settle();
    else put(null, true);
  }
  settle();
  return { root, cut: nodes > MAX_NODES };
}

/** JSON5: names without quotes, texts in single ones. */
function bare(text: string): string {
  return /^'[^']*'$/.test(text) ? text.slice(1, -1) : text;
}
