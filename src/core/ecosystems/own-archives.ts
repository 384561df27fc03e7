/** Archives that a tool makes itself of what it fetched: their names say in which way, and only those of one name can be compared. */
import type { BomComponent, PackageFact } from '../model/index.ts';
import { packageOf } from '../model/sighting.ts';

/** Path of a lock → the names that its entries for all systems have: ways in which the lock as a whole still has them. */
export type MadeWays = ReadonlyMap<string, ReadonlySet<string>>;

export function waysIn(components: readonly Pick<BomComponent, 'sightings'>[]): MadeWays {
  const ways = new Map<string, Set<string>>();
  for (const { sightings } of components) {
    for (const sighting of sightings) {
      const one = packageOf(sighting);
      // What is for some systems alone keeps its old checksum, where the tool does not fetch it.
      if (one?.unhashed !== true || one.marker !== undefined) continue;
      const names = ways.get(sighting.place.path) ?? new Set();
      ways.set(sighting.place.path, names);
      for (const [name] of one.archives ?? []) names.add(name);
    }
  }
  return ways;
}

type Made = Pick<PackageFact, 'archives'>;

/** Whether entries were made in a way that the lock still has: it has not moved to another one as a whole. */
export function staysAsMade(before: readonly Made[], ways: ReadonlySet<string> = new Set()): boolean {
  return before.some(({ archives = [] }) => archives.some(([name]) => ways.has(name)));
}

/** Whether this entry alone is made in another way, so that nothing is left to compare it with. */
export function isMadeAlone(before: readonly Made[], { archives = [] }: Made, ways: ReadonlySet<string> | undefined): boolean {
  const old = new Set(before.flatMap((one) => (one.archives ?? []).map(([name]) => name)));
  return archives.length > 0 && archives.every(([name]) => !old.has(name)) && staysAsMade(before, ways);
}
