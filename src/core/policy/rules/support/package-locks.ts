/** The lockfiles of a tree, and who hands out what they lock. */
import { suppliersOf } from '../../../ecosystems/suppliers.ts';
import type { Bom, PackageFact } from '../../../model/index.ts';
import { placedIn } from '../../../model/parts.ts';
import { packageOf } from '../../../model/sighting.ts';

/** One lockfile of one tree. */
export interface PackageLock {
  /** Place → identities that are taken from there. */
  readonly served: ReadonlyMap<string, ReadonlySet<string>>;
  /** Identity → its entries. */
  readonly entries: ReadonlyMap<string, readonly PackageFact[]>;
}

const known = new WeakMap<Bom, ReadonlyMap<string, PackageLock>>();

/** Path → what that file locks. Worked out once for each Bom, and of each lock only what a rule asks for. */
export function packageLocks(bom: Bom): ReadonlyMap<string, PackageLock> {
  const before = known.get(bom);
  if (before !== undefined) return before;
  const files = new Map<string, Entry[]>();
  for (const { identity, sightings } of placedIn(bom)) {
    for (const sighting of sightings) {
      const one = packageOf(sighting);
      if (one?.from !== 'lock') continue;
      const file = files.get(sighting.place.path);
      if (file === undefined) files.set(sighting.place.path, [[identity, one]]);
      else file.push([identity, one]);
    }
  }
  const locks = new Map(Array.from(files, ([path, entries]) => [path, lockOf(entries)] as const));
  known.set(bom, locks);
  return locks;
}

type Entry = readonly [identity: string, PackageFact];

function lockOf(all: readonly Entry[]): PackageLock {
  let served: PackageLock['served'] | undefined;
  let entries: PackageLock['entries'] | undefined;
  return {
    get served() {
      return (served ??= servedBy(all));
    },
    get entries() {
      return (entries ??= entriesOf(all));
    },
  };
}

function servedBy(all: readonly Entry[]): PackageLock['served'] {
  const served = new Map<string, Set<string>>();
  for (const [identity, one] of all)
    for (const place of suppliersOf(one)) {
      const identities = served.get(place);
      if (identities === undefined) served.set(place, new Set([identity]));
      else identities.add(identity);
    }
  return served;
}

function entriesOf(all: readonly Entry[]): PackageLock['entries'] {
  const groups = Map.groupBy(all, ([identity]) => identity);
  return new Map(Array.from(groups, ([identity, group]) => [identity, group.map(([, one]) => one)] as const));
}
