/** Reads dictionaries whose keys are texts: `{"revision": "…", **MORE}`, `dict(revision="…")`, `A | B`, or a name that stands for one. */
import type { Node } from 'web-tree-sitter';
import type { Value } from '../../../model/index.ts';
import { type Binding, ownerOf, type NameScope } from './scope.ts';

/** Expression → value, as `valueOf` has it. */
export type Evaluate = (node: Node, scope: NameScope, depth?: number) => Value;

export interface MappingEntry {
  readonly node: Node;
  /** Where the expression stands: its names mean what they mean there. */
  readonly scope: NameScope;
}

export interface Mapping {
  /** Key → the expression that counts last, as Python has it. */
  readonly entries: ReadonlyMap<string, MappingEntry>;
  /** Under keys that are computed. */
  readonly rest: readonly MappingEntry[];
  /** More keys may be in it, and those that are known may be replaced: then an entry is one possibility (T35). */
  readonly open: boolean;
  /** Names of the module that it was read through: who replaces one of them replaces the entries. */
  readonly through: readonly string[];
}

const MAX_DEPTH = 8;
/** For one file: names that stand for two others each would double the work at every step (T18). */
const MAX_STEPS = 300_000;

/** What reading tells of the mapping that `node` is. Never fails: what is not understood makes it open. */
export function readPairs(node: Node, scope: NameScope, evaluate: Evaluate): Mapping {
  if (node.type === 'identifier') return named(node.text, scope, evaluate);
  const reader = newReader(scope, evaluate);
  read(node, scope, reader, 0);
  return finished(reader);
}

/** A value that was read out of a list or dictionary: who replaces that, replaces the value (T35). */
export function heldValue(value: Value, { open, through }: Pick<Mapping, 'open' | 'through'>, key: string): Value {
  const inside = through.reduce<Value>((held, of) => ({ kind: 'within', of, value: held }), value);
  return open ? doubtful(inside, key) : inside;
}

/** The value as far as it is read; something else, which is not followed, may replace it (T35). */
export function doubtful(value: Value, name: string): Value {
  return { kind: 'overridable', by: 'elsewhere', name, fallback: value };
}

interface Reader {
  readonly entries: Map<string, MappingEntry>;
  readonly rest: MappingEntry[];
  readonly through: Set<string>;
  open: boolean;
  readonly fuel: { steps: number };
  readonly evaluate: Evaluate;
}

function finished({ entries, rest, open, through }: Reader): Mapping {
  return { entries, rest, open, through: [...through] };
}

/** A dictionary is read once, however often it is asked: thousands of look-ups in thousands of pairs are a minute's work (T18). */
const known = new WeakMap<NameScope, Map<string, Mapping>>();

function named(name: string, scope: NameScope, evaluate: Evaluate): Mapping {
  const owner = ownerOf(name, scope) ?? scope;
  const before = known.get(owner)?.get(name);
  if (before !== undefined) return before;
  const reader = newReader(scope, evaluate);
  readName(name, scope, reader, 0);
  const mapping = finished(reader);
  known.set(owner, (known.get(owner) ?? new Map<string, Mapping>()).set(name, mapping));
  return mapping;
}

/** Pairs that were read of one file so far. */
const spent = new WeakMap<NameScope, { steps: number }>();

function newReader(scope: NameScope, evaluate: Evaluate): Reader {
  let top = scope;
  while (top.parent !== null) top = top.parent;
  const fuel = spent.get(top) ?? { steps: 0 };
  spent.set(top, fuel);
  return { entries: new Map(), rest: [], open: false, through: new Set(), fuel, evaluate };
}

function read(node: Node, scope: NameScope, into: Reader, depth: number): void {
  if (depth > MAX_DEPTH || ++into.fuel.steps > MAX_STEPS) {
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

function readParts(nodes: readonly (Node | null)[], scope: NameScope, into: Reader, depth: number): void {
  for (const node of nodes) {
    if (node === null) into.open = true;
    else read(node, scope, into, depth + 1);
  }
}

/** `{…}` and the arguments of `dict(…)`. */
function readDisplay(list: Node | null, scope: NameScope, into: Reader, depth: number): void {
  for (const item of list?.namedChildren ?? []) {
    if (item === null || item.type === 'comment') continue;
    if (++into.fuel.steps > MAX_STEPS) break;
    const value = item.childForFieldName('value');
    const name = item.type === 'keyword_argument' ? (item.childForFieldName('name')?.text ?? null) : keyOf(item, scope, into);
    if (item.type === 'dictionary_splat') readParts([item.namedChild(0)], scope, into, depth);
    else if (name !== null && value !== null) into.entries.set(name, { node: value, scope });
    else if (item.type === 'pair' || item.type === 'keyword_argument' || list?.type === 'dictionary') {
      into.open = true;
      if (value !== null) into.rest.push({ node: value, scope });
    }
    // The first argument of `dict`.
    else readParts([item], scope, into, depth);
  }
  if (list === null || into.fuel.steps > MAX_STEPS) into.open = true;
}

function keyOf(item: Node, scope: NameScope, { evaluate }: Reader): string | null {
  const key = item.type === 'pair' ? item.childForFieldName('key') : null;
  const value = key === null ? null : evaluate(key, scope);
  return value?.kind === 'literal' ? value.text : null;
}

function readName(name: string, scope: NameScope, into: Reader, depth: number): void {
  const owner = ownerOf(name, scope);
  const bindings = owner?.bindings.get(name) ?? [];
  // Bound twice, changed in place, imported, or of nobody.
  if (owner === null || bindings.length !== 1 || owner.changed.has(name) || owner.others.has(name)) into.open = true;
  if (owner?.kind === 'module') into.through.add(name);
  for (const binding of bindings.slice(0, MAX_DEPTH)) if (owner !== null) readBinding(binding, owner, into, depth);
}

function readBinding(binding: Binding, owner: NameScope, into: Reader, depth: number): void {
  if (binding.kind === 'value') read(binding.node, owner, into, depth + 1);
  else into.open = true;
}
