/** Which file an import names: relative paths as Node and bundlers take them, and the aliases that most projects have. */
import type { ModuleListing, ModuleRules, Modules } from '../language.ts';

const SUFFIXES = ['.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs', '.mts', '.cts', '.vue', '.svelte', '.astro'];
const INDEXES = ['index.ts', 'index.tsx', 'index.js', 'index.jsx', 'index.mjs', 'index.cjs', 'index.mts', 'index.cts'];

export const scriptModules: ModuleRules = {
  suffixes: SUFFIXES,
  package: null,
  indexes: INDEXES,
  program: null,
  index: createModules,
};

/** Deeper folders than people make: bounds every walk towards the root. */
const MAX_DEPTH = 64;
/** `@/lib/x`, `~/x`, `#/x`, `$lib/x` of SvelteKit, `src/x` of a base folder. */
const ALIAS = /^(?:[@~#$]\/|[~#])?(.*)$/;
const ALIASED = /^(?:[@~#$]\/|[~#][\w-]|\$lib(?:\/|$)|(?:src|app|lib|server|shared|utils|config|components)\/)/;
/** Folders that an alias stands for, below the folder of a package. */
const ROOTS = ['src', '', 'app', 'src/app', 'source', 'client', 'web', 'frontend'];

function createModules(listing: ModuleListing): Modules {
  const known = new Map<string, string | null>();

  function asFile(stem: string): string | null {
    for (const suffix of SUFFIXES) if (listing.isRead(`${stem}${suffix}`)) return `${stem}${suffix}`;
    for (const index of INDEXES) {
      const path = stem === '' ? index : `${stem}/${index}`;
      if (listing.isRead(path)) return path;
    }
    return null;
  }

  function aliased(folder: string, module: string): string | null {
    const rest = module.startsWith('$lib') ? `lib${module.slice(4)}` : (ALIAS.exec(module)?.[1] ?? module);
    // The nearest package that has it.
    for (const root of ancestors(folder))
      for (const below of ROOTS) {
        const found = asFile([root, below, rest].filter((part) => part !== '').join('/'));
        if (found !== null) return found;
      }
    return null;
  }

  return {
    find(importer, level, module) {
      if (module !== '' && !listing.mayHaveModule(/[^./]*$/.exec(module)?.[0] ?? '')) return null;
      const folder = folderOf(importer);
      if (level > 0) {
        const parts = folder === '' ? [] : folder.split('/');
        if (level - 1 > parts.length) return null;
        return asFile([...parts.slice(0, parts.length - (level - 1)), ...(module === '' ? [] : [module])].join('/'));
      }
      if (!ALIASED.test(module)) return null;
      const key = `${folder}\n${module}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const found = aliased(folder, module);
      known.set(key, found);
      return found;
    },
    isAmbiguous: () => false,
    around: () => [],
  };
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
