/** Packages that a change adds or alters → what registries are asked about them. What both sides say alike is asked of nobody. */
import { isAlike } from '../base/alike.ts';
import type { Component, PackageFact, PackageSighting, Sighting } from '../model/index.ts';
import { packageOf } from '../model/sighting.ts';
import { identityOf } from '../ref/format.ts';
import type { PackageSubject } from './registry.ts';

/** Of a component of which all places name one version and take it from a registry; null: there is nothing to compare with a registry. */
export function packageSubject({
  ref,
  version,
  kind,
  sightings,
}: Pick<Component, 'ref' | 'version' | 'kind' | 'sightings'>): PackageSubject | null {
  if (kind !== 'library' || version === null) return null;
  const entries: PackageFact[] = [];
  for (const sighting of sightings) {
    const one = packageOf(sighting);
    if (one === null || one.source !== 'registry') return null;
    if (one.version === version) entries.push(one);
  }
  return entries.length === 0 ? null : { ref: { ...ref, version: null }, version, entries };
}

/** Subjects of both sides for every package whose entries differ, in the order of `head`. Without a base, of none: an inventory asks nobody. */
export function changedPackages(base: readonly Sighting[] | null, head: readonly Sighting[]): PackageSubject[] {
  if (base === null) return [];
  const [before, after] = [packagesIn(base), packagesIn(head)];
  return [...after].flatMap(([identity, now]) => {
    const old = before.get(identity) ?? [];
    return areAlike(old, now) ? [] : [...subjectsOf(now), ...subjectsOf(old)];
  });
}

function packagesIn(sightings: readonly Sighting[]): ReadonlyMap<string, PackageSighting[]> {
  const packages = new Map<string, PackageSighting[]>();
  for (const one of sightings) {
    if (one.type !== 'package') continue;
    const identity = identityOf(one.ref);
    const group = packages.get(identity);
    if (group === undefined) packages.set(identity, [one]);
    else group.push(one);
  }
  return packages;
}

/** Lines move with every edit above them, and edges with every bump below: neither is another package. */
const ASIDE: ReadonlySet<string> = new Set(['line', 'column', 'needs']);

function areAlike(a: readonly PackageSighting[], b: readonly PackageSighting[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((one, index) => {
    const other = b[index];
    return other !== undefined && (one.package === other.package || isAlike(one.package, other.package, ASIDE));
  });
}

/** By version; what comes from no registry is left out, and so is what has no exact version. */
function subjectsOf(sightings: readonly PackageSighting[]): PackageSubject[] {
  const exact = sightings.filter(({ package: one }) => one.source === 'registry' && one.version !== null);
  return [...Map.groupBy(exact, ({ package: { version } }) => version ?? '')].flatMap(([version, group]) => {
    const [first] = group;
    return first === undefined ? [] : [{ ref: { ...first.ref, version: null }, version, entries: group.map((one) => one.package) }];
  });
}
