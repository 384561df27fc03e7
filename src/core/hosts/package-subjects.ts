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
  return [...after].flatMap(([key, now]) => {
    const old = before.get(key) ?? [];
    if (areAlike(old, now)) return [];
    const asked = subjectsOf(now);
    const versions = new Set(asked.map(({ version }) => version));
    const past = subjectsOf(old).map((one) => (versions.has(one.version) ? one : { ...one, past: true as const }));
    return [...asked, ...past];
  });
}

/** The old versions of these packages, by identity, to be asked like new ones. */
export function pastOf(packages: readonly PackageSubject[], identities: ReadonlySet<string>): PackageSubject[] {
  return packages.flatMap(({ past, ...one }) => (past === true && identities.has(identityOf(one.ref)) ? [one] : []));
}

/** Every package in an exact version, for who wants to know of all what their registries say. */
export function allPackages(sightings: readonly Sighting[]): PackageSubject[] {
  return [...packagesIn(sightings).values()].flatMap(subjectsOf);
}

/** By ecosystem and name: of 20,000 entries nearly all are compared and forgotten, so no reference is written out for them. */
function packagesIn(sightings: readonly Sighting[]): ReadonlyMap<string, PackageSighting[]> {
  const packages = new Map<string, PackageSighting[]>();
  for (const one of sightings) {
    if (one.type !== 'package') continue;
    const key = `${one.package.ecosystem} ${one.package.name}`;
    const group = packages.get(key);
    if (group === undefined) packages.set(key, [one]);
    else group.push(one);
  }
  return packages;
}

function areAlike(a: readonly PackageSighting[], b: readonly PackageSighting[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index] || isSame(one, b[index]));
}

/** What a registry is asked about, and where it counts. Lines move with every edit above them, and edges with every bump below. */
function isSame({ package: a, scope }: PackageSighting, other: PackageSighting | undefined): boolean {
  if (other === undefined || scope !== other.scope) return false;
  const b = other.package;
  if (a === b) return true;
  return (
    a.version === b.version &&
    a.source === b.source &&
    a.location === b.location &&
    a.group === b.group &&
    areSame(a.integrity, b.integrity) &&
    isAlike(a.archives, b.archives) &&
    isAlike(a.bare, b.bare)
  );
}

function areSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}

/** By version; what comes from no registry is left out, and so is what has no exact version. */
function subjectsOf(sightings: readonly PackageSighting[]): PackageSubject[] {
  const exact = sightings.filter(({ package: one }) => one.source === 'registry' && one.version !== null);
  return [...Map.groupBy(exact, ({ package: { version } }) => version ?? '')].flatMap(([version, group]) => {
    const [first] = group;
    return first === undefined ? [] : [{ ref: { ...first.ref, version: null }, version, entries: group.map((one) => one.package) }];
  });
}
