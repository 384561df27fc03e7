/**
 * The scopes of a file → one fact: everything of its module and its classes, and of functions what somebody can ask for from outside: what
 * loads and members rest on, what they return, and the calls that may end in a load elsewhere.
 */
import type { Binding, CodeScope, EndpointFact, Expression, ItemWrite, LoadFact, ScopesFact } from '../../../model/index.ts';
import { expressionsOf, scopesAround } from '../needed.ts';
import { childrenOf, ownerOf } from '../../values/index.ts';
import { sizeOf } from './bind.ts';
import { isStrange, withoutStrangers } from './foreign.ts';
import type { PythonModule } from './module.ts';
import { ownCalls } from './own-calls.ts';
import { tellingFunctions } from './returns.ts';
import type { ScopeDraft } from './scope.ts';

/** Longer expressions are kept only where something rests on them. */
const MAX_LENGTH = 4_000;

export function scopesFact(module: PythonModule, facts: readonly (LoadFact | EndpointFact)[], text: string): ScopesFact {
  const { code, top } = module;
  const loading = new Set(facts.flatMap(({ within }) => (within === undefined ? [] : scopesAround(code.scopes[within.scope]))));
  const telling = tellingFunctions(module);
  const calls = ownCalls(module, new Set([...loading, ...settersOf(loading)]));
  const needs = new Needs();
  for (const fact of facts) {
    const scope = fact.within === undefined ? top : (code.scopes[fact.within.scope] ?? top);
    for (const expression of expressionsOf(fact)) needs.ask(expression, scope);
  }
  for (const { given, scope } of calls) for (const { value } of given) needs.ask(value, code.scopes[scope] ?? top);
  for (const { name, value, scope } of code.environment) for (const one of [name, value]) needs.ask(one, code.scopes[scope] ?? top);
  for (const scope of code.scopes) {
    const isWhole = scope.kind === 'module' || scope.kind === 'class';
    if (isWhole)
      for (const [name, bindings] of scope.names) if (bindings.every((one) => sizeOf(one) <= MAX_LENGTH)) needs.want(scope, name);
    // What they write into what they are given, others ask for.
    if (scope.kind === 'function' && scope.parent?.kind !== 'function')
      for (const name of scope.parameters ?? []) if (scope.written.has(name)) needs.want(scope, name);
    if (telling.has(scope)) for (const expression of scope.returns ?? []) needs.ask(expression, scope);
  }
  needs.settle();
  const calling = calls.flatMap(({ scope }) => code.scopes[scope] ?? []);
  const kept = new Set([top, ...loading, ...telling, ...calling, ...needs.scopes()].flatMap((scope) => scopesAround(scope)));
  for (const scope of code.scopes) if (scope.kind === 'class' || scope.makes === true) for (const one of scopesAround(scope)) kept.add(one);
  const scopes = code.scopes
    .filter((scope) => kept.has(scope))
    .map((scope) => written(scope, needs, kept, telling, loading.has(scope) && isHanded(scope, text)));
  const broken = [...code.broken].filter((name) => code.scopes.some((scope) => scope.names.has(name))).sort();
  return {
    kind: 'scopes',
    piece: '',
    scopes,
    calls,
    ...(broken.length === 0 ? {} : { broken }),
    environment: code.environment,
    line: 1,
    column: 1,
  };
}

/** Methods that give an object of a class that loads what they are given. */
function settersOf(loading: ReadonlySet<ScopeDraft>): readonly ScopeDraft[] {
  return [...loading].flatMap(({ kind, names, code }) => {
    const scopes = kind === 'class' ? [...names.values()].flat().flatMap((one) => (one.kind === 'value' ? (one.scope ?? []) : [])) : [];
    return scopes.flatMap((index) => code.scopes[index] ?? []);
  });
}

/** Which names of which scopes something rests on. */
class Needs {
  readonly #names = new Map<ScopeDraft, Set<string>>();
  readonly #open: [Expression, ScopeDraft][] = [];

  ask(expression: Expression, scope: ScopeDraft): void {
    if (expression.kind !== 'literal' && expression.kind !== 'constant') this.#open.push([expression, scope]);
  }

  want(scope: ScopeDraft, name: string): void {
    const names = this.#names.get(scope) ?? new Set<string>();
    this.#names.set(scope, names);
    if (names.has(name)) return;
    names.add(name);
    for (const binding of scope.names.get(name) ?? []) {
      if (binding.kind === 'value')
        this.ask(binding.value, binding.scope === undefined ? scope : (scope.code.scopes[binding.scope] ?? scope));
      else if (binding.kind === 'parameter') {
        if (binding.fallback !== null) this.ask(binding.fallback, scope.parent ?? scope);
        if (binding.typed !== undefined) this.ask(binding.typed, scope.parent ?? scope);
      }
    }
    for (const { key, value, scope: at } of scope.written.get(name) ?? [])
      for (const one of key === null ? [value] : [key, value]) this.ask(one, scope.code.scopes[at] ?? scope);
  }

