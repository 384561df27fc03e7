/**
 * Libraries: the name and the lock are all that is known of one, and enough to say what it is. Nobody outside is asked, so places that say the
 * same give the same component, in whatever tree: one that was described already is not described again.
 */
import { isFramework } from '../ecosystems/look-up.ts';
import { isAlike } from '../base/alike.ts';
import type { BomComponent, Component, LicenseClaim } from '../model/index.ts';
import { packageOf } from '../model/sighting.ts';
import type { LibraryPlaces } from '../model/parts.ts';
import { displayName } from '../ref/format.ts';
import { hashOf, uniqueHashes } from './hashes.ts';
import type { VersionGroup } from './versions.ts';

/** By key. */
export type Described = ReadonlyMap<string, BomComponent>;

export function libraryAt({ key, identity, version, requested, sightings }: LibraryPlaces): Component {
  const [first] = sightings;
  if (first === undefined) throw new Error('a library has at least one sighting');
  const packages = sightings.flatMap((sighting) => packageOf(sighting) ?? []);
  const texts = [...new Set(packages.flatMap((one) => one.license ?? []))].sort();
  const name = displayName(first.ref);
  return {
    key,
    identity,
    kind: first.kind,
    ref: { ...first.ref, version: null },
    name,
    version,
    requested,
    framework: isFramework(first.ref.type, name),
    sightings,
    hashes: uniqueHashes(packages.flatMap((one) => one.integrity.flatMap(hashOf))),
    claims: texts.map((text): LicenseClaim => ({ from: 'package', text, name: null, link: null })),
    hub: null,
    // Registries are not asked yet.
    resolution: { state: 'resolved' },
  };
}

/** The library as another tree has it; null: it has none that says the same. Lines say nothing about it, and places are each tree's own. */
export function asDescribed(key: string, { version, requested, sightings }: VersionGroup, described: Described): BomComponent | null {
  const known = described.get(key);
  if (known?.kind !== 'library' || known.version !== version || known.requested !== requested) return null;
  if (isAlike(known.sightings, sightings)) return known;
  return isAlike(known.sightings, sightings, POSITION) ? { ...known, sightings } : null;
}

const POSITION: ReadonlySet<string> = new Set(['line', 'column']);
