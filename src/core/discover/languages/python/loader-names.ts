/** Names by which a callable that loads is known wherever it stands: they alone are telling. */
import type { ApiRow } from './api-row.ts';
import { API_TABLE } from './api-table.ts';

/** In lower case: classes are named for many other reasons. */
const METHODS = API_TABLE.filter(
  (row) => row.hub === 'hf' && row.modules.length === 0 && row.style === 'method' && row.configured !== true && !row.name.includes('.'),
);
const FUNCTIONS = API_TABLE.filter((row) => row.style === 'function' && row.names?.hubOnly === true);

/** The row that such a name is of, the one that every library means by it. */
const ROWS: ReadonlyMap<string, ApiRow> = new Map([...METHODS, ...FUNCTIONS].map((row) => [row.name, row]));

export const LOADER_NAMES: readonly string[] = [...ROWS.keys()];

/** Functions of the hub's own library: they are called by their plain name. */
export const LOADER_FUNCTIONS: ReadonlySet<string> = new Set(FUNCTIONS.map(({ name }) => name));

export function loaderRow(name: string): ApiRow | null {
  return ROWS.get(name) ?? null;
}
