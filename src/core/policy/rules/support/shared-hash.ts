/** One hash for two packages, or for two versions of one: each archive says whose it is, so at least one of the entries is wrong. */
import { canonicalVersion } from '../../../ecosystems/look-up.ts';
import type { Bom, BomComponent, Change, PackageFact, Sighting } from '../../../model/index.ts';
import { partsOfBom, placedIn } from '../../../model/parts.ts';
import { packageOf } from '../../../model/sighting.ts';

/** "identity version" in one spelling, or null where no version is known. */
function ownerOf({ identity }: Pick<BomComponent, 'identity'>, sighting: Sighting): string | null {
  const one = packageOf(sighting);
  return one === null || one.version === null ? null : JSON.stringify([identity, canonicalVersion(one.ecosystem, one.version)]);
}

/** Hash → who has it. */
type Owners = ReadonlyMap<string, ReadonlySet<string>>;

type Named = Pick<BomComponent, 'identity' | 'sightings'>;

function ownersIn(named: readonly Named[], wanted: ReadonlySet<string>): Map<string, Set<string>> {
  const owners = new Map<string, Set<string>>();
  for (const component of named) {
    for (const sighting of component.sightings) {
      for (const hash of ofArchives(packageOf(sighting))) {
        if (!wanted.has(hash)) continue;
        const owner = ownerOf(component, sighting);
        if (owner !== null) owners.set(hash, (owners.get(hash) ?? new Set()).add(owner));
      }
    }
  }
  return owners;
}

/** Of base and head. What the change leaves alone has the same hashes in both, and is looked through once. */
function ownersOfSides(before: Bom | null, head: Bom, wanted: ReadonlySet<string>): readonly [Owners, Owners] {
  const [old, now] = [before === null ? null : partsOfBom(before), partsOfBom(head)];
  if (before === null || old?.untouched == null || now.untouched === null)
    return [ownersIn(before === null ? [] : placedIn(before), wanted), ownersIn(placedIn(head), wanted)];
  const sides = [ownersIn(old.touched.components, wanted), ownersIn(now.touched.components, wanted)] as const;
  for (const [hash, owners] of ownersIn(now.untouched.libraries, wanted))
    for (const side of sides) side.set(hash, new Set([...(side.get(hash) ?? []), ...owners]));
  return sides;
}

/** Of changed packages: whether an entry of head has a strong hash that it had not, and that another package or version has or had. */
export function sharingHashes(
  changes: readonly Change[],
  before: Bom | null,
  head: Bom,
): (component: BomComponent, sighting: Sighting) => boolean {
  const wanted = new Set(changes.flatMap(newHashes));
  if (wanted.size === 0) return () => false;
  const [old, now] = ownersOfSides(before, head, wanted);
  return (component, sighting) => {
    const owner = ownerOf(component, sighting);
    if (owner === null) return false;
    return ofArchives(packageOf(sighting)).some((hash) => {
      if (!wanted.has(hash) || old.get(hash)?.has(owner) === true) return false;
      return isOfOthers(old.get(hash), owner) || isOfOthers(now.get(hash), owner);
    });
  };
}

/** Counted, and not gone through: thousands may share one hash (T39). */
function isOfOthers(owners: ReadonlySet<string> | undefined, owner: string): boolean {
  return owners !== undefined && owners.size > (owners.has(owner) ? 1 : 0);
}

/** Strong hashes of head that no version of the package had, or that another version of it had. */
function newHashes({ base, head }: Change): string[] {
  const before = new Set(base.flatMap((component) => pairsOf(component).map(([pair]) => pair)));
  return head.flatMap((component) => pairsOf(component).flatMap(([pair, hash]) => (before.has(pair) ? [] : [hash])));
}

function pairsOf(component: BomComponent): (readonly [pair: string, hash: string])[] {
  return component.sightings.flatMap((sighting) => {
    const owner = ownerOf(component, sighting);
    const strong = ofArchives(packageOf(sighting)).filter((hash) => !/^(?:md5|sha1)\b/i.test(hash));
    return owner === null ? [] : strong.map((hash) => [`${owner} ${hash}`, hash] as const);
  });
}

/** Hashes of what says whose it is. The go.mod of a module names no version: many a version leaves it as it was (Go, "go.sum files"). */
function ofArchives(one: PackageFact | null): readonly string[] {
  if (one === null || one.ecosystem !== 'golang') return one?.integrity ?? [];
  const manifests = new Set(one.archives?.flatMap(([name, hash]) => (name === 'go.mod' ? [hash] : [])));
  return one.integrity.filter((hash) => !manifests.has(hash));
}
