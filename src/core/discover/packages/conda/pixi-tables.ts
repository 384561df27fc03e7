/** Dependencies as pixi writes them, in pixi.toml and below tool.pixi of pyproject.toml (pixi, "The manifest"). */
import type { PackageFact } from '../../../model/index.ts';
import { normalizePackageName } from '../../../ref/package-types.ts';
import type { Declared, DeclaredPackage } from '../pyproject/declared.ts';
import { readSourceTable } from '../pyproject/source-table.ts';
import { groupOfNames } from '../python/groups.ts';
import type { Path } from '../toml/positions.ts';
import { asTable, asText, entries, field, type Table } from '../toml/table.ts';

type Type = 'conda' | 'pypi';

const TABLES: readonly (readonly [table: string, ecosystem: Type, isBuild: boolean])[] = [
  ['dependencies', 'conda', false],
  ['run-dependencies', 'conda', false],
  ['host-dependencies', 'conda', false],
  ['build-dependencies', 'conda', true],
  ['pypi-dependencies', 'pypi', false],
];

/** `prefix`: the table in which the manifest lies; [] for a file of its own. */
export function pixiDependencies(data: Table, prefix: readonly string[]): readonly Declared[] {
  const features = entries(field(data, ...prefix, 'feature'));
  return [
    ...below(data, prefix, 'runtime'),
    ...below(data, [...prefix, 'package'], 'runtime'),
    ...features.flatMap(([name]) => below(data, [...prefix, 'feature', name], groupOfNames([name], false))),
  ];
}

function below(data: Table, path: readonly string[], group: PackageFact['group']): readonly Declared[] {
  const targets = entries(field(data, ...path, 'target')).map(([name]) => [...path, 'target', name]);
  return [path, ...targets].flatMap((at) =>
    TABLES.flatMap(([table, ecosystem, isBuild]) =>
      entries(field(data, ...at, table)).map(
        ([name, asked]): Declared => ({
          path: [...at, table, name] satisfies Path,
          group: isBuild ? 'development' : group,
          ecosystem,
          package: packageOf(name, asked, ecosystem),
        }),
      ),
    ),
  );
}

/** Null: no name, or nothing that can be asked for. */
function packageOf(spelled: string, asked: unknown, ecosystem: Type): DeclaredPackage | null {
  if (!/^[A-Za-z0-9_][\w.-]{0,213}$/.test(spelled)) return null;
  const name = normalizePackageName(ecosystem, spelled);
  const table = asTable(asked);
  const text = asText(asked) ?? asText(field(table, 'version')) ?? (table === null ? null : '*');
  if (text === null || !/^[\w.*+!<>=~^,|&()\s-]{0,200}$/.test(text)) return null;
  const source = table === null ? null : readSourceTable(table);
  if (source !== null)
    return { name, version: null, range: source.reference, integrity: [], source: source.source, location: source.location };
  const range = text.trim();
  // "=2.5" are all that begin so.
  const version = /^={2}\s{0,3}(\d[\w.+!-]{0,60})$/.exec(range)?.[1] ?? null;
  return { name, version, range: range === '*' || range === '' ? null : range, integrity: [], source: 'registry', location: null };
}
