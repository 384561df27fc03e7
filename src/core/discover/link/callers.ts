/**
 * Who calls the functions that load what they are given: `def load(name): return AutoModel.from_pretrained(name)`, and `load("org/name")`
 * anywhere in the tree. The caller names the model, so it is said there.
 */
import type { At, FileFacts, FunctionPlace, ImportFact, LoadFact, OwnCall, Place, Scope, Value } from '../../model/index.ts';
import type { Code, Frame, View, Where } from '../values/index.ts';
import type { Modules } from './modules.ts';
import type { Placed, ValueResolver } from './resolver.ts';

/** A call that ends in a load. */
export interface Call {
  readonly place: Place;
  /** The function as it is inside of the call. */
  readonly frame: Frame;
  readonly wrapper: string;
  /** What is loaded whoever calls: its own defaults. */
  readonly usual: ReadonlySet<string>;
}

export interface Callers {
  /** `isWhole`: there are callers, and each of them says what is loaded. */
  of(path: string, fact: LoadFact): { readonly calls: readonly Call[]; readonly isWhole: boolean };
  /** Files that may call, and were not read yet. */
  readonly wants: ReadonlySet<string>;
}

interface Around {
  readonly files: ReadonlyMap<string, FileFacts>;
  readonly modules: Modules;
  readonly resolver: ValueResolver;
  readonly scope: (path: string) => Scope;
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
const MAX_LEVELS = 2;
const MAX_CALLS = 100;
/** Files that one function has callers in, and that are read for callers in all. */
const MAX_FILES = 60;
const MAX_WANTED = 400;

const NONE: ReturnType<Callers['of']> = { calls: [], isWhole: false };

export function createCallers({ files, modules, resolver, scope }: Around): Callers {
  const wants = new Set<string>();
  const known = new Map<string, Sites>();
  let importers: ReadonlyMap<string, readonly (readonly [path: string, fact: ImportFact])[]> | null = null;

  return {
    wants,
    of(path, fact) {
      if (fact.within === undefined) return NONE;
      const own = resolver.value(path, fact.target, fact);
      const functions = functionsIn(own);
      if (functions.length === 0) return NONE;
      const usual = new Set(own.known.map(({ text }) => text));
      const calls: Call[] = [];
      const isWhole = functions
        .map((one) => follow(one, { path, fact, usual, calls, isProduct: !isApart(path) }, [], 1))
        .every((each) => each);
      return { calls, isWhole };
    },
  };

  interface Search {
    readonly path: string;
    readonly fact: LoadFact;
    readonly usual: ReadonlySet<string>;
    readonly calls: Call[];
    readonly isProduct: boolean;
  }

  /** Notes the calls that say what is loaded; whether all of them do. `inner`: the calls between this function and the load. */
  function follow(called: FunctionPlace, search: Search, inner: readonly Site[], level: number): boolean {
    const { sites, open } = sitesOf(called);
    const counted = sites.filter(({ code }) => !search.isProduct || !isApart(code.path));
    const told = sites.map((site) => {
      const chain = [...inner, site];
      const frame = framesOf(chain);
      if (frame === null || search.calls.length >= MAX_CALLS) return false;
      const value = resolver.value(search.path, search.fact.target, { ...search.fact, frame } satisfies Placed);
      const names = value.known.flatMap(({ text }) => (search.usual.has(text) ? [] : [text]));
      if (names.length > 0)
        search.calls.push({
          place: { path: site.code.path, ...placeIn(site.call, names) },
          frame,
          wrapper: nameOf(site.frame.function),
          usual: search.usual,
        });
      const further = functionsIn(value).filter((one) => !isSame(one, called));
      if (further.length > 0 && level < MAX_LEVELS)
        return further.map((one) => follow(one, search, chain, level + 1)).every((each) => each);
      return value.open.every(({ backed }) => backed === true);
    });
    return !open && counted.length > 0 && told.every((each) => each);
  }

  /** The innermost function, as it is when the outermost of these calls is made. */
  function framesOf(chain: readonly Site[]): Frame | null {
    let frame: Frame | null = null;
    for (const { code, call, frame: plain } of chain.toReversed()) {
      const view = code.scopes[call.scope];
      if (view === undefined) return null;
      const where: Where = { scope: view, frame, line: call.line, column: call.column };
      frame = resolver.evaluator.enter(call, where).find((one) => one.function === plain.function) ?? null;
      if (frame === null) return null;
    }
    return frame;
  }

  function sitesOf(called: FunctionPlace): Sites {
    const key = JSON.stringify([called.path, called.piece, called.scope]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = findSites(called);
    known.set(key, found);
    return found;
  }

  function findSites({ path, piece, scope: index }: FunctionPlace): Sites {
    const code = resolver.codeOf(path).find((one) => one.piece === piece);
    const view = code?.scopes[index];
    if (code === undefined || view === undefined) return { sites: [], open: true };
    const maker = view.makes === true ? view.parent : null;
    const named = maker ?? view;
    const isPlain = named.parent?.kind === 'module';
    const sites = sitesIn(code, view);
    if (!isPlain) return { sites, open: true };
    const found = sitesElsewhere(path, named.name, view);
    const all = [...sites, ...found.sites];
    return { sites: all.slice(0, MAX_CALLS), open: named.handed === true || found.open || all.length > MAX_CALLS };
  }

  /** In the files that import it, and in those that get it through one of these. */
  function sitesElsewhere(path: string, name: string, called: View): Sites {
    const sites: Site[] = [];
    const seen = new Set([path]);
    let open = false;
    for (const at of seen) {
      for (const other of importersOf(at, name)) {
        if (seen.has(other)) continue;
        if (seen.size > MAX_FILES) return { sites, open: true };
        if (!isRead(other)) {
          if (wants.size < MAX_WANTED) wants.add(other);
          open = true;
          continue;
        }
        seen.add(other);
        const there = resolver.codeOf(other).flatMap((one) => sitesIn(one, called));
        // It is handed on there, or used in a way that is not followed.
        if (there.length === 0) open = true;
        sites.push(...there);
      }
    }
    return { sites, open };
  }

  function isRead(path: string): boolean {
    return files.get(path)?.depth === 'full' || resolver.codeOf(path).length > 0;
  }

  function sitesIn(code: Code, called: View): Site[] {
    const maker = called.makes === true ? called.parent : null;
    const name = (maker ?? called).name;
    return code.calls.flatMap((call) => {
      const scopeOfCall = code.scopes[call.scope];
      if (scopeOfCall === undefined || !mayMean(code, call, name)) return [];
      const where = { scope: scopeOfCall, frame: null, line: call.line, column: call.column };
      return resolver.evaluator
        .enter(call, where)
        .filter((frame) => isInside(frame, called))
        .slice(0, 1)
        .map((frame) => ({ code, call, frame }));
    });
  }

  /** Files that import the name, or the module that has it. */
  function importersOf(path: string, name: string): readonly string[] {
    importers ??= byName(files);
    const stem = path.replace(/(?:\/__init__)?\.py$/, '').replace(/^.*\//, '');
    const direct = (importers.get(name) ?? []).filter(([by, fact]) => by !== path && modules.find(by, fact.level, fact.module) !== null);
    const whole = (importers.get(stem) ?? []).filter(([by, fact]) => by !== path && modules.targets(by, fact).includes(path));
    return [...new Set([...direct, ...whole].map(([by]) => by))].sort();
  }

  function isApart(path: string): boolean {
    return ['test', 'docs'].includes(scope(path));
  }
}

function functionsIn({ open }: Value): FunctionPlace[] {
  const all = open.flatMap(({ of }) => (of === undefined ? [] : [of]));
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()].slice(0, 4);
}

/** Where the name stands, if it stands in the call. */
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

/** By its last name, or one that an import gave. */
function mayMean({ scopes: [top] }: Code, { callee }: OwnCall, name: string): boolean {
  if (callee.kind === 'member') return callee.name === name;
  if (callee.kind !== 'name') return false;
  if (callee.name === name) return true;
  return top?.names.get(callee.name)?.some((one) => (one.kind === 'import' ? one.name === name : one.kind === 'value')) === true;
}

function nameOf({ name, parent, makes }: View): string {
  return parent?.kind !== 'class' ? name : makes === true ? parent.name : `${parent.name}.${name}`;
}

/** Names and modules → who imports them. */
function byName(files: ReadonlyMap<string, FileFacts>): ReadonlyMap<string, (readonly [string, ImportFact])[]> {
  const found = new Map<string, (readonly [string, ImportFact])[]>();
  for (const [path, { facts }] of files)
    for (const fact of facts) {
      if (fact.kind !== 'import') continue;
      const names = [...fact.names.map(({ name }) => name), fact.module.slice(fact.module.lastIndexOf('.') + 1)];
      for (const name of new Set(names)) {
        const list = found.get(name);
        if (list === undefined) found.set(name, [[path, fact]]);
        else list.push([path, fact]);
      }
    }
  return found;
}
