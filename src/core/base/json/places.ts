/** The places of keys in a JSON text. */
import type { JsonPlace, KeyObserver } from './scan.ts';

/** The keys that lead to a value. From the first index of a list on, nothing has a place of its own. */
export type Keys = readonly PropertyKey[];

export interface KeyPlaces extends KeyObserver {
  /** Of duplicate keys the last one counts, as in `JSON.parse`. */
  at(path: readonly string[]): JsonPlace | undefined;
  /** For a missing key, the place of the nearest one around it. */
  nearest(keys: Keys): JsonPlace;
}

/** A tree, not joined names: joining would copy every key once for each key below it, and a key may contain any separator. */
interface Node {
  place: JsonPlace | null;
  readonly below: Map<string, Node>;
}

/** Keeps the places of keys at most `deepest` levels deep; with `wanted`, only of those and of the keys around them. */
export function keepPlaces(deepest: number, wanted?: readonly Keys[]): KeyPlaces {
  const root = empty();
  for (const keys of wanted ?? []) named(keys).reduce(grow, root);
  const grows = wanted === undefined;
  /** The way to the previous key. Its strings are the same objects, so that a key of megabytes is not compared again for each key below it. */
  const names: string[] = [];
  const way: (Node | undefined)[] = [];
  return {
    deepest,
    onKey(path, place) {
      let node: Node | undefined = root;
      for (const [depth, name] of path.entries()) {
        if (names[depth] !== name) {
          names[depth] = name;
          way[depth] = node && (grows ? grow(node, name) : node.below.get(name));
          // What follows belonged to another key.
          names.length = depth + 1;
        }
        node = way[depth];
      }
      if (node !== undefined) node.place = place;
    },
    at: (path) => walk(root, path).at(path.length)?.place ?? undefined,
    nearest: (keys) => walk(root, named(keys)).findLast(({ place }) => place !== null)?.place ?? { line: 1, column: 1 },
  };
}

function empty(): Node {
  return { place: null, below: new Map() };
}

function grow(node: Node, name: string): Node {
  const known = node.below.get(name) ?? empty();
  node.below.set(name, known);
  return known;
}

/** The nodes along the way, as far as it exists. */
function walk(root: Node, names: readonly string[]): Node[] {
  const way = [root];
  for (const name of names) {
    const next = way.at(-1)?.below.get(name);
    if (next === undefined) break;
    way.push(next);
  }
  return way;
}

/** The keys up to the first index of a list. */
function named(keys: Keys): string[] {
  const index = keys.findIndex((key) => typeof key !== 'string');
  return (index < 0 ? keys : keys.slice(0, index)).map(String);
}
