/** Which file an import names. Python's rules, without running anything: relative imports, then roots that hold the importer. */
import type { ImportFact } from '../../model.ts';

export interface Modules {
  /** The file of a module as `importer` would get it, or null. */
  find(importer: string, level: number, module: string): string | null;
  /** Files that an import statement can load: the module, and submodules among the imported names. */
  targets(importer: string, fact: ImportFact): string[];
}

export function createModules(paths: Iterable<string>): Modules {
  /** Last part of the module name → files; keeps every look-up short. */
  const byLast = new Map<string, string[]>();
  const all = new Set<string>();
  for (const path of paths) {
    if (!path.endsWith('.py')) continue;
    all.add(path);
    const stem = path.endsWith('/__init__.py') ? path.slice(0, -'/__init__.py'.length) : path.slice(0, -'.py'.length);
    const last = stem.slice(stem.lastIndexOf('/') + 1);
    const list = byLast.get(last);
    if (list === undefined) byLast.set(last, [path]);
    else list.push(path);
  }
  const known = new Map<string, string | null>();

  function asFile(stem: string): string | null {
    if (all.has(`${stem}.py`)) return `${stem}.py`;
    const init = stem === '' ? '__init__.py' : `${stem}/__init__.py`;
    return all.has(init) ? init : null;
  }

  function absolute(folder: string, module: string): string | null {
    const relative = module.replaceAll('.', '/');
    const candidates = byLast.get(relative.slice(relative.lastIndexOf('/') + 1)) ?? [];
    let best: string | null = null;
    let bestScore = -1;
    for (const path of candidates) {
      const stem = path.endsWith('/__init__.py') ? path.slice(0, -'/__init__.py'.length) : path.slice(0, -'.py'.length);
      if (stem !== relative && !stem.endsWith(`/${relative}`)) continue;
      const root = stem.slice(0, stem.length - relative.length).replace(/\/$/, '');
      const holds = root === '' || folder === root || folder.startsWith(`${root}/`);
      // The nearest root that holds the importer wins; then usual source roots; a far folder of the same name is no match.
      const score = holds ? 1000 + root.length : /^(?:src|lib|python|app|backend)$/.test(root) ? 1 : -1;
      if (score > bestScore) {
        best = path;
        bestScore = score;
      }
    }
    return best;
  }

  function find(importer: string, level: number, module: string): string | null {
    const folder = importer.includes('/') ? importer.slice(0, importer.lastIndexOf('/')) : '';
    if (level > 0) {
      const parts = folder === '' ? [] : folder.split('/');
      if (level - 1 > parts.length) return null;
      const base = parts.slice(0, parts.length - (level - 1));
      return asFile([...base, ...(module === '' ? [] : module.split('.'))].join('/'));
    }
    const key = `${folder}\n${module}`;
    const cached = known.get(key);
    if (cached !== undefined) return cached;
    const found = module === '' ? null : absolute(folder, module);
    known.set(key, found);
    return found;
  }

  return {
    find,
    targets(importer, fact) {
      const own = find(importer, fact.level, fact.module);
      const submodules = fact.names
        .slice(0, 200)
        .flatMap(({ name }) => find(importer, fact.level, fact.module === '' ? name : `${fact.module}.${name}`) ?? []);
      return [...(own === null ? [] : [own]), ...submodules];
    },
  };
}
