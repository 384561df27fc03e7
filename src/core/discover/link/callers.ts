/**
 * Who calls the functions that load what they are given: `def load(name): return AutoModel.from_pretrained(name)`, and `load("org/name")`
 * anywhere in the tree. The caller names the model, so it is said there.
 */
import type { At, FunctionPlace, LoadFact, OwnCall, Place, Value } from '../../model/index.ts';
import type { Lookup } from '../lookup/question.ts';
import { effectiveScope } from '../lookup/use.ts';
import type { Label } from '../scope.ts';
import { type Code, type Frame, type View, type Spot } from '../values/index.ts';
import { holdsName, isMadeBy, isSuper, mayBeOf, mayMean } from './callee.ts';
import { findHolders } from './holders.ts';
import { methodAround } from './method-around.ts';
import type { PlacedExpression, ValueResolver } from './resolver.ts';

/** A call that ends in a load. */
export interface Call {
  readonly place: Place;
  /** The function as it is inside of the call. */
  readonly frame: Frame;
  readonly wrapper: string;
  /** What is loaded whoever calls: its own defaults. */
  readonly usual: ReadonlySet<string>;
  /** It gives what nobody can name, too, and the load itself has a name: nobody else says so. */
  readonly hidden?: true;
}

export interface Callers {
  /** `isWhole`: there are callers, and each of them says what is loaded. `hidden`: what others give, as far as it is written. */
  of(path: string, fact: LoadFact): { readonly calls: readonly Call[]; readonly isWhole: boolean; readonly hidden: readonly string[] };
}

interface Around {
  /** Whether an object can be of both classes. */
  readonly heirs: { mayBeBoth(a: View, b: View): boolean };
  readonly lookup: Lookup;
  readonly resolver: ValueResolver;
  /** What a path is for, as long as nobody uses it. */
  readonly label: Label;
}

interface Site {
  readonly code: Code;
  readonly call: OwnCall;
  readonly frame: Frame;
}

interface Sites {
  readonly sites: readonly Site[];
  /** Others may call it, too. */
  readonly open: boolean;
}

/** Functions between the one that names the model and the load. */
const MAX_LEVELS = 4;
const MAX_CALLS = 100;
/** Objects of one class that its module makes. */
const MAX_OBJECTS = 4;

const NONE: ReturnType<Callers['of']> = { calls: [], isWhole: false, hidden: [] };

