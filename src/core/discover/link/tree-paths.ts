/** Finding files by how other files write their paths and modules. Work is counted: a tree can ask for more than it is worth (T39). */
import { compilePattern } from '../attributes/wildmatch.ts';

export interface TreePaths {
  /** Files that a path written in `from` can mean: relative to each folder above it, or in an image. */
  files(from: string, text: string): string[];
  /** Files that a module can mean, with the packages around it. `folders`: searched first, as written in `from`. */
  modules(from: string, module: string, folders: readonly string[]): string[];
  /** Files of a folder, or the file; with patterns of COPY. All folders above `from` are tried. */
  below(from: string, text: string): string[];
  /** Every file of exactly this folder of the tree. */
  inside(folder: string): string[];
  has(path: string): boolean;
  /** More was asked for than one tree may cost. */
  readonly exhausted: boolean;
}

/** Deeper than people nest. */
const MAX_DEPTH = 24;
const MAX_LEADING = 6;
const USUAL_ROOTS = ['', 'src', 'lib', 'python', 'app', 'backend'];
const MAX_SAME_NAME = 200;

export function createTreePaths(paths: Iterable<string>, budget = 2_000_000): TreePaths {
  const sorted = [...paths].sort();
  const all = new Set(sorted);
  const names = Map.groupBy(sorted, (path) => path.slice(path.lastIndexOf('/') + 1));
  let left = budget;
  const has = (path: string): boolean => {
    // Comparing long paths costs more.
    left -= 1 + (path.length >> 6);
    return all.has(path);
  };
  let parts: ReadonlySet<string> | null = null;
  const above = new Map<string, readonly string[]>();

  function basesOf(from: string): readonly string[] {
    const folder = folderOf(from);
    const known = above.get(folder) ?? ancestors(folder);
    above.set(folder, known);
    return known;
  }

  /** Whether any file or folder of the tree has this name: most names that are written somewhere have none. */
  function isNamed(name: string): boolean {
    parts ??= new Set(sorted.flatMap((path) => path.split('/')));
    return parts.has(name);
  }

  /** Each place that a written path can mean, nearest first. */
  function* places(from: string, text: string): Generator<string> {
    const clean = text.replaceAll('\\', '/').replace(/^~\//, '');
    const written = clean.split('/').filter((part) => part !== '' && part !== '.');
    const last = written.at(-1);
    left -= 1;
    if (left <= 0 || (last !== undefined && last !== '..' && !/[*?[]/.test(last) && !isNamed(last))) return;
    // A path of an image: what lies before it there is not known here.
    const leading = clean.startsWith('/') ? Math.min(written.length, MAX_LEADING) : 1;
    for (const base of basesOf(from))
      for (let skip = 0; skip < leading; skip++) {
        if (left <= 0) return;
        const place = joined(base, written.slice(skip));
        if (place !== null) yield place;
      }
  }

  function asModule(stem: string, depth: number): string[] {
    if (left <= 0) return [];
    const own = [`${stem}.py`, `${stem}/__init__.py`, `${stem}/__main__.py`].filter(has);
    if (own.length === 0) return [];
    const parts = stem.split('/');
    const packages = Array.from(
      { length: Math.min(depth, parts.length) - 1 },
      (_, up) => `${parts.slice(0, -1 - up).join('/')}/__init__.py`,
    );
    return [...own, ...packages.filter(has)];
  }

  return {
    has,
    inside,
    get exhausted() {
      return left <= 0;
    },
    files(from, text) {
      return [...new Set([...places(from, text)].flatMap((place) => [place, `${place}/__main__.py`].filter(has)))];
    },
    modules(from, module, searched) {
      const relative = module.replaceAll('.', '/');
      const depth = module.split('.').length;
      const name = relative.slice(relative.lastIndexOf('/') + 1);
      left -= 1;
      if (left <= 0 || (!names.has(`${name}.py`) && !isNamed(name))) return [];
      const found: string[] = [];
      for (const folder of searched) for (const place of places(from, folder)) found.push(...asModule(under(place, relative), depth));
      for (const base of basesOf(from)) for (const root of USUAL_ROOTS) found.push(...asModule(under(base, root, relative), depth));
      if (found.length > 0) return [...new Set(found)];
      // Installed from another part of the repository.
      const same = [...(names.get(`${name}.py`) ?? []), ...(depth > 1 ? (names.get('__init__.py') ?? []) : [])].slice(0, MAX_SAME_NAME);
      left -= same.length;
      return depth < 2 ? [] : same.filter((path) => path.endsWith(`/${relative}.py`) || path.endsWith(`/${relative}/__init__.py`));
    },
    below(from, text) {
      if (/[*?[]/.test(text)) return matching(from, text);
      return [...new Set([...places(from, text)].flatMap((place) => (has(place) ? [place] : inside(place))))];
    },
  };

  function inside(folder: string): string[] {
    left -= 1;
    let low = folder === '' ? 0 : lowerBound(sorted, `${folder}/`);
    const found: string[] = [];
    for (let path = sorted[low]; path !== undefined && (folder === '' || path.startsWith(`${folder}/`)); path = sorted[++low])
      found.push(path);
    left -= found.length;
    return found;
  }

  function matching(from: string, text: string): string[] {
    return [...places(from, text)].flatMap((place) => {
      left -= sorted.length;
      const matchers = [place, `${place}/**`].flatMap((pattern) => compilePattern(Buffer.from(pattern)) ?? []);
      const fuel = { left: MATCH_STEPS };
      return left <= 0 ? [] : sorted.filter((path) => matchers.some((matches) => matches(Buffer.from(path), fuel)));
    });
  }
}

/** Steps for one pattern over all paths; beyond them every path counts (T39). */
const MATCH_STEPS = 20_000_000;

function under(...folders: readonly string[]): string {
  return folders.filter((folder) => folder !== '').join('/');
}

function lowerBound(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
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
