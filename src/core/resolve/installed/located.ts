/** Packages of a change → the places that name them: an installer puts what a lock says beside that lock. */
import type { PackageSubject } from '../../hosts/registry.ts';
import type { PackageFact, Sighting } from '../../model/index.ts';
import { identityOf } from '../../ref/format.ts';

/** A place that names one version of a package of a registry. */
export interface Located {
  /** Identity and version: the same for all places of one component. */
  readonly key: string;
  readonly fact: PackageFact;
  readonly version: string;
  /** The file that says so. */
  readonly path: string;
}

export interface LocatedPackages {
  readonly all: readonly Located[];
  /** Whether any file of the tree names this version, in the spelling of the file. */
  isNamed(ecosystem: string, name: string, version: string): boolean;
  /** Whether any lock of npm's kind puts this version into a folder of this name. */
  isInstalledAs(folder: string, version: string): boolean;
}

export function installedKey(identity: string, version: string): string {
  return `${identity} ${version}`;
}

/** Of the old side nothing lies on the disk: only what is in the tree now is looked for. */
export function locatedIn(sightings: readonly Sighting[], packages: readonly PackageSubject[]): LocatedPackages {
  const now = packages.filter(({ past }) => past !== true);
  const names = new Set(now.flatMap(({ entries }) => entries.map(nameOf)));
  const wanted = new Set(now.map(({ ref, version }) => installedKey(identityOf(ref), version)));
  const versions = new Set<string>();
  const all = sightings.flatMap((sighting): Located[] => {
    if (sighting.type !== 'package' || !names.has(nameOf(sighting.package))) return [];
    const { package: fact, ref, place } = sighting;
    if (fact.version === null) return [];
    versions.add(JSON.stringify([fact.ecosystem, fact.name, fact.version]));
    const key = installedKey(identityOf(ref), fact.version);
    return fact.source === 'registry' && wanted.has(key) ? [{ key, fact, version: fact.version, path: place.path }] : [];
  });
  let folders: ReadonlySet<string> | null = null;
  return {
    all,
    isNamed: (ecosystem, name, version) => versions.has(JSON.stringify([ecosystem, name, version])),
    isInstalledAs(folder, version) {
      folders ??= foldersIn(sightings);
      return folders.has(JSON.stringify([folder, version]));
    },
  };
}

function foldersIn(sightings: readonly Sighting[]): ReadonlySet<string> {
  return new Set(
    sightings.flatMap((sighting) => {
      if (sighting.type !== 'package' || sighting.package.ecosystem !== 'npm' || sighting.package.from !== 'lock') return [];
      const { name, as, version } = sighting.package;
      return [JSON.stringify([as ?? name, version])];
    }),
  );
}

function nameOf({ ecosystem, name }: PackageFact): string {
  return `${ecosystem} ${name}`;
}

/** The folder of a file; "" for the top. */
export function folderHolding(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A path below a folder; "" is the top. */
export function pathIn(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}
