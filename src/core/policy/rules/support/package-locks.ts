/** The lockfiles of a tree, and who hands out what they lock. */
import { suppliersOf } from '../../../ecosystems/suppliers.ts';
import type { Bom, PackageFact, PackageSighting } from '../../../model/index.ts';
import { groupedPackages, type NamedPackages, packagesByFile } from './by-file.ts';

/** One lockfile of one tree. */
export interface PackageLock {
  /** Place → identities that are taken from there. */
  readonly served: ReadonlyMap<string, ReadonlySet<string>>;
  /** Identity → its entries. */
  readonly entries: ReadonlyMap<string, readonly PackageFact[]>;
  /** Of its entries. */
  readonly ecosystems: ReadonlySet<string>;
}

const known = new WeakMap<Bom, ReadonlyMap<string, PackageLock>>();

/** Path → what that file locks. Worked out once for each Bom, and of each lock only what a rule asks for. */
export function packageLocks(bom: Bom): ReadonlyMap<string, PackageLock> {
  const before = known.get(bom);
  if (before !== undefined) return before;
  const locks = new Map(
    [...packagesByFile(bom)].flatMap(([path, named]) => (named.sightings.some(isLocked) ? [[path, lockOf(named)] as const] : [])),
  );
  known.set(bom, locks);
  return locks;
}

function isLocked({ package: { from } }: PackageSighting): boolean {
  return from === 'lock';
}

function lockOf(named: NamedPackages): PackageLock {
  let served: PackageLock['served'] | undefined;
  let entries: PackageLock['entries'] | undefined;
  let ecosystems: PackageLock['ecosystems'] | undefined;
  return {
    get served() {
      return (served ??= servedBy(named));
    },
    get entries() {
      return (entries ??= entriesOf(named));
    },
    get ecosystems() {
      return (ecosystems ??= new Set(named.sightings.filter(isLocked).map(({ package: one }) => one.ecosystem)));
    },
  };
}

function servedBy({ identities, sightings }: NamedPackages): PackageLock['served'] {
  const served = new Map<string, Set<string>>();
  sightings.forEach((sighting, index) => {
    const identity = identities[index] ?? '';
    for (const place of isLocked(sighting) ? suppliersOf(sighting.package) : []) {
      const holders = served.get(place);
      if (holders === undefined) served.set(place, new Set([identity]));
      else holders.add(identity);
    }
  });
  return served;
}

function entriesOf(named: NamedPackages): PackageLock['entries'] {
  const entries = new Map<string, readonly PackageFact[]>();
  for (const [identity, group] of groupedPackages(named)) {
    const locked = group.filter(isLocked);
    if (locked.length > 0)
      entries.set(
        identity,
        locked.map((one) => one.package),
      );
  }
  return entries;
}
