/** The lockfiles of base and head side by side: what an entry of head is held against. */
import type { Bom, Change, PackageFact } from '../../../model/index.ts';
import { baseName } from '../../../base/base-name.ts';
import { placedIn } from '../../../model/parts.ts';
import { packageOf } from '../../../model/sighting.ts';
import { type PackageLock, packageLocks } from './package-locks.ts';

export interface LockPair {
  /**
   * What the base says of this package in the same file, or in the one that this file took the place of. A lock whose predecessor does not say it
   * is held against everything that the base says: an installer may prefer the new file, and a copy must not take a package from elsewhere.
   */
  before(base: Change['base'], path: string): readonly PackageFact[];
  /** The path in base of the file that this one is, or took the place of; the same where nothing is known of it. */
  origin(path: string): string;
  /** `old`: of a lock that took the place of no single one, all locks of the base as one. */
  files(path: string): { readonly old: PackageLock | undefined; readonly now: PackageLock | undefined };
  /** Identities that this manifest of the base asks for under a name, its own or that of an alias. */
  asked(path: string, ecosystem: string, name: string): ReadonlySet<string>;
  /** All locks of the base as one, for a file that the base has not; undefined for others. */
  around(path: string): PackageLock | undefined;
}

export function pairLocks(before: Bom | null, head: Bom): LockPair {
  const olds = before === null ? new Map<string, PackageLock>() : packageLocks(before);
  const nows = packageLocks(head);
  const movedTo = new Map<string, string | null>();
  let all: PackageLock | undefined;
  let askedFor: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  /** The path that a file of base has now, or null. */
  function cameFrom(path: string): string | null {
    if (olds.has(path)) return path;
    const known = movedTo.get(path);
    if (known !== undefined) return known;
    const gone = [...olds.keys()].filter((old) => !nows.has(old));
    // Moved to another folder, or written by another tool in its place.
    const found =
      only(gone.filter((old) => baseName(old) === baseName(path))) ?? only(gone.filter((old) => folderOf(old) === folderOf(path)));
    movedTo.set(path, found);
    return found;
  }
  function around(path: string): PackageLock | undefined {
    if (olds.size === 0 || olds.has(path) || !nows.has(path)) return undefined;
    return (all ??= joined([...olds.values()]));
  }
  return {
    before(base, path) {
      const from = cameFrom(path) ?? path;
      const said = base.flatMap(({ sightings }) =>
        sightings.flatMap((one) => {
          const fact = packageOf(one);
          return fact === null ? [] : [{ fact, path: one.place.path }];
        }),
      );
      const here = said.filter((one) => one.path === from);
      // A range in a manifest says no source, unless it is a repository, an address or a folder.
      const told =
        here.length === 0 && around(path) !== undefined
          ? said.filter(({ fact }) => fact.from === 'lock' || fact.source !== 'registry')
          : here;
      return told.map(({ fact }) => fact);
    },
    origin: (path) => cameFrom(path) ?? path,
    files(path) {
      const from = cameFrom(path);
      return { old: from === null ? around(path) : olds.get(from), now: nows.get(path) };
    },
    asked(path, ecosystem, name) {
      askedFor ??= before === null ? new Map() : askedIn(before);
      return askedFor.get(JSON.stringify([path, ecosystem, name])) ?? NOBODY;
    },
    around,
  };
}

const NOBODY: ReadonlySet<string> = new Set();

function askedIn(bom: Bom): ReadonlyMap<string, ReadonlySet<string>> {
  const asked = new Map<string, Set<string>>();
  for (const { identity, sightings } of placedIn(bom))
    for (const sighting of sightings) {
      const one = packageOf(sighting);
      if (one?.from !== 'manifest') continue;
      const key = JSON.stringify([sighting.place.path, one.ecosystem, one.as ?? one.name]);
      asked.set(key, (asked.get(key) ?? new Set()).add(identity));
    }
  return asked;
}

function joined(locks: readonly PackageLock[]): PackageLock {
  const served = new Map<string, Set<string>>();
  const entries = new Map<string, PackageFact[]>();
  const ecosystems = new Set(locks.flatMap((lock) => [...lock.ecosystems]));
  for (const lock of locks) {
    for (const [place, identities] of lock.served) {
      const set = served.get(place) ?? new Set();
      for (const identity of identities) set.add(identity);
      served.set(place, set);
    }
    for (const [identity, facts] of lock.entries) {
      const list = entries.get(identity) ?? [];
      for (const fact of facts) list.push(fact);
      entries.set(identity, list);
    }
  }
  return { served, entries, ecosystems };
}

function only(paths: readonly string[]): string | null {
  return paths.length === 1 ? (paths[0] ?? null) : null;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
