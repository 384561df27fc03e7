/** Where keys of a JSON text stand. A second pass, made only when there is something to complain about: locks are large, mistakes few. */
import { visit } from 'jsonc-parser';
import type { At } from '../model/index.ts';

export type Keys = readonly PropertyKey[];

/** The place of each wanted key; of one that is not there, of the nearest one around it. Elements of lists count as their list. */
export function placesOf(text: string, wanted: readonly Keys[]): (keys: Keys) => At {
  const asked = new Set(wanted.flatMap((keys) => prefixes(keys)));
  const last = new Set(wanted.flatMap((keys) => named(keys)));
  const found = new Map<string, At>();
  const here: string[] = [];
  let depth = 0;
  visit(text, {
    onObjectBegin: () => void depth++,
    onObjectEnd: () => void depth--,
    onObjectProperty(name, _offset, _length, line, column) {
      here.length = depth;
      here[depth - 1] = name;
      if (!last.has(name)) return;
      const path = here.join('\0');
      // Of keys that stand twice the last one counts, as for the reader.
      if (asked.has(path)) found.set(path, { line: line + 1, column: column + 1 });
    },
  });
  return (keys) => {
    const known = prefixes(keys)
      .toReversed()
      .find((path) => found.has(path));
    return (known === undefined ? undefined : found.get(known)) ?? { line: 1, column: 1 };
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
