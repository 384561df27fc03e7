/** Dictionaries that a call spreads: `**{"revision": …}`, `**OPTIONS`, `**dict(a=1)`, with what is written into them elsewhere in the file (T35). */
import type { Node } from 'web-tree-sitter';
import type { Binding, PlacedCall, PythonModule, NameScope } from './module.ts';
import { attributeBindings, bindingsOf, type Held } from './scopes.ts';
import { literalText, valueOf } from './values.ts';

/** An expression, and the scope in which its names are looked up. */
export interface CallArgument {
  readonly node: Node;
  readonly scope: NameScope;
}

/** null: everything was read. `forwarded`: it is a parameter, so a caller decides. `unread`: anything. */
export type Open = 'forwarded' | 'unread' | null;

interface Entry {
  readonly options: readonly CallArgument[];
  /** It may also be missing. */
  readonly maybe: boolean;
}

export interface KeyTable {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly open: Open;
}

/** What the file writes into dictionaries by name; looked for when a name is spread. */
export interface NameWrites {
  /** Writes to the name that this scope binds. */
  of(owner: NameScope, name: string): readonly Write[];
  /** Tables of names, worked out once. */
  readonly known: Map<NameScope, Map<string, KeyTable | null>>;
}

interface Write {
  /** null: a whole dictionary is merged in. */
  readonly key: Node | null;
  readonly value: Node;
  readonly scope: NameScope;
}

const MAX_DEPTH = 8;
/** More keys than calls have arguments; the rest counts as not read. */
const MAX_KEYS = 300;
const EMPTY: KeyTable = { entries: new Map(), open: null };
const UNREAD: KeyTable = { entries: new Map(), open: 'unread' };
const FORWARDED: KeyTable = { entries: new Map(), open: 'forwarded' };

export function weaker(a: Open, b: Open): Open {
  return a === 'unread' || b === 'unread' ? 'unread' : (a ?? b);
}

export function writesIn(module: PythonModule): NameWrites {
  let found: ByOwner | null = null;
  return {
    known: new Map(),
    of(owner, name) {
      found ??= collected(module);
      return found.get(owner)?.get(name) ?? [];
    },
  };
}

type ByOwner = ReadonlyMap<NameScope, ReadonlyMap<string, readonly Write[]>>;

function collected({ subscripts, calls }: PythonModule): ByOwner {
  const found = new Map<NameScope, Map<string, Write[]>>();
  const add = (name: string, write: Write): void => {
    const owner = bindingsOf(name, write.scope)?.owner;
    if (owner === undefined) return;
    const names = found.get(owner) ?? new Map<string, Write[]>();
    found.set(owner, names);
    const list = names.get(name);
    if (list === undefined) names.set(name, [write]);
    else list.push(write);
  };
  for (const { target, value, scope } of subscripts) {
    const object = target.childForFieldName('value');
    if (object?.type === 'identifier') add(object.text, { key: target.childForFieldName('subscript'), value, scope });
  }
  for (const call of calls) for (const [name, write] of written(call)) add(name, write);
  return found;
}

/** `options.update(…)` and `options.setdefault("key", value)`. */
function written({ node, scope }: PlacedCall): [string, Write][] {
  const callee = node.childForFieldName('function');
  const object = callee?.childForFieldName('object');
  const list = node.childForFieldName('arguments');
  if (callee?.type !== 'attribute' || object?.type !== 'identifier' || list === null || list === undefined) return [];
  const method = callee.childForFieldName('attribute')?.text;
  if (method === 'update') return [[object.text, { key: null, value: list, scope }]];
  const [key, value] = [list.namedChild(0), list.namedChild(1)];
  return method === 'setdefault' && key !== null && value !== null ? [[object.text, { key, value, scope }]] : [];
}

