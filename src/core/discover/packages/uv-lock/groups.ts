/** Which packages of a uv.lock only development groups or extras reach. */
import type { PackageFact } from '../../../model/index.ts';
import { pypi } from '../../../ecosystems/pypi/index.ts';
import type { Budget } from '../lockfile.ts';
import { asList, asTable, asText, entries, field, type Table } from '../toml/table.ts';

/** Of a package by its name, and of one with an extra by "name[extra]": what it needs, each of the same form. */
type Graph = ReadonlyMap<string, readonly string[]>;

/**
 * Package name → group, for packages that a root does not need at run time. Names, not versions, are followed: a package is called development only
 * when nothing that ships can reach it. Roots are the members of the workspace and what the lock of a script, or of a workspace without a project of
 * its own, asks for. No root: everything ships.
 */
export function groupsOf(data: Table, packages: readonly (Table | null)[], budget: Budget): ReadonlyMap<string, PackageFact['group']> {
  const roots = packages.filter(isRoot);
  const manifest = asTable(field(data, 'manifest'));
  const starts: readonly (readonly [PackageFact['group'], readonly string[]])[] = [
    ['development', [...roots.flatMap((root) => listed(root, 'dev-dependencies')), ...listed(manifest, 'dependency-groups')]],
    ['optional', roots.flatMap((root) => listed(root, 'optional-dependencies'))],
    ['runtime', [...roots.flatMap((root) => nodes(field(root, 'dependencies'))), ...nodes(field(manifest, 'requirements'))]],
  ];
  const groups = new Map<string, PackageFact['group']>();
  if (roots.length === 0 && starts.every(([, from]) => from.length === 0)) return groups;
  const graph = graphOf(packages);
  for (const [group, from] of starts) for (const node of reach(graph, budget, from)) groups.set(node.replace(/\[.*$/s, ''), group);
  return groups;
}

function isRoot(entry: Table | null): boolean {
  const source = asTable(field(entry, 'source'));
  return field(source, 'editable') !== undefined || field(source, 'virtual') !== undefined;
}

function graphOf(packages: readonly (Table | null)[]): Graph {
  const graph = new Map<string, string[]>();
  // Of forks of one package, and of entries that stand twice, all needs count.
  const add = (node: string, needs: readonly string[]): void => {
    const known = graph.get(node);
    if (known === undefined) graph.set(node, [...needs]);
    else for (const need of needs) known.push(need);
  };
  for (const entry of packages) {
    const text = asText(field(entry, 'name'));
    if (entry === null || text === null) continue;
    const name = pypi.normalize(text);
    add(name, nodes(field(entry, 'dependencies')));
    for (const [extra, list] of entries(field(entry, 'optional-dependencies'))) add(`${name}[${pypi.normalize(extra)}]`, nodes(list));
  }
  return graph;
}

function reach(graph: Graph, budget: Budget, start: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    for (const need of graph.get(node) ?? []) if (budget.spend()) open.push(need);
  }
  return seen;
}

function listed(entry: Table | null, key: string): readonly string[] {
  return entries(field(entry, key)).flatMap(([, list]) => nodes(list));
}

/** Of a dependency the package, and the package with each extra that is asked for. */
function nodes(list: unknown): readonly string[] {
  return asList(list).flatMap((one) => {
    const dependency = asTable(one);
    const text = asText(field(dependency, 'name'));
    if (text === null) return [];
    const name = pypi.normalize(text);
    const extras = asList(field(dependency, 'extra') ?? field(dependency, 'extras')).flatMap((extra) => asText(extra) ?? []);
    return [name, ...extras.map((extra) => `${name}[${pypi.normalize(extra)}]`)];
  });
}
