/** What an import statement makes of a name. */
import type { ImportFact } from '../../model/index.ts';

export interface ImportedName {
  readonly path: string;
  readonly name: string;
}

/** Whether this import binds the first part of a dotted name. Star imports are another question. */
export function bindsName(fact: ImportFact, name: string): boolean {
  const first = name.split('.', 1)[0];
  if (fact.names.length > 0) return fact.names.some(({ as }) => as === first && as !== '*');
  return first === (fact.alias ?? fact.module.split('.', 1)[0]);
}

/** The file of a module as `from` would get it, or null. */
type FindModule = (from: string, level: number, module: string) => string | null;

/** The file and name that `name` stands for in `path`, where this import binds its first part and the tree has the module. */
export function importedFrom(find: FindModule, path: string, fact: ImportFact, name: string): ImportedName | null {
  if (!bindsName(fact, name)) return null;
  const [first = '', ...rest] = name.split('.');
  if (fact.names.length === 0) {
    const bound = fact.alias ?? fact.module;
    const module = name.startsWith(`${bound}.`) ? find(path, fact.level, fact.module) : null;
    return module === null ? null : { path: module, name: name.slice(bound.length + 1) };
  }
  const entry = fact.names.find((one) => one.as === first);
  if (entry === undefined) return null;
  const submodule = fact.exact === true ? null : find(path, fact.level, fact.module === '' ? entry.name : `${fact.module}.${entry.name}`);
  if (submodule !== null && rest.length > 0) return { path: submodule, name: rest.join('.') };
  const module = find(path, fact.level, fact.module);
  return module === null ? null : { path: module, name: [entry.name, ...rest].join('.') };
}
