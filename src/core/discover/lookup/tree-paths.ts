/** Finding files by how other files write their paths and modules. Work is counted: a tree can ask for more than it is worth (T39). */
import { compilePattern, type Fuel } from '../attributes/wildmatch.ts';
import type { ModuleRules } from '../languages/language.ts';
import type { Listing } from './listing.ts';

export interface TreePaths {
  /** Files that a path written in `from` can mean: relative to each folder above it, or in an image. */
  files(from: string, text: string): string[];
  /** Files that a module can mean, with the packages around it. `folders`: searched first, as written in `from`. */
  modules(from: string, module: string, folders: readonly string[]): string[];
  /** Files of a folder, or the file; with patterns of COPY. All folders above `from` are tried. */
  below(from: string, text: string): string[];
  /** Every file of exactly this folder of the tree. */
  inside(folder: string): readonly string[];
  /** At most one: the file at this path of the folder of `from`, or the first below it. */
  first(from: string, text: string): string[];
  /** At most one: a module below the folder of `from`. */
  firstModule(from: string): string[];
  /** More was asked for than one tree may cost. */
  readonly exhausted: boolean;
  /** Of all that it may cost, from 0 to 1. */
  readonly spent: number;
}

/** Deeper than people nest. */
const MAX_DEPTH = 24;
const MAX_LEADING = 6;
const USUAL_ROOTS = ['', 'src', 'lib', 'python', 'app', 'backend'];
const MAX_SAME_NAME = 200;

const BUDGET = 2_000_000;

