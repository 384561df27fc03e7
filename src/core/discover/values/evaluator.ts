/** The one evaluator over the neutral form: what an expression can be, for all that reading tells. */
import type { Expression } from '../../model/index.ts';
import { callThings, enteredFrames } from './calls.ts';
import type { Frame, View, Spot } from './code.ts';
import { namesOfStars } from './imports.ts';
import { eachThings, itemThings, partThings } from './items.ts';
import { joinedThings } from './join.ts';
import { memberThings } from './members.ts';
import { environmentThings, lookUpName, nameThings, overridableThings } from './names.ts';
import { renderExpression } from './render.ts';
import type { Called, EvaluationRun, Evaluator, StarNames, Surroundings } from './run.ts';
import { isForwarded, tableOf, tableThings } from './tables.ts';
import { mergedThings } from './writes.ts';
import { madeBy } from './made.ts';
import { beyondLimit, type Thing, united, unmodeled } from './things.ts';
import { valueOf } from './value.ts';

const MAX_DEPTH = 64;
/** For one question; for all of them together, to which each brings its share. */
const FUEL = 100_000;
const ALL_FUEL = 20_000_000;
const SHARE = 1_000;
/** Names that are gathered from star imports: what a tree of a hundred thousand names has, some times over. */
const ALL_STAR_NAMES = 2_000_000;

type Known = Map<View, Map<string, readonly Thing[] | null>>;

export function createEvaluator(around: Surroundings): Evaluator {
  let all = ALL_FUEL;
  let fuel = FUEL;
  let depth = 0;
  /** Names that were met while they were worked out. */
  let circles = 0;
  /** What holds whoever asks, and what holds for one question. */
  const settled: Known = new Map();
  let current: Known = new Map();
  const starNames = new Map<View, StarNames | null>();
  let starFuel = ALL_STAR_NAMES;

  const run: EvaluationRun = {
    ...around,
    things(expression, where) {
      if (depth > MAX_DEPTH || !run.spend(1)) return [beyondLimit(renderExpression(expression))];
      depth += 1;
      try {
        return united(evaluate(run, expression, where));
      } finally {
        depth -= 1;
      }
    },
    lookUpName: (module, name, imported) => lookUpName(run, module, name, imported),
    starNames(module) {
      const before = starNames.get(module);
      if (before !== undefined) return before;
      const found = namesOfStars(run, module, (names) => {
        starFuel -= names;
        return starFuel > 0;
      });
      starNames.set(module, found);
      return found;
    },
    spend(steps) {
      fuel -= steps;
      all -= steps;
      return fuel > 0 && all > 0;
    },
    once(scope, name, frame, work) {
      const known = frame === null ? current : (frame.known as Known);
      const before = known.get(scope)?.get(name) ?? (frame === null ? settled.get(scope)?.get(name) : undefined);
      if (before !== undefined && before !== null) return before;
      if (known.get(scope)?.get(name) === null) {
        circles += 1;
        return [];
      }
      const [circlesBefore, limited] = [circles, depth > MAX_DEPTH / 2];
      put(known, scope, name, null);
      const found = work();
      put(known, scope, name, found);
      if (frame === null && circles === circlesBefore && !limited && fuel > 0) put(settled, scope, name, found);
      return found;
    },
    entry({ value, where }) {
      const frames = open.get(value) ?? new Set();
      if (frames.has(where.frame)) {
        circles += 1;
        return null;
      }
      open.set(value, frames.add(where.frame));
      try {
        return run.things(value, where);
      } finally {
        frames.delete(where.frame);
        if (frames.size === 0) open.delete(value);
      }
    },
  };

  const entered = new WeakMap<Called, readonly Frame[]>();

  /** Entries that are worked out, in which frames. */
  const open = new Map<Expression, Set<Frame | null>>();

  function ask<T>(work: () => T): T {
    if (depth === 0) {
      fuel = FUEL;
      all += SHARE;
      current = new Map();
    }
    return work();
  }

  return {
    things: (expression, where) => ask(() => run.things(expression, where)),
    value: (expression, where) => ask(() => valueOf(run.things(expression, where), expression)),
    enter(call, where) {
      // Whoever looks for the callers of a function asks about the same calls again: hundreds of functions, of one name.
      const before = where.frame === null && depth === 0 ? entered.get(call) : undefined;
      if (before !== undefined) return before;
      const found = ask(() => enteredFrames(run, call, where));
      if (where.frame === null && depth === 0 && fuel > 0) entered.set(call, found);
      return found;
    },
    table: (expression, where) => ask(() => tableOf(run.things(expression, where), expression)),
  };
}

