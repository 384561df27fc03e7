/** Who imports a name of a file: one index over the imports of the tree, built when it is first asked for. */
import type { FileFacts, ImportFact } from '../../model/index.ts';
import type { Modules } from '../languages/language.ts';
import type { Importers, LookupOf } from './question.ts';
import type { Rows } from './rows.ts';

interface Around {
  readonly files: ReadonlyMap<string, FileFacts>;
  readonly modules: Modules;
  readonly rows: Pick<Rows, 'imports'>;
  /** Whether a file was read whole: reading one for its callers costs. */
  readonly isRead: (path: string) => boolean;
  /** Those that were read for it. */
  readonly wanted: Set<string>;
}

type Index = ReadonlyMap<string, readonly (readonly [path: string, fact: ImportFact])[]>;

/** Files that one name is looked for in; files that are read whole for it, in all. */
const MAX_FILES = 60;
const MAX_WANTED = 400;

export function createImporters({ files, modules, rows, isRead, wanted }: Around): (question: LookupOf<'importers'>) => Importers {
  const index = byName(files);

  function importing({ path, name, direct }: LookupOf<'importers'>): readonly string[] {
    const stem = path.replace(/(?:\/__init__)?\.\w+$/, '').replace(/^.*\//, '');
    const byItsName = (index.get(name) ?? []).filter(([by, fact]) => {
      const module = modules.find(by, fact.level, fact.module);
      return by !== path && (module === path || (direct !== true && mayGive(module, path)));
    });
    const whole = (index.get(stem) ?? []).filter(([by]) => by !== path && rows.imports(by).includes(path));
    return [...new Set([...byItsName, ...whole].map(([by]) => by))].sort();
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
    const all = importing(question);
    const found = all.slice(0, MAX_FILES).filter(mayRead);
    return { files: found, more: found.length < all.length };
  };
}

function isPackage(path: string): boolean {
  return /(?:^|\/)(?:__init__|index)\.\w+$/.test(path);
}

/** Names and modules → who imports them. */
function byName(files: ReadonlyMap<string, FileFacts>): Index {
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
