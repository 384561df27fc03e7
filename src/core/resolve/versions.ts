/** Which sightings of one package or model are one component: those that get the same version. */
import { satisfies as satisfiesPep440 } from '@renovatebot/pep440';
import { satisfies as satisfiesSemver } from 'semver';
import type { PackageSighting, Sighting } from '../model/index.ts';
import { packageOf } from '../model/sighting.ts';
import { isFullCommit } from '../ref/parse.ts';

/** Longer ranges are no ranges; it also bounds the work of the parsers. */
const MAX_RANGE = 256;

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
  const exact = sightings.filter((one) => one.type === 'package' && one.exact);
  const groups = new Map<string, { version: string | null; sightings: Sighting[] }>();
  for (const sighting of sightings) {
    const version =
      sighting.type !== 'package' ? revision(sighting.requested) : sighting.exact ? sighting.requested : lockedVersion(sighting, exact);
    // A range that no lock settles is known by itself. Git, an address or a path is another source of the same name: never the registry's version.
    const key = JSON.stringify([version, version === null ? sighting.requested : null, elsewhere(sighting)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { version, sightings: [sighting] });
    else group.sightings.push(sighting);
  }
  return [...groups.values()].map(({ version, sightings: members }) => {
    const other = members[0] === undefined ? null : elsewhere(members[0]);
    if (other !== null) return { version, requested: version ?? other, sightings: members };
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

/** The version that the nearest lock gives for a range: locks lie beside the manifest or, in a workspace, above it. */
function lockedVersion(sighting: PackageSighting, exact: readonly Sighting[]): string | null {
  if (elsewhere(sighting) !== null) return null;
  const folder = folderOf(sighting);
  const above = exact.filter((one) => folder.startsWith(folderOf(one)));
  const nearest = Math.max(0, ...above.map((one) => folderOf(one).length));
  const versions = [...new Set(above.filter((one) => folderOf(one).length === nearest).flatMap((one) => one.requested ?? []))];
  const { requested } = sighting;
  const fitting = versions.filter((version) => requested === null || fits(version, requested, sighting.package.ecosystem));
  // Several can fit where a package is installed more than once; nobody can say which one this range gets.
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

function fits(version: string, range: string, ecosystem: 'pypi' | 'npm'): boolean {
  if (range.length > MAX_RANGE || version.length > MAX_RANGE) return false;
  try {
    if (ecosystem === 'npm') return satisfiesSemver(version, range, { includePrerelease: true });
    return satisfiesPep440(version, range, { prereleases: true });
  } catch {
    // A range that its own ecosystem cannot read fits nothing.
    return false;
  }
}

/** With a final "/", so that "app" is not above "apple/x"; "" for the top. */
function folderOf({ place: { path } }: Sighting): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
