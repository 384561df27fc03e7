/** What names stand for: in functions, modules, and across files. */
import type { Binding, Expression, Feed } from '../../model/index.ts';
import { ownerOf, type View, type Spot, whereIn } from './code.ts';
import type { FoundThings, EvaluationRun } from './run.ts';
import { importedThings, starThings } from './imports.ts';
import { renderExpression } from './render.ts';
import { EMPTY_TABLE, type Thing, unmodeled, weaken } from './things.ts';
import { withWrites } from './writes.ts';

export function nameThings(run: EvaluationRun, name: string, where: Spot): readonly Thing[] {
  for (let scope: View | null = where.scope; scope !== null; scope = scope.parent) {
    if (scope.kind === 'module') return ofModule(run, scope, name, where);
    if (!scope.names.has(name)) continue;
    if (scope.kind === 'class' && scope !== where.scope) {
      // The body of a class encloses no function in it; a comprehension in one sees it in part.
      if (where.scope.kind !== 'comprehension' || where.scope.parent !== scope) continue;
      const outside = scope.parent === null ? [] : nameThings(run, name, { ...where, scope: scope.parent });
      return [...localThings(run, scope, name, where), ...outside];
    }
    return localThings(run, scope, name, where);
  }
  return [nobody(name)];
}

function nobody(name: string): Thing {
  return { kind: 'open', feed: { from: 'elsewhere', key: name } };
}

function ofModule(run: EvaluationRun, module: View, name: string, where: Spot): readonly Thing[] {
  const { things, open } = run.lookUpName(module, name, false);
  if (things.length === 0) return open ? [nobody(name)] : [];
  return isTooEarly(module, name, where) ? things.map((thing) => weaken(thing, 'elsewhere')) : things;
}

/** Read while the module runs, before what binds the name there: then somebody else gave it (T35). */
function isTooEarly(module: View, name: string, { scope, line, column }: Spot): boolean {
  for (let current: View | null = scope; current !== null; current = current.parent) if (current.kind === 'function') return false;
  const first = module.names.get(name)?.find(({ kind }) => kind === 'value');
  return first !== undefined && (line < first.line || (line === first.line && column < first.column));
}

/** Everything of a module that binds the name: its own bindings, then imports, as far as they are not surely bound over. */
export function lookUpName(run: EvaluationRun, module: View, name: string, imported: boolean): FoundThings {
  const bindings = module.names.get(name) ?? [];
  let open = false;
  const things = run.once(module, imported ? `imported ${name}` : name, null, () => {
    const own = bindings.filter(({ kind }) => kind !== 'import');
    const found = own.flatMap((binding) => placed(boundThings(run, module, name, binding, null), module, binding, imported));
    const isDoubted = own.length > 0 && (module.code.broken.has(name) || run.isReplaced(module.code, name));
    const sure = own.reduce((last, one) => (one.kind === 'value' && one.sure === true ? Math.max(last, one.line) : last), 0);
    // An indented import runs whenever what is around it does: no order is known.
    const others = [
      ...bindings.flatMap((one) =>
        one.kind === 'import' && (one.line >= sure || one.column > 1) ? [importedThings(run, module, one)] : [],
      ),
      ...(module.stars ?? []).flatMap((one) => (one.line >= sure || one.column > 1 ? [starThings(run, module, one, name)] : [])),
    ];
    const all = [...found, ...others.flatMap((one) => one.things)];
    const isOpen = isDoubted || others.some((one) => one.open);
    const written = withWrites(run, all, module.written.get(name) ?? [], module, whereIn(module));
    const doubted = isOpen ? written.map((thing) => weaken(thing, 'elsewhere')) : written;
    // Who asks learns of it by what is left: nothing known, and something open.
    return isOpen ? [...doubted, OPEN] : doubted;
  });
  open = things.includes(OPEN) || (bindings.length === 0 && (module.stars ?? []).length === 0);
  return { things: things.filter((thing) => thing !== OPEN), open };
}
const OPEN: Thing = { kind: 'open', feed: { from: 'elsewhere', key: '' } };

function placed(things: readonly Thing[], module: View, binding: Binding, imported: boolean): readonly Thing[] {
  const at = { path: module.code.path, line: binding.line, column: binding.column };
  return things.map((thing) => {
    const known = weaken(thing, imported ? 'imported' : 'constant');
    if (known.kind === 'text') return known.at === undefined ? { ...known, at } : known;
    return known.kind === 'open' && known.feed.at === undefined ? { ...known, feed: { ...known.feed, at } } : known;
  });
}

function localThings(run: EvaluationRun, scope: View, name: string, where: Spot): readonly Thing[] {
  return run.once(scope, name, where.frame, () => {
    const bindings = scope.names.get(name) ?? [];
    const things = withoutNothing(
      name,
      bindings,
      bindings.flatMap((binding) => boundThings(run, scope, name, binding, where.frame)),
    );
    return withWrites(run, things, scope.written.get(name) ?? [], scope, { ...whereIn(scope), frame: where.frame });
  });
}

/** `def load(name=None)`, and `name = name or "org/a"` in it: the text is the default, in other words. */
function withoutNothing(name: string, bindings: readonly Binding[], things: readonly Thing[]): readonly Thing[] {
  const isOptional = bindings.some((one) => one.kind === 'parameter' && one.fallback?.kind === 'constant' && one.fallback.value === null);
  if (!isOptional || bindings.length < 2 || !things.some(({ kind }) => kind === 'text')) return things;
  return things.map((thing) => {
    if (thing.kind !== 'open' || thing.feed.from !== 'parameter' || thing.feed.key !== name) return weaken(thing, 'parameter', name);
    return { ...thing, feed: { ...thing.feed, backed: true } };
  });
}

