/** Names that a pyproject.toml takes from a folder: `[tool.uv.sources]`, and dependencies of poetry with a path. */
import { pypi } from '../../../ecosystems/pypi/index.ts';
import type { SteeringFact } from '../../../model/index.ts';
import { folderFacts } from '../folder.ts';
import { isArchivePath } from '../python/archives.ts';
import { type Path, pathKey, type Positions } from '../toml/positions.ts';
import { asTable, asText, entries, field, type Table } from '../toml/table.ts';

/** Alternatives by marker that one name may have. */
const MAX_SOURCES = 50;
const POETRY = ['tool', 'poetry'] as const;

export function foldersNamed(data: Table, positions: Positions): SteeringFact[] {
  const groups = entries(field(data, ...POETRY, 'group')).map(([name]) => [...POETRY, 'group', name, 'dependencies']);
  const tables: readonly Path[] = [['tool', 'uv', 'sources'], [...POETRY, 'dependencies'], [...POETRY, 'dev-dependencies'], ...groups];
  return tables.flatMap((table) =>
    entries(field(data, ...table.map(String))).flatMap(([name, value]) => {
      const at = positions.get(pathKey([...table, name])) ?? positions.get(pathKey(table)) ?? { line: 1, column: 1 };
      return (Array.isArray(value) ? value : [value]).slice(0, MAX_SOURCES).flatMap((one) => {
        const folder = folderOf(asTable(one));
        return folder === null ? [] : folderFacts(pypi, name, folder, at);
      });
    }),
  );
}

/** Null: it comes from elsewhere. A member of the workspace lies where the workspace says. */
function folderOf(source: Table | null): string | null {
  if (field(source, 'workspace') === true) return 'a member of the workspace';
  const path = asText(field(source, 'path'));
  return path === null || isArchivePath(path) ? null : path;
}
