/** Manifests and lockfiles of a tree, side by side: which lock is for which manifest, and what each of them names. */
import { pairOf } from '../../../ecosystems/locks.ts';
import type { Bom, PackageFact, PackageSighting } from '../../../model/index.ts';
import { groupedPackages, type NamedPackages, packagesByFile } from './by-file.ts';

/** One manifest or lock. */
export interface PackageFile {
  readonly path: string;
  readonly pair: string;
  readonly is: 'manifest' | 'lock';
  /** Identity → its entries. */
  readonly entries: ReadonlyMap<string, readonly PackageSighting[]>;
}

export interface PackageFiles {
  readonly files: ReadonlyMap<string, PackageFile>;
  /** Locks that can be for a manifest: those in the nearest folder at or above it that has some of its pair. */
  locksFor(manifest: string): readonly PackageFile[];
}

const known = new WeakMap<Bom, PackageFiles>();

/** Worked out once for each Bom. */
export function packageFiles(bom: Bom): PackageFiles {
  const before = known.get(bom);
  if (before !== undefined) return before;
  const files = new Map<string, PackageFile>();
  for (const [path, named] of packagesByFile(bom)) {
    const of = pairOf(path);
    if (of !== null) files.set(path, fileOf(path, of, named));
  }
  const locks = Map.groupBy(
    [...files.values()].filter(({ is }) => is === 'lock'),
    ({ path, pair }) => JSON.stringify([pair, slashedFolder(path)]),
  );
  const found: PackageFiles = {
    files,
    locksFor(manifest) {
      const pair = pairOf(manifest)?.pair;
      for (
        let folder: string | null = slashedFolder(manifest);
        folder !== null;
        folder = folder === '' ? null : slashedFolder(folder.slice(0, -1))
      ) {
        const here = locks.get(JSON.stringify([pair, folder]));
        if (here !== undefined) return here;
      }
      return [];
    },
  };
  known.set(bom, found);
  return found;
}

function fileOf(path: string, of: Pick<PackageFile, 'pair' | 'is'>, named: NamedPackages): PackageFile {
  let entries: PackageFile['entries'] | undefined;
  return {
    path,
    ...of,
    get entries() {
      return (entries ??= groupedPackages(named));
    },
  };
}

/** With its slash; "" at the top. */
export function slashedFolder(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** What a manifest asks a registry for, and every installer takes: identity → how it is asked for. */
export function askedOf({ entries }: PackageFile): ReadonlyMap<string, readonly PackageFact[]> {
  return new Map(
    [...entries].flatMap(([identity, sightings]) => {
      const asked = sightings.map((one) => one.package).filter(isInstalled);
      return asked.length === 0 ? [] : [[identity, asked] as const];
    }),
  );
}

function isInstalled({ source, group, peer, range }: PackageFact): boolean {
  return source === 'registry' && group !== 'optional' && peer !== true && !/^(?:workspace|link|file|portal|catalog):/.test(range ?? '');
}
