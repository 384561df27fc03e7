/** TOML as a neutral tree. */
import { type Path, pathKey, type Positions, tomlPositions } from '../../packages/toml/positions.ts';
import { parseToml } from '../../packages/toml/read-toml.ts';
import type { KeyedField, KeyedNode } from '../keyed/tree.ts';
import { offsetsOf } from './offsets.ts';

/** Parts of a path whose place is kept; below, a place is that of what it stands in. */
const MAX_PARTS = 10;

/** null: not TOML, which who reads the file for its packages says. */
export function tomlTree(text: string): KeyedNode | null {
  const file = parseToml(text);
  if (!file.ok) return null;
  return nodeOf(file.data, [], 0, { positions: tomlPositions(text, MAX_PARTS), offsetOf: offsetsOf(text) });
}

interface Places {
  readonly positions: Positions;
  readonly offsetOf: ReturnType<typeof offsetsOf>;
}

/** Recursion is bounded: the text was accepted with a depth limit before. */
function nodeOf(value: unknown, path: Path, at: number, places: Places): KeyedNode | null {
  if (typeof value === 'string') return { kind: 'scalar', text: value, at };
  if (Array.isArray(value)) {
    let items: readonly (KeyedNode | null)[] | null = null;
    return { kind: 'list', at, items: () => (items ??= value.map((item, index) => nodeAt(item, [...path, index], at, places))) };
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) return null;
  let fields: readonly KeyedField[] | null = null;
  const map = (): readonly KeyedField[] =>
    Object.entries(value).map(([name, inner]) => {
      const node = nodeAt(inner, [...path, name], at, places);
      return { name, value: node, at: node?.at ?? at };
    });
  return { kind: 'map', at, fields: () => (fields ??= map()) };
}

function nodeAt(value: unknown, path: Path, outer: number, places: Places): KeyedNode | null {
  const place = places.positions.get(pathKey(path));
  return nodeOf(value, path, place === undefined ? outer : places.offsetOf(place), places);
}
