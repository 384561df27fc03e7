/**
 * Which files load or start which, in both directions: over all files of a tree, or asked for one by one where it is known by whom each file
 * is used. Both say the same.
 */
import type { FileFacts } from '../../model/index.ts';
import type { Languages } from '../languages/index.ts';
import type { Modules } from '../languages/language.ts';
import type { UsersOf } from './backward.ts';
import type { FactIndex } from './fact-index.ts';
import { isCrowded, lastNamed, meantName, type Listing } from './listing.ts';
import type { Rows } from './rows.ts';

/** An import counts for every file of that name: where modules are searched, the start decides, and code may change it. */
export interface Graph {
  /** Files that this one imports, starts, or copies, and the packages around it. */
  started(this: void, path: string): ReadonlySet<string>;
  /** The other direction. */
  starters(this: void, path: string): ReadonlySet<string>;
  /** Code that computes what it imports or runs, or may mean too many files by one name. */
  computing(): readonly string[];
  /** Files of one process: those that imports connect, in either direction, and the modules of one package. */
  joined(this: void, path: string): ReadonlySet<string>;
}

export interface GraphInput {
  readonly stated: FactIndex;
  readonly listing: Listing;
  readonly rows: Rows;
  readonly modules: Modules;
  readonly languages: Languages;
}

export function wholeGraph(input: GraphInput): Graph {
  const files = input.stated.files();
  const [started, starters, joined] = [new Map<string, Set<string>>(), new Map<string, Set<string>>(), new Map<string, Set<string>>()];
  for (const path of files.keys()) {
    for (const target of startedBy(path, input)) {
      put(started, path, target);
      put(starters, target, path);
    }
    for (const other of joinedBy(path, input)) {
      put(joined, path, other);
      put(joined, other, path);
    }
  }
  const computing = [...files].flatMap(([path, file]) => (isComputing(path, file, input) ? [path] : []));
  return {
    started: (path) => started.get(path) ?? NONE,
    starters: (path) => starters.get(path) ?? NONE,
    joined: (path) => joined.get(path) ?? NONE,
    computing: () => computing,
  };
}

/** `users`: by whom a file is loaded or started. */
export function followedGraph(input: GraphInput, users: UsersOf): Graph {
  const { stated, listing, modules } = input;
  const members = (path: string): string[] =>
    isPackageFile(path) ? listing.below(folderOf(path)).filter((file) => modules.around(file).includes(path)) : [];
  return {
    started: (path) => startedBy(path, input),
    starters(path) {
      const byName = stated.marked('import', meantName(path)).filter((by) => namedBy(by, input).has(path));
      return new Set([...users(path, false).map((user) => user.path), ...members(path), ...byName]);
    },
    joined(path) {
      const importers = users(path, false).flatMap((user) => (user.starts ? [] : [user.path]));
      const owned = members(path).filter((file) => modules.around(file).at(-1) === path);
      return new Set([...joinedBy(path, input), ...importers, ...owned]);
    },
    computing() {
      const crowded = new Set(listing.crowded());
      const paths = [...stated.marked('opens', ''), ...[...crowded].flatMap((name) => stated.marked('import', name))];
      return [...new Set(paths)].sort().filter((path) => {
        const file = stated.facts(path);
        return file !== undefined && isComputing(path, file, input);
      });
    },
  };
}

function startedBy(path: string, input: GraphInput): ReadonlySet<string> {
  const { rows, modules } = input;
  return new Set([...rows.imports(path), ...modules.around(path), ...rows.starts(path).targets().flat(), ...namedBy(path, input)]);
}

function joinedBy(path: string, { rows, modules }: GraphInput): readonly string[] {
  const owner = modules.around(path).at(-1);
  return [...rows.imports(path), ...(owner === undefined ? [] : [owner])];
}

/** Every file that an absolute import may name. */
function namedBy(path: string, { stated, listing, languages }: GraphInput): ReadonlySet<string> {
  const found = new Set<string>();
  for (const name of importedNames(stated.facts(path))) {
    const last = name.slice(name.lastIndexOf('.') + 1);
    if (isCrowded(last, listing)) continue;
    for (const one of lastNamed(last, listing)) if (isNamed(one, name) && !isOfAnother(one, path, languages)) found.add(one);
  }
  return found;
}

/** Modules of one language are none of another. */
function isOfAnother(path: string, importer: string, languages: Languages): boolean {
  const [rules, own] = [path, importer].map((one) => languages.of(one)?.reader?.modules ?? null);
  return rules !== null && own !== null && rules !== own;
}

function isComputing(path: string, file: FileFacts, { listing, languages }: GraphInput): boolean {
  // What a shell or an image starts is a process of its own.
  const isCode = (languages.of(path)?.reader?.modules ?? null) !== null;
  if (isCode && file.facts.some((fact) => fact.kind === 'start' && fact.what === 'unknown')) return true;
  return importedNames(file).some((name) => isCrowded(name.slice(name.lastIndexOf('.') + 1), listing));
}

function importedNames(file: FileFacts | undefined): string[] {
  const imports = file?.facts.filter((fact) => fact.kind === 'import') ?? [];
  return imports.flatMap(({ level, module, names, exact }) =>
    level > 0 || exact === true ? [] : [module, ...names.map((one) => `${module}.${one.name}`)],
  );
}

function isNamed(path: string, module: string): boolean {
  const [stem, relative] = [path.replace(/(?:\/__init__)?\.\w+$/, ''), module.replaceAll('.', '/')];
  return stem === relative || stem.endsWith(`/${relative}`);
}

function isPackageFile(path: string): boolean {
  return /(?:^|\/)__init__\.\w+$/.test(path);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

const NONE: ReadonlySet<string> = new Set();

function put(map: Map<string, Set<string>>, key: string, one: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([one]));
  else known.add(one);
}
