/** Where keys of a JSON text stand. */
import type { JsonPlace, KeyObserver } from './scan.ts';

/** The keys that lead to a value; an index of a list ends what has a place. */
export type Keys = readonly PropertyKey[];

export interface KeyPlaces extends KeyObserver {
  /** Of keys that stand twice the last one counts, as for `JSON.parse`. */
  at(path: readonly string[]): JsonPlace | undefined;
  /** Of one that is not there the place of the nearest around it. */
  nearest(keys: Keys): JsonPlace;
}

/** Keeps the places of keys at most `deepest` levels deep; with `wanted`, of these and what is around them alone. */
export function keepPlaces(deepest: number, wanted?: readonly Keys[]): KeyPlaces {
  const asked = wanted === undefined ? null : new Set(wanted.flatMap(prefixes));
  const last = wanted === undefined ? null : new Set(wanted.flatMap(named));
  const found = new Map<string, JsonPlace>();
  return {
    deepest,
    onKey(path, place) {
      if (last?.has(path.at(-1) ?? '') === false) return;
      const name = path.join('\0');
      if (asked === null || asked.has(name)) found.set(name, place);
    },
    at: (path) => found.get(path.join('\0')),
    nearest(keys) {
      const known = prefixes(keys).findLast((path) => found.has(path));
      return (known === undefined ? undefined : found.get(known)) ?? { line: 1, column: 1 };
    },
  };
}

/** The keys up to the first index of a list. */
function named(keys: Keys): string[] {
  const index = keys.findIndex((key) => typeof key !== 'string');
  return (index < 0 ? keys : keys.slice(0, index)).map(String);
}

function prefixes(keys: Keys): string[] {
  const names = named(keys);
  return names.map((_, index) => names.slice(0, index + 1).join('\0'));
}
