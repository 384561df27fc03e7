/** Values → texts, following names through definitions and imports of other files. Bounded: cycles and deep chains end as unresolved. */
import type { DefinitionFact, FileFacts, How, ImportFact, Place, Value } from '../../model.ts';
import type { Modules } from './modules.ts';

export interface Resolved {
  /** null: reading alone does not tell. */
  readonly text: string | null;
  readonly how: How;
  /** For unresolved ones: the expression as written. */
  readonly expression: string;
  /** Where the value stands, when that is a definition elsewhere. */
  readonly at?: Place;
  /** The variable or parameter that may replace it. */
  readonly via?: string;
  /** It stands for all that lies beyond a limit. */
  readonly limited?: true;
}

const MAX_DEPTH = 16;
const MAX_OPTIONS = 20;
const MORE = `one of more than ${MAX_OPTIONS} possible names`;

export interface ValueResolver {
  /** At least one. */
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

  /**
   * What a name was found to be, for one value; null while it is being looked up. Each name is followed once: star imports in a circle
   * and choices of choices would double the work at every step (T18). A circle adds nothing to the other options of a choice.
   */
  let followed = new Map<string, readonly Resolved[] | null>();

  function lookUp(path: string, name: string, imported: boolean, depth: number): readonly Resolved[] {
    if (depth > MAX_DEPTH) return [beyond(name)];
    const key = `${imported ? 'imported' : 'own'}\n${path}\n${name}`;
    const known = followed.get(key);
    if (known !== undefined) return known ?? [];
    followed.set(key, null);
    const found = follow(path, name, imported, depth);
    followed.set(key, found);
    return found;
  }

  function follow(path: string, name: string, imported: boolean, depth: number): readonly Resolved[] {
    const index = indexOf(path);
    if (!index.complete) {
      wants.add(path);
      return [unresolved(name)];
    }
    const definition = index.definitions.get(name);
    if (definition !== undefined)
      return walk(path, definition.value, depth + 1).map((one) => ({
        at: { path, line: definition.line, column: definition.column },
        ...weaken(one, imported ? 'imported' : 'constant'),
      }));
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
    if (depth > MAX_DEPTH) return [beyond('…')];
    switch (value.kind) {
      case 'literal':
        return [{ text: value.text, how: 'literal', expression: '' }];
      case 'name':
        return lookUp(path, value.name, false, depth + 1);
      case 'overridable': {
        const how = value.by;
        if (value.fallback === null)
          return [
            {
              text: null,
              how: 'unresolved',
              expression: how === 'environment' ? `environment variable ${value.name}` : value.name,
              via: value.name,
            },
          ];
        return walk(path, value.fallback, depth + 1).map((one) =>
          one.text === null ? one : { ...one, how: one.how === 'environment' ? one.how : how, via: value.name },
        );
      }
      case 'choice':
        return limited(value.options.flatMap((option) => walk(path, option, depth + 1)));
      case 'unknown':
        return [value.text.startsWith('one of more than ') ? beyond(value.text) : unresolved(value.text)];
    }
  }

  return {
    resolve(path, value) {
      followed = new Map();
      const found = limited(walk(path, value, 0));
      return found.length > 0 ? found : [unresolved(value.kind === 'name' ? value.name : 'a name that stands for itself')];
    },
    wants,
  };
}

/** Each once. What is beyond the limit is not dropped in silence: it may be the one that matters (T4). */
function limited(options: readonly Resolved[]): readonly Resolved[] {
  const unique = [...new Map(options.map((one) => [JSON.stringify([one.text, one.how, one.expression]), one] as const)).values()];
  if (unique.length <= MAX_OPTIONS) return unique;
  const at = unique.slice(MAX_OPTIONS).flatMap((one) => one.at ?? [])[0];
  return [...unique.slice(0, MAX_OPTIONS), { ...beyond(MORE), ...(at === undefined ? {} : { at }) }];
}

function unresolved(expression: string): Resolved {
  return { text: null, how: 'unresolved', expression };
}

function beyond(expression: string): Resolved {
  return { ...unresolved(expression), limited: true };
}

/** The least certain step names the whole way: environment, parameter, imported, constant, literal. */
const ORDER: readonly How[] = ['literal', 'constant', 'imported', 'parameter', 'environment', 'unresolved'];
function weaken(one: Resolved, how: How): Resolved {
  return ORDER.indexOf(one.how) >= ORDER.indexOf(how) ? one : { ...one, how };
}
