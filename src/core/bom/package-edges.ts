/** The graph of packages, as lockfiles state it. */
import type { Bom, BomComponent } from '../model/index.ts';
import { packageOf } from '../model/sighting.ts';

export interface PackageEdge {
  /** Keys of components. */
  readonly from: string;
  readonly to: string;
}

/**
 * Edges between libraries, each once. A lockfile names what an entry needs by name and version of another entry of the same file; what it does not
 * hold is no edge. Derived where it is written: nobody judges by it.
 */
export function packageEdges({ components }: Pick<Bom, 'components'>): readonly PackageEdge[] {
  const libraries = components.filter(({ kind }) => kind === 'library');
  const byEntry = new Map<string, string>();
  for (const { key, sightings } of libraries)
    for (const sighting of sightings) {
      const one = packageOf(sighting);
      if (one?.from === 'lock' && one.version !== null)
        byEntry.set(`${one.ecosystem} ${one.name}@${one.version} ${sighting.place.path}`, key);
    }
  const edges: PackageEdge[] = [];
  for (const component of libraries) for (const to of targetsOf(component, byEntry)) edges.push({ from: component.key, to });
  return edges;
}

function targetsOf({ key, sightings }: BomComponent, byEntry: ReadonlyMap<string, string>): ReadonlySet<string> {
  const targets = new Set<string>();
  for (const sighting of sightings) {
    const one = packageOf(sighting);
    for (const need of one?.needs ?? []) {
      const target = byEntry.get(`${one?.ecosystem ?? ''} ${need} ${sighting.place.path}`);
      if (target !== undefined && target !== key) targets.add(target);
    }
  }
  return targets;
}
