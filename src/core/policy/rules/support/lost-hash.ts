/** Entries that stay, and whose hashes stood in a list that has none for them any more: go.sum beside go.mod, and lists of pip that were pinned. */
import { golang } from '../../../ecosystems/golang/index.ts';
import { canonicalVersion } from '../../../ecosystems/look-up.ts';
import type { Change, PackageFact, Sighting } from '../../../model/index.ts';
import { packageOf } from '../../../model/sighting.ts';
import { slashedFolder } from './manifests.ts';

type Listed = Pick<Change, 'base' | 'head'>;

/**
 * Whether the file of this sighting, or the list of hashes beside it, held the package in the base and does not now. What is gone from the file
 * altogether is no sighting of head, and has lost nothing.
 */
export function hasLostHash(change: Listed, sighting: Sighting): boolean {
  const one = packageOf(sighting);
  const { path } = sighting.place;
  if (one?.from !== 'manifest' || one.source !== 'registry' || one.integrity.length > 0) return false;
  return one.ecosystem === golang.id ? hasLostSum(change, path, one) : wasHeld(change, path);
}

/** A list of pip is a lock while it has hashes: with them went what held each line to its bytes, whether or not the version stays. */
function wasHeld({ base }: Listed, path: string): boolean {
  return factsIn(base, path).some(({ from, integrity }) => from === 'lock' && integrity.length > 0);
}

/**
 * go takes what a module has in go.sum, and asks a server for what it has not ("Authenticating modules", Go Modules Reference). A new version may have
 * a go.mod alone there, where no package of it is built; some line it has.
 */
function hasLostSum({ base, head }: Listed, path: string, { version }: PackageFact): boolean {
  if (version === null) return false;
  const sums = `${slashedFolder(path)}go.sum`;
  const isSame = (other: PackageFact): boolean =>
    other.version !== null && canonicalVersion(golang.id, other.version) === canonicalVersion(golang.id, version);
  const listed = factsIn(base, path);
  const [old, now] = [factsIn(base, sums), factsIn(head, sums).filter(isSame)];
  if (listed.length === 0 || old.length === 0) return false;
  if (now.length === 0) return true;
  const kept = new Set(now.flatMap(filesOf));
  return (
    listed.some(isSame) &&
    old
      .filter(isSame)
      .flatMap(filesOf)
      .some((file) => !kept.has(file))
  );
}

function filesOf({ archives = [] }: PackageFact): readonly string[] {
  return archives.map(([file]) => file);
}

function factsIn(components: Change['base'], path: string): readonly PackageFact[] {
  return components.flatMap(({ sightings }) => sightings.flatMap((one) => (one.place.path === path ? (packageOf(one) ?? []) : [])));
}
