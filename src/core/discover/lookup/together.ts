/**
 * Which files may run in one process (T38): what one of them is told, another may get. Imports and starts are followed in their direction, so
 * that two programs that import one library are two. Over-approximates: an import counts for every file of that name, and where code computes
 * what it imports, or more is asked than one tree may cost, anything may be meant.
 */
import type { ScopesFact } from '../../model/index.ts';
import type { Modules } from '../languages/language.ts';
import { bindsName } from '../link/imported.ts';
import type { Label } from '../scope.ts';
import type { Graph } from './graph.ts';
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
  readonly modules: Modules;
  readonly label: Label;
  /** Built when it is first asked for. */
  readonly graph: () => Graph;
}

/** Steps along imports and starts that one tree may cost. */
const MAX_STEPS = 5_000_000;

export function createTogether(input: TogetherInput): Together {
  const { stated, modules, label, graph } = input;
  const above = new Map<string, ReadonlySet<string> | null>();
  const open = new Map<boolean, ReadonlySet<string> | null>();
  let left = MAX_STEPS;

  /** Everything that is reached from `from`; null: more than may be looked at. */
  function reach(from: Iterable<string>, edges: (path: string) => ReadonlySet<string>): ReadonlySet<string> | null {
    const seen = new Set(from);
    for (const path of seen) {
      const next = edges(path);
      left -= 1 + next.size;
      if (left <= 0) return null;
      for (const one of next) seen.add(one);
    }
    return seen;
  }

  function startersOf(path: string): ReadonlySet<string> | null {
    const known = above.get(path) ?? reach([path], graph().starters);
    above.set(path, known);
    return known;
  }

  /** What starts code that computes its imports. `shipped`: what the product computes is given names of the product, and not of examples (T42). */
  function computing(shipped: boolean): ReadonlySet<string> | null {
    const known = open.get(shipped);
    if (known !== undefined) return known;
    const from = shipped
      ? graph().computing()
      : graph()
          .computing()
          .filter((path) => label(path) !== 'product');
    const found = reach(from, graph().starters);
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
      return starters === null ? null : reach(starters, graph().started);
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

/** Whether the module, or a class of it, binds the name ("NAME", "Class.NAME") by something else than an import. */
function bindsItself({ scopes }: ScopesFact, name: string): boolean {
  return scopes.some(({ kind, name: of, bindings }) => {
    if (kind !== 'module' && kind !== 'class') return false;
    const prefix = kind === 'class' ? `${of}.` : '';
    return bindings.some(([bound, all]) => `${prefix}${bound}` === name && all.some((one) => one.kind !== 'import'));
  });
}
