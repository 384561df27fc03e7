/** Under which name a package is installed: code that imports that name gets whatever stands there. */
import type { Bom, PackageFact, Sighting } from '../../../model/index.ts';
import { packageOf } from '../../../model/sighting.ts';
import type { LockPair } from './lock-pair.ts';
import type { PackageLock } from './package-locks.ts';

/**
 * The name that this entry of a lock takes from another package, or null: in the base that one stood there, or a manifest asks for it by its own
 * name. A name that nobody had is only an alias.
 */
export function takenName(sighting: Sighting, identity: string, pair: LockPair, head: Bom): string | null {
  const one = packageOf(sighting);
  if (one?.as === undefined || one.from !== 'lock') return null;
  const { as } = one;
  const { old } = pair.files(sighting.place.path);
  const before = holdersIn(old, one, as);
  if (before.has(identity)) return null;
  return before.size > 0 || isAskedFor(head, one, as) ? as : null;
}

const known = new WeakMap<PackageLock, ReadonlyMap<string, ReadonlySet<string>>>();

/** Identities that the lock installs under this name. */
function holdersIn(lock: PackageLock | undefined, { ecosystem }: PackageFact, name: string): ReadonlySet<string> {
  if (lock === undefined) return NONE;
  let names = known.get(lock);
  if (names === undefined) {
    const made = new Map<string, Set<string>>();
    for (const [identity, entries] of lock.entries)
      for (const one of entries) {
        const key = keyOf(one.ecosystem, one.as ?? one.name);
        made.set(key, (made.get(key) ?? new Set()).add(identity));
      }
    names = made;
    known.set(lock, names);
  }
  return names.get(keyOf(ecosystem, name)) ?? NONE;
}

/** By a manifest, which does not say that it means another package by it. */
function isAskedFor({ components }: Bom, { ecosystem }: PackageFact, name: string): boolean {
  return components.some(({ sightings }) =>
    sightings.some((sighting) => {
      const one = packageOf(sighting);
      return one?.from === 'manifest' && one.as === undefined && one.ecosystem === ecosystem && one.name === name;
    }),
  );
}

function keyOf(ecosystem: string, name: string): string {
  return `${ecosystem} ${name}`;
}

const NONE: ReadonlySet<string> = new Set();
