/** Dictionaries whose keys are texts: `{"revision": "…", **MORE}`, `dict(revision="…")`, `A | B`, or a name that stands for one. */
import type { Node } from 'web-tree-sitter';
import type { Binding, Scope } from './module.ts';
import { literalText, valueOf } from './values.ts';

export interface MappingEntry {
  readonly node: Node;
  /** Where the expression stands: its names mean what they mean there. */
  readonly scope: Scope;
}

export interface Mapping {
  /** Key → the expression that counts last, as Python has it. */
  readonly entries: ReadonlyMap<string, MappingEntry>;
  /** More keys may be in it, and those that are known may be replaced: then an entry is one possibility (T35). */
  readonly open: boolean;
}

const MAX_DEPTH = 8;
/** Names that stand for two others each would double the work at every step (T18). */
const MAX_STEPS = 2_000;

/** What reading tells of the mapping that `node` is. Never fails: what is not understood makes it open. */
export function readMapping(node: Node, scope: Scope): Mapping {
  const reader: Reader = { entries: new Map(), open: false, steps: 0 };
  read(node, scope, reader, 0);
  return { entries: reader.entries, open: reader.open };
}

interface Reader {
  readonly entries: Map<string, MappingEntry>;
  open: boolean;
  steps: number;
}

function read(node: Node, scope: Scope, into: Reader, depth: number): void {
  if (depth > MAX_DEPTH || ++into.steps > MAX_STEPS) {
    into.open = true;
    return;
  }
  if (node.type === 'parenthesized_expression') readParts([node.namedChild(0)], scope, into, depth);
  else if (node.type === 'dictionary') readDisplay(node, scope, into, depth);
  else if (node.type === 'call' && node.childForFieldName('function')?.text === 'dict')
    readDisplay(node.childForFieldName('arguments'), scope, into, depth);
  else if (node.type === 'binary_operator' && node.childForFieldName('operator')?.text === '|')
    readParts([node.childForFieldName('left'), node.childForFieldName('right')], scope, into, depth);
  else if (node.type === 'identifier') readName(node.text, scope, into, depth);
  else into.open = true;
}

function readParts(nodes: readonly (Node | null)[], scope: Scope, into: Reader, depth: number): void {
  for (const node of nodes) {
    if (node === null) into.open = true;
    else read(node, scope, into, depth + 1);
  }
}

/** `{…}` and the arguments of `dict(…)`. */
function readDisplay(list: Node | null, scope: Scope, into: Reader, depth: number): void {
  for (const item of list?.namedChildren ?? []) {
    if (item === null || item.type === 'comment') continue;
    if (++into.steps > MAX_STEPS) break;
    const value = item.childForFieldName('value');
    const name = item.type === 'keyword_argument' ? (item.childForFieldName('name')?.text ?? null) : keyOf(item, scope);
    if (item.type === 'dictionary_splat') readParts([item.namedChild(0)], scope, into, depth);
    else if (name !== null && value !== null) into.entries.set(name, { node: value, scope });
    // The first argument of `dict`, and keys that are computed.
    else if (item.type === 'pair' || item.type === 'keyword_argument' || list?.type === 'dictionary') into.open = true;
    else readParts([item], scope, into, depth);
  }
  if (list === null || into.steps > MAX_STEPS) into.open = true;
}

function keyOf(item: Node, scope: Scope): string | null {
  const key = item.type === 'pair' ? item.childForFieldName('key') : null;
  return key === null ? null : literalText(valueOf(key, scope));
}

function readName(name: string, scope: Scope, into: Reader, depth: number): void {
  for (let current: Scope | null = scope; current !== null; current = current.parent) {
    if (current.kind === 'class' && current !== scope) continue;
    const bindings = current.bindings.get(name);
    if (bindings === undefined) continue;
    if (bindings.length > 1) into.open = true;
    const owner = current;
    for (const binding of bindings.slice(0, MAX_DEPTH)) readBinding(binding, owner, into, depth);
    return;
  }
  // Of another module, or of nobody.
  into.open = true;
}

function readBinding(binding: Binding, owner: Scope, into: Reader, depth: number): void {
  if (binding.kind === 'value') read(binding.node, owner, into, depth + 1);
  else into.open = true;
}
