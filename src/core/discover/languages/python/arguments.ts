/** The arguments of one call: by position and keyword, and out of dictionaries and tuples that are spread into it (T35). */
import type { Argument, Expression } from '../../../model/index.ts';
import { classAround, type Evaluator, type Held, isForwarded, type ThingTable, type Spot } from '../../values/index.ts';
import { seenFrom } from './bound.ts';

/** null: everything was read. `forwarded`: it is a parameter, so a caller decides. `unread`: anything. */
export type Open = 'forwarded' | 'unread' | null;

export function weaker(a: Open, b: Open): Open {
  return a === 'unread' || b === 'unread' ? 'unread' : (a ?? b);
}

export interface CallArguments {
  readonly where: Spot;
  /** `**options`: their keys may be given a second time by an edit. */
  readonly spread: boolean;
  /** What of `**options` was not read. */
  readonly open: Open;
  /** What of `*names` was not read. */
  readonly starred: Open;
  positional(index: number): Held | null;
  /** All that a keyword may stand for; none: it is not given. */
  keyword(name: string): readonly Held[];
  /** Whether the call itself names it, and only once. */
  isPlain(name: string): boolean;
  /** What a keyword stands for; null: not given, or None. Given twice, or not always, it has a doubt. */
  value(name: string): Expression | null;
}

export function callArgumentsOf(given: readonly Argument[], where: Spot, evaluator: Evaluator): CallArguments {
  const explicit = new Map<string, Held[]>();
  const tables: SpreadTable[] = [];
  const positionals: Held[] = [];
  let starred: Open = null;
  for (const { name, spread, value } of given) {
    if (name !== undefined) explicit.set(name, [...(explicit.get(name) ?? []), { value, where }]);
    else if (spread === 'table') tables.push(spreadTable(value, where, evaluator));
    else if (spread === 'list') {
      const items = starred === null ? itemsOf(value, where, evaluator) : 'unread';
      if (typeof items === 'string') starred = weaker(starred, items);
      else positionals.push(...items);
    } else if (starred === null) positionals.push({ value, where });
  }
  const all = (name: string): { options: readonly Held[]; sure: boolean } => {
    const entries = tables.flatMap(({ table }) => table.entries.get(name) ?? []);
    const own = explicit.get(name) ?? [];
    // Twice is an error of Python, or of our reading: neither alone counts.
    return {
      options: [...own, ...entries.flatMap((entry) => entry.options)],
      sure: own.length + entries.length === 1 && entries[0]?.maybe !== true,
    };
  };
  return {
    where,
    spread: tables.length > 0,
    open: tables.reduce<Open>((open, table) => weaker(open, table.open), null),
    starred,
    positional: (index) => positionals[index] ?? null,
    keyword: (name) => all(name).options,
    isPlain: (name) => all(name).options.length === 1 && explicit.get(name)?.length === 1,
    value(name) {
      const { options, sure } = all(name);
      const values = options.map((one) => valueOfArgument(one, where));
      const [only = null] = values;
      if (values.every((value) => value === null)) return null;
      if (sure && values.length === 1) return only;
      return {
        kind: 'choice',
        options: [...values.flatMap((value) => value ?? []), { kind: 'unmodeled', text: `${name}, not always given` }],
      };
    },
  };
}

export interface SpreadTable {
  readonly table: ThingTable;
  readonly open: Open;
}

/** What `**expression` gives. What an object has been made with is its maker's to give. */
export function spreadTable(expression: Expression, where: Spot, evaluator: Evaluator): SpreadTable {
  const table = evaluator.table(expression, where);
  const own = table.open === null ? (table.doubt === 'elsewhere' ? 'unread' : null) : isForwarded(table.open) ? 'forwarded' : 'unread';
  if (expression.kind !== 'member' || expression.of.kind !== 'this') return { table, open: own };
  const bindings = classAround(where.scope)?.names.get(expression.name) ?? [];
  const isField = bindings.every((one) => one.kind === 'value' && one.scope === undefined);
  return { table, open: isField ? 'forwarded' : own };
}

/** null: None. */
export function valueOfArgument(held: Held, { scope }: Spot): Expression | null {
  return held.value.kind === 'constant' && held.value.value === null ? null : seenFrom(held, scope);
}

/** Whether any of these may be true: everything but what is plainly false. */
export function mayBeTrue(options: readonly Held[], evaluator: Evaluator): boolean {
  return options.some(({ value, where }) => {
    if (value.kind === 'constant') return value.value !== null && value.value !== false && value.value !== 0;
    const things = evaluator.things(value, where);
    return (
      things.length === 0 ||
      things.some((thing) => (thing.kind === 'constant' ? Boolean(thing.value) : thing.kind !== 'text' || thing.text !== ''))
    );
  });
}

const MAX_ITEMS = 50;

/** The elements of a tuple or list that is known whole; else how open it is. */
function itemsOf(expression: Expression, where: Spot, evaluator: Evaluator): readonly Held[] | 'forwarded' | 'unread' {
  const things = evaluator.things(expression, where);
  const [only] = things;
  if (things.length === 1 && only?.kind === 'list' && only.open === null && only.doubt === 'literal' && only.items.length <= MAX_ITEMS)
    return only.items;
  return things.length > 0 && things.every((thing) => thing.kind === 'open' && isForwarded(thing.feed)) ? 'forwarded' : 'unread';
}
