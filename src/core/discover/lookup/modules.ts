/** Which file an import names, whatever language it is written in. */
import type { Languages } from '../languages/index.ts';
import type { ModuleListing, Modules, ModuleRules } from '../languages/language.ts';

/** Code that stands in a file of no language (a Dockerfile, a workflow) may be of any: the first that knows the module answers. */
export function createModules(listing: ModuleListing, languages: Languages): Modules {
  const indexes = new Map<ModuleRules, Modules>(languages.modules.map((rules) => [rules, rules.index(listing)]));
  const every = [...indexes.values()];

  function knowing(path: string): readonly Modules[] {
    const own = languages.of(path)?.reader?.modules ?? null;
    const index = own === null ? undefined : indexes.get(own);
    return index === undefined ? every : [index];
  }

  // A file asks for the same modules over and over, once for each name that it has of them.
  const known = new Map<string, Map<string, string | null>>();

  function find(importer: string, level: number, module: string): string | null {
    for (const modules of knowing(importer)) {
      const found = modules.find(importer, level, module);
      if (found !== null) return found;
    }
    return null;
  }

  return {
    find(importer, level, module) {
      const own = known.get(importer) ?? new Map<string, string | null>();
      known.set(importer, own);
      const key = `${level} ${module}`;
      const before = own.get(key);
      if (before !== undefined) return before;
      const found = find(importer, level, module);
      own.set(key, found);
      return found;
    },
    isAmbiguous: (importer, module, moved) => knowing(importer).some((modules) => modules.isAmbiguous(importer, module, moved)),
    around: (path) => knowing(path).flatMap((modules) => modules.around(path)),
  };
}
