/** Which packages of a uv.lock only development groups or extras reach. */
import type { PackageFact } from '../../../model/index.ts';
import { pypi } from '../../../ecosystems/pypi/index.ts';
import type { Budget } from '../lockfile.ts';
import { asList, asTable, asText, entries, field, type Table } from '../toml/table.ts';

type Graph = ReadonlyMap<string, { readonly needs: readonly string[]; readonly isRoot: boolean; readonly entry: Table }>;

/**
 * Package name → group, for packages that a root does not need at run time. Names, not versions, are followed, and all extras
 * of a dependency count: a package is called development only when nothing that ships can reach it. No root: everything ships.
 */
export function groupsOf(packages: readonly (Table | null)[], budget: Budget): ReadonlyMap<string, PackageFact['group']> {
  const graph = graphOf(packages);
  const roots = [...graph.values()].filter((node) => node.isRoot);
  const groups = new Map<string, PackageFact['group']>();
  if (roots.length === 0) return groups;
  const runtime = reach(
    graph,
    budget,
    roots.flatMap((root) => names(field(root.entry, 'dependencies'))),
  );
  const optional = reach(
    graph,
    budget,
    roots.flatMap((root) => listed(root.entry, 'optional-dependencies')),
  );
  const development = reach(
    graph,
    budget,
    roots.flatMap((root) => listed(root.entry, 'dev-dependencies')),
  );
  for (const name of development) groups.set(name, 'development');
  for (const name of optional) groups.set(name, 'optional');
  for (const name of runtime) groups.set(name, 'runtime');
  return groups;
}

function graphOf(packages: readonly (Table | null)[]): Graph {
  const graph = new Map<string, { needs: string[]; isRoot: boolean; entry: Table }>();
  for (const entry of packages) {
    const name = asText(field(entry, 'name'));
    if (entry === null || name === null) continue;
    const source = asTable(field(entry, 'source'));
    const isRoot = field(source, 'editable') !== undefined || field(source, 'virtual') !== undefined;
    const known = graph.get(pypi.normalize(name));
    const needs = [...names(field(entry, 'dependencies')), ...(isRoot ? [] : listed(entry, 'optional-dependencies'))];
    if (known === undefined) graph.set(pypi.normalize(name), { needs, isRoot, entry });
    else for (const need of needs) known.needs.push(need);
  }
  return graph;
}

function reach(graph: Graph, budget: Budget, start: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    for (const need of graph.get(name)?.needs ?? []) if (budget.spend()) open.push(need);
  }
  return seen;
}

function listed(entry: Table, key: string): readonly string[] {
  return entries(field(entry, key)).flatMap(([, list]) => names(list));
}

function names(list: unknown): readonly string[] {
  return asList(list).flatMap((dependency) => {
    const name = asText(field(asTable(dependency), 'name'));
    return name === null ? [] : [pypi.normalize(name)];
  });
}
