/** What is read out of lists and tables: by key, by place, one by one. */
import type { Expression, Feed } from '../../model/index.ts';
import type { Held, Spot } from './code.ts';
import { choiceAt, picking, picksOf } from './picks.ts';
import type { EvaluationRun } from './run.ts';
import { renderExpression } from './render.ts';
import { MAX_OPTIONS, type ThingTable, type Thing, unmodeled, weaken } from './things.ts';

export function itemThings(run: EvaluationRun, one: Extract<Expression, { kind: 'item' }>, where: Spot): readonly Thing[] {
  const keys = run.things(one.key, where);
  const texts = keys.flatMap((thing) => (thing.kind === 'text' ? [thing.text] : []));
  const isKnown = texts.length > 0 && texts.length === keys.length;
  const found = run.things(one.of, where).flatMap((thing): readonly Thing[] => {
    switch (thing.kind) {
      case 'table':
        return isKnown ? texts.flatMap((text) => entryThings(run, thing, text, one, where)) : anyOf(run, thing, one, where);
      case 'list':
        // Whichever it is: what stands there now may move.
        return heldThings(run, thing.items, thing, choiceAt(one, where));
      case 'text':
        return [unmodeled(renderExpression(one))];
      case 'open':
        return [{ kind: 'open', feed: insideOf(thing.feed, one) }];
      default:
        return one.fallback === undefined
          ? [unmodeled(renderExpression(one))]
          : [unmodeled(renderExpression(one)), ...run.things(one.fallback, where)];
    }
  });
  return found;
}

/** One entry of a table, by its key. */
export function entryThings(
  run: EvaluationRun,
  table: ThingTable,
  key: string,
  one: Extract<Expression, { kind: 'item' }>,
  where: Spot,
): readonly Thing[] {
  const entry = table.entries.get(key);
  if (entry === undefined && table.above === true && table.open === null) return [];
  const isCertain = entry !== undefined && table.open === null && !entry.maybe;
  // What it was before it was written anew, is that of what lies around.
  const before: readonly Thing[] = table.open === null ? [] : [{ kind: 'open', feed: insideOf(table.open, one) }];
  const own = (entry?.options ?? [])
    .flatMap((held) => run.entry(held) ?? before)
    .map((thing) => picking(weaken(thing, table.doubt), picksOf(table)));
  if (isCertain) return own;
  const fallback = one.fallback === undefined ? [] : run.things(one.fallback, where);
  const all = [...own, ...fallback].map((thing) => weaken(thing, table.open === null ? 'literal' : 'elsewhere'));
  return all.length > 0
    ? all
    : [table.open === null ? unmodeled(renderExpression(one)) : { kind: 'open', feed: insideOf(table.open, one) }];
}

function anyOf(run: EvaluationRun, table: ThingTable, one: Expression, where: Spot): readonly Thing[] {
  const all = [...[...table.entries.values()].flatMap(({ options }) => options), ...table.rest];
  if (all.length === 0) return [table.open === null ? unmodeled(renderExpression(one)) : { kind: 'open', feed: insideOf(table.open, one) }];
  return heldThings(run, all, table, choiceAt(one, where));
}

/** One more than are told apart, so that it is said that there are more. `among`: the choice that is made here, where it can be told. */
function heldThings(
  run: EvaluationRun,
  held: readonly Held[],
  owner: ThingTable | Extract<Thing, { kind: 'list' }>,
  among: string | null,
): readonly Thing[] {
  const { open, doubt } = owner;
  return held.slice(0, MAX_OPTIONS + 1).flatMap((one, index) => {
    const picks = [...picksOf(owner), ...(among === null ? [] : [{ among, index }])];
    return (run.entry(one) ?? []).map((thing) => picking(weaken(weaken(thing, doubt), open === null ? 'literal' : 'elsewhere'), picks));
  });
}

const MAX_OWNER = 60;

/** Something of what is not known. */
export function insideOf(feed: Feed, one: Expression): Feed {
  const { of, at } = feed;
  const from = feed.from === 'unmodeled' || feed.from === 'elsewhere' ? feed.from : ('configuration' as const);
  // Texts in what it is taken out of decide it, too: `make("a").model` is not `make("b").model` (T38).
  const key = /["']/.test(feed.key) && one.kind === 'member' ? `${feed.key.slice(0, MAX_OWNER)}.${one.name}` : renderExpression(one);
  return { from, key, ...(of === undefined ? {} : { of }), ...(at === undefined ? {} : { at }) };
}

export function eachThings(run: EvaluationRun, one: Extract<Expression, { kind: 'each' }>, where: Spot): readonly Thing[] {
  return run.things(one.of, where).flatMap((thing): readonly Thing[] => {
    if (thing.kind === 'list')
      return one.what === 'element' && thing.items.length > 0
        ? heldThings(run, thing.items, thing, choiceAt(one, where))
        : [unmodeled(renderExpression(one))];
    if (thing.kind === 'open') return [{ kind: 'open', feed: insideOf(thing.feed, one) }];
    if (thing.kind !== 'table') return [unmodeled(renderExpression(one))];
    if (one.what === 'value') return anyOf(run, thing, one, where);
    const among = choiceAt(one, where);
    const keys = [...thing.entries.keys()].slice(0, MAX_OPTIONS + 1);
    const more: readonly Thing[] =
      thing.open === null && keys.length > 0 ? [] : [{ kind: 'open', feed: insideOf(thing.open ?? NOTHING, one) }];
    if (one.what === 'element')
      return [
        ...keys.map((text): Thing => weaken({ kind: 'text', text, how: 'literal' }, thing.open === null ? thing.doubt : 'elsewhere')),
        ...more,
      ];
    return [
      ...[...thing.entries].slice(0, MAX_OPTIONS + 1).map(
        ([key, { options }], index): Thing => ({
          kind: 'list',
          ...(among === null ? {} : { picks: [{ among, index }] }),
          items: [
            { value: { kind: 'literal', text: key }, where },
            ...options.slice(0, 1).map((held) => (options.length === 1 ? held : heldChoice(options))),
          ],
          open: null,
          doubt: thing.doubt,
        }),
      ),
      ...more,
    ];
  });
}
const NOTHING: Feed = { from: 'unmodeled', key: '' };

/** Options of one place of the code stand in one scope mostly; others are left to what is not modeled. */
function heldChoice(options: readonly Held[]): Held {
  const [first] = options;
  if (first === undefined) throw new Error('an entry has an option');
  const same = options.every(({ where }) => where.scope === first.where.scope && where.frame === first.where.frame);
  return same
    ? { value: { kind: 'choice', options: options.map(({ value }) => value) }, where: first.where }
    : { value: { kind: 'unmodeled', text: renderExpression(first.value) }, where: first.where };
}

export function partThings(run: EvaluationRun, one: Extract<Expression, { kind: 'part' }>, where: Spot): readonly Thing[] {
  return run.things(one.of, where).flatMap((thing): readonly Thing[] => {
    if (thing.kind === 'open') {
      // `model, tokenizer = load(…)`: each of them was made by the call.
      const { made } = thing.feed;
      return [{ kind: 'open', feed: { ...insideOf(thing.feed, one), ...(made === undefined ? {} : { made }) } }];
    }
    const held = thing.kind === 'list' && thing.open === null ? thing.items[one.index] : undefined;
    return held === undefined || thing.kind !== 'list'
      ? [unmodeled(renderExpression(one))]
      : run.things(held.value, held.where).map((inner) => picking(weaken(inner, thing.doubt), picksOf(thing)));
  });
}
