/** `[tool.uv.sources]`: where uv takes a package from instead of the default index. */
import { cleanLocation, gitLocation } from '../package-location.ts';
import { normalizePythonName } from '../python-name.ts';
import { asList, asTable, asText, entries, field, type Table } from '../toml/table.ts';
import type { DeclaredPackage } from './declared.ts';

type Source = Pick<DeclaredPackage, 'source' | 'location'> & { readonly reference: string | null };
/** "skip": a member of this workspace, which has its own manifest. */
export type UvSources = ReadonlyMap<string, Source | 'skip'>;

export function uvSources(data: Table): UvSources {
  const indexes = new Map<string, string>();
  for (const index of asList(field(data, 'tool', 'uv', 'index')).map(asTable)) {
    const name = asText(field(index, 'name'));
    const url = asText(field(index, 'url'));
    if (name !== null && url !== null) indexes.set(name, url);
  }
  const sources = new Map<string, Source | 'skip'>();
  for (const [name, value] of entries(field(data, 'tool', 'uv', 'sources'))) {
    // A list holds one source per marker; the first stands for all.
    const source = sourceOf(asTable(Array.isArray(value) ? value[0] : value), indexes);
    if (source !== null) sources.set(normalizePythonName(name), source);
  }
  return sources;
}

/** The package with its uv source, or null for a workspace member. */
export function applySource(found: DeclaredPackage, sources: UvSources): DeclaredPackage | null {
  const source = sources.get(found.name);
  if (source === undefined) return found;
  if (source === 'skip') return null;
  const isPinned = source.source === 'registry';
  return {
    ...found,
    version: isPinned ? found.version : null,
    range: source.reference ?? found.range,
    source: source.source,
    location: source.location,
  };
}

function sourceOf(source: Table | null, indexes: ReadonlyMap<string, string>): Source | 'skip' | null {
  if (source === null) return null;
  if (field(source, 'workspace') === true) return 'skip';
  const git = asText(field(source, 'git'));
  const reference = asText(field(source, 'rev')) ?? asText(field(source, 'tag')) ?? asText(field(source, 'branch'));
  if (git !== null) return { source: 'git', location: gitLocation(git, reference), reference: reference?.slice(0, 200) ?? null };
  const url = asText(field(source, 'url'));
  if (url !== null) return { source: 'url', location: cleanLocation(url), reference: null };
  if (asText(field(source, 'path')) !== null) return { source: 'path', location: null, reference: null };
  const index = asText(field(source, 'index'));
  return index === null ? null : { source: 'registry', location: cleanLocation(indexes.get(index) ?? ''), reference: null };
}
