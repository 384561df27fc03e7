/** Calls of functions and classes of the tree: what they return or make. */
import type { Expression, Feed } from '../../model/index.ts';
import { constructorOf, methodOf } from './classes.ts';
import { type Frame, type Held, type View, type Spot, whereIn } from './code.ts';
import type { Called, EvaluationRun } from './run.ts';
import { madeBy } from './made.ts';
import { renderExpression } from './render.ts';
import { isForwarded, mergedTable, tableOf } from './tables.ts';
import { EMPTY_TABLE, type GivenArgument, type TableEntry, type Thing, unmodeled, weaken } from './things.ts';

/** Functions that call functions. */
const MAX_CALLS = 4;

export function callThings(run: EvaluationRun, one: Extract<Expression, { kind: 'call' }>, where: Spot): readonly Thing[] {
  const given = one.given.map(({ value, ...argument }) => ({ ...argument, held: { value, where } }));
  const callees = run.things(one.callee, where);
  const made = callees.every(({ kind }) => kind === 'open') ? madeOfFields(run, one, given, where) : [];
  return made.length > 0 ? made : callees.flatMap((callee) => calledThings(run, callee, given, one, where.frame, 0));
}

/**
 * `Config.from_dict({"model": "org/a"})`, `Config.model_validate(…)`: a method that the class has of nobody who is known here gives most likely
 * an object of what it is given. Validators, aliases and defaults of the class may make something else of it (T35).
 */
function madeOfFields(
  run: EvaluationRun,
  one: Extract<Expression, { kind: 'call' }>,
  given: readonly GivenArgument[],
  where: Spot,
): readonly Thing[] {
  const { callee } = one;
  const owners = callee.kind === 'member' && given.length > 0 ? run.things(callee.of, where) : [];
  if (callee.kind !== 'member' || !owners.some(({ kind }) => kind === 'class')) return [];
  const named = given.flatMap(({ name, held }): [string, TableEntry][] =>
    name === undefined ? [] : [[name, { options: [held], maybe: true }]],
  );
  const spread = given.filter(({ name }) => name === undefined).map(({ held }) => tableOf(run.things(held.value, held.where), held.value));
  const tables = [...spread, { ...EMPTY_TABLE, entries: new Map(named) }];
  if (tables.every(({ entries }) => entries.size === 0)) return [];
  const all = mergedTable(tables);
  const open: Feed = all.open ?? { from: 'unmodeled', key: renderExpression(one) };
  const over = { ...all, open };
  return owners.flatMap((owner): readonly Thing[] =>
    owner.kind === 'class' ? [{ kind: 'object', of: owner.scope, made: null, doubt: owner.doubt, over }] : [madeBy(one)],
  );
}

function calledThings(
  run: EvaluationRun,
  callee: Thing,
  given: readonly GivenArgument[],
  one: Expression,
  outer: Frame | null,
  steps: number,
): readonly Thing[] {
  switch (callee.kind) {
    case 'function':
      return returnedThings(run, callee, given, renderExpression(one), outer);
    case 'class':
      return [
        {
          kind: 'object',
          of: callee.scope,
          made: frameOf(run, callee.scope, given, null, outer),
          doubt: callee.doubt,
          ...(callee.over === undefined ? {} : { over: callee.over }),
        },
      ];
    case 'object':
      return calledObject(run, callee).flatMap((method) => returnedThings(run, method, given, renderExpression(one), outer));
    case 'partial':
      return steps > MAX_CALLS
        ? [unmodeled(renderExpression(one))]
        : run
            .things(callee.callee, callee.where)
            .flatMap((inner) => calledThings(run, inner, [...callee.given, ...given], one, outer, steps + 1));
    default:
      return [madeBy(one)];
  }
}

