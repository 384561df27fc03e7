/** Who imports a name of a file, among those that import one of that name at all. */
import type { FileFacts, ImportFact } from '../../model/index.ts';
import type { ModuleRules, Modules } from '../languages/language.ts';
import { moduleNames } from './listing.ts';
import type { Importers, LookupOf } from './question.ts';
import type { Rows } from './rows.ts';
import { lastOf, type FactIndex } from './fact-index.ts';

interface Around {
  readonly stated: FactIndex;
  readonly modules: Modules;
  readonly rules: readonly ModuleRules[];
  readonly rows: Pick<Rows, 'imports'>;
  /** Whether a file was read whole: reading one for its callers costs. */
  readonly isRead: (path: string) => boolean;
  /** Those that were read for it. */
  readonly wanted: Set<string>;
}

/** Files that one name is looked for in; files that are read whole for it, in all. */
const MAX_FILES = 60;
const MAX_WANTED = 1_000;

export function createImporters({ stated, modules, rules, rows, isRead, wanted }: Around): (question: LookupOf<'importers'>) => Importers {
  const known = new Map<string, readonly string[]>();
  const takers = new Map<string, readonly string[]>();
  const takenBy = new WeakMap<FileFacts, Taken>();
  const byName = new WeakMap<FileFacts, ReadonlyMap<string, readonly ImportFact[]>>();

  function importing({ path, name, direct }: LookupOf<'importers'>): readonly string[] {
    const byItsName = stated.marked('import', name).filter(
      (by) =>
        by !== path &&
        importsOf(by, name).some((fact) => {
          const module = modules.find(by, fact.level, fact.module);
          return module === path || (direct !== true && mayGive(module, path));
        }),
    );
    return [...new Set([...byItsName, ...takingModule(path)])].sort();
  }

  /** Files that have the module itself. */
  function takingModule(path: string): readonly string[] {
    const before = takers.get(path);
    if (before !== undefined) return before;
    const stems = moduleNames(path, rules);
    const marked = new Set(stems.flatMap((stem) => stated.marked('import', stem)));
    const found = [...marked].filter((by) => by !== path && takesModule(by, stems) && rows.imports(by).includes(path));
    takers.set(path, found);
    return found;
  }

  /** Whether a file has the module itself, and not only other names of it: `from app.load import main` says nothing of its other functions. */
  function takesModule(by: string, stems: readonly string[]): boolean {
    const file = stated.facts(by);
    if (file === undefined) return false;
    const taken = takenBy.get(file) ?? takenIn(file);
    takenBy.set(file, taken);
    return taken.any || stems.some((stem) => taken.names.has(stem) || taken.modules.some((module) => module.includes(stem)));
  }

  function importsOf(path: string, name: string): readonly ImportFact[] {
    const file = stated.facts(path);
    if (file === undefined) return [];
    const own = byName.get(file) ?? importsByName(file);
    byName.set(file, own);
    return own.get(name) ?? [];
  }

  /** A module gives what it has, and what it imports with a star or makes when it is asked; packages do that by their own means. */
  function mayGive(module: string | null, path: string): boolean {
    return module !== null && (isPackage(module) || rows.imports(module).includes(path));
  }

  function mayRead(path: string): boolean {
    if (isRead(path) || wanted.has(path)) return true;
    if (wanted.size >= MAX_WANTED) return false;
    wanted.add(path);
    return true;
  }

  return (question) => {
    const key = JSON.stringify(question);
    const all = known.get(key) ?? importing(question);
    known.set(key, all);
    const found = all.slice(0, MAX_FILES).filter(mayRead);
    return { files: found, more: found.length < all.length };
  };
}

/** What the imports of one file take. */
interface Taken {
  /** `import a.b` */
  readonly modules: readonly string[];
  /** `from a import b`, in which `b` may be a module. */
  readonly names: ReadonlySet<string>;
  /** All of some module. */
  readonly any: boolean;
}

function takenIn({ facts }: FileFacts): Taken {
  const imports = facts.filter((fact) => fact.kind === 'import');
  const names = new Set(imports.flatMap((fact) => fact.names.map(({ name }) => name)));
  const modules = imports.flatMap((fact) => (fact.names.length === 0 ? [fact.module] : []));
  return { modules: [...new Set(modules)], names, any: names.has('*') || names.has('default') };
}

/** By what each import names, and by the last part of its module. */
function importsByName({ facts }: FileFacts): ReadonlyMap<string, readonly ImportFact[]> {
  const found = new Map<string, ImportFact[]>();
  for (const fact of facts) {
    if (fact.kind !== 'import') continue;
    for (const name of new Set([lastOf(fact.module), ...fact.names.map((one) => one.name)])) {
      const list = found.get(name);
      if (list === undefined) found.set(name, [fact]);
      else list.push(fact);
    }
  }
  return found;
}

function isPackage(path: string): boolean {
  return /(?:^|\/)(?:__init__|index)\.\w+$/.test(path);
}
