/** Entries of npm in deno.lock, and which need which. */
import type { Budget } from '../lockfile.ts';
import { asList, asTable, asText, entries as entriesOf, field, type Table } from '../toml/table.ts';
import type { Requests } from './reach.ts';

/** "name@1.0.0_peer@2.0.0__other@3.0.0". */
const KEY = /^((?:@[\w.~-]{1,214}\/)?[\w.~-]{1,214})@([^_]{1,200})/;

export interface DenoEntry {
  /** Null: the key is none of a package. */
  readonly name: string | null;
  readonly version: string | null;
  readonly entry: Table | null;
  /** "name@version". */
  readonly needs: readonly string[];
  /** Under which others need it. */
  readonly names: ReadonlySet<string>;
}

export interface DenoEntries {
  readonly entries: ReadonlyMap<string, DenoEntry>;
  /** The keys that something of the tree asks for. */
  readonly roots: readonly string[];
  readonly graph: ReadonlyMap<string, Requests>;
}

/** `list`: the packages of npm, wherever that version has them. */
export function denoEntries(data: Table, list: unknown, budget: Budget): DenoEntries {
  const known = new Map<string, { readonly name: string | null; readonly version: string | null; readonly entry: Table | null }>();
  /** By name: the only key of it; null: there are several. */
  const only = new Map<string, string | null>();
  for (const [key, value] of entriesOf(list)) {
    const [, name = null, version = null] = KEY.exec(key) ?? [];
    known.set(key, { name, version, entry: asTable(value) });
    if (name !== null) only.set(name, only.has(name) ? null : key);
  }
  /** "name@version", or the name where there is one version of it, under the name of an alias or not. */
  const names = new Map<string, Set<string>>();
  const keyFor = (asked: string): string | null => {
    const plain = asked.replace(/^(?:.{1,250}?@)?npm:/, '');
    return known.has(plain) ? plain : (only.get(plain) ?? null);
  };
  const requests = (entry: Table | null, key: string): readonly string[] => {
    const said = field(entry, key);
    const texts = asTable(said) === null ? asList(said) : entriesOf(said).map(([, value]) => value);
    return texts.flatMap((one) => {
      const text = budget.spend() ? (asText(one) ?? '') : '';
      const found = keyFor(text);
      const as = /^((?:@[\w.~-]{1,214}\/)?[\w.~-]{1,214})@npm:/.exec(text)?.[1];
      const name = found === null ? null : known.get(found)?.name;
      if (found !== null && name != null) names.set(found, (names.get(found) ?? new Set()).add(as ?? name));
      return found ?? [];
    });
  };
  const graph = new Map<string, Requests>();
  const found = new Map<string, DenoEntry>();
  for (const [key, one] of known) {
    const [runtime, optional] = [requests(one.entry, 'dependencies'), requests(one.entry, 'optionalDependencies')];
    graph.set(key, { runtime, optional, development: [] });
    const needs = [...runtime, ...optional].flatMap((other) => labelOf(known.get(other)) ?? []);
    found.set(key, { ...one, needs, names: NONE });
  }
  const roots = rootsIn(data).flatMap((asked) => keyFor(asked) ?? []);
  // The tree itself asks by the own name.
  for (const key of roots) names.get(key)?.add(known.get(key)?.name ?? '');
  for (const [key, used] of names) {
    const one = found.get(key);
    if (one !== undefined) found.set(key, { ...one, names: used });
  }
  return { entries: found, roots, graph };
}

const NONE: ReadonlySet<string> = new Set();

function labelOf(one: Pick<DenoEntry, 'name' | 'version'> | undefined): string | null {
  return one === undefined || one.name === null ? null : `${one.name}@${one.version}`;
}

/** What specifiers stand for: "npm:a@5" → "5.0.0" (from version 4 on), → "npm:a@5.0.0" (3), "a@5" → "a@5.0.0" (2). */
function rootsIn(data: Table): readonly string[] {
  return [['specifiers'], ['packages', 'specifiers'], ['npm', 'specifiers']].flatMap((path) =>
    entriesOf(field(data, ...path)).flatMap(([asked, value]) => {
      const text = asText(value) ?? '';
      const name = /^npm:((?:@[^@/]{1,214}\/)?[^@/]{1,214})/.exec(asked)?.[1];
      return name !== undefined && /^\d/.test(text) ? [`${name}@${text}`] : [text];
    }),
  );
}
