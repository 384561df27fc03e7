/** Members of modules, classes, objects and tables: `config.MODEL`, `self.name`, `args.model`. */
import type { Binding, Expression, Feed } from '../../model/index.ts';
import { returnedThings } from './calls.ts';
import { MAX_BASES } from './classes.ts';
import { classAround, type Frame, ownerOf, type View, type Spot, whereIn } from './code.ts';
import type { EvaluationRun } from './run.ts';
import { moduleMember } from './imports.ts';
import { insideOf, entryThings } from './items.ts';
import { boundThings, overridableThings } from './names.ts';
import { picking, picksOf } from './picks.ts';
import { renderExpression } from './render.ts';
import { type Thing, type ThingTable, unmodeled, weaken } from './things.ts';
import { withWrites } from './writes.ts';

type Member = Extract<Expression, { kind: 'member' }>;
type ObjectThing = Extract<Thing, { kind: 'object' }>;

/** The object whose method this is. */
function ofThis({ scope, frame }: Spot): readonly Thing[] {
  const around = classAround(scope);
  if (around === null) return [unmodeled('self')];
  for (let current = frame; current !== null; current = current.outer) {
    const on = current.on as Thing | null;
    // Of an object that is being made, these calls say what it is made of.
    if (on?.kind === 'object' && classAround(current.function) === around)
      return [{ ...on, made: on.made === null ? frame : withCall(current, on.made) }];
  }
  return [{ kind: 'object', of: around, made: frame, doubt: 'literal' }];
}

/** An object that was made by one call, and whose method another one calls: what either gives holds in its class. One for each call, so that circles end. */
function withCall(call: Frame, made: Frame): Frame {
  if (call === made) return made;
  const before = called.get(call) ?? { ...call, outer: made, known: new Map() };
  called.set(call, before);
  return before;
}
const called = new WeakMap<Frame, Frame>();

/** `super()`: the object whose method this is. */
function isSuper({ callee, given }: Extract<Expression, { kind: 'call' }>, { scope }: Spot): boolean {
  return callee.kind === 'name' && callee.name === 'super' && given.length === 0 && ownerOf('super', scope) === null;
}

function ofSuper(where: Spot): readonly Thing[] {
  const around = classAround(where.scope);
  return ofThis(where).map((thing) => (thing.kind === 'object' && around !== null ? { ...thing, above: around } : thing));
}

function of(run: EvaluationRun, one: Member, where: Spot): readonly Thing[] {
  const owners = run.things(one.of, where);
  const found = owners.map((owner) => memberOf(run, owner, one, where).map((thing) => picking(thing, picksOf(owner))));
  const things = found.flat();
  // The object may be another one, of which nothing is known.
  const isSure = found.every((each, index) => owners[index]?.kind !== 'open' || each.some(({ kind }) => kind !== 'open'));
  if (isSure || things.every(({ kind }) => kind === 'open')) return things;
  return found.flatMap((each, index) => {
    const owner = owners[index];
    return owner?.kind === 'open' ? backedThings(owner.feed, each) : each.map((thing) => weaken(thing, 'elsewhere'));
  });
}

