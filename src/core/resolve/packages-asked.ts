/** Which packages of a tree registries are asked about, and what is known of packages without them. */
import { allPackages, changedPackages } from '../hosts/package-subjects.ts';
import type { PackageSubject } from '../hosts/registry.ts';
import type { Sighting } from '../model/index.ts';
import type { Ports } from '../ports/index.ts';
import { type InstalledQuestion, installedPackages } from './installed/index.ts';
import type { HeardOfPackages } from './registered.ts';
import { type KnownBefore, knownBefore, marked } from './remembered.ts';

export interface TreePackages extends Pick<InstalledQuestion, 'sightings' | 'steering'> {
  /** All sightings of the tree, those of libraries that the change leaves alone included: what stands on the disk may belong to any. */
  readonly installed: InstalledQuestion['sightings'];
  readonly entries: { get(path: string): { readonly id: string } | undefined };
  /** Sightings of the base; null: there is none, and nothing is a change. */
  readonly before: readonly Sighting[] | null;
  /** All of them, and not only what a change touches. */
  readonly asksAll: boolean;
}

export interface AskedPackages {
  readonly asked: readonly PackageSubject[];
  /** For the head: what lies on the disk is its own. */
  readonly heard: HeardOfPackages;
  readonly settled: KnownBefore['settled'];
}

export async function packagesAsked(
  { sightings, installed, steering, entries, before, asksAll }: TreePackages,
  ports: Ports,
): Promise<AskedPackages> {
  const packages = asksAll ? allPackages(sightings) : changedPackages(before, sightings);
  const all = before === null && (ports.installed ?? ports.metadata) !== undefined ? allPackages(sightings) : packages;
  const { seen, ...disk } = await installedPackages(
    {
      packages: all,
      sightings: installed,
      steering,
      idAt: (path) => entries.get(path)?.id ?? '',
      isInTree: (path) => entries.get(path) !== undefined,
      compares: before !== null,
    },
    ports,
  );
  const known = knownBefore({ packages: all, disk, isChange: before !== null }, ports.servers ?? new Map(), ports.metadata);
  const { settled, ...heard } = known;
  return { asked: marked(packages, settled), heard: { packages, ...heard, seen }, settled };
}

/** T38: what was installed for the head was never on the base, and excuses nothing there. */
export function heardOnBase({ seen: _seen, ...heard }: HeardOfPackages): HeardOfPackages {
  return heard;
}
