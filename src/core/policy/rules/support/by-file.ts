/** The packages that each file of a tree names. Locks have very many: they are listed once, and nothing is made for one of them. */
import type { Bom, PackageSighting } from '../../../model/index.ts';
import { placedIn } from '../../../model/parts.ts';

/** In the order of the components; what stands at one index belongs together. */
export interface NamedPackages {
  readonly identities: readonly string[];
  readonly sightings: readonly PackageSighting[];
}

const known = new WeakMap<Bom, ReadonlyMap<string, NamedPackages>>();

/** By path. Worked out once for each Bom. */
export function packagesByFile(bom: Bom): ReadonlyMap<string, NamedPackages> {
  const before = known.get(bom);
  if (before !== undefined) return before;
  const files = new Map<string, { readonly identities: string[]; readonly sightings: PackageSighting[] }>();
  for (const { identity, sightings } of placedIn(bom))
    for (const sighting of sightings) {
      if (sighting.type !== 'package') continue;
      let file = files.get(sighting.place.path);
      if (file === undefined) files.set(sighting.place.path, (file = { identities: [], sightings: [] }));
      file.identities.push(identity);
      file.sightings.push(sighting);
    }
  known.set(bom, files);
  return files;
}

/** By identity. */
export function groupedPackages({ identities, sightings }: NamedPackages): ReadonlyMap<string, readonly PackageSighting[]> {
  const groups = new Map<string, PackageSighting[]>();
  sightings.forEach((one, index) => {
    const identity = identities[index] ?? '';
    const group = groups.get(identity);
    if (group === undefined) groups.set(identity, [one]);
    else group.push(one);
  });
  return groups;
}
