/**
 * The scopes of a file → one fact: all of its module and its classes, and of functions what somebody can ask for from outside. Expressions
 * that are long, and on which nothing rests, are left out.
 */
import type { Binding, CodeScope, Expression, ItemWrite, LoadFact, EndpointFact, ScopesFact } from '../../../model/index.ts';
import { expressionsOf, scopesAround } from '../needed.ts';
import { childrenOf } from '../../values/index.ts';
import { type FormContext, valueOfNode } from './form.ts';
import { callsOfOwn } from './own-calls.ts';
import type { Places } from './places.ts';
import { type ScriptBinding, type ScriptCode, bindingScopeOf, type ScriptScope, type NameWrite } from './scope.ts';

const MAX_LENGTH = 20_000;
/** Of all values together that nothing in the file rests on. */
const MAX_TOTAL = 1_000_000;
const MAX_RETURNS = 2_000;

export function scopesOfScript(
  code: ScriptCode,
  around: FormContext,
  facts: readonly (LoadFact | EndpointFact)[],
  environment: ScopesFact['environment'],
  places: Places,
  more: readonly (readonly [name: string, bindings: readonly Binding[]])[],
): ScopesFact {
  const { scopes, top } = code;
  const loading = new Set(facts.flatMap(({ within }) => (within === undefined ? [] : scopesAround(scopes[within.scope]))));
  const calls = callsOfOwn(code, around, loading, places);
  const needs = new Needs(code, around);
  for (const fact of facts) for (const one of expressionsOf(fact)) needs.ask(one, scopes[fact.within?.scope ?? 0] ?? top);
  for (const { given, callee, scope } of calls)
    for (const one of [callee, ...given.map(({ value }) => value)]) needs.ask(one, scopes[scope] ?? top);
  for (const { name, value, scope } of environment) for (const one of [name, value]) needs.ask(one, scopes[scope] ?? top);
  needs.settle();
  let total = 0;
  for (const scope of scopes) {
    if (scope.kind === 'function') continue;
    for (const [name, all] of scope.names) {
      const size = all.reduce((sum, one) => sum + (one.kind === 'value' ? one.size : 0), 0);
      if (size > MAX_LENGTH || total + size > MAX_TOTAL) continue;
      total += size;
      needs.want(scope, name);
    }
  }
  needs.settle();
  const telling = new Set([...needs.called, ...scopes.filter((scope) => isShown(scope) && scope.returned.length > 0)]);
  for (const scope of telling)
    for (const node of scope.returned) if (node.end - node.start <= MAX_RETURNS) needs.ask(valueOfNode(node, around), scope);
  needs.settle();
  const kept = new Set([top, ...loading, ...telling, ...needs.scopes()].flatMap((scope) => scopesAround(scope)));
  for (const scope of scopes) if (scope.kind === 'class' || scope.makes) for (const one of scopesAround(scope)) kept.add(one);
  for (const scope of Array.from(kept)) if (scope.fields !== null) kept.add(scope.fields);
  for (const { scope } of calls) for (const one of scopesAround(scopes[scope])) kept.add(one);
  return {
    kind: 'scopes',
    piece: '',
    scopes: scopes
      .filter((scope) => kept.has(scope))
      .map((scope) => {
        const one = writtenScope(scope, { code, around, needs, kept, telling, places }, loading.has(scope) && code.handed.has(scope.name));
        return scope === top ? { ...one, bindings: [...one.bindings, ...more] } : one;
      }),
    calls,
    environment,
    line: 1,
    column: 1,
  };
}

/** A function or method that others can call by its name. */
function isShown({ kind, parent }: ScriptScope): boolean {
  return kind === 'function' && parent !== null && parent.kind !== 'function';
}

/** Which names of which scopes something rests on. */
class Needs {
  readonly #names = new Map<ScriptScope, Set<string>>();
  readonly #open: [Expression, ScriptScope][] = [];
  readonly #code: ScriptCode;
  readonly #around: FormContext;
  /** Functions of which what they return counts. */
  readonly called = new Set<ScriptScope>();

  constructor(code: ScriptCode, around: FormContext) {
    this.#code = code;
    this.#around = around;
  }

  ask(expression: Expression, scope: ScriptScope): void {
    if (expression.kind !== 'literal' && expression.kind !== 'constant') this.#open.push([expression, scope]);
  }

