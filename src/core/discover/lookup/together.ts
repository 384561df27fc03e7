/**
 * Which files may run in one process (T38): what one of them is told, another may get. Imports and starts are followed in their direction, so
 * that two programs that import one library are two. Over-approximates: an import counts for every file of that name, and where code computes
 * what it imports, or more is asked than one tree may cost, anything may be meant.
 */
import type { ScopesFact } from '../../model/index.ts';
import type { Languages } from '../languages/index.ts';
import type { Modules } from '../languages/language.ts';
import { bindsName } from '../link/imported.ts';
import type { Label } from '../scope.ts';
import type { Rows } from './rows.ts';
import type { FactIndex } from './fact-index.ts';

export interface Together {
  /** Whether one process may run both, and so hand the one what the other says. */
  mayMeet(one: string, other: string): boolean;
  /** What imports or starts this file, through others too, itself included; null: it may be anything. */
  startersOf(path: string): ReadonlySet<string> | null;
  /** Files that may run with this one, itself included; null: any. */
  around(path: string): ReadonlySet<string> | null;
  /** Whether nothing of this tree gives the file the name: it is of a package that is installed, or built in. */
  isForeign(path: string, name: string): boolean;
}

export interface TogetherInput {
  readonly stated: FactIndex;
  readonly rows: Rows;
  readonly modules: Modules;
  readonly languages: Languages;
  readonly label: Label;
}

/** Steps along imports and starts that one tree may cost. */
const MAX_STEPS = 5_000_000;
/** A name that more files bear may be any of them. */
const MAX_SAME_NAME = 200;

export function createTogether(input: TogetherInput): Together {
  const { stated, modules, label } = input;
  let graph: Graph | null = null;
  const above = new Map<string, ReadonlySet<string> | null>();
  const open = new Map<boolean, ReadonlySet<string> | null>();
  let left = MAX_STEPS;

  /** Everything that is reached from `from`; null: more than may be looked at. */
  function reach(from: Iterable<string>, edges: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> | null {
    const seen = new Set(from);
    for (const path of seen) {
      const next = edges.get(path);
      left -= 1 + (next?.size ?? 0);
      if (left <= 0) return null;
      for (const one of next ?? []) seen.add(one);
    }
    return seen;
  }

  function startersOf(path: string): ReadonlySet<string> | null {
    graph ??= createGraph(input);
    const known = above.get(path) ?? reach([path], graph.starters);
    above.set(path, known);
    return known;
  }

  /** What starts code that computes its imports. `shipped`: what the product computes is given names of the product, and not of examples (T42). */
  function computing(shipped: boolean): ReadonlySet<string> | null {
    graph ??= createGraph(input);
    const known = open.get(shipped);
    if (known !== undefined) return known;
    const from = shipped ? graph.computing : graph.computing.filter((path) => label(path) !== 'product');
    const found = reach(from, graph.starters);
    open.set(shipped, found);
    return found;
  }

  /** Modules of one package mostly share a process, also where the import goes another way than this reads. Tests are run one by one. */
  function arePackage(one: string, other: string): boolean {
    const [package_, same] = [modules.around(one).at(-1), modules.around(other).at(-1)];
    return package_ !== undefined && package_ === same && label(one) === 'product' && label(other) === 'product';
  }

  return {
    mayMeet(one, other) {
      if (one === other || arePackage(one, other)) return true;
      const [starters, others] = [startersOf(one), startersOf(other)];
      const computed = computing([one, other].some((path) => label(path) === 'product'));
      if (starters === null || others === null || computed === null) return true;
      return meet(starters, others) || meet(starters, computed) || meet(others, computed);
    },
    startersOf,
    around(path) {
      const starters = startersOf(path);
      if (starters === null || graph === null) return null;
      return reach(starters, graph.started);
    },
    isForeign(path, name) {
      const facts = stated.facts(path)?.facts ?? [];
      return facts.every((fact) => {
        if (fact.kind === 'own') return fact.name !== name;
        if (fact.kind === 'scopes') return !bindsItself(fact, name);
        if (fact.kind !== 'import' || !(bindsName(fact, name) || fact.names.some((one) => one.name === '*'))) return true;
        return fact.level === 0 && modules.find(path, 0, fact.module) === null && !modules.isAmbiguous(path, fact.module, true);
      });
    },
  };
}

function meet(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...some].some((one) => others.has(one));
}

interface Graph {
  readonly started: ReadonlyMap<string, ReadonlySet<string>>;
  /** The other direction: by whom a file is imported or started. */
  readonly starters: ReadonlyMap<string, ReadonlySet<string>>;
  /** Code that computes what it imports or runs. */
  readonly computing: readonly string[];
}

function createGraph({ stated, rows, modules, languages }: TogetherInput): Graph {
  const files = stated.files();
  const started = new Map<string, Set<string>>();
  const starters = new Map<string, Set<string>>();
  const computing: string[] = [];
  const named = Map.groupBy(files.keys(), lastNameOf);
  for (const [path, file] of files) {
    const targets = new Set([...rows.imports(path), ...modules.around(path), ...rows.starts(path).targets().flat()]);
    // What a shell or an image starts is a process of its own.
    const isCode = (languages.of(path)?.reader?.modules ?? null) !== null;
    let isOpen = false;
    for (const fact of file.facts) {
      if (fact.kind === 'start') isOpen ||= isCode && fact.what === 'unknown';
      if (fact.kind !== 'import' || fact.level > 0) continue;
      // Where modules are searched, the start decides, and code may change it.
      for (const name of [fact.module, ...fact.names.map((one) => `${fact.module}.${one.name}`)]) {
        const same = named.get(name.slice(name.lastIndexOf('.') + 1)) ?? [];
        if (same.length > MAX_SAME_NAME) isOpen = true;
        else for (const one of same) if (isNamed(one, name)) targets.add(one);
      }
    }
    if (isOpen) computing.push(path);
    started.set(path, targets);
    for (const target of targets) {
      const list = starters.get(target);
      if (list === undefined) starters.set(target, new Set([path]));
      else list.add(path);
    }
  }
  return { started, starters, computing };
}

/** "a/b.py" → "b", "a/b/__init__.py" → "b". */
function lastNameOf(path: string): string {
  const parts = stemOf(path).split('/');
  return parts.at(-1) ?? '';
}

function isNamed(path: string, module: string): boolean {
  const [stem, relative] = [stemOf(path), module.replaceAll('.', '/')];
  return stem === relative || stem.endsWith(`/${relative}`);
}

function stemOf(path: string): string {
  return path.replace(/(?:\/__init__)?\.\w+$/, '');
}

/** Whether the module, or a class of it, binds the name ("NAME", "Class.NAME") by something else than an import. */
function bindsItself({ scopes }: ScopesFact, name: string): boolean {
  return scopes.some(({ kind, name: of, bindings }) => {
    if (kind !== 'module' && kind !== 'class') return false;
    const prefix = kind === 'class' ? `${of}.` : '';
    return bindings.some(([bound, all]) => `${prefix}${bound}` === name && all.some((one) => one.kind !== 'import'));
  });
}