function put(known: Known, scope: View, name: string, things: readonly Thing[] | null): void {
  const names = known.get(scope) ?? new Map<string, readonly Thing[] | null>();
  known.set(scope, names);
  names.set(name, things);
}

function evaluate(run: EvaluationRun, one: Expression, where: Spot): readonly Thing[] {
  switch (one.kind) {
    case 'literal':
      return [{ kind: 'text', text: one.text, how: 'literal' }];
    case 'constant':
      return [one];
    case 'name':
      return nameThings(run, one.name, where);
    case 'this':
      return memberThings.ofThis(where);
    case 'member':
      return memberThings.of(run, one, where);
    case 'item':
      return itemThings(run, one, where);
    case 'part':
      return partThings(run, one, where);
    case 'each':
      return eachThings(run, one, where);
    case 'call':
      return memberThings.isSuper(one, where) ? memberThings.ofSuper(where) : callThings(run, one, where);
    case 'partial':
      return [
        {
          kind: 'partial',
          callee: one.callee,
          given: one.given.map(({ value, ...argument }) => ({ ...argument, held: { value, where } })),
          where,
        },
      ];
    case 'join':
      return joinedThings(run, one, where);
    case 'choice':
      return one.options.flatMap((option) => run.things(option, where));
    case 'either':
      return eitherThings(run, one, where);
    case 'list':
      return [{ kind: 'list', ...listItems(run, one, where), doubt: 'literal' }];
    case 'table':
      return tableThings(run, one, where);
    case 'merged':
      return mergedThings(run, one, where);
    case 'environment':
      return environmentThings(run, one, where);
    case 'overridable':
      return overridableThings(run, one, where);
    case 'within': {
      const scope = where.scope.code.scopes[one.scope];
      return scope === undefined ? [unmodeled(renderExpression(one))] : run.things(one.value, { ...where, scope });
    }
    case 'unmodeled':
      return [one.unwritten === true ? { kind: 'open', feed: { from: 'unmodeled', key: one.text, unwritten: true } } : madeBy(one)];
  }
}

/** What is nothing, or false, gives way to the second; what an environment or a caller may leave out has the second as its default. */
function eitherThings(run: EvaluationRun, { first, second }: Extract<Expression, { kind: 'either' }>, where: Spot): readonly Thing[] {
  const found = run.things(first, where).filter((thing) => thing.kind !== 'constant' || (thing.value !== null && thing.value !== false));
  const others = run.things(second, where);
  const isOpenOnly =
    found.length > 0 && found.every((one) => one.kind === 'open' && (DEFAULTED.has(one.feed.from) || isForwarded(one.feed)));
  if (!isOpenOnly || !others.some(({ kind }) => kind === 'text')) return [...found, ...others];
  const [feed] = found.flatMap((one) => (one.kind === 'open' ? [one.feed] : []));
  // What is taken out of what a caller gives, a caller gives.
  return feed === undefined ? others : overridableThings.backed(others, DEFAULTED.has(feed.from) ? feed : { ...feed, from: 'parameter' });
}
const DEFAULTED: ReadonlySet<string> = new Set(['environment', 'option', 'parameter']);

function listItems(
  run: EvaluationRun,
  one: Extract<Expression, { kind: 'list' }>,
  where: Spot,
): Pick<Extract<Thing, { kind: 'list' }>, 'items' | 'open'> {
  let open: Extract<Thing, { kind: 'list' }>['open'] = null;
  const items = one.items.flatMap(({ value, spread }) => {
    if (!run.spend(1)) open ??= { from: 'unmodeled', key: renderExpression(one), limited: true };
    if (spread === undefined) return open?.limited === true ? [] : [{ value, where }];
    return run.things(value, where).flatMap((thing) => {
      if (thing.kind === 'list') open ??= thing.open;
      else open ??= thing.kind === 'open' ? thing.feed : { from: 'unmodeled', key: renderExpression(value) };
      if (thing.kind !== 'list') return [];
      // Lists of lists twice over have as many elements as there is no room for (T18).
      if (run.spend(thing.items.length)) return thing.items;
      open ??= { from: 'unmodeled', key: renderExpression(one), limited: true };
      return [];
    });
  });
  return { items, open };
}
