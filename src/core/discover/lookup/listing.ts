/** The paths of one tree, as look-ups ask for them. In memory here; an index that was kept from a run before answers the same (design, section 2). */
import type { ModuleListing, ModuleRules } from '../languages/language.ts';
import { pathsBelow } from '../../base/paths-below.ts';
import { pathsByName } from '../../base/paths-by-name.ts';
import { namesOfFile } from '../entries.ts';
import { lastOf } from './fact-index.ts';

export interface Listing extends ModuleListing {
  /** A path of the tree, also one that nobody reads. */
  has(path: string): boolean;
  /** Whether a file or folder has this name. May say yes for nothing: it saves looking further. */
  mayHaveNamed(name: string): boolean;
  /** Read files of which the name, or what stands before its first dot, is this; sorted. */
  filesNamed(this: void, name: string): readonly string[];
  /** Files of packages' managers that lie directly in this folder, read or not. */
  manifestsIn(folder: string): readonly string[];
  /** Names that more read files have, as modules or by what stands before the first dot, than may be meant by one. */
  crowded(): readonly string[];
  /** Every read file below a folder, "" for all; sorted by UTF-16 units. */
  below(folder: string): readonly string[];
}

/** `paths`: all of the tree. `read`: those that some reader takes. */
export function createListing(paths: ReadonlySet<string>, read: ReadonlySet<string>, rules: readonly ModuleRules[]): Listing {
  let sorted: readonly string[] | null = null;
  let crowded: readonly string[] | null = null;
  let names: ReadonlySet<string> | null = null;
  let modules: ReadonlyMap<string, readonly string[]> | null = null;
  let packages: ReadonlyMap<string, readonly string[]> | null = null;
  let manifests: ReadonlyMap<string, readonly string[]> | null = null;
  let files: ReadonlyMap<string, readonly string[]> | null = null;
  const byFile = (): ReadonlyMap<string, readonly string[]> => (files ??= pathsByName(inOrder(), namesOfFile));
  const inOrder = (): readonly string[] => (sorted ??= [...read].sort());
  const modulesByName = (): ReadonlyMap<string, readonly string[]> =>
    (modules ??= pathsByName(inOrder(), (path) => moduleNames(path, rules)));
  return {
    has: (path) => paths.has(path),
    isRead: (path) => read.has(path),
    mayHaveNamed: (name) => (names ??= new Set([...paths, ...read].flatMap((path) => path.split('/')))).has(name),
    modulesNamed: (name) => modulesByName().get(name) ?? [],
    mayHaveModule: (name) => modulesByName().has(name),
    packagesIn(folder) {
      packages ??= pathsByName(inOrder(), (path) => packageHolders(path, rules));
      return packages.get(folder) ?? [];
    },
    filesNamed: (name) => byFile().get(name) ?? [],
    manifestsIn(folder) {
      manifests ??= pathsByName([...paths].sort(), manifestHolders);
      return manifests.get(folder) ?? [];
    },
    crowded: () => (crowded ??= crowdedAmong(read)),
    below: (folder) => (folder === '' ? inOrder() : pathsBelow(folder, inOrder())),
  };
}

/** A name that more files bear may be any of them. */
const MAX_SAME_NAME = 200;

/** `paths`: of all files that are read. */
export function crowdedAmong(paths: Iterable<string>): string[] {
  const counts = new Map<string, number>();
  for (const path of paths) counts.set(meantName(path), (counts.get(meantName(path)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > MAX_SAME_NAME)
    .map(([name]) => name)
    .sort();
}

export function isCrowded(name: string, listing: Pick<Listing, 'modulesNamed' | 'filesNamed'>): boolean {
  return lastNamed(name, listing).length > MAX_SAME_NAME;
}

/** Read files that an import of anything with this last part may name, whatever kind they are. */
export function lastNamed(name: string, { modulesNamed, filesNamed }: Pick<Listing, 'modulesNamed' | 'filesNamed'>): readonly string[] {
  return [...new Set([...modulesNamed(name), ...filesNamed(name)])].filter((path) => meantName(path) === name);
}

/** "a/b.py" → "b", "a/b/__init__.py" → "b". */
export function meantName(path: string): string {
  const stem = path.replace(/(?:\/__init__)?\.\w+$/, '');
  return stem.slice(stem.lastIndexOf('/') + 1);
}

const MANIFEST =
  /^(?:pyproject\.toml|setup\.(?:py|cfg)|requirements[\w.-]{0,60}\.(?:txt|in)|Pipfile|environment\.ya?ml|package\.json|go\.mod|Cargo\.toml|uv\.lock|poetry\.lock)$/i;

/** The folder whose package this file describes. */
export function manifestHolders(path: string): string[] {
  const slash = path.lastIndexOf('/');
  return MANIFEST.test(path.slice(slash + 1)) ? [path.slice(0, Math.max(0, slash))] : [];
}

/** By what the last part of a module's name can be that means this file: "a/b.py" and "a/b/__init__.py" → "b". */
export function moduleNames(path: string, rules: readonly ModuleRules[]): string[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const found = rules.flatMap((rule) => {
    if (name === rule.package) return [path.split('/').at(-2) ?? ''];
    const suffix = rule.suffixes.find((one) => name.endsWith(one));
    const own = suffix === undefined ? [] : [lastOf(name.slice(0, -suffix.length))];
    return rule.indexes.includes(name) ? [path.split('/').at(-2) ?? '', ...own] : own;
  });
  return [...new Set(found)];
}

/** The folder that holds the package which this file makes one: "src/a/__init__.py" → "src". */
export function packageHolders(path: string, rules: readonly ModuleRules[]): string[] {
  return rules.flatMap((rule) => {
    if (rule.package === null || !path.endsWith(`/${rule.package}`)) return [];
    const folder = path.slice(0, -rule.package.length - 1);
    return [folder.slice(0, Math.max(0, folder.lastIndexOf('/')))];
  });
}