  want(scope: ScriptScope, name: string): void {
    const names = this.#names.get(scope) ?? new Set<string>();
    this.#names.set(scope, names);
    if (names.has(name)) return;
    names.add(name);
    for (const bound of scope.names.get(name) ?? []) {
      if (bound.kind === 'value') this.ask(bound.express(), bound.from ?? scope);
      else if (bound.kind === 'made' && bound.scope.kind === 'function') this.called.add(bound.scope);
      else if (bound.kind === 'parameter') {
        const fallback = bound.express();
        if (fallback !== null) this.ask(fallback, scope.parent ?? scope);
      }
    }
    for (const { key, value, scope: at } of scope.written.get(name) ?? []) {
      if (key !== null && typeof key !== 'string') this.ask(valueOfNode(key, this.#around), at);
      if (value !== null) this.ask(valueOfNode(value, this.#around), at);
    }
  }

  settle(): void {
    for (let next = this.#open.pop(); next !== undefined; next = this.#open.pop()) {
      const [one, scope] = next;
      if (one.kind === 'name') {
        const owner = bindingScopeOf(one.name, scope);
        if (owner !== null) this.want(owner, one.name);
      }
      const inner = one.kind === 'within' ? (this.#code.scopes[one.scope] ?? scope) : scope;
      for (const child of childrenOf(one)) this.ask(child, inner);
    }
  }

  has(scope: ScriptScope, name: string): boolean {
    return this.#names.get(scope)?.has(name) === true;
  }

  scopes(): Iterable<ScriptScope> {
    return this.#names.keys();
  }
}

interface Writing {
  readonly code: ScriptCode;
  readonly around: FormContext;
  readonly needs: Needs;
  readonly kept: ReadonlySet<ScriptScope>;
  readonly telling: ReadonlySet<ScriptScope>;
  readonly places: Places;
}

function writtenScope(scope: ScriptScope, writing: Writing, handed: boolean): CodeScope {
  const { code, around, needs, telling } = writing;
  const { index, kind, name, parent, makes, property, apart, base, parameters } = scope;
  const isWhole = kind !== 'function';
  const bindings = [...scope.names].flatMap(([key, all]): [string, readonly Binding[]][] =>
    isWhole || needs.has(scope, key) ? [[key, all.map((one) => bindingOf(one, key, scope, writing))]] : [],
  );
  const writes = [...scope.written].flatMap(([key, all]) =>
    needs.has(scope, key) ? all.map((one): ItemWrite => writeOf(key, one, around)) : [],
  );
  const returns = telling.has(scope)
    ? scope.returned.filter(({ start, end }) => end - start <= MAX_RETURNS).map((node) => valueOfNode(node, around))
    : [];
  const stars = kind === 'module' ? code.stars.map(({ at, module, level }) => ({ module, level, ...writing.places.at(at) })) : [];
  return {
    index,
    kind,
    name,
    parent: parent?.index ?? null,
    bindings,
    ...(writes.length === 0 ? {} : { writes }),
    ...(stars.length === 0 ? {} : { stars }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(returns.length === 0 || returns.length < scope.returned.length ? {} : { returns }),
    ...(makes ? { makes: true } : {}),
    ...(property ? { property: true } : {}),
    ...(apart ? { apart: true } : {}),
    ...(handed ? { handed: true } : {}),
    ...(base === null ? {} : { bases: [valueOfNode(base, around)] }),
  };
}

function writeOf(name: string, { how, key, value, scope }: NameWrite, around: FormContext): ItemWrite {
  return {
    name,
    how,
    key: key === null ? null : typeof key === 'string' ? { kind: 'literal', text: key } : valueOfNode(key, around),
    value: value === null ? { kind: 'unmodeled', text: name } : valueOfNode(value, around),
    scope: scope.index,
  };
}

function bindingOf(bound: ScriptBinding, name: string, scope: ScriptScope, { needs, kept, places }: Writing): Binding {
  const at = places.at(bound.at);
  switch (bound.kind) {
    case 'import':
      return { kind: 'import', module: bound.module, level: bound.level, name: bound.name, exact: true, ...at };
    case 'parameter':
      return { kind: 'parameter', fallback: bound.express(), ...at };
    case 'made':
      return { kind: 'made', scope: kept.has(bound.scope) ? bound.scope.index : -1, ...at };
    case 'value':
      return {
        kind: 'value',
        value: needs.has(scope, name) ? bound.express() : { kind: 'unmodeled', text: name },
        ...(bound.sure ? { sure: true } : {}),
        ...(bound.from === null ? {} : { scope: bound.from.index }),
        ...at,
      };
  }
}