  settle(): void {
    for (let next = this.#open.pop(); next !== undefined; next = this.#open.pop()) {
      const [one, scope] = next;
      if (isStrange(one, scope)) continue;
      if (one.kind === 'name') {
        const owner = ownerOf(one.name, scope) as ScopeDraft | null;
        if (owner !== null) this.want(owner, one.name);
      }
      const inner = one.kind === 'within' ? (scope.code.scopes[one.scope] ?? scope) : scope;
      if (one.kind === 'within' && !this.#names.has(inner)) this.#names.set(inner, new Set());
      for (const child of childrenOf(one)) this.ask(child, inner);
    }
  }

  has(scope: ScopeDraft, name: string): boolean {
    return this.#names.get(scope)?.has(name) === true;
  }

  scopes(): Iterable<ScopeDraft> {
    return this.#names.keys();
  }
}

function written(
  scope: ScopeDraft,
  needs: Needs,
  kept: ReadonlySet<ScopeDraft>,
  telling: ReadonlySet<ScopeDraft>,
  handed: boolean,
): CodeScope {
  const { index, kind, name, parent, makes, property, apart, bases, built, replaced, stars, parameters } = scope;
  const isWhole = kind === 'module' || kind === 'class';
  const bindings = [...scope.names].flatMap(([key, all]): [string, readonly Binding[]][] => {
    if (needs.has(scope, key)) return [[key, all.map((one) => onlyKept(one, scope, kept))]];
    return isWhole ? [[key, all.map((one) => shortened(one, key, scope, kept))]] : [];
  });
  const writes = [...scope.written].flatMap(([key, all]) => (needs.has(scope, key) ? all.map((one) => writtenOut(one, key, scope)) : []));
  const returns = telling.has(scope) ? scope.returns?.map((one) => withoutStrangers(one, scope)) : undefined;
  return {
    index,
    kind,
    name,
    parent: parent?.index ?? null,
    bindings,
    ...(writes.length === 0 ? {} : { writes }),
    ...(stars.length === 0 ? {} : { stars }),
    ...(parameters === undefined || parameters.length === 0 ? {} : { parameters }),
    ...(returns === undefined ? {} : { returns }),
    ...(makes === true ? { makes } : {}),
    ...(property === true ? { property } : {}),
    ...(apart === true ? { apart } : {}),
    ...(handed ? { handed: true } : {}),
    ...(bases === undefined || bases.length === 0 ? {} : { bases }),
    ...(built === true ? { built } : {}),
    ...(replaced === true ? { replaced } : {}),
  };
}

/** As plain data: the tree is gone when somebody asks. A function that says nothing is only another meaning of its name. */
function onlyKept(binding: Binding, scope: ScopeDraft, kept: ReadonlySet<ScopeDraft>): Binding {
  if (binding.kind === 'value') return withValue(binding, withoutStrangers(binding.value, scope));
  if (binding.kind !== 'made') return { ...binding };
  const made = scope.code.scopes[binding.scope];
  return made !== undefined && kept.has(made) ? binding : { ...binding, scope: -1 };
}

function withValue(binding: Extract<Binding, { kind: 'value' }>, value: Expression): Binding {
  const { line, column, sure, typed, scope } = binding;
  return {
    kind: 'value',
    line,
    column,
    ...(sure === undefined ? {} : { sure }),
    ...(typed === undefined ? {} : { typed }),
    ...(scope === undefined ? {} : { scope }),
    value,
  };
}

function writtenOut({ how, key, value, scope: at }: ItemWrite, name: string, owner: ScopeDraft): ItemWrite {
  const scope = owner.code.scopes[at] ?? owner;
  return { name, how, key: key === null ? null : withoutStrangers(key, scope), value: withoutStrangers(value, scope), scope: at };
}

/** Too long to keep, and nothing here rests on it. */
function shortened(binding: Binding, name: string, scope: ScopeDraft, kept: ReadonlySet<ScopeDraft>): Binding {
  if (binding.kind !== 'value' || sizeOf(binding) <= MAX_LENGTH) return onlyKept(binding, scope, kept);
  const { line, column, sure } = binding;
  return { kind: 'value', value: { kind: 'unmodeled', text: name }, line, column, ...(sure === true ? { sure } : {}) };
}

/** Its name stands somewhere without a call: it may be handed to others. Text in comments counts, too: that only adds doubt (T35). */
function isHanded({ name, bound }: ScopeDraft, whole: string): boolean {
  // Where a lambda gets its name, it is not handed on.
  const text = bound === undefined ? whole : `${whole.slice(0, bound.startIndex)}${whole.slice(bound.endIndex)}`;
  return /^\w{1,100}$/.test(name) && new RegExp(`(?<!\\b(?:def|class|import|from)[ \\t]{1,20})\\b${name}\\b(?!\\s{0,20}\\()`).test(text);
}
