/** Which sightings of one package or model are one component: those that get the same version. */
import type { PackageSighting, Sighting } from '../model/index.ts';
import { packageOf } from '../model/sighting.ts';
import { commitOf, foreignPackage, isSameRepository } from '../ecosystems/git.ts';
import { isInRange } from '../ecosystems/look-up.ts';
import { isFullCommit } from '../ref/parse.ts';

export interface VersionGroup {
  /** Exact version of a library, requested revision of anything else; null = none. */
  readonly version: string | null;
  /** As asked for: the range where one is written, else the version. */
  readonly requested: string | null;
  /** In the order given. */
  readonly sightings: readonly Sighting[];
}

/** `sightings`: all of one identity, sorted by place. */
export function byVersion(sightings: readonly Sighting[]): VersionGroup[] {
  const [only] = sightings;
  // Nearly all packages of a lockfile.
  if (sightings.length === 1 && only?.type === 'package' && only.exact && only.package.source === 'registry')
    return only.package.hashesOnly === true ? [] : [{ version: only.requested, requested: only.requested, sightings }];
  const exact = sightings.flatMap((one) => (one.type === 'package' && one.exact ? [one] : []));
  const groups = new Map<string, { version: string | null; sightings: Sighting[] }>();
  for (const sighting of sightings) {
    // What the lock has in its place is what gets installed: a range, or the branch of a repository, is known by that.
    const installed = sighting.type === 'package' && !sighting.exact ? (lockedFor(sighting, exact) ?? sighting) : sighting;
    const version = installed.type === 'package' ? (installed.exact ? installed.requested : null) : revision(installed.requested);
    // A range that no lock settles is known by itself. Git, an address or a path is another source of the same name: never the registry's version.
    const key = JSON.stringify([version, version === null ? installed.requested : null, elsewhere(installed)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { version, sightings: [sighting] });
    else group.sightings.push(sighting);
  }
  // Hashes of a version that nothing lists are no component.
  const used = [...groups.values()].filter((group) => group.sightings.some((one) => packageOf(one)?.hashesOnly !== true));
  return used.map(({ version, sightings: members }) => {
    const other = foreignPackage(members);
    if (other !== null) return { version, requested: commitOf(other) ?? other.range ?? version, sightings: members };
    const range = members.find((one) => one.type === 'package' && !one.exact && one.requested !== null)?.requested ?? null;
    return { version, requested: range ?? version, sightings: members };
  });
}

/** Where a library comes from when that is no registry; null for a registry. */
function elsewhere(sighting: Sighting): string | null {
  const one = packageOf(sighting);
  if (one === null || one.source === 'registry') return null;
  return one.location === null ? one.source : `${one.source}:${one.location}`;
}

/** A commit in capitals is the same commit. */
function revision(requested: string | null): string | null {
  return requested !== null && isFullCommit(requested) ? requested.toLowerCase() : requested;
}

/** What the nearest lock has for a range or a repository: locks lie beside the manifest or, in a workspace, above it. */
function lockedFor(sighting: PackageSighting, exact: readonly PackageSighting[]): PackageSighting | null {
  const folder = folderOf(sighting);
  const above = exact.filter((one) => folder.startsWith(folderOf(one)));
  const nearest = Math.max(0, ...above.map((one) => folderOf(one).length));
  const fitting = above.filter((one) => folderOf(one).length === nearest && settles(one, sighting));
  const [first] = fitting;
  // Several can fit where a package is installed more than once; nobody can say which one this range gets.
  const isOne = new Set(fitting.map((one) => JSON.stringify([one.requested, elsewhere(one)]))).size === 1;
  return first !== undefined && isOne ? first : null;
}

/** Whether an exact entry is what a request gets: a version in its range, or a commit of its repository. */
function settles({ requested: version, package: locked }: PackageSighting, { requested, ref, package: asked }: PackageSighting): boolean {
  if (version === null) return false;
  if (asked.source !== 'registry') return commitOf(asked) === null && commitOf(locked) !== null && isSameRepository(asked, locked);
  return requested === null || isInRange(ref.type, version, requested);
}

/** With a final "/", so that "app" is not above "apple/x"; "" for the top. */
function folderOf({ place: { path } }: Sighting): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
