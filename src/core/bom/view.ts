/** All versions of one component, reduced to texts that are equal exactly when nothing of that sort differs. */
import { suppliersOf } from '../ecosystems/suppliers.ts';
import type { BomComponent, PackageFact, Sighting, Verification } from '../model/index.ts';
import { asPull, asRead, packageOf, serverNamedAt } from '../model/sighting.ts';
import { isPackageType } from '../ref/package-types.ts';
import { countedSightings } from '../model/mentioned.ts';
import { distinct } from './order.ts';
import { compareText } from '../base/order.ts';

export interface BomView {
  /** What the tree asks for, or fixes by itself: when equal, other answers of the world are drift. */
  readonly asked: string;
  readonly requested: string;
  /** Sorts of source of packages, and under which names they come. */
  readonly sourceKinds: string;
  /** Where they are taken from, as far as the files say; "[]": none does. */
  readonly suppliers: string;
  readonly versions: string;
  readonly hubVersions: string;
  readonly digests: string;
  /** What a tool makes itself of each version, by the name that says in which way: those of one name alone can be compared. */
  readonly own: ReadonlyMap<string, string>;
  readonly hubDigests: string;
  readonly license: string;
  readonly hubLicense: string;
  readonly scopes: string;
  readonly places: string;
  readonly treeVerifications: string;
  readonly hubVerifications: string;
}

/** Whether version and license come from somebody outside the tree, for a component of this sort. Packages carry both in the lock. */
function answeredOutside({ ref }: BomComponent): boolean {
  return !isPackageType(ref.type) && ref.type !== 'generic';
}

export function bomViewOf(components: readonly BomComponent[]): BomView {
  const outside = components.filter(answeredOutside);
  const inside = components.filter((component) => !answeredOutside(component));
  const sightings = countedSightings(components.flatMap((component) => component.sightings));
  const verifications = components.flatMap((component) => component.verifications);
  const versions = texts(inside.map(({ version }) => version));
  const packages = sightings.flatMap((one) => packageOf(one) ?? []);
  const digests = texts([
    ...components.flatMap(({ hashes }) => hashes.map(({ algorithm, value }) => [algorithm, value])),
    // What is none of a file: trees of Go, and what nobody here can read.
    ...packages.flatMap(({ integrity }) => integrity.filter((one) => !/^sha(?:1|256|512)[:-]/.test(one))),
    // An archive that no hash holds is one more that an installer may take.
    ...packages.flatMap(({ version, bare = [] }) => bare.map((name) => ['bare', version, name])),
  ]);
  // Where a package comes from when that is no registry, its commit included.
  const sources = texts(packages.flatMap(({ source, location }) => (source === 'registry' ? [] : [[source, location]])));
  // How a load asks is part of what it asks for: a revision that the environment may replace, another server, remote code (T9).
  const requested = texts([...components.map((component) => component.requested), sources, ...sightings.map(askedAt)]);
  return {
    asked: texts([
      texts(components.map(({ requested }) => requested)),
      texts(sightings.map((one) => [one.requested, serverNamedAt(one)])),
      sources,
      versions,
      digests,
    ]),
    requested,
    // What lies inside of another package's archive comes with that.
    sourceKinds: texts(
      packages.flatMap(({ source, as = null, archiveOf = null, bundled }) => (bundled === true ? [] : [[source, as, archiveOf]])),
    ),
    suppliers: texts(packages.flatMap(suppliersOf)),
    versions,
    hubVersions: texts(outside.map(({ version }) => version)),
    digests,
    own: ownDigests(packages),
    hubDigests: texts(components.flatMap(({ hub }) => hub?.files.map(({ path, hashes }) => [path, texts(hashes)]) ?? [])),
    license: texts(inside.filter(isSaid).map(licenseOf)),
    hubLicense: texts(outside.map(licenseOf)),
    scopes: texts(sightings.map(({ scope }) => scope)),
    // Counted, and without lines: an import added above moves every line of a file and changes nothing.
    places: JSON.stringify(sightings.map(({ place, scope, api }) => JSON.stringify([place.path, scope, api])).sort(compareText)),
    treeVerifications: texts(verifications.filter(readFromTree).map(({ topic, outcome, reason, by }) => [topic, outcome, reason, by])),
    hubVerifications: texts(
      verifications
        .filter((one) => one.by !== 'tree' && one.topic !== 'installed' && !readFromTree(one))
        .map(({ topic, outcome, reason }) => [topic, outcome, reason]),
    ),
  };
}

function askedAt(sighting: Sighting): unknown {
  const { requested } = sighting;
  if (sighting.type === 'package') return [requested, sighting.exact];
  const read = asRead(sighting);
  const pull = asPull(sighting);
  if (read === null) return [requested];
  const { how, doubts = [] } = read;
  if (pull === null) return [requested, how, doubts];
  const { revisionHow, endpoint, endpointOpen = false, remoteCode, codeRevision = null } = pull;
  return [requested, how, doubts, revisionHow, endpoint, endpointOpen, remoteCode, codeRevision];
}

/** "not-applicable" proves nothing, and which ones there are depends on what the hub answered. */
function readFromTree({ by, outcome, topic }: Verification): boolean {
  // The disk shows one side alone, so it tells no change.
  if (topic === 'installed' || outcome === 'not-applicable') return false;
  return by === 'tree' || by === 'disk' || by === 'lock-base' || by === 'lock-head';
}

function isSaid({ claims, license }: BomComponent): boolean {
  return claims.length > 0 || license.expression !== null;
}

function licenseOf({ license }: BomComponent): unknown {
  return [license.expression, license.name, license.unknown, license.conflicting];
}

/** A set of values as one text. */
function ownDigests(packages: readonly PackageFact[]): ReadonlyMap<string, string> {
  const all = packages.flatMap(({ unhashed, version, archives = [] }) =>
    unhashed === true ? archives.map(([name, hash]) => [`${version} ${name}`, hash] as const) : [],
  );
  return new Map([...Map.groupBy(all, ([name]) => name)].map(([name, group]) => [name, texts(group.map(([, hash]) => hash))]));
}

function texts(values: readonly unknown[]): string {
  return JSON.stringify(distinct(values.map((value) => JSON.stringify(value))));
}
