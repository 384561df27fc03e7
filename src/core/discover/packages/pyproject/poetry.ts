/** Dependencies as poetry writes them: name = "constraint" or a table, in groups (poetry, "Dependency specification"). */
import type { PackageFact } from '../../../model/index.ts';
import { pypi } from '../../../ecosystems/pypi/index.ts';
import type { Path } from '../toml/positions.ts';
import { asTable, asText, entries, field, type Table } from '../toml/table.ts';
import type { Declared, DeclaredPackage } from './declared.ts';
import { readSourceTable } from './source-table.ts';

type Group = PackageFact['group'];

export function poetryDependencies(data: Table): readonly Declared[] {
  const poetry = ['tool', 'poetry'];
  const groups = entries(field(data, ...poetry, 'group')).flatMap(([name, group]) => {
    const kind: Group = field(asTable(group), 'optional') === true ? 'optional' : name === 'main' ? 'runtime' : 'development';
    return table(field(asTable(group), 'dependencies'), [...poetry, 'group', name, 'dependencies'], kind);
  });
  return [
    ...table(field(data, ...poetry, 'dependencies'), [...poetry, 'dependencies'], 'runtime'),
    ...table(field(data, ...poetry, 'dev-dependencies'), [...poetry, 'dev-dependencies'], 'development'),
    ...groups,
  ];
}

function table(value: unknown, path: Path, group: Group): readonly Declared[] {
  return entries(value).flatMap(([name, constraint]): readonly Declared[] => {
    if (name === 'python') return [];
    // A list holds alternatives by marker: every one may be installed.
    const alternatives = Array.isArray(constraint) ? constraint : [constraint];
    return alternatives.map((alternative: unknown) => ({
      path: [...path, name],
      group: field(asTable(alternative), 'optional') === true ? 'optional' : group,
      package: packageOf(name, alternative),
    }));
  });
}

function packageOf(name: string, constraint: unknown): DeclaredPackage | null {
  if (!pypi.isName(name)) return null;
  const normal = pypi.normalize(name);
  const text = asText(constraint);
  if (text !== null) return registry(normal, text);
  const details = asTable(constraint);
  if (details === null) return null;
  const found = readSourceTable(details);
  if (found === null) return registry(normal, asText(field(details, 'version')) ?? '*');
  return { name: normal, version: null, integrity: [], range: found.reference, source: found.source, location: found.location };
}

/** poetry: a bare version means exactly that version. */
function registry(name: string, constraint: string): DeclaredPackage | null {
  const range = constraint.trim();
  if (!/^[\w.*+!<>=~^,|\s-]{0,200}$/.test(range)) return null;
  const exact = /^(?:={2,3})?\s*v?(\d[\w.+!-]*)$/.exec(range)?.[1] ?? null;
  return { name, version: exact, range: range === '*' || range === '' ? null : range, integrity: [], source: 'registry', location: null };
}