/** What a spread expression holds, as far as reading tells. */
export function tableOf(node: Node | null, scope: NameScope, writes: NameWrites, depth = 0): KeyTable {
  if (node === null || depth > MAX_DEPTH) return UNREAD;
  const inner = (child: Node | null): KeyTable => tableOf(child, scope, writes, depth + 1);
  switch (node.type) {
    case 'none':
      return EMPTY;
    case 'dictionary':
    case 'argument_list':
      return literalTable(node, scope, writes, depth);
    case 'parenthesized_expression':
      return inner(node.namedChild(0));
    case 'named_expression':
      return inner(node.childForFieldName('value'));
    case 'conditional_expression':
      return either([inner(node.namedChild(0)), inner(node.namedChild(2))]);
    case 'boolean_operator':
      return either([inner(node.childForFieldName('left')), inner(node.childForFieldName('right'))]);
    case 'binary_operator':
      return node.childForFieldName('operator')?.text === '|'
        ? over(inner(node.childForFieldName('left')), inner(node.childForFieldName('right')))
        : UNREAD;
    case 'call':
      return calledTable(node, scope, writes, depth);
    case 'dictionary_comprehension':
      return renamed(node, scope, writes, depth);
    case 'identifier':
      return named(node.text, scope, writes, depth);
    case 'attribute':
      return ofAttribute(node, scope, writes, depth);
    default:
      return UNREAD;
  }
}

/** `{…}`, and the arguments of `dict(…)` and `update(…)`: later keys win. */
function literalTable(node: Node, scope: NameScope, writes: NameWrites, depth: number): KeyTable {
  let table: KeyTable = EMPTY;
  const own = new Map<string, Entry>();
  let open: Open = null;
  for (const child of node.namedChildren) {
    if (child === null || child.type === 'comment') continue;
    const value = child.childForFieldName('value');
    if (child.type === 'pair' || child.type === 'keyword_argument') {
      const key = child.type === 'pair' ? textOf(child.childForFieldName('key'), scope) : (child.childForFieldName('name')?.text ?? null);
      if (key === null || value === null || own.size >= MAX_KEYS) open = 'unread';
      else own.set(key, { options: [{ node: value, scope }], maybe: false });
      continue;
    }
    const spread = tableOf(child.type === 'dictionary_splat' ? child.namedChild(0) : child, scope, writes, depth + 1);
    table = over(over(table, { entries: new Map(own), open }), spread);
    own.clear();
    open = null;
  }
  return table === EMPTY ? { entries: own, open } : over(table, { entries: own, open });
}

function textOf(node: Node | null, scope: NameScope): string | null {
  return node === null ? null : literalText(valueOf(node, scope));
}

/** `{key[8:]: value for key, value in kwargs.items()}`: of what a caller gives, still what a caller gives. */
function renamed(node: Node, scope: NameScope, writes: NameWrites, depth: number): KeyTable {
  const from = node.namedChildren.find((child) => child?.type === 'for_in_clause')?.childForFieldName('right');
  const callee = from?.type === 'call' ? from.childForFieldName('function') : null;
  if (callee?.type !== 'attribute' || callee.childForFieldName('attribute')?.text !== 'items') return UNREAD;
  const { entries, open } = tableOf(callee.childForFieldName('object'), scope, writes, depth + 1);
  return open !== 'forwarded' || [...entries.keys()].some((key) => key.includes('trust_remote_code')) ? UNREAD : FORWARDED;
}

/** `dict(…)`, and copies of another dictionary. */
function calledTable(node: Node, scope: NameScope, writes: NameWrites, depth: number): KeyTable {
  const callee = node.childForFieldName('function');
  const list = node.childForFieldName('arguments');
  if (callee === null || list === null) return UNREAD;
  if (callee.type === 'identifier' && callee.text === 'dict' && bindingsOf('dict', scope) === null)
    return literalTable(list, scope, writes, depth);
  if (callee.type === 'attribute' && callee.childForFieldName('attribute')?.text === 'copy' && list.namedChildCount === 0)
    return tableOf(callee.childForFieldName('object'), scope, writes, depth + 1);
  return /^(?:copy\.)?(?:copy|deepcopy)$/.test(callee.text.slice(0, 20)) ? tableOf(list.namedChild(0), scope, writes, depth + 1) : UNREAD;
}

/** Once for each name of a scope: a circle adds nothing, and long chains cost what they are long (T18). */
function named(name: string, scope: NameScope, writes: NameWrites, depth: number): KeyTable {
  const held = bindingsOf(name, scope);
  if (held === null) return UNREAD;
  const known = writes.known.get(held.owner) ?? new Map<string, KeyTable | null>();
  writes.known.set(held.owner, known);
  const before = known.get(name);
  if (before !== undefined) return before ?? EMPTY;
  known.set(name, null);
  const first = either(held.bindings.slice(0, MAX_KEYS).map((binding) => boundTable(binding, held, writes, depth)));
  const told = writes.of(held.owner, name).reduce((sum, write) => perhaps(sum, write, writes, depth), first);
  const table = held.others ? either([told, UNREAD]) : told;
  known.set(name, table);
  return table;
}