/** Functions and classes that a call may be of, as they are inside of it. */
export function enteredFrames(run: EvaluationRun, { callee, given }: Called, where: Spot): readonly Frame[] {
  const held = given.map(({ value, ...argument }) => ({ ...argument, held: { value, where } }));
  const enter = (thing: Thing, before: readonly GivenArgument[], steps: number): readonly Frame[] => {
    if (thing.kind === 'function') return [frameOf(run, thing.scope, before, thing.on, where.frame)].flatMap((frame) => frame ?? []);
    if (thing.kind === 'class') return [frameOf(run, thing.scope, before, null, where.frame)].flatMap((frame) => frame ?? []);
    if (thing.kind === 'object')
      return calledObject(run, thing).flatMap((method) => frameOf(run, method.scope, before, method.on, where.frame) ?? []);
    if (thing.kind !== 'partial' || steps > MAX_CALLS) return [];
    return run.things(thing.callee, thing.where).flatMap((inner) => enter(inner, [...thing.given, ...before], steps + 1));
  };
  return run.things(callee, where).flatMap((thing) => enter(thing, held, 0));
}

type FunctionThing = Extract<Thing, { kind: 'function' }>;

/** What a call of an object calls, in Python. */
const CALLED = '__call__';

function calledObject(run: EvaluationRun, object: Extract<Thing, { kind: 'object' }>): readonly FunctionThing[] {
  const method = methodOf(run, object.of, CALLED);
  return method === null ? [] : [{ kind: 'function', scope: method, on: object, doubt: object.doubt }];
}

/** What a function gives to a call of it. */
export function returnedThings(
  run: EvaluationRun,
  { scope, on, doubt }: Extract<Thing, { kind: 'function' }>,
  given: readonly GivenArgument[],
  written: string,
  outer: Frame | null = null,
): readonly Thing[] {
  const frame = frameOf(run, scope, given, on, outer);
  if (scope.returns === undefined || frame === null || frame.depth > MAX_CALLS) return [unmodeled(written)];
  const how = scope.replaced === true ? 'elsewhere' : 'constant';
  return (
    scope.returns
      .flatMap((value) => run.things(value, { ...whereIn(scope), frame }))
      .map((thing) => weaken(weaken(thing, how), doubt))
      // What is open in there is open here.
      .map((thing) =>
        thing.kind === 'open' && thing.feed.from === 'parameter' && thing.feed.backed === undefined ? unmodeled(written) : thing,
      )
  );
}

/** A call of a function, or of a class: of the function that makes its objects, and its fields. */
export function frameOf(
  run: EvaluationRun,
  called: View,
  given: readonly GivenArgument[],
  on: Thing | null,
  outer: Frame | null,
): Frame | null {
  const depth = (outer?.depth ?? 0) + 1;
  if (depth > MAX_CALLS + 1) return null;
  if (called.kind === 'function') return { function: called, given: argumentsOf(run, called, given), outer, depth, on, known: new Map() };
  const maker = constructorOf(run, called);
  const fields: Frame = { function: called, given: fieldsOf(run, called, given), outer, depth, on, known: new Map() };
  return maker === null ? fields : { function: maker, given: argumentsOf(run, maker, given), outer: fields, depth, on, known: new Map() };
}

