/** The lockfiles of base and head side by side: what an entry of head is held against. */
import type { Bom, Change, PackageFact } from '../../../model/index.ts';
import { baseName } from '../../../base/base-name.ts';
import { packageOf } from '../../../model/sighting.ts';
import { type PackageLock, packageLocks } from './package-locks.ts';

export interface LockPair {
  /** What the base says of this package in the same file, or in the one that this file took the place of. */
  before(base: Change['base'], path: string): readonly PackageFact[];
  /** The path in base of the file that this one is, or took the place of; the same where nothing is known of it. */
  origin(path: string): string;
  files(path: string): { readonly old: PackageLock | undefined; readonly now: PackageLock | undefined };
}

export function pairLocks(before: Bom | null, head: Bom): LockPair {
  const olds = before === null ? new Map<string, PackageLock>() : packageLocks(before);
  const nows = packageLocks(head);
  const movedTo = new Map<string, string | null>();

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
  return {
    before(base, path) {
      const from = cameFrom(path) ?? path;
      return base.flatMap(({ sightings }) => sightings.flatMap((one) => (one.place.path === from ? (packageOf(one) ?? []) : [])));
    },
    origin: (path) => cameFrom(path) ?? path,
    files(path) {
      return { old: olds.get(cameFrom(path) ?? path), now: nows.get(path) };
    },
  };
}

function only(paths: readonly string[]): string | null {
  return paths.length === 1 ? (paths[0] ?? null) : null;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
