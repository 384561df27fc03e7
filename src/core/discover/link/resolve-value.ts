/** Values → texts, following names through definitions and imports of other files. Bounded: cycles and deep chains end as unresolved. */
import type { DefinitionFact, FileFacts, How, ImportFact, Value } from '../../model.ts';
import type { Modules } from './modules.ts';

export interface Resolved {
  /** null: reading alone does not tell. */
  readonly text: string | null;
  readonly how: How;
  /** For unresolved ones: the expression as written. */
  readonly expression: string;
}

const MAX_DEPTH = 16;
const MAX_OPTIONS = 20;

export interface ValueResolver {
  resolve(path: string, value: Value): readonly Resolved[];
  /** Files whose definitions were needed and not there yet. */
  readonly wants: ReadonlySet<string>;
}

interface FileIndex {
  readonly definitions: ReadonlyMap<string, DefinitionFact>;
  readonly imports: readonly ImportFact[];
  readonly complete: boolean;
}

export function createResolver(files: ReadonlyMap<string, FileFacts>, modules: Modules): ValueResolver {
  const wants = new Set<string>();
  const indexes = new Map<string, FileIndex>();

  function indexOf(path: string): FileIndex {
    const known = indexes.get(path);
    if (known !== undefined) return known;
    const file = files.get(path);
    const facts = file?.facts ?? [];
    const index: FileIndex = {
      definitions: new Map(facts.flatMap((fact) => (fact.kind === 'definition' ? [[fact.name, fact] as const] : []))),
      imports: facts.flatMap((fact) => (fact.kind === 'import' ? [fact] : [])),
      // A surface pass that met a load was parsed as a whole; only then are there definitions.
      complete: file === undefined || file.depth === 'full' || facts.some((fact) => fact.kind === 'definition' || fact.kind === 'load'),
    };
    indexes.set(path, index);
    return index;
  }

  function lookUp(path: string, name: string, imported: boolean, depth: number): readonly Resolved[] {
    if (depth > MAX_DEPTH) return [unresolved(name)];
    const index = indexOf(path);
    if (!index.complete) {
      wants.add(path);
      return [unresolved(name)];
    }
    const definition = index.definitions.get(name);
    if (definition !== undefined)
      return walk(path, definition.value, depth + 1).map((one) => weaken(one, imported ? 'imported' : 'constant'));
    for (const fact of index.imports) {
      const target = importedFrom(path, fact, name);
      if (target !== null) return lookUp(target.path, target.name, true, depth + 1);
    }
    for (const fact of index.imports) {
      if (!fact.names.some((one) => one.name === '*')) continue;
      const module = modules.find(path, fact.level, fact.module);
      if (module === null || module === path) continue;
      const found = lookUp(module, name, true, depth + 1);
      if (found.some((one) => one.text !== null) || wants.has(module)) return found;
    }
    return [unresolved(name)];
  }

  /** The file and name that `name` stands for in `path`, when this import binds its first part. */
  function importedFrom(path: string, fact: ImportFact, name: string): { path: string; name: string } | null {
    const [first = '', ...rest] = name.split('.');
    if (fact.names.length === 0) {
      const bound = fact.alias ?? fact.module;
      if (name !== bound && !name.startsWith(`${bound}.`)) return null;
      const module = modules.find(path, fact.level, fact.module);
      return module === null || name === bound ? null : { path: module, name: name.slice(bound.length + 1) };
    }
    const entry = fact.names.find((one) => one.as === first);
    if (entry === undefined || entry.name === '*') return null;
    const submodule = modules.find(path, fact.level, fact.module === '' ? entry.name : `${fact.module}.${entry.name}`);
    if (submodule !== null && rest.length > 0) return { path: submodule, name: rest.join('.') };
    const module = modules.find(path, fact.level, fact.module);
    return module === null ? null : { path: module, name: [entry.name, ...rest].join('.') };
  }

  function walk(path: string, value: Value, depth: number): readonly Resolved[] {
    if (depth > MAX_DEPTH) return [unresolved('…')];
    switch (value.kind) {
      case 'literal':
        return [{ text: value.text, how: 'literal', expression: '' }];
      case 'name':
        return lookUp(path, value.name, false, depth + 1);
      case 'overridable': {
        const how = value.by;
        if (value.fallback === null)
          return [{ text: null, how: 'unresolved', expression: how === 'environment' ? `environment variable ${value.name}` : value.name }];
        return walk(path, value.fallback, depth + 1).map((one) =>
          one.text === null ? one : { ...one, how: one.how === 'environment' ? one.how : how },
        );
      }
      case 'choice':
        return value.options.flatMap((option) => walk(path, option, depth + 1)).slice(0, MAX_OPTIONS);
      case 'unknown':
        return [unresolved(value.text)];
    }
  }

  return { resolve: (path, value) => walk(path, value, 0), wants };
}

function unresolved(expression: string): Resolved {
  return { text: null, how: 'unresolved', expression };
}

/** The least certain step names the whole way: environment, parameter, imported, constant, literal. */
const ORDER: readonly How[] = ['literal', 'constant', 'imported', 'parameter', 'environment', 'unresolved'];
function weaken(one: Resolved, how: How): Resolved {
  return ORDER.indexOf(one.how) >= ORDER.indexOf(how) ? one : { ...one, how };
}
