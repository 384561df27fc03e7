/** The lockfiles of a tree, and who hands out what they lock. */
import { suppliersOf } from '../../../ecosystems/suppliers.ts';
import type { Bom, PackageFact } from '../../../model/index.ts';
import { packageOf } from '../../../model/sighting.ts';

/** One lockfile of one tree. */
export interface PackageLock {
  /** Place → identities that are taken from there. */
  readonly served: ReadonlyMap<string, ReadonlySet<string>>;
  /** Identity → its entries. */
  readonly entries: ReadonlyMap<string, readonly PackageFact[]>;
}

const known = new WeakMap<Bom, ReadonlyMap<string, PackageLock>>();

/** Path → what that file locks. Worked out once for each Bom. */
export function packageLocks(bom: Bom): ReadonlyMap<string, PackageLock> {
  const before = known.get(bom);
  if (before !== undefined) return before;
  const files = new Map<string, { served: Map<string, Set<string>>; entries: Map<string, PackageFact[]> }>();
  for (const { identity, sightings } of bom.components) {
    for (const sighting of sightings) {
      const one = packageOf(sighting);
      if (one?.from !== 'lock') continue;
      const file = files.get(sighting.place.path) ?? { served: new Map(), entries: new Map() };
      files.set(sighting.place.path, file);
      for (const place of suppliersOf(one)) file.served.set(place, (file.served.get(place) ?? new Set()).add(identity));
      const entries = file.entries.get(identity);
      if (entries === undefined) file.entries.set(identity, [one]);
      else entries.push(one);
    }
  }
  known.set(bom, files);
  return files;
}
