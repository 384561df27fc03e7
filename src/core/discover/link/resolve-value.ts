/** Values → texts, following names through definitions and imports of other files. Bounded: cycles and deep chains end as unresolved. */
import type { How, ImportFact, Place, Value } from '../../model/index.ts';
import type { Lookup } from '../lookup/question.ts';
import { bindsName, importedFrom } from './imported.ts';

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
  /** What decides the value, where that does not show in the expression. */
  readonly feeds?: readonly string[];
}

const MAX_DEPTH = 16;
const MAX_OPTIONS = 20;
const MORE = `one of more than ${MAX_OPTIONS} possible names`;

export interface ValueResolver {
  /** At least one. */
  resolve(path: string, value: Value): readonly Resolved[];
}

/** What a name was found to be. `open`: something that is not read may bind it, too (T35). */
interface Found {
  readonly options: readonly Resolved[];
  readonly open: boolean;
}

const NOTHING: Found = { options: [], open: false };
const ANYTHING: Found = { options: [], open: true };

export function createResolver(lookup: Lookup): ValueResolver {
  function findModule(from: string, level: number, name: string): string | null {
    return lookup.ask({ kind: 'module', from, level, name })[0] ?? null;
  }

  /**
   * What a name was found to be, for one value; null while it is being looked up. Each name is followed once: star imports in a circle
   * and choices of choices would double the work at every step (T18). A circle adds nothing to the other options of a choice.
   */
  let followed = new Map<string, Found | null>();

  function lookUp(path: string, name: string, imported: boolean, depth: number): Found {
    if (depth > MAX_DEPTH) return { options: [beyond(name)], open: true };
    const key = `${imported ? 'imported' : 'own'}\n${path}\n${name}`;
    const known = followed.get(key);
    if (known !== undefined) return known ?? NOTHING;
    followed.set(key, null);
    const found = follow(path, name, imported, depth);
    followed.set(key, found);
    return found;
  }

  /** Everything of one file that binds the name: definitions, then imports, as far as they are not surely bound over (T35). */
  function follow(path: string, name: string, imported: boolean, depth: number): Found {
    const index = lookup.ask({ kind: 'definitions', path });
    if (!index.complete) return ANYTHING;
    const definitions = index.values.get(name) ?? [];
    const own = definitions.flatMap((fact) =>
      walk(path, fact.value, depth + 1).map((one) => ({
        at: { path, line: fact.line, column: fact.column },
        ...weaken(one, imported ? 'imported' : 'constant'),
      })),
    );
    // A class whose name is bound to something else, too, has other constants then.
    const rebound = name.includes('.') && index.values.has(name.slice(0, name.indexOf('.')));
    const replaced = definitions.length > 0 && (rebound || lookup.ask({ kind: 'written', path, name }));
    const sure = definitions.reduce((last, fact) => Math.max(last, fact.sure ?? 0), 0);
    const others = index.imports
      // An indented import runs whenever what is around it does: no order is known.
      .filter((fact) => fact.line >= sure || fact.column > 1)
      .flatMap((fact) => importOf(path, fact, name, depth) ?? []);
    const open = replaced || others.some((one) => one.open);
    return { options: [...own, ...others.flatMap((one) => one.options)].map((one) => (open ? weaken(one, 'elsewhere') : one)), open };
  }

  /** What this import binds the name to; null: something else. */
  function importOf(path: string, fact: ImportFact, name: string, depth: number): Found | null {
    if (fact.names.some((one) => one.name === '*')) {
      const module = findModule(path, fact.level, fact.module);
      if (module === path) return null;
      if (module === null) return ANYTHING;
      const found = lookUp(module, name, true, depth + 1);
      return mayBeAnother(path, fact) ? { ...found, open: true } : found;
    }
    if (!bindsName(fact, name)) return null;
    const target = importedFrom(findModule, path, fact, name);
    if (target === null) return ANYTHING;
    const found = lookUp(target.path, target.name, true, depth + 1);
    if (found.options.length === 0) return ANYTHING;
    return found.open || !mayBeAnother(path, fact) ? found : { ...found, open: true };
  }

  function mayBeAnother(path: string, fact: ImportFact): boolean {
    return fact.level === 0 && fact.module !== '' && lookup.ask({ kind: 'another', from: path, name: fact.module });
  }

  function walk(path: string, value: Value, depth: number): readonly Resolved[] {
    if (depth > MAX_DEPTH) return [beyond('…')];
    switch (value.kind) {
      case 'literal':
        return [{ text: value.text, how: 'literal', expression: '' }];
      case 'name': {
        const { options, open } = lookUp(path, value.name, false, depth + 1);
        return options.length > 0 || !open ? options : [unresolved(value.name)];
      }
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
        return walk(path, value.fallback, depth + 1).map((one) => (one.text === null ? one : { ...weaken(one, how), via: value.name }));
      }
      case 'within': {
        const open = lookUp(path, value.of, false, depth + 1).open;
        return walk(path, value.value, depth + 1).map((one) => (open ? weaken(one, 'elsewhere') : one));
      }
      case 'choice':
        return limited(value.options.flatMap((option) => walk(path, option, depth + 1)));
      case 'unknown':
        if (value.text.startsWith('one of more than ')) return [{ ...beyond(value.text), feeds: [value.text] }];
        return [value.unwritten === true ? { ...unresolved(value.text), feeds: [value.text] } : unresolved(value.text)];
    }
  }

  return {
    resolve(path, value) {
      followed = new Map();
      const found = limited(walk(path, value, 0));
      return found.length > 0 ? found : [unresolved(value.kind === 'name' ? value.name : 'a name that stands for itself')];
    },
  };
}

/** Each once. What is beyond the limit is not dropped in silence: it may be the one that matters (T4). */
function limited(options: readonly Resolved[]): readonly Resolved[] {
  const unique = [...new Map(options.map((one) => [JSON.stringify([one.text, one.how, one.expression]), one] as const)).values()];
  if (unique.length <= MAX_OPTIONS) return unique;
  const at = unique.slice(MAX_OPTIONS).flatMap((one) => one.at ?? [])[0];
  return [...unique.slice(0, MAX_OPTIONS), { ...beyond(MORE), feeds: [MORE], ...(at === undefined ? {} : { at }) }];
}

function unresolved(expression: string): Resolved {
  return { text: null, how: 'unresolved', expression };
}

function beyond(expression: string): Resolved {
  return { ...unresolved(expression), limited: true };
}

/** The least certain step names the whole way. */
const ORDER: readonly How[] = ['literal', 'constant', 'imported', 'elsewhere', 'parameter', 'environment', 'unresolved'];
function weaken(one: Resolved, how: How): Resolved {
  return ORDER.indexOf(one.how) >= ORDER.indexOf(how) ? one : { ...one, how };
}