/** `counts`: which paths are looked for; absent: those that are read. */
export function createTreePaths(listing: Listing, rules: readonly ModuleRules[], counts = listing.isRead): TreePaths {
  const fuel: Fuel = { left: BUDGET };
  // Names with dots lead through packages; what has none imports by paths.
  const dotted = rules.filter((rule) => rule.package !== null);
  const programs = rules.flatMap(({ program }) => program ?? []);
  const has = (path: string): boolean => {
    // Comparing long paths costs more.
    fuel.left -= 1 + (path.length >> 6);
    return counts(path);
  };
  const above = new Map<string, readonly string[]>();
  const firsts = new Map<string, string[]>();

  function basesOf(from: string): readonly string[] {
    const folder = folderOf(from);
    const known = above.get(folder) ?? ancestors(folder);
    above.set(folder, known);
    return known;
  }

  /** Each place that a written path can mean, nearest first. */
  function* places(from: string, text: string): Generator<string> {
    const { written, leading } = partsOf(text);
    const last = written.at(-1);
    fuel.left -= 1;
    if (fuel.left <= 0 || (last !== undefined && last !== '..' && !/[*?[]/.test(last) && !listing.mayHaveNamed(last))) return;
    for (const base of basesOf(from))
      for (let skip = 0; skip < leading; skip++) {
        if (fuel.left <= 0) return;
        const place = joined(base, written.slice(skip));
        if (place !== null) yield place;
      }
  }

  function asModule(stem: string, depth: number): string[] {
    if (fuel.left <= 0) return [];
    return dotted.flatMap((rule) => {
      const own = [...filesOf(stem, rule), ...(rule.program === null ? [] : [`${stem}/${rule.program}`])].filter(has);
      if (own.length === 0) return [];
      const parts = stem.split('/');
      const packages = Array.from(
        { length: Math.min(depth, parts.length) - 1 },
        (_, up) => `${parts.slice(0, -1 - up).join('/')}/${rule.package}`,
      );
      return [...own, ...packages.filter(has)];
    });
  }

  /** Installed from another part of the repository. */
  function anywhere(relative: string, name: string, depth: number): string[] {
    if (depth < 2) return [];
    return dotted.flatMap((rule) => {
      const same = listing.modulesNamed(name).slice(0, MAX_SAME_NAME);
      fuel.left -= same.length;
      return same.filter((path) => filesOf(relative, rule).some((file) => path.endsWith(`/${file}`)));
    });
  }

  function oneOf(key: string, find: () => readonly string[]): string[] {
    const found = firsts.get(key) ?? find().slice(0, 1);
    firsts.set(key, found);
    return found;
  }

  return {
    inside,
    first(from, text) {
      const place = under(folderOf(from), text);
      return oneOf(`at ${place}`, () => (has(place) ? [place] : inside(place)));
    },
    firstModule(from) {
      const folder = folderOf(from);
      return oneOf(`in ${folder}`, () =>
        inside(folder).filter((path) => rules.some(({ suffixes }) => suffixes.some((suffix) => path.endsWith(suffix)))),
      );
    },
    get exhausted() {
      return fuel.left <= 0;
    },
    get spent() {
      return 1 - fuel.left / BUDGET;
    },
    files(from, text) {
      return [
        ...new Set([...places(from, text)].flatMap((place) => [place, ...programs.map((program) => `${place}/${program}`)].filter(has))),
      ];
    },
    modules(from, module, searched) {
      const relative = module.replaceAll('.', '/');
      const depth = module.split('.').length;
      const name = relative.slice(relative.lastIndexOf('/') + 1);
      fuel.left -= 1;
      if (fuel.left <= 0 || (listing.modulesNamed(name).length === 0 && !listing.mayHaveNamed(name))) return [];
      const found: string[] = [];
      for (const folder of searched) for (const place of places(from, folder)) found.push(...asModule(under(place, relative), depth));
      for (const base of basesOf(from)) for (const root of USUAL_ROOTS) found.push(...asModule(under(base, root, relative), depth));
      return found.length > 0 ? [...new Set(found)] : anywhere(relative, name, depth);
    },
    below(from, text) {
      if (/[*?[]/.test(text)) return matching(from, text);
      return [...new Set([...places(from, text)].flatMap((place) => (has(place) ? [place] : inside(place))))];
    },
  };

  function inside(folder: string): readonly string[] {
    const found = listing.below(folder);
    fuel.left -= 1 + found.length;
    return found;
  }

  function matching(from: string, text: string): string[] {
    const all = listing.below('');
    return [...places(from, text)].flatMap((place) => {
      fuel.left -= all.length;
      const matchers = [place, `${place}/**`].flatMap((pattern) => compilePattern(Buffer.from(pattern)) ?? []);
      const steps: Fuel = { left: MATCH_STEPS };
      return fuel.left <= 0 ? [] : all.filter((path) => matchers.some((matches) => matches(Buffer.from(path), steps)));
    });
  }
}

/** Steps for one pattern over all paths; beyond them every path counts (T39). */
const MATCH_STEPS = 20_000_000;

function filesOf(stem: string, rule: ModuleRules): string[] {
  return [...rule.suffixes.map((suffix) => `${stem}${suffix}`), `${stem}/${rule.package}`];
}

function under(...folders: readonly string[]): string {
  return folders.filter((folder) => folder !== '').join('/');
}

/** `leading`: how many of the first parts may be missing here. */
function partsOf(text: string): { readonly written: readonly string[]; readonly leading: number } {
  const clean = text.replaceAll('\\', '/').replace(/^~\//, '');
  const written = clean.split('/').filter((part) => part !== '' && part !== '.');
  // A path of an image: what lies before it there is not known here.
  return { written, leading: clean.startsWith('/') ? Math.min(written.length, MAX_LEADING) : 1 };
}

/** Every place that a path written in `from` can mean, whatever the tree has. */
export function writtenPlaces(from: string, text: string): string[] {
  const { written, leading } = partsOf(text);
  return ancestors(folderOf(from)).flatMap((base) =>
    Array.from({ length: leading }, (_, skip) => joined(base, written.slice(skip)) ?? []).flat(),
  );
}

/** null: it leaves the tree. */
function joined(base: string, parts: readonly string[]): string | null {
  let folder = base;
  const below: string[] = [];
  for (const part of parts) {
    if (part !== '..') below.push(part);
    else if (below.length > 0) below.pop();
    else if (folder === '') return null;
    else folder = folderOf(folder);
  }
  return [...(folder === '' ? [] : [folder]), ...below].join('/');
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The folder itself first, "" last; of a deep one the nearest, and the root. */
export function ancestors(folder: string): string[] {
  const list = [folder];
  for (let current = folder; current !== '' && list.length < MAX_DEPTH; ) {
    current = folderOf(current);
    list.push(current);
  }
  return list.at(-1) === '' ? list : [...list, ''];
}
