/** Whose callable a call names, across files (T37): imports, re-exports, assignments and own classes are followed. */
import type { Callable, ImportFact, OwnFact } from '../../model/index.ts';
import type { Definitions, Lookup } from '../lookup/question.ts';
import { isHubLibrary, otherHub } from './libraries.ts';

/**
 * `hub`: a library that loads from the hub. `modelscope`, `google`: one that loads elsewhere. `own`: code of this tree, which loads nothing
 * itself. `foreign`: a package of which nothing is known. `open`: reading does not tell.
 */
export type Whose = 'hub' | 'modelscope' | 'google' | 'none' | 'own' | 'foreign' | 'open';

export interface Callables {
  /** What the callee may be; at least one. */
  whose(path: string, callable: Callable): ReadonlySet<Whose>;
}

const MAX_DEPTH = 12;
/** Names followed for one callee. */
const MAX_STEPS = 200;
const MAX_STARS = 6;

export function createCallables(lookup: Lookup): Callables {
  function findModule(from: string, level: number, name: string): string | null {
    return lookup.ask({ kind: 'module', from, level, name })[0] ?? null;
  }

  return {
    whose(path, callable) {
      const found = new Set<Whose>(callable.open ? ['open'] : []);
      const seen = new Set<string>();
      let steps = 0;

      for (const name of callable.names) follow(path, name, callable.method, 0);
      if (found.size === 0) found.add('open');
      return found;

      /** `name` as this module has it; `method`: what is called on it. */
      function follow(at: string, name: string, method: string | null, depth: number): void {
        const key = JSON.stringify([at, name, method]);
        if (seen.has(key)) return;
        seen.add(key);
        if (depth > MAX_DEPTH || ++steps > MAX_STEPS) {
          found.add('open');
          return;
        }
        const index = lookup.ask({ kind: 'definitions', path: at });
        if (!index.complete) {
          found.add('open');
          return;
        }
        const bound = [
          byImport(at, index, name, method, depth),
          byOwn(at, index, name, method, depth),
          byValue(at, index, name, method, depth),
        ];
        if (!bound.includes(true) && !byStar(at, index, name, method, depth)) found.add('open');
      }

      function byImport(at: string, { imports }: Definitions, name: string, method: string | null, depth: number): boolean {
        const [first = '', ...rest] = name.split('.');
        let any = false;
        for (const fact of imports) {
          const entry = fact.names.find((one) => one.as === first && one.name !== '*');
          const alone = fact.names.length === 0 && (fact.alias ?? fact.module.split('.')[0]) === first;
          if (entry === undefined && !alone) continue;
          any = true;
          if (entry !== undefined) imported(at, fact, [entry.name, ...rest], method, depth);
          else if (fact.alias !== null) imported(at, fact, rest, method, depth);
          else wholeModule(at, fact, name, method, depth);
        }
        return any;
      }

      /** `import a.b` and a name that begins with "a". */
      function wholeModule(at: string, fact: ImportFact, name: string, method: string | null, depth: number): void {
        const below = name === fact.module ? [] : name.startsWith(`${fact.module}.`) ? name.slice(fact.module.length + 1).split('.') : null;
        if (below !== null) imported(at, fact, below, method, depth);
        else external(name.split('.')[0] ?? name, name);
      }

      /** `path` behind the module of this import. */
      function imported(at: string, fact: ImportFact, path: readonly string[], method: string | null, depth: number): void {
        const root = fact.level > 0 ? '' : rootOf(fact);
        const dotted = [fact.module, ...path].join('.');
        const parts = method === null ? path : [...path, method];
        const target = inTree(at, fact, parts);
        if (target === null) {
          if (fact.level > 0) found.add('foreign');
          else external(root, dotted);
          return;
        }
        // A folder that is called like the library, and has no such name: Python must mean the library.
        if (isOurs(root) && !mayHave(target.path, target.names[0] ?? '')) {
          external(root, dotted);
          return;
        }
        const names = method === null ? target.names : target.names.slice(0, -1);
        if (names.length === 0 && method !== null) follow(target.path, method, null, depth + 1);
        else follow(target.path, names.join('.'), method, depth + 1);
        if (isOurs(root)) found.add('open');
      }

      function external(root: string, dotted: string): void {
        const elsewhere = callable.only === true ? null : otherHub(dotted);
        if (elsewhere !== null) found.add(elsewhere);
        else found.add(isOurs(root) ? 'hub' : 'foreign');
      }

      /** Of many libraries with callables of that name, only those of the row are meant. */
      function isOurs(root: string): boolean {
        return callable.only === true ? callable.roots.includes(root) : isHubLibrary(root, callable.roots);
      }

      function byOwn(at: string, index: Definitions, name: string, method: string | null, depth: number): boolean {
        const own = index.own.get(name) ?? [];
        for (const fact of own) ofOwn(at, index, fact, method, depth);
        return own.length > 0;
      }

      function ofOwn(at: string, index: Definitions, fact: OwnFact, method: string | null, depth: number): void {
        // Its file loads: what it is called with may be what it loads. Of a name that many classes have, its own code says what it loads.
        const itself: Whose = index.loads && callable.telling ? 'open' : 'own';
        if (fact.of === 'function' || method === null || fact.members.includes(method)) {
          found.add(itself);
          return;
        }
        const bases = fact.bases.filter((base) => base !== 'object');
        if (bases.length === 0) found.add(itself);
        for (const base of bases) {
          if (base === '') found.add('open');
          else inherited(at, base, method, depth);
        }
      }

      /** A base that nothing is known of may bring the loader, or not. */
      function inherited(at: string, base: string, method: string, depth: number): void {
        if (/^(?:typing\.|abc\.)?(?:Generic|Protocol|ABC|NamedTuple|Enum|Exception|dict|list|str)$/.test(base)) return;
        follow(at, base, method, depth + 1);
      }

      /** `Model = transformers.AutoModel` at the top of the module. */
      function byValue(at: string, { values }: Definitions, name: string, method: string | null, depth: number): boolean {
        const value = values.get(name);
        if (value === undefined) return false;
        for (const meant of value.names) if (meant !== name) follow(at, meant, method, depth + 1);
        if (value.open) found.add('open');
        return true;
      }

      function byStar(at: string, { imports }: Definitions, name: string, method: string | null, depth: number): boolean {
        const stars = imports.filter((fact) => fact.names.some((one) => one.name === '*'));
        // A module that passes on everything of a package: any of it could have the name, and reading all of it is another task.
        if (stars.length > MAX_STARS) return false;
        let any = false;
        for (const fact of stars) {
          const root = fact.module.split('.')[0] ?? '';
          const module = findModule(at, fact.level, fact.module);
          if (module !== null && module !== at && mayHave(module, name.split('.')[0] ?? '')) {
            any = true;
            follow(module, name, method, depth + 1);
          } else if (module === null && fact.level === 0 && isOurs(root)) {
            any = true;
            external(root, `${fact.module}.${name}`);
          }
        }
        return any;
      }
    },
  };

  function rootOf({ module, exact }: ImportFact): string {
    return exact === true ? module : (module.split('.')[0] ?? '');
  }

  /** The file of the tree that the path leads into, and what is left of it. */
  function inTree(at: string, fact: ImportFact, path: readonly string[]): { path: string; names: readonly string[] } | null {
    let best: { path: string; names: readonly string[] } | null = null;
    for (let length = 0; length <= (fact.exact === true ? 0 : Math.min(path.length, 6)); length++) {
      const module = [...(fact.module === '' ? [] : [fact.module]), ...path.slice(0, length)].join('.');
      const file = module === '' && fact.level === 0 ? null : findModule(at, fact.level, module);
      if (file !== null) best = { path: file, names: path.slice(length) };
      else if (length > 0) break;
    }
    return best;
  }

  /** Whether a module may bind a name, for all that was read of it. */
  function mayHave(path: string, name: string): boolean {
    const index = lookup.ask({ kind: 'definitions', path });
    return (
      !index.complete ||
      index.own.has(name) ||
      index.values.has(name) ||
      index.imports.some((fact) => fact.names.some((one) => one.as === name || one.name === '*') || fact.alias === name)
    );
  }
}
