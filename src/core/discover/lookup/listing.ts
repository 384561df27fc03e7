/** The paths of one tree, as look-ups ask for them. In memory here; an index that was kept from a run before answers the same (design, section 2). */
import type { ModuleListing, ModuleRules } from '../languages/language.ts';
import { pathsBelow } from '../../base/paths-below.ts';

export interface Listing extends ModuleListing {
  /** A path of the tree, also one that nobody reads. */
  has(path: string): boolean;
  /** Whether a file or folder has this name. May say yes for nothing: it saves looking further. */
  mayHaveNamed(name: string): boolean;
  /** Every read file below a folder, "" for all; sorted by UTF-16 units. */
  below(folder: string): readonly string[];
}

/** `paths`: all of the tree. `read`: those that some reader takes. */
export function createListing(paths: ReadonlySet<string>, read: ReadonlySet<string>, rules: readonly ModuleRules[]): Listing {
  let sorted: readonly string[] | null = null;
  let names: ReadonlySet<string> | null = null;
  let modules: ReadonlyMap<string, readonly string[]> | null = null;
  let roots: ReadonlySet<string> | null = null;
  const inOrder = (): readonly string[] => (sorted ??= [...read].sort());
  return {
    has: (path) => paths.has(path),
    isRead: (path) => read.has(path),
    mayHaveNamed: (name) => (names ??= new Set([...paths, ...read].flatMap((path) => path.split('/')))).has(name),
    modulesNamed(name) {
      modules ??= grouped(inOrder(), (path) => moduleNames(path, rules));
      return modules.get(name) ?? [];
    },
    holdsPackage(folder) {
      roots ??= new Set(inOrder().flatMap((path) => packageHolders(path, rules)));
      return roots.has(folder);
    },
    below: (folder) => (folder === '' ? inOrder() : pathsBelow(folder, inOrder())),
  };
}

/** By what the last part of a module's name can be that means this file: "a/b.py" and "a/b/__init__.py" → "b". */
export function moduleNames(path: string, rules: readonly ModuleRules[]): string[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const found = rules.flatMap((rule) => {
    if (name === rule.package) return [path.split('/').at(-2) ?? ''];
    return name.endsWith(rule.suffix) ? [name.slice(0, -rule.suffix.length)] : [];
  });
  return [...new Set(found)];
}

/** The folder that holds the package which this file makes one: "src/a/__init__.py" → "src". */
export function packageHolders(path: string, rules: readonly ModuleRules[]): string[] {
  return rules.flatMap((rule) => {
    if (!path.endsWith(`/${rule.package}`)) return [];
    const folder = path.slice(0, -rule.package.length - 1);
    return [folder.slice(0, Math.max(0, folder.lastIndexOf('/')))];
  });
}

export function grouped(paths: Iterable<string>, markedNames: (path: string) => readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const path of paths)
    for (const name of markedNames(path)) {
      const list = found.get(name);
      if (list === undefined) found.set(name, [path]);
      else list.push(path);
    }
  return found;
}
