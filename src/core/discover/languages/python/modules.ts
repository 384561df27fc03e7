/** Which file an import names. Python's rules, without running anything: relative imports, then roots that hold the importer. */
import type { ModuleRules, Modules } from '../language.ts';

export const pythonModules: ModuleRules = {
  suffix: '.py',
  package: '__init__.py',
  program: '__main__.py',
  index: createModules,
};

/** Deeper folders than people make: bounds every walk towards the root. */
const MAX_DEPTH = 64;
const MAX_ROOTS = 200;
const USUAL_ROOTS = ['src', 'lib', 'python', 'app', 'backend'];

function createModules(paths: Iterable<string>): Modules {
  const all = new Set<string>();
  for (const path of paths) if (path.endsWith('.py')) all.add(path);
  const roots = sourceRoots(all);
  const known = new Map<string, string | null>();
  const elsewhere = new Map<string, string | null>();
  const packages = new Map<string, readonly string[]>();

  function asFile(root: string, relative: string): string | null {
    const stem = root === '' || relative === '' ? `${root}${relative}` : `${root}/${relative}`;
    // A package goes before a module of its name.
    const init = stem === '' ? '__init__.py' : `${stem}/__init__.py`;
    if (all.has(init)) return init;
    return all.has(`${stem}.py`) ? `${stem}.py` : null;
  }

  function absolute(folder: string, module: string): string | null {
    const relative = module.replaceAll('.', '/');
    // The nearest root that holds the importer wins.
    for (const root of ancestors(folder)) {
      const found = asFile(root, relative);
      if (found !== null) return found;
    }
    // Who asks no longer matters from here on.
    const cached = elsewhere.get(relative);
    if (cached !== undefined) return cached;
    const found = anywhere(relative);
    elsewhere.set(relative, found);
    return found;
  }

  function anywhere(relative: string): string | null {
    for (const root of USUAL_ROOTS) {
      const found = asFile(root, relative);
      if (found !== null) return found;
    }
    // A package of another part of the repository counts when its name fits one only.
    const [first, second] = roots.flatMap((root) => asFile(root, relative) ?? []);
    return second === undefined ? (first ?? null) : null;
  }

  /** Most of what is imported is of no file here, and its last name tells so before any folder is looked into. */
  function mayBeFile(module: string): boolean {
    return module === '' || filesByLast().has(/[^./]*$/.exec(module)?.[0] ?? '');
  }

  function find(importer: string, level: number, module: string): string | null {
    if (!mayBeFile(module)) return null;
    const folder = folderOf(importer);
    if (level > 0) {
      const parts = folder === '' ? [] : folder.split('/');
      if (level - 1 > parts.length) return null;
      return asFile(parts.slice(0, parts.length - (level - 1)).join('/'), module.replaceAll('.', '/'));
    }
    const key = `${folder}\n${module}`;
    const cached = known.get(key);
    if (cached !== undefined) return cached;
    const found = module === '' ? null : absolute(folder, module);
    known.set(key, found);
    return found;
  }

  /** Last part of a module → files that could be it. */
  let byLast: ReadonlyMap<string, readonly string[]> | null = null;
  function filesByLast(): ReadonlyMap<string, readonly string[]> {
    byLast ??= Map.groupBy(all, (path) => stemOf(path).replace(/^.*\//, ''));
    return byLast;
  }

  function sameName(relative: string): readonly string[] {
    const files = filesByLast().get(relative.slice(relative.lastIndexOf('/') + 1)) ?? [];
    return files.filter((path) => stemOf(path) === relative || stemOf(path).endsWith(`/${relative}`));
  }

  return {
    find,
    isAmbiguous(importer, module, moved) {
      if (!mayBeFile(module)) return false;
      const relative = module.replaceAll('.', '/');
      if (moved && sameName(relative).length > 1) return true;
      return ancestors(folderOf(importer)).filter((root) => asFile(root, relative) !== null).length > 1;
    },
    around(path) {
      const folder = folderOf(path);
      const found = packages.get(folder) ?? packagesOf(path, all);
      packages.set(folder, found);
      return found;
    },
  };
}

/** "a/b.py" and "a/b/__init__.py" → "a/b". */
function stemOf(path: string): string {
  return path.replace(/(?:\/__init__)?\.py$/, '');
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The folder itself first, "" last. */
function ancestors(folder: string): string[] {
  const list = [folder];
  for (let current = folder; current !== '' && list.length < MAX_DEPTH; ) {
    current = folderOf(current);
    list.push(current);
  }
  return list;
}

/** Importing a.b.c runs a/__init__.py and a/b/__init__.py, too. Innermost first. */
function packagesOf(path: string, all: ReadonlySet<string>): string[] {
  const list: string[] = [];
  for (const folder of ancestors(folderOf(path))) {
    const init = folder === '' ? '__init__.py' : `${folder}/__init__.py`;
    if (!all.has(init)) break;
    list.push(init);
  }
  return list;
}

/** Folders that hold packages without being one: where an installed part of the repository is imported from. */
function sourceRoots(all: ReadonlySet<string>): string[] {
  const roots = new Set<string>();
  for (const path of all) {
    if (roots.size >= MAX_ROOTS) break;
    if (!path.endsWith('/__init__.py')) continue;
    const root = folderOf(folderOf(path));
    if (!all.has(root === '' ? '__init__.py' : `${root}/__init__.py`)) roots.add(root);
  }
  return [...roots];
}
