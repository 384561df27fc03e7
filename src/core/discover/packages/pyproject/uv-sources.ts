/** `[tool.uv.sources]`: where uv takes a package from instead of the default index. */
import { cleanLocation } from '../../../base/address.ts';
import { pypi } from '../../../ecosystems/pypi/index.ts';
import { asList, asTable, asText, entries, field, type Table } from '../toml/table.ts';
import type { DeclaredPackage } from './declared.ts';
import { readSourceTable, type SourceTable } from './source-table.ts';

/** Alternatives by marker that one package may have. */
const MAX_SOURCES = 50;

/** "skip": a member of this workspace, which has its own manifest. */
type Sources = ReadonlyMap<string, readonly (SourceTable | 'skip')[]>;

export interface UvSources {
  readonly named: Sources;
  /** The index of all other packages, where it is not the public one. */
  readonly index: string | null;
}

export function uvSources(data: Table): UvSources {
  const indexes = new Map<string, string>();
  for (const index of asList(field(data, 'tool', 'uv', 'index')).map(asTable)) {
    const name = asText(field(index, 'name'));
    const url = asText(field(index, 'url'));
    if (name !== null && url !== null) indexes.set(name, url);
  }
  const named = new Map<string, readonly (SourceTable | 'skip')[]>();
  for (const [name, value] of entries(field(data, 'tool', 'uv', 'sources'))) {
    // A list holds one source per marker: each of them is installed somewhere.
    const list = (Array.isArray(value) ? value : [value]).slice(0, MAX_SOURCES).flatMap((one) => sourceOf(asTable(one), indexes) ?? []);
    if (list.length > 0) named.set(pypi.normalize(name), list);
  }
  return { named, index: indexOf(data) };
}

/** uv asks the indexes in their order, and the default one last; the first that has a package decides. */
function indexOf(data: Table): string | null {
  const uv = (key: string): unknown => field(data, 'tool', 'uv', key);
  const listed = asList(uv('index')).map(asTable);
  const added = listed.filter((one) => field(one, 'explicit') !== true && field(one, 'default') !== true);
  const last = listed.find((one) => field(one, 'default') === true) ?? null;
  const [old] = asList(uv('extra-index-url'));
  const url =
    asText(field(added[0] ?? null, 'url')) ?? asText(old) ?? asText(field(last, 'url')) ?? asText(uv('index-url')) ?? pdmIndex(data);
  return url === null ? null : cleanLocation(url);
}

/** pdm asks its sources in their order, and the public index last. */
function pdmIndex(data: Table): string | null {
  const [first] = asList(field(data, 'tool', 'pdm', 'source')).map(asTable);
  return asText(field(first ?? null, 'url'));
}

/** The package from each of its uv sources; none for a workspace member. */
export function applySource(found: DeclaredPackage, { named, index }: UvSources): readonly DeclaredPackage[] {
  const sources = named.get(found.name);
  if (sources === undefined) return [found.source === 'registry' && found.location === null ? { ...found, location: index } : found];
  return sources.flatMap((source) => (source === 'skip' ? [] : [withSource(found, source)]));
}

function withSource(found: DeclaredPackage, source: SourceTable): DeclaredPackage {
  const isPinned = source.source === 'registry';
  return {
    ...found,
    version: isPinned ? found.version : null,
    range: source.reference ?? found.range,
    source: source.source,
    location: source.location,
  };
}

function sourceOf(source: Table | null, indexes: ReadonlyMap<string, string>): SourceTable | 'skip' | null {
  if (source === null) return null;
  if (field(source, 'workspace') === true) return 'skip';
  const found = readSourceTable(source);
  if (found !== null) return found;
  const index = asText(field(source, 'index'));
  if (index === null) return null;
  const address = indexes.get(index);
  // An index that another file names is not the public one.
  return address === undefined
    ? { source: 'url', location: null, reference: null }
    : { source: 'registry', location: cleanLocation(address), reference: null };
}
