/** Which file an import names. Python's rules, without running anything: relative imports, then roots that hold the importer. */
import type { ModuleListing, ModuleRules, Modules } from '../language.ts';

export const pythonModules: ModuleRules = {
  suffixes: ['.py'],
  package: '__init__.py',
  indexes: [],
  program: '__main__.py',
  index: createModules,
};

/** Deeper folders than people make: bounds every walk towards the root. */
const MAX_DEPTH = 64;
const USUAL_ROOTS = ['src', 'lib', 'python', 'app', 'backend'];

function createModules(listing: ModuleListing): Modules {
  const known = new Map<string, string | null>();
  const elsewhere = new Map<string, string | null>();
  const packages = new Map<string, readonly string[]>();

  function asFile(root: string, relative: string): string | null {
    const stem = root === '' || relative === '' ? `${root}${relative}` : `${root}/${relative}`;
    // A package goes before a module of its name.
    const init = stem === '' ? '__init__.py' : `${stem}/__init__.py`;
    if (listing.isRead(init)) return init;
    return listing.isRead(`${stem}.py`) ? `${stem}.py` : null;
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
    const found = new Set(sameName(relative).flatMap((path) => rootOf(path, relative) ?? []));
    const [first, second] = found;
    return first === undefined || second !== undefined ? null : asFile(first, relative);
  }

  /** The folder from which this file is a module of that name, where installed packages are looked for: it holds packages, and is none. */
  function rootOf(path: string, relative: string): string | null {
    const stem = stemOf(path);
    const root = stem === relative ? '' : stem.slice(0, -relative.length - 1);
    return listing.packagesIn(root).length > 0 && !listing.isRead(root === '' ? '__init__.py' : `${root}/__init__.py`) ? root : null;
  }

  /** Most of what is imported is of no file here, and its last name tells so before any folder is looked into. */
  function mayBeFile(module: string): boolean {
    return module === '' || listing.mayHaveModule(module.slice(Math.max(module.lastIndexOf('.'), module.lastIndexOf('/')) + 1));
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

  function sameName(relative: string): readonly string[] {
    const files = listing.modulesNamed(relative.slice(relative.lastIndexOf('/') + 1));
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
      const found = packages.get(folder) ?? packagesOf(path, listing);
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
function packagesOf(path: string, { isRead }: ModuleListing): string[] {
  const list: string[] = [];
  for (const folder of ancestors(folderOf(path))) {
    const init = folder === '' ? '__init__.py' : `${folder}/__init__.py`;
    if (!isRead(init)) break;
    list.push(init);
  }
  return list;
}
