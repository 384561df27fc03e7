/** The arguments of one call: by position and keyword, and out of literal dictionaries and tuples that are spread into it (T35). */
import type { Node } from 'web-tree-sitter';
import type { Value } from '../../../model/index.ts';
import type { NameScope } from './module.ts';
import { bindingsOf } from './scopes.ts';
import { type CallArgument, type Open, tableOf, type KeyTable, weaker, type NameWrites } from './spread.ts';
import { literalText, valueOf } from './values.ts';

export interface CallArguments {
  /** The node with the parentheses. */
  readonly list: Node;
  /** `**options`: their keys may be given a second time by an edit. */
  readonly spread: boolean;
  /** What of `**options` was not read. */
  readonly open: Open;
  /** What of `*names` was not read. */
  readonly starred: Open;
  positional(index: number): CallArgument | null;
  /** All that a keyword may stand for; none: it is not given. */
  keyword(name: string): readonly CallArgument[];
  /** What a keyword stands for; null: not given, or None. Given twice, or not always, it has a doubt. */
  value(name: string): Value | null;
}

export function callArgumentsOf(call: Node, scope: NameScope, writes: NameWrites): CallArguments | null {
  const list = call.childForFieldName('arguments');
  if (list?.type !== 'argument_list') return null;
  const children = list.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment');
  const explicit = new Map<string, CallArgument[]>();
  const tables: KeyTable[] = [];
  const positionals: CallArgument[] = [];
  let starred: Open = null;
  for (const node of children) {
    if (node.type === 'keyword_argument') {
      const name = node.childForFieldName('name')?.text ?? '';
      const value = node.childForFieldName('value');
      if (value !== null) explicit.set(name, [...(explicit.get(name) ?? []), { node: value, scope }]);
    } else if (node.type === 'dictionary_splat') tables.push(tableOf(node.namedChild(0), scope, writes));
    else if (node.type === 'list_splat') {
      const items = starred === null ? itemsOf(node.namedChild(0), scope) : null;
      if (items === null) starred = weaker(starred, isParameter(node.namedChild(0), scope) ? 'forwarded' : 'unread');
      else positionals.push(...items);
    } else if (starred === null) positionals.push({ node, scope });
  }
  const given = (name: string): { options: readonly CallArgument[]; sure: boolean } => {
    const entries = tables.flatMap((table) => table.entries.get(name) ?? []);
    const own = explicit.get(name) ?? [];
    // Twice is an error of Python, or of our reading: neither alone counts.
    return {
      options: [...own, ...entries.flatMap((entry) => entry.options)],
      sure: own.length + entries.length === 1 && entries[0]?.maybe !== true,
    };
  };
  return {
    list,
    spread: tables.length > 0,
    open: tables.reduce<Open>((open, table) => weaker(open, table.open), null),
    starred,
    positional: (index) => positionals[index] ?? null,
    keyword: (name) => given(name).options,
    value(name) {
      const { options, sure } = given(name);
      const values = options.map((one) => valueOfArgument(one));
      const [only = null] = values;
      if (values.every((value) => value === null)) return null;
      if (sure && values.length === 1) return only;
      return {
        kind: 'choice',
        options: [...values.flatMap((value) => value ?? []), { kind: 'unknown', text: `${name}, not always given` }],
      };
    },
  };
}

/** null: None. */
export function valueOfArgument({ node, scope }: CallArgument): Value | null {
  return node.type === 'none' ? null : valueOf(node, scope);
}

/** Whether any of these may be true: everything but what is plainly false. */
export function mayBeTrue(options: readonly CallArgument[]): boolean {
  return options.some(({ node, scope }) => !isFalse(node, scope, 0));
}

const MAX_STEPS = 4;

function isFalse(node: Node, scope: NameScope, steps: number): boolean {
  if (node.type === 'false' || node.type === 'none') return true;
  if (node.type === 'integer') return /^0+$/.test(node.text);
  if (node.type === 'string') return literalText(valueOf(node, scope)) === '';
  if (node.type === 'parenthesized_expression' && node.namedChild(0) !== null) return isFalse(node.namedChild(0) as Node, scope, steps);
  if (node.type !== 'identifier' || steps >= MAX_STEPS) return false;
  const found = bindingsOf(node.text, scope);
  return (
    found !== null &&
    !found.others &&
    found.bindings.length <= MAX_STEPS &&
    found.bindings.every((binding) => binding.kind === 'value' && isFalse(binding.node, found.owner, steps + 1))
  );
}

/** The elements of a tuple or list that is written here, or under a name that is bound once; null: not read. */
function itemsOf(node: Node | null, scope: NameScope): CallArgument[] | null {
  if (node === null) return null;
  if (node.type === 'tuple' || node.type === 'list') {
    const items = node.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment');
    return items.length > MAX_ITEMS || items.some(({ type }) => type === 'list_splat')
      ? null
      : items.map((item) => ({ node: item, scope }));
  }
  if (node.type !== 'identifier') return null;
  const found = bindingsOf(node.text, scope);
  const [only] = found?.bindings ?? [];
  if (found === null || found.others || found.bindings.length !== 1 || only?.kind !== 'value' || only.node.type === 'identifier')
    return null;
  return itemsOf(only.node, found.owner);
}
const MAX_ITEMS = 50;

function isParameter(node: Node | null, scope: NameScope): boolean {
  if (node?.type !== 'identifier') return false;
  return bindingsOf(node.text, scope)?.bindings.every(({ kind }) => kind === 'parameter') === true;
}
