/** Dependencies as poetry writes them: name = "constraint" or a table, in groups (poetry, "Dependency specification"). */
import { cleanLocation } from '../../../base/address.ts';
import type { PackageFact } from '../../../model/index.ts';
import { pypi } from '../../../ecosystems/pypi/index.ts';
import type { Path } from '../toml/positions.ts';
import { asList, asTable, asText, entries, field, type Table } from '../toml/table.ts';
import { type Declared, type DeclaredPackage, markerOf } from './declared.ts';
import { readSourceTable } from './source-table.ts';

type Group = PackageFact['group'];

export function poetryDependencies(data: Table): readonly Declared[] {
  const poetry = ['tool', 'poetry'];
  const indexes = indexesIn(field(data, ...poetry, 'source'));
  const groups = entries(field(data, ...poetry, 'group')).flatMap(([name, group]) => {
    const kind: Group = field(asTable(group), 'optional') === true ? 'optional' : name === 'main' ? 'runtime' : 'development';
    return table(field(asTable(group), 'dependencies'), [...poetry, 'group', name, 'dependencies'], kind, indexes);
  });
  return [
    ...table(field(data, ...poetry, 'dependencies'), [...poetry, 'dependencies'], 'runtime', indexes),
    ...table(field(data, ...poetry, 'dev-dependencies'), [...poetry, 'dev-dependencies'], 'development', indexes),
    ...groups,
  ];
}

/** Name of a source → its address; what has none is the public index by its name. */
interface Indexes {
  readonly named: ReadonlyMap<string, string | null>;
  /** The first that is asked for what names none; null: the public one. */
  readonly first: string | null;
}

/** Sources of these are asked for what names one of them alone, or after the others. */
const ASIDE: ReadonlySet<string> = new Set(['supplemental', 'explicit', 'secondary']);

function indexesIn(sources: unknown): Indexes {
  const named = new Map<string, string | null>();
  let first: string | null = null;
  for (const source of asList(sources).map(asTable)) {
    const [name, url] = [asText(field(source, 'name')), asText(field(source, 'url'))];
    if (name !== null) named.set(name.toLowerCase(), url);
    const isAside = ASIDE.has(asText(field(source, 'priority'))?.toLowerCase() ?? '') || field(source, 'secondary') === true;
    if (!isAside) first ??= url;
  }
  return { named, first };
}

function table(value: unknown, path: Path, group: Group, indexes: Indexes): readonly Declared[] {
  return entries(value).flatMap(([name, constraint]): readonly Declared[] => {
    if (name === 'python') return [];
    // A list holds alternatives by marker: every one may be installed.
    const alternatives = Array.isArray(constraint) ? constraint : [constraint];
    return alternatives.map((alternative: unknown) => ({
      path: [...path, name],
      group: field(asTable(alternative), 'optional') === true ? 'optional' : group,
      package: packageOf(name, alternative, indexes),
    }));
  });
}

function packageOf(name: string, constraint: unknown, indexes: Indexes): DeclaredPackage | null {
  if (!pypi.isName(name)) return null;
  const normal = pypi.normalize(name);
  const text = asText(constraint);
  if (text !== null) return registry(normal, text, indexes.first);
  const details = asTable(constraint);
  if (details === null) return null;
  const marker = markerOf(asText(field(details, 'markers')));
  const found = readSourceTable(details);
  if (found !== null)
    return {
      name: normal,
      version: null,
      integrity: [],
      range: found.reference,
      source: found.source,
      location: found.location,
      ...marker,
    };
  const index = asText(field(details, 'source'))?.toLowerCase();
  const address = index === undefined ? indexes.first : indexes.named.get(index);
  const asked = registry(normal, asText(field(details, 'version')) ?? '*', address ?? null);
  if (asked === null) return null;
  // An index that is named and not there is not the public one, unless it has the public one's name.
  return address === undefined && index !== 'pypi' ? { ...asked, source: 'url', ...marker } : { ...asked, ...marker };
}

/** poetry: a bare version means exactly that version. */
function registry(name: string, constraint: string, index: string | null): DeclaredPackage | null {
  const range = constraint.trim();
  if (!/^[\w.*+!<>=~^,|\s-]{0,200}$/.test(range)) return null;
  const exact = /^(?:={2,3})?\s*v?(\d[\w.+!-]*)$/.exec(range)?.[1] ?? null;
  const location = index === null ? null : cleanLocation(index);
  return { name, version: exact, range: range === '*' || range === '' ? null : range, integrity: [], source: 'registry', location };
}