/** What one binding of a scope gives the name. */
export function boundThings(run: EvaluationRun, scope: View, name: string, binding: Binding, frame: Spot['frame']): readonly Thing[] {
  switch (binding.kind) {
    case 'value': {
      const inner = binding.scope === undefined ? scope : (scope.code.scopes[binding.scope] ?? scope);
      return run.things(binding.value, { scope: inner, frame, line: binding.line, column: binding.column });
    }
    case 'parameter':
      return parameterThings(run, scope, name, binding, frame);
    case 'made':
      return madeThings(scope, binding.scope, name);
    case 'import':
      return opened(importedThings(run, scope, binding), name);
  }
}

function opened({ things, open }: FoundThings, name: string): readonly Thing[] {
  if (things.length === 0) return open ? [nobody(name)] : [];
  return open ? things.map((thing) => weaken(thing, 'elsewhere')) : things;
}

function madeThings(scope: View, index: number, name: string): readonly Thing[] {
  const made = scope.code.scopes[index];
  if (made === undefined) return [unmodeled(`another meaning of ${name.slice(0, 60)}`)];
  return [
    made.kind === 'class'
      ? { kind: 'class', scope: made, doubt: 'literal' }
      : { kind: 'function', scope: made, on: null, doubt: 'literal' },
  ];
}

/** What the call gives that is followed; else its default, which a caller may replace (T9). */
function parameterThings(
  run: EvaluationRun,
  scope: View,
  name: string,
  { fallback, typed }: Extract<Binding, { kind: 'parameter' }>,
  frame: Spot['frame'],
): readonly Thing[] {
  for (let current = frame; current !== null; current = current.outer) {
    if (current.function !== scope) continue;
    const given = current.given.get(name);
    if (given !== undefined) return given.flatMap((held) => run.things(held.value, held.where));
    break;
  }
  const of = { path: scope.code.path, piece: scope.code.piece, scope: scope.index };
  const feed: Feed = { from: 'parameter', key: name, of };
  if (name.startsWith('**') || scope.parameters?.includes(`**${name}`) === true) return [{ ...EMPTY_TABLE, open: feed }];
  if (scope.parent === null) return overridableThings.backed([], feed);
  const outside = whereIn(scope.parent);
  const usual = fallback === null ? [] : run.things(fallback, outside);
  const isKnown = usual.some(({ kind }) => kind !== 'open' && kind !== 'constant');
  return overridableThings.backed(isKnown || typed === undefined ? usual : [...usual, ...objectsOf(run, typed, outside)], feed);
}

/** An object of the class that a parameter is of: its fields are what the class says, unless the caller says otherwise. */
function objectsOf(run: EvaluationRun, typed: Expression, where: Spot): readonly Thing[] {
  return run
    .things(typed, where)
    .flatMap((thing): readonly Thing[] =>
      thing.kind === 'class' ? [{ kind: 'object', of: thing.scope, made: null, doubt: thing.doubt }] : [],
    );
}

export function overridableThings(run: EvaluationRun, one: Extract<Expression, { kind: 'overridable' }>, where: Spot): readonly Thing[] {
  const usual = one.fallback === null ? [] : run.things(one.fallback, where);
  const feed: Feed = { from: one.by, key: one.name, ...parameterOf(one, where) };
  if (one.by === 'elsewhere') {
    const known = usual.map((thing) => weaken(thing, 'elsewhere'));
    return known.length > 0 ? known : [{ kind: 'open', feed }];
  }
  return overridableThings.backed([...usual, ...(one.by === 'environment' ? setThings(run, one.name, where) : [])], feed);
}

function parameterOf({ by, name }: Extract<Expression, { kind: 'overridable' }>, { scope }: Spot): Pick<Feed, 'of'> {
  const owner = by === 'option' || by === 'parameter' ? ownerOf(name, scope) : null;
  return owner?.kind === 'function' && owner.parameters?.includes(name) === true
    ? { of: { path: owner.code.path, piece: owner.code.piece, scope: owner.index } }
    : {};
}

/** Known texts, which something else may replace. */
overridableThings.backed = (usual: readonly Thing[], feed: Feed): readonly Thing[] => {
  // Nothing is no default.
  const things = usual.filter(({ kind }) => kind !== 'constant');
  if (things.length === 0) return [...usual.filter((one) => one.kind === 'constant' && one.value !== null), { kind: 'open', feed }];
  const how = feed.from === 'environment' ? 'environment' : 'parameter';
  return [
    ...things.map((thing) => (thing.kind === 'table' && thing.open === null ? { ...thing, open: feed } : weaken(thing, how, feed.key))),
    { kind: 'open', feed: { ...feed, backed: true } },
  ];
};

export function environmentThings(run: EvaluationRun, one: Extract<Expression, { kind: 'environment' }>, where: Spot): readonly Thing[] {
  return run.things(one.name, where).flatMap((name): readonly Thing[] => {
    const usual = one.fallback === null ? [] : run.things(one.fallback, where);
    if (name.kind !== 'text') return [{ kind: 'open', feed: { from: 'environment', key: renderExpression(one.name) } }, ...usual];
    return overridableThings.backed([...usual, ...setThings(run, name.text, where)], { from: 'environment', key: name.text });
  });
}

/** What the same piece of code sets the variable to. */
function setThings(run: EvaluationRun, variable: string, where: Spot): readonly Thing[] {
  const { code } = where.scope;
  return code.environment.flatMap(({ name, value, scope }) => {
    const inner = code.scopes[scope];
    if (inner === undefined || !run.spend(1)) return [];
    const place = whereIn(inner);
    return run.things(name, place).some((thing) => thing.kind === 'text' && thing.text === variable) ? run.things(value, place) : [];
  });
}
