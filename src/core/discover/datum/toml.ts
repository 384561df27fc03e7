/** TOML as data with places. */
import type { At } from '../../model/index.ts';
import { type Path, pathKey, tomlPositions } from '../packages/toml/positions.ts';
import { parseToml } from '../packages/toml/read-toml.ts';
import { asTable, entries } from '../packages/toml/table.ts';
import type { Datum, DatumRead } from './datum.ts';

/** Deeper values stand at the place of what holds them. */
const PLACED = 6;

/** `scalars`: numbers, booleans and dates count as texts. */
export function readTomlDatum(text: string, scalars = false): DatumRead {
  const file = parseToml(text);
  if (!file.ok) return { roots: [], whole: false };
  const positions = tomlPositions(text, PLACED);
  const root = datumOf(file.data, [], { line: 1, column: 1 });
  return { roots: root === null ? [] : [root], whole: true };

  /** As deep as the reader of TOML lets a text be. */
  function datumOf(value: unknown, path: Path, around: At): Datum | null {
    const at = (path.length <= PLACED ? positions.get(pathKey(path)) : undefined) ?? around;
    if (typeof value === 'string') return { kind: 'text', text: value, at };
    if (scalars && (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint'))
      return { kind: 'text', text: String(value), at };
    if (scalars && value instanceof Date) return { kind: 'text', text: value.toISOString(), at };
    if (Array.isArray(value)) return { kind: 'list', at, items: value.flatMap((item, index) => datumOf(item, [...path, index], at) ?? []) };
    if (asTable(value) === null) return null;
    return {
      kind: 'map',
      at,
      entries: entries(value).flatMap(([key, inner]) => {
        const datum = datumOf(inner, [...path, key], at);
        return datum === null ? [] : [{ key, at: datum.at, value: datum }];
      }),
    };
  }
}
