/** Dependencies as poetry writes them: name = "constraint" or a table, in groups (poetry, "Dependency specification"). */
import type { PackageFact } from '../../../model/index.ts';
import { cleanLocation, gitLocation } from '../package-location.ts';
import { normalizePypiName } from '../../../ref/pypi-name.ts';
import type { Path } from '../toml/positions.ts';
import { asTable, asText, entries, field, type Table } from '../toml/table.ts';
import type { Declared, DeclaredPackage } from './declared.ts';

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
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,213}$/.test(name)) return null;
  const common = { name: normalizePypiName(name), version: null, integrity: [] };
  const text = asText(constraint);
  if (text !== null) return registry(common.name, text);
  const details = asTable(constraint);
  if (details === null) return null;
  const git = asText(field(details, 'git'));
  const url = asText(field(details, 'url'));
  const reference = asText(field(details, 'rev')) ?? asText(field(details, 'tag')) ?? asText(field(details, 'branch'));
  if (git !== null) return { ...common, range: reference?.slice(0, 200) ?? null, source: 'git', location: gitLocation(git, reference) };
  if (url !== null) return { ...common, range: null, source: 'url', location: cleanLocation(url) };
  if (asText(field(details, 'path')) !== null) return { ...common, range: null, source: 'path', location: null };
  return registry(common.name, asText(field(details, 'version')) ?? '*');
}

/** poetry: a bare version means exactly that version. */
function registry(name: string, constraint: string): DeclaredPackage | null {
  const range = constraint.trim();
  if (!/^[\w.*+!<>=~^,|\s-]{0,200}$/.test(range)) return null;
  const exact = /^(?:={2,3})?\s*v?(\d[\w.+!-]*)$/.exec(range)?.[1] ?? null;
  return { name, version: exact, range: range === '*' || range === '' ? null : range, integrity: [], source: 'registry', location: null };
}