/** By parameter, what a call gives, or the default where it gives nothing. */
function argumentsOf(run: EvaluationRun, called: View, all: readonly GivenArgument[]): ReadonlyMap<string, readonly Held[]> {
  const parameters = called.parameters ?? [];
  const found = new Map<string, readonly Held[]>();
  const more: { name: string; held: Held }[] = [];
  const rest: Held[] = [];
  const { given, hidden } = writtenOut(run, all);
  let uncertain = false;
  let position = 0;
  for (const { name, spread, held } of given) {
    if (spread === 'table') {
      const table = tableOf(run.things(held.value, held.where), held.value);
      for (const [key, { options }] of table.entries) found.set(key, options);
      uncertain ||= table.open !== null;
    } else if (spread === 'list') uncertain = true;
    else if (name === undefined) {
      const parameter = parameters[position];
      position += 1;
      if (parameter !== undefined && !parameter.startsWith('*') && !uncertain) found.set(parameter, [held]);
      else if (parameter?.startsWith('*') === true || parameter === undefined) {
        position = parameters.length;
        rest.push(held);
      }
    } else if (parameters.includes(name)) found.set(name, [held]);
    else more.push({ name, held });
  }
  const collected = parameters.find((one) => one.startsWith('**'));
  const [first] = more;
  if (collected !== undefined && !uncertain)
    found.set(collected.slice(2), [
      {
        value: { kind: 'table', entries: more.map((one) => ({ key: { kind: 'literal', text: one.name }, value: one.held.value })) },
        where: first?.held.where ?? whereIn(called),
      },
    ]);
  const starred = parameters.find((one) => /^\*\w/.test(one));
  const [start] = rest;
  if (starred !== undefined && start !== undefined && !uncertain)
    found.set(starred.slice(1), [{ value: { kind: 'list', items: rest.map(({ value }) => ({ value })) }, where: start.where }]);
  if (called.parent === null || (uncertain && hidden === null)) return found;
  const outside = whereIn(called.parent);
  for (const parameter of parameters) {
    const binding = found.has(parameter) || parameter.startsWith('*') ? undefined : called.names.get(parameter)?.[0];
    if (binding?.kind !== 'parameter') continue;
    const usual = binding.fallback === null ? [] : [{ value: binding.fallback, where: outside }];
    const held = hidden === null ? usual : [...usual.map((one) => orOther(one, parameter)), hidden];
    if (held.length > 0) found.set(parameter, held);
  }
  return found;
}

/** Lists of which all is known are arguments one by one. `hidden`: what stands for those that nobody knows; null: all are known, or a caller gives them. */
function writtenOut(
  run: EvaluationRun,
  given: readonly GivenArgument[],
): { readonly given: readonly GivenArgument[]; readonly hidden: Held | null } {
  let hidden: Held | null = null;
  const all = given.flatMap((one): readonly GivenArgument[] => {
    if (one.spread === undefined) return [one];
    const things = run.things(one.held.value, one.held.where);
    const [only] = things;
    if (one.spread === 'list' && things.length === 1 && only?.kind === 'list' && only.open === null)
      return only.items.map((held) => ({ held }));
    const feeds = things.map((thing) =>
      thing.kind === 'open' ? thing.feed : thing.kind === 'table' || thing.kind === 'list' ? thing.open : null,
    );
    const isKnown =
      one.spread === 'table' && things.length > 0 && things.every(({ kind }, index) => kind === 'table' && feeds[index] === null);
    if (!isKnown && !feeds.some((feed) => feed !== null && isForwarded(feed)))
      hidden ??= { value: { kind: 'unmodeled', text: renderExpression(one.held.value) }, where: one.held.where };
    return [one];
  });
  return { given: all, hidden };
}

/** Of a class that is built from its fields: by name, or in their order. */
function fieldsOf(run: EvaluationRun, called: View, all: readonly GivenArgument[]): ReadonlyMap<string, readonly Held[]> {
  const found = new Map<string, readonly Held[]>();
  if (called.kind !== 'class' || called.built !== true) return found;
  const names = [...called.names].flatMap(([name, bindings]) =>
    bindings.some((one) => one.kind === 'parameter' || (one.kind === 'value' && one.typed === true)) ? [name] : [],
  );
  const { given, hidden } = writtenOut(run, all);
  let position = 0;
  for (const { name, spread, held } of given) {
    if (spread === 'table') {
      const table = tableOf(run.things(held.value, held.where), held.value);
      for (const [key, { options }] of table.entries) found.set(key, options);
    } else if (spread === undefined) {
      const key = name ?? names[position];
      if (name === undefined) position += 1;
      if (key !== undefined) found.set(key, [held]);
    }
  }
  if (hidden === null) return found;
  // Each field may be among what nobody knows.
  for (const name of names) {
    if (found.has(name)) continue;
    const usual = (called.names.get(name) ?? []).flatMap((one) =>
      one.kind === 'value' ? [{ value: one.value, where: whereIn(called) }] : [],
    );
    found.set(name, [...usual.map((one) => orOther(one, name)), hidden]);
  }
  return found;
}

/** A default that the caller may replace. */
function orOther({ value, where }: Held, name: string): Held {
  return { value: { kind: 'overridable', by: 'parameter', name, fallback: value }, where };
}
