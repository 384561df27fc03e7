/** The edges of a uv.lock: what each entry needs, and where it is installed alone. */
import { pypi } from '../../../ecosystems/pypi/index.ts';
import type { Budget } from '../lockfile.ts';
import { edgesTo, lockedVersions } from '../edges.ts';
import { namesIn } from '../python/edges.ts';
import { asList, asTable, asText, entries, field, type Table } from '../toml/table.ts';

interface Edges {
  /** As `needs` of a package. */
  needsOf(entry: Table | null): readonly string[];
  /** Markers of which one must hold; none: it is installed everywhere. */
  markersOf(entry: Table | null): readonly string[];
}

/** Each is shown as far as it goes, and more say no more. */
const MAX_MARKERS = 20;

export function edgesIn(data: Table, packages: readonly (Table | null)[], budget: Budget): Edges {
  const locked = lockedVersions(pypi, namesIn(packages));
  const asked = markersByName(data, packages, budget);
  return {
    needsOf: (entry) =>
      dependenciesOf(entry).flatMap((one) => {
        const name = asText(field(one, 'name'));
        // uv says the version where the lock has several of a name.
        return name === null || !budget.spend() ? [] : edgesTo(name, asText(field(one, 'version')), locked);
      }),
    markersOf(entry) {
      // Of a fork of a package uv says itself where it holds.
      const own = asList(field(entry, 'resolution-markers')).flatMap((one) => asText(one) ?? []);
      if (own.length > 0) return own.slice(0, MAX_MARKERS);
      const markers = asked.get(pypi.normalize(asText(field(entry, 'name')) ?? '')) ?? null;
      return markers === null ? [] : [...markers].slice(0, MAX_MARKERS);
    },
  };
}

/** Of each package that nothing needs without a marker: the markers; null: something needs it everywhere. */
function markersByName(data: Table, packages: readonly (Table | null)[], budget: Budget): ReadonlyMap<string, ReadonlySet<string> | null> {
  const markers = new Map<string, Set<string> | null>();
  const manifest = asTable(field(data, 'manifest'));
  // What a script asks for, and the groups of a workspace without a project of its own, stand in no entry.
  const roots = [...asList(field(manifest, 'requirements')).map(asTable), ...below(manifest, 'dependency-groups')];
  for (const one of [...roots, ...packages.flatMap((entry) => [...dependenciesOf(entry), ...below(entry, 'dev-dependencies')])]) {
    const name = asText(field(one, 'name'));
    if (name === null || !budget.spend()) continue;
    const marker = asText(field(one, 'marker'));
    const known = markers.get(pypi.normalize(name));
    if (known === null) continue;
    markers.set(pypi.normalize(name), marker === null ? null : (known ?? new Set()).add(marker));
  }
  return markers;
}

/** Those of its extras as well: uv lists the extras that something asks for. */
function dependenciesOf(entry: Table | null): readonly (Table | null)[] {
  return [...asList(field(entry, 'dependencies')).map(asTable), ...below(entry, 'optional-dependencies')];
}

function below(entry: Table | null, key: string): readonly (Table | null)[] {
  return entries(field(entry, key)).flatMap(([, list]) => asList(list).map(asTable));
}
