/** Under which name a package is installed: code that imports that name gets whatever stands there. */
import { golang } from '../../../ecosystems/golang/index.ts';
import type { Bom, PackageFact, Sighting } from '../../../model/index.ts';
import { placedIn } from '../../../model/parts.ts';
import { packageOf } from '../../../model/sighting.ts';
import type { LockPair } from './lock-pair.ts';
import type { PackageLock } from './package-locks.ts';

/**
 * The name that this entry of a lock takes from another package, or null: in the base that one stood there, or a manifest asks for it by its own
 * name. A name that nobody had is only an alias. Of a manifest: it asked for another package under that name.
 */
export function takenName(sighting: Sighting, identity: string, pair: LockPair, head: Bom): string | null {
  const one = packageOf(sighting);
  if (one?.as === undefined) return null;
  const { as } = one;
  const { path } = sighting.place;
  if (one.from !== 'lock') {
    // Go says "as" of what it replaces, which has a rule of its own.
    const asked = one.ecosystem === golang.id ? NONE : pair.asked(path, one.ecosystem, as);
    return asked.size > 0 && !asked.has(identity) ? as : null;
  }
  const { old: paired, now } = pair.files(path);
  // A new lock takes names also from those that its predecessor does not speak of.
  const old = holdersIn(paired, one, as).size > 0 ? paired : (pair.around(path) ?? paired);
  const before = holdersIn(old, one, as);
  if (before.has(identity)) return null;
  if (isAskedFor(head, one, as, before.size > 0)) return as;
  return before.size > 0 && (old === undefined || now === undefined || isExchanged(one, old, now)) ? as : null;
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

/**
 * Whether a version that stays needs this package in the place of the one that bore the name: what is published never changes what it needs. One
 * in a new version may have begun to. Where the lock says nothing of needs, nobody can tell.
 */
function isExchanged({ as = '', name }: PackageFact, old: PackageLock, now: PackageLock): boolean {
  const needing = (lock: PackageLock, wanted: string): readonly string[] =>
    [...lock.entries.values()].flatMap((entries) =>
      entries.flatMap((one) =>
        one.needs?.some((need) => need.startsWith(`${wanted}@`)) === true ? `${one.name}@${one.version ?? ''}` : [],
      ),
    );
  const says = [...now.entries.values()].some((entries) => entries.some(({ needs }) => needs !== undefined));
  if (!says) return true;
  const [before, had] = [new Set(needing(old, as)), new Set(needing(old, name))];
  const users = needing(now, name);
  // Whom no package needs, the tree itself asks for.
  return users.length === 0 || users.some((who) => before.has(who) && !had.has(who));
}

/** By a manifest under its own name, or, where another package had the name (`or`), under the one of an alias. */
function isAskedFor(bom: Bom, { ecosystem, name: real }: PackageFact, name: string, or: boolean): boolean {
  return placedIn(bom).some(({ sightings }) =>
    sightings.some((sighting) => {
      const one = packageOf(sighting);
      if (one?.from !== 'manifest' || one.ecosystem !== ecosystem) return false;
      return one.as === undefined ? one.name === name : or && one.as === name && one.name === real;
    }),
  );
}

function keyOf(ecosystem: string, name: string): string {
  return `${ecosystem} ${name}`;
}

const NONE: ReadonlySet<string> = new Set();
