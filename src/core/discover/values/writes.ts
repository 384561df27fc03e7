/** What is written into the things that a name stands for, beside what they were made with: into lists, tables, objects, classes and modules. */
import type { Expression, Feed, ItemWrite } from '../../model/index.ts';
import { enteredFrames } from './calls.ts';
import { type Spot, type View, whereIn } from './code.ts';
import { renderExpression } from './render.ts';
import type { EvaluationRun } from './run.ts';
import { eitherTable, laidOver, mergedTable, tableOf, knownTexts, weakerFeed } from './tables.ts';
import { EMPTY_TABLE, type Thing, type ThingTable, weakest } from './things.ts';

/** The things that a name stands for, with what is written into them in its file. */
export function withWrites(
  run: EvaluationRun,
  things: readonly Thing[],
  writes: readonly ItemWrite[],
  owner: View,
  where: Spot,
): readonly Thing[] {
  if (writes.length === 0 || things.length === 0) return things;
  const doubt: Feed = { from: 'elsewhere', key: writes[0]?.name ?? '' };
  const all = (table: ThingTable): ThingTable =>
    writes.reduce((sum, write) => (run.spend(1) ? written(run, sum, write, owner, where) : { ...sum, open: doubt }), table);
  return things.map((thing): Thing => {
    switch (thing.kind) {
      case 'list':
        return writes.every(({ how }) => how === 'call') ? thing : { ...thing, doubt: weakest([thing.doubt, 'elsewhere']) };
      case 'object':
      case 'class':
      case 'module': {
        const over = all(thing.over ?? EMPTY_TABLE);
        return over.entries.size === 0 && over.open === null && over.rest.length === 0 ? thing : { ...thing, over };
      }
      case 'table':
        return all(thing);
      case 'open': {
        const table = all({ ...EMPTY_TABLE, open: thing.feed });
        return table.entries.size === 0 && table.open === thing.feed && table.rest.length === 0 ? thing : table;
      }
      default:
        return thing;
    }
  });
}

function written(run: EvaluationRun, table: ThingTable, write: ItemWrite, owner: View, where: Spot): ThingTable {
  const { how, key, value, scope, name } = write;
  const inner = { ...where, scope: owner.code.scopes[scope] ?? owner };
  if (how === 'call') return handed(run, table, write, inner);
  if (how === 'any') return { ...table, open: weakerFeed(table.open, { from: 'elsewhere', key: name }) };
  if (how === 'merge') {
    run.spend(table.entries.size);
    return eitherTable([table, laidOver(table, tableOf(run.things(value, inner), value))]);
  }
  const texts = key === null ? null : knownTexts(run.things(key, inner));
  const text = texts?.length === 1 ? texts[0] : undefined;
  if (text === undefined) {
    // What is written there tells one such write from another (T38).
    const open: Feed = { from: 'elsewhere', key: `${name}[${key === null ? '' : renderExpression(key)}] = ${renderExpression(value)}` };
    return { ...table, open: weakerFeed(table.open, open), rest: [...table.rest, { value, where: inner }] };
  }
  const before = table.entries.get(text);
  const options = [...(before?.options ?? []), { value, where: inner }];
  run.spend(options.length);
  // The table is its own: nobody else sees it change.
  return { ...table, entries: new Map(table.entries).set(text, { options, maybe: before === undefined || before.maybe }) };
}

/** `tune(c)`, and `tune` writes into what it is given. */
function handed(run: EvaluationRun, table: ThingTable, { name, value }: ItemWrite, where: Spot): ThingTable {
  if (value.kind !== 'call') return table;
  let sum = table;
  for (const frame of enteredFrames(run, value, where)) {
    for (const [parameter, given] of frame.given) {
      if (!given.some((one) => one.value.kind === 'name' && one.value.name === name)) continue;
      for (const write of frame.function.written.get(parameter) ?? [])
        sum = run.spend(1) ? written(run, sum, write, frame.function, { ...whereIn(frame.function), frame }) : sum;
    }
  }
  return sum;
}

/** Tables over each other; over an object they are members that it is given. */
export function mergedThings(run: EvaluationRun, { tables }: Extract<Expression, { kind: 'merged' }>, where: Spot): readonly Thing[] {
  const [first, ...others] = tables.map((table) => run.things(table, where));
  const more = others.map((things, index) => tableOf(things, tables[index + 1] ?? UNKNOWN));
  const below = first ?? [];
  // `c = replace(c, size=2)`: what it lies over is told by the other values of the name.
  if (below.length === 0) return [{ ...mergedTable(more), above: true }];
  if (!below.some(({ kind }) => kind === 'object')) return [mergedTable([tableOf(below, tables[0] ?? UNKNOWN), ...more])];
  return below.map((thing): Thing => {
    if (thing.kind === 'object') return { ...thing, over: mergedTable([thing.over ?? EMPTY_TABLE, ...more]) };
    return mergedTable([tableOf([thing], tables[0] ?? UNKNOWN), ...more]);
  });
}
const UNKNOWN: Expression = { kind: 'unmodeled', text: '' };