export function createCallers({ heirs, lookup, resolver, label }: Around): Callers {
  const known = new Map<string, Sites>();

  return {
    of(path, fact) {
      if (fact.within === undefined) return NONE;
      const own = resolver.value(path, fact.target, fact);
      const functions = functionsIn(own);
      if (functions.length === 0) return NONE;
      const usual = new Set(own.known.map(({ text }) => text));
      const calls: Call[] = [];
      const hidden: string[] = [];
      // Of services it is enough that they are asked.
      const isNamed = fact.component !== 'service' && own.known.length > 0 && own.open.every(({ backed }) => backed === true);
      const isWhole = functions
        .map((one) => follow(one, { path, fact, usual, calls, hidden, isNamed, isProduct: !isApart(path) }, [], 1))
        .every((each) => each);
      return { calls, isWhole, hidden };
    },
  };

  interface Search {
    readonly path: string;
    readonly fact: LoadFact;
    readonly usual: ReadonlySet<string>;
    readonly calls: Call[];
    readonly hidden: string[];
    /** The load has a name of its own, whoever calls. */
    readonly isNamed: boolean;
    readonly isProduct: boolean;
  }

  /** Notes the calls that say what is loaded; whether all of them do. `inner`: the calls between this function and the load. */
  function follow(called: FunctionPlace, search: Search, inner: readonly Site[], level: number): boolean {
    const { sites: all, open } = sitesOf(called, lastNameOf(search.fact.api));
    const sites = all.filter((site) => isOfLoad(site, search));
    const counted = sites.filter(({ code }) => !search.isProduct || !isApart(code.path));
    const told = sites.map((site) => {
      const chain = [...inner, site];
      const frame = framesOf(chain);
      if (frame === null || search.calls.length >= MAX_CALLS) return false;
      const value = resolver.value(search.path, search.fact.target, { ...search.fact, frame } satisfies PlacedExpression);
      const names = value.known.flatMap(({ text }) => (search.usual.has(text) ? [] : [text]));
      const open = value.open.flatMap(({ backed, of, key }) => (backed === true || of !== undefined ? [] : [key]));
      search.hidden.push(...open);
      const isHidden = search.isNamed && open.length > 0;
      if (names.length > 0 || isHidden)
        search.calls.push({
          place: { path: site.code.path, ...placeIn(site.call, names) },
          frame,
          wrapper: nameOf(site.frame.function),
          usual: search.usual,
          ...(isHidden ? { hidden: true } : {}),
        });
      const further = functionsIn(value).filter((one) => !isSame(one, called));
      const isBacked = value.open.every(({ backed }) => backed === true);
      if (further.length === 0 || level >= MAX_LEVELS) return isBacked;
      // A default of the caller is said where it stands; who gives it another name is still looked for.
      return further.map((one) => follow(one, search, chain, level + 1)).every((each) => each) || isBacked;
    });
    return !open && counted.length > 0 && told.every((each) => each);
  }

  /** `super().__init__(…)` makes an object of the class around it: what loads in another class below the same base has nothing of that. */
  function isOfLoad({ code, call }: Site, { path, fact }: Search): boolean {
    if (!isSuper(call.callee)) return true;
    const own = resolver.codeOf(path).find(({ piece }) => piece === fact.within?.piece);
    const [made, loading] = [methodAround(code.scopes[call.scope])?.parent, methodAround(own?.scopes[fact.within?.scope ?? 0])?.parent];
    return made == null || loading == null || heirs.mayBeBoth(made, loading);
  }

  /** The innermost function, as it is when the outermost of these calls is made. */
  function framesOf(chain: readonly Site[]): Frame | null {
    let frame: Frame | null = null;
    for (const { code, call, frame: plain } of chain.toReversed()) {
      const view = code.scopes[call.scope];
      if (view === undefined) return null;
      const where: Spot = { scope: view, frame, line: call.line, column: call.column };
      frame = resolver.evaluator.enter(call, where).find((one) => one.function === plain.function) ?? null;
      if (frame === null) return null;
    }
    return frame;
  }

  /** `loader`: what the load itself is called by. */
  function sitesOf(called: FunctionPlace, loader: string): Sites {
    const key = JSON.stringify([called.path, called.piece, called.scope, loader]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = findSites(called, loader);
    known.set(key, found);
    return found;
  }

  function findSites({ path, piece, scope: index }: FunctionPlace, loader: string): Sites {
    const code = resolver.codeOf(path).find((one) => one.piece === piece);
    const view = code?.scopes[index];
    if (code === undefined || view === undefined) return { sites: [], open: true };
    const maker = view.makes === true ? view.parent : null;
    const named = maker ?? view;
    const isPlain = named.parent?.kind === 'module';
    const sites = sitesIn(code, view);
    // `Mine.from_pretrained(…)` elsewhere is a load by its own name.
    const others = isPlain || view.name === loader ? [] : sitesOfMethod(path, code, view);
    if (isInner(named)) return { sites: sites.slice(0, MAX_CALLS), open: sites.length > MAX_CALLS };
    if (!isPlain) return { sites: [...sites, ...others].slice(0, MAX_CALLS), open: true };
    const found = sitesElsewhere(path, named.name, view);
    const all = [...sites, ...found.sites, ...sitesOfTable(path, code, named, view)];
    return { sites: all.slice(0, MAX_CALLS), open: named.handed === true || found.open || all.length > MAX_CALLS };
  }

  /** Where its class is imported, or an object of it that its own file makes. Others may have objects of it, too. */
  function sitesOfMethod(path: string, { scopes: [top] }: Code, view: View): readonly Site[] {
    const owner = view.parent;
    if (owner?.kind !== 'class' || owner.parent?.kind !== 'module') return [];
    const objects = [...(top?.names ?? [])].flatMap(([name, all]) => (all.some((one) => isMadeBy(one, owner.name)) ? [name] : []));
    const all = [owner.name, ...objects.slice(0, MAX_OBJECTS)].flatMap((name) => sitesElsewhere(path, name, view, true).sites);
    return [...new Map(all.map((site) => [site.call, site])).values()];
  }

  /** Where a table of this module is imported that has the function in it. */
  function sitesOfTable(path: string, { scopes: [top] }: Code, { name }: View, view: View): readonly Site[] {
    const tables = [...(top?.names ?? [])].flatMap(([own, all]) => (all.some((one) => holdsName(one, name)) ? [own] : []));
    return tables.slice(0, MAX_OBJECTS).flatMap((table) => sitesElsewhere(path, table, view, true).sites);
  }

  /** In the files that have it by an import. */
  function sitesElsewhere(path: string, name: string, called: View, isDirect = false): Sites {
    const { holders, more } = findHolders({ lookup, resolver }, { path, name, isDirect });
    const sites = new Map<OwnCall, Site>();
    let open = more;
    for (const holder of holders) {
      const there = resolver.codeOf(holder.path).flatMap((one) => sitesIn(one, called, holder.name));
      // It is handed on there, or used in a way that is not followed.
      if (there.length === 0) open = true;
      for (const site of there) sites.set(site.call, site);
    }
    return { sites: [...sites.values()], open };
  }

  /** `through`: the name by which others have it, or the object or class of a method. */
  function sitesIn(code: Code, called: View, through: string | null = null): Site[] {
    const maker = called.makes === true ? called.parent : null;
    const name = (maker ?? called).name;
    // A method is called by its own name, whatever its class is called there.
    const names = through === null || (maker === null && called.parent?.kind === 'class') ? [name] : [name, through];
    return code.calls.flatMap((call) => {
      const scopeOfCall = code.scopes[call.scope];
      if (scopeOfCall === undefined || !names.some((one) => mayMean(scopeOfCall, call, one, maker !== null))) return [];
      // Following a callee costs, and most methods of that name are of something else.
      if (through !== null && through !== name && !mayBeOf(call.callee, scopeOfCall, through)) return [];
      const where = { scope: scopeOfCall, frame: null, line: call.line, column: call.column };
      return resolver.evaluator
        .enter(call, where)
        .filter((frame) => isInside(frame, called))
        .slice(0, 1)
        .map((frame) => ({ code, call, frame }));
    });
  }

  function isApart(path: string): boolean {
    return ['test', 'docs'].includes(effectiveScope(path, lookup.ask({ kind: 'use', path }), label));
  }
}

/** A function that another one binds, and hands to nobody: only its own file can call it. */
function isInner({ parent, name, handed }: View): boolean {
  return parent?.kind === 'function' && handed !== true && name !== '' && parent.names.has(name);
}

function lastNameOf(api: string): string {
  return api.slice(api.lastIndexOf('.') + 1);
}

function functionsIn({ open }: Value): FunctionPlace[] {
  const all = open.flatMap(({ of }) => (of === undefined ? [] : [of]));
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()].slice(0, 4);
}

/** Spot the name stands, if it stands in the call. */
function placeIn({ given, line, column }: OwnCall, names: readonly string[]): At {
  const argument = given.find(({ value }) => value.kind === 'literal' && names.includes(value.text));
  return argument?.at ?? { line, column };
}

function isSame(a: FunctionPlace, b: FunctionPlace): boolean {
  return a.path === b.path && a.piece === b.piece && a.scope === b.scope;
}

function isInside(frame: Frame, called: View): boolean {
  for (let current: Frame | null = frame; current !== null; current = current.outer) if (current.function === called) return true;
  return false;
}

function nameOf({ name, parent, makes }: View): string {
  return parent?.kind !== 'class' ? name : makes === true ? parent.name : `${parent.name}.${name}`;
}
