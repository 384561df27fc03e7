/** Tables: what is written out, laid over each other, and written into later. */
import type { Expression, Feed } from '../../model/index.ts';
import type { Held, Spot } from './code.ts';
import type { EvaluationRun } from './run.ts';
import { renderExpression } from './render.ts';
import { EMPTY_TABLE, type ThingTable, type TableEntry, type Thing, weakest } from './things.ts';

/** What `expression` is as a table: one of the things, nobody knows which. None at all: a circle, which adds nothing. */
export function tableOf(things: readonly Thing[], expression: Expression): ThingTable {
  const tables = things.map((thing): ThingTable => {
    if (thing.kind === 'table') return thing;
    // Nothing, where a table may stand: no keys.
    if (thing.kind === 'constant' && thing.value === null) return EMPTY_TABLE;
    if (thing.kind === 'open') return { ...EMPTY_TABLE, open: thing.feed };
    return { ...EMPTY_TABLE, open: { from: 'unmodeled', key: renderExpression(expression) } };
  });
  return eitherTable(tables);
}

/** Later keys win. */
export function tableThings(run: EvaluationRun, one: Extract<Expression, { kind: 'table' }>, where: Spot): Thing[] {
  const entries = new Map<string, TableEntry>();
  const rest: Held[] = [];
  let open: Feed | null = null;
  let doubt = EMPTY_TABLE.doubt;
  for (const { key, value } of one.entries) {
    if (!run.spend(1)) {
      open = { from: 'unmodeled', key: renderExpression(one).slice(0, 40), limited: true };
      break;
    }
    if (key === null) {
      const below = mergedTable([{ kind: 'table', entries, rest: [], open, doubt }, tableOf(run.things(value, where), value)]);
      if (below.entries.size > 0) run.spend(below.entries.size);
      entries.clear();
      for (const [name, entry] of below.entries) entries.set(name, entry);
      rest.push(...below.rest);
      ({ open, doubt } = below);
      continue;
    }
    const texts = key.kind === 'literal' ? [key.text] : knownTexts(run.things(key, where));
    if (texts !== null && texts.length === 1) entries.set(texts[0] ?? '', { options: [{ value, where }], maybe: false });
    else {
      open ??= openOf(run.things(key, where)) ?? { from: 'unmodeled', key: renderExpression(key) };
      rest.push({ value, where });
    }
  }
  return [{ kind: 'table', entries, rest, open, doubt }];
}

/** null: not known. */
export function knownTexts(things: readonly Thing[]): string[] | null {
  const texts = things.flatMap((thing) => (thing.kind === 'text' ? [thing.text] : []));
  return texts.length === things.length ? texts : null;
}

function openOf(things: readonly Thing[]): Feed | null {
  return things.flatMap((thing) => (thing.kind === 'open' ? [thing.feed] : []))[0] ?? null;
}

/** Each is laid over the ones before it: what it has for certain replaces. */
export function mergedTable(tables: readonly ThingTable[]): ThingTable {
  const [first = EMPTY_TABLE, ...others] = tables;
  return others.reduce(laidOver, first);
}

export function laidOver(a: ThingTable, b: ThingTable): ThingTable {
  if (a.entries.size === 0 && a.open === null && a.rest.length === 0) return b;
  const entries = new Map(a.entries);
  for (const [key, entry] of b.entries) {
    const below = entries.get(key);
    entries.set(key, entry.maybe && below !== undefined ? { options: [...below.options, ...entry.options], maybe: below.maybe } : entry);
  }
  return { kind: 'table', entries, rest: [...a.rest, ...b.rest], open: weakerFeed(a.open, b.open), doubt: weakest([a.doubt, b.doubt]) };
}

/** What a caller gives says less doubtful things than what nobody follows. */
export function weakerFeed(a: Feed | null, b: Feed | null): Feed | null {
  return b !== null && (a === null || isForwarded(a)) ? b : a;
}

/** What a caller gives: a parameter, or something of one. */
export function isForwarded(feed: Feed): boolean {
  return feed.of !== undefined;
}

/** One of them, nobody knows which. */
export function eitherTable(tables: readonly ThingTable[]): ThingTable {
  const [first = EMPTY_TABLE] = tables;
  if (tables.length < 2) return first;
  const keys = new Set(tables.flatMap(({ entries }) => [...entries.keys()]));
  const entries = new Map(
    [...keys].map((key): [string, TableEntry] => {
      const all = tables.map((table) => table.entries.get(key));
      const options = new Map(all.flatMap((entry) => entry?.options ?? []).map((option) => [option.value, option]));
      return [key, { options: [...options.values()], maybe: all.some((entry) => entry === undefined || entry.maybe) }];
    }),
  );
  return {
    kind: 'table',
    entries,
    rest: tables.flatMap(({ rest }) => rest),
    open: tables.reduce<Feed | null>((open, table) => weakerFeed(open, table.open), null),
    doubt: weakest(tables.map(({ doubt }) => doubt)),
  };
}