function boundTable(binding: Binding, { owner }: Held, writes: NameWrites, depth: number): KeyTable {
  switch (binding.kind) {
    case 'parameter': {
      const fallback =
        binding.fallback === null || owner.parent === null ? EMPTY : tableOf(binding.fallback, owner.parent, writes, depth + 1);
      return { entries: fallback.entries, open: weaker(fallback.open, 'forwarded') };
    }
    case 'value':
      return tableOf(binding.node, owner, writes, depth + 1);
    case 'opaque':
      // `options |= {…}` adds to what the other bindings say.
      return binding.node.type === 'augmented_assignment' && /^[^=]{0,400}\|=/.test(binding.node.text.slice(0, 400))
        ? tableOf(binding.node.childForFieldName('right'), owner, writes, depth + 1)
        : UNREAD;
    case 'element':
      return UNREAD;
  }
}

function perhaps(table: KeyTable, { key, value, scope }: Write, writes: NameWrites, depth: number): KeyTable {
  if (key === null) return either([table, over(table, tableOf(value, scope, writes, depth + 1))]);
  const text = textOf(key, scope);
  if (text === null || table.entries.size >= MAX_KEYS) return { ...table, open: 'unread' };
  const before = table.entries.get(text);
  const options = [...(before?.options ?? []), { node: value, scope }].slice(0, MAX_KEYS);
  return { ...table, entries: new Map(table.entries).set(text, { options, maybe: before === undefined || before.maybe }) };
}

/** `self.options`, as the class and its methods bind it; a field without a value that is read is what its maker gives. */
function ofAttribute(node: Node, scope: NameScope, writes: NameWrites, depth: number): KeyTable {
  const object = node.childForFieldName('object')?.text;
  const name = node.childForFieldName('attribute')?.text ?? '';
  if (object !== 'self' && object !== 'cls') return UNREAD;
  const held = attributeBindings(name, scope);
  if (held === null) return FORWARDED;
  if (held.bindings.length > MAX_SELF) return UNREAD;
  return either(
    held.bindings.map((one) => {
      if (one.kind === 'opaque') return tableOf(one.node, one.scope ?? held.owner, writes, depth + 1);
      if (one.kind !== 'value') return UNREAD;
      const own = tableOf(one.node, held.owner, writes, depth + 1);
      return { entries: own.entries, open: 'forwarded' as const };
    }),
  );
}
const MAX_SELF = 8;

/** `b` is laid over `a`: what it has for certain replaces. */
function over(a: KeyTable, b: KeyTable): KeyTable {
  if (a.entries.size === 0 && a.open === null) return b;
  const entries = new Map(a.entries);
  for (const [key, entry] of b.entries) {
    const below = entries.get(key);
    entries.set(key, entry.maybe && below !== undefined ? { options: [...below.options, ...entry.options], maybe: below.maybe } : entry);
  }
  return limited(entries, weaker(a.open, b.open));
}

/** One of them, nobody knows which. */
function either(tables: readonly KeyTable[]): KeyTable {
  const [first] = tables;
  if (first === undefined) return UNREAD;
  if (tables.length === 1) return first;
  const keys = new Set(tables.flatMap(({ entries }) => [...entries.keys()]));
  const entries = new Map(
    [...keys].map((key): [string, Entry] => {
      const all = tables.map((table) => table.entries.get(key));
      const options = new Map(all.flatMap((entry) => entry?.options ?? []).map((option) => [option.node.id, option]));
      return [key, { options: [...options.values()], maybe: all.some((entry) => entry === undefined || entry.maybe) }];
    }),
  );
  return limited(
    entries,
    tables.reduce<Open>((open, table) => weaker(open, table.open), null),
  );
}

function limited(entries: Map<string, Entry>, open: Open): KeyTable {
  if (entries.size <= MAX_KEYS) return { entries, open };
  return { entries: new Map([...entries].slice(0, MAX_KEYS)), open: 'unread' };
}