/** Of an object that a caller may give in place of the usual one: who calls is looked for (T38). Of others nothing is kept beside what is known. */
function backedThings({ backed, key }: Feed, things: readonly Thing[]): readonly Thing[] {
  // A call that is given texts may be given others (T38).
  if (backed !== true) return /["']/.test(key) ? things : [];
  return things.flatMap((thing): readonly Thing[] => (thing.kind === 'open' ? [{ ...thing, feed: { ...thing.feed, backed } }] : []));
}

export const memberThings = { of, ofThis, ofSuper, isSuper };

/** What it has of its own, and what it was given since it was made. */
function memberOf(run: EvaluationRun, owner: Thing, one: Member, where: Spot): readonly Thing[] {
  const own = ownMember(run, owner, one, where);
  const over = owner.kind === 'object' || owner.kind === 'class' || owner.kind === 'module' ? owner.over : undefined;
  return over === undefined ? own : overlaid(run, over, own, one);
}

function overlaid(run: EvaluationRun, { entries, open, rest }: ThingTable, own: readonly Thing[], one: Member): readonly Thing[] {
  const entry = entries.get(one.name);
  const given = (entry?.options ?? []).flatMap(({ value, where }) => run.things(value, where));
  if (entry !== undefined && !entry.maybe && open === null) return given;
  const isOpen = open !== null || rest.length > 0;
  if (entry === undefined && !isOpen) return own;
  // What it does not have of its own, it was given.
  const kept = entry !== undefined && own.every((thing) => thing.kind === 'open' && thing.feed.from === 'elsewhere') ? [] : own;
  const known = [...kept, ...given].map((thing) => weaken(thing, 'elsewhere'));
  return isOpen ? [...known, { kind: 'open', feed: insideOf(open ?? { from: 'elsewhere', key: one.name }, one) }] : known;
}

function ownMember(run: EvaluationRun, owner: Thing, one: Member, where: Spot): readonly Thing[] {
  switch (owner.kind) {
    case 'module': {
      const { things, open } = moduleMember(run, owner, one.name);
      if (things.length === 0) return open ? [{ kind: 'open', feed: { from: 'elsewhere', key: renderExpression(one) } }] : [];
      return open ? things.map((thing) => weaken(thing, 'elsewhere')) : things;
    }
    case 'class':
      return weakened(
        classMember(run, { scope: owner.scope, made: null, object: null }, one.name, new Set()),
        owner,
        owner.scope,
        one.name,
      );
    case 'object': {
      const { above, over: _, ...object } = owner;
      const held = { scope: owner.of, made: owner.made, object };
      const all = above === undefined ? classMember(run, held, one.name, new Set()) : superMember(run, held, above, one.name);
      return weakened(all, owner, owner.of, one.name);
    }
    case 'table':
      return entryThings(run, owner, one.name, { kind: 'item', of: one.of, key: { kind: 'literal', text: one.name } }, where);
    case 'text':
      // A text has no such member: it is one of an enumeration.
      return one.name === 'value' ? [owner] : [unmodeled(renderExpression(one))];
    case 'open':
      return [{ kind: 'open', feed: insideOf(owner.feed, one) }];
    default:
      return [unmodeled(renderExpression(one))];
  }
}

function weakened(things: readonly Thing[], { doubt }: { doubt: ObjectThing['doubt'] }, scope: View, name: string): readonly Thing[] {
  if (things.length === 0) return [{ kind: 'open', feed: { from: 'elsewhere', key: `${scope.name}.${name}` } }];
  return things.map((thing) => weaken(thing, doubt));
}

interface Held {
  readonly scope: View;
  readonly made: Frame | null;
  readonly object: ObjectThing | null;
}

/** What a class binds the name to, or the classes that it is made of. None: nobody does. */
function classMember(run: EvaluationRun, held: Held, name: string, seen: Set<View>): readonly Thing[] {
  const { scope, made } = held;
  if (seen.has(scope)) return [];
  seen.add(scope);
  const bindings = scope.names.get(name);
  if (bindings === undefined) return inherited(run, held, name, seen);
  return run.once(scope, `member ${name}`, made, () => {
    const bound = bindings.flatMap((binding) => {
      const at = { path: scope.code.path, line: binding.line, column: binding.column };
      return ofBinding(run, held, name, binding)
        .map((thing) => weaken(thing, 'constant'))
        .map((thing) => (thing.kind === 'text' && thing.at === undefined ? { ...thing, at } : thing));
    });
    // `self.config.model = …`
    const found = withWrites(run, bound, scope.written.get(name) ?? [], scope, { ...whereIn(scope), frame: made });
    const isOpen = scope.replaced === true || scope.code.broken.has(name) || run.isReplaced(scope.code, `${scope.name}.${name}`);
    return isOpen ? found.map((thing) => weaken(thing, 'elsewhere')) : found;
  });
}

function ofBinding(run: EvaluationRun, { scope, made, object }: Held, name: string, binding: Binding): readonly Thing[] {
  if (binding.kind === 'made') {
    const things = boundThings(run, scope, name, binding, made);
    return things.flatMap((thing): readonly Thing[] => {
      if (thing.kind !== 'function') return [thing];
      const method: Thing = { ...thing, on: object };
      return thing.scope.property === true ? returnedThings(run, method, [], thing.scope.name) : [method];
    });
  }
  if (scope.built !== true || (binding.kind === 'value' && binding.typed !== true)) return boundThings(run, scope, name, binding, made);
  // A field with a type is an argument of the constructor: a caller may give another value (T9).
  for (let frame = made; frame !== null; frame = frame.outer) {
    const given = frame.function === scope ? frame.given.get(name) : undefined;
    if (given !== undefined) return given.flatMap((one) => run.things(one.value, one.where));
  }
  const feed: Feed = { from: 'parameter', key: name, of: { path: scope.code.path, piece: scope.code.piece, scope: scope.index } };
  // A method may give it a value, too; what only a caller could give is open where nobody does.
  if (binding.kind === 'parameter') return isBoundElsewhere(scope, name, binding) ? [] : [{ kind: 'open', feed }];
  return overridableThings.backed(boundThings(run, scope, name, binding, made), feed);
}

function isBoundElsewhere({ names }: View, name: string, binding: Binding): boolean {
  return names.get(name)?.some((one) => one !== binding) === true;
}

/** What the classes above the one of the method have. Of an object whose class is made of several, another of these may come next. */
function superMember(run: EvaluationRun, held: Held, method: View, name: string): readonly Thing[] {
  const found = inherited(run, { ...held, scope: method }, name, new Set([method]));
  if (held.scope === method || (held.scope.bases ?? []).length < 2) return found;
  return [...found, ...inherited(run, held, name, new Set([held.scope, method]))];
}

function inherited(run: EvaluationRun, { scope, made, object }: Held, name: string, seen: Set<View>): readonly Thing[] {
  const outside = scope.parent;
  if (outside === null) return [];
  for (const base of (scope.bases ?? []).slice(0, MAX_BASES)) {
    const classes = run.things(base, whereIn(outside)).filter((thing) => thing.kind === 'class');
    const found = classes.flatMap((thing) =>
      classMember(run, { scope: thing.scope, made, object }, name, seen).map((one) => weaken(one, thing.doubt)),
    );
    if (found.length > 0) return found;
  }
  return [];
}
