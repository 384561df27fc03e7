/** Components as databases of advisories know them. Names of ecosystems are case-sensitive (OSV schema, "Defined ecosystems"). */
import { foreignPackage } from '../ecosystems/git.ts';
import { ecosystemOf } from '../ecosystems/look-up.ts';
import { compareText } from '../base/order.ts';
import type { Bom, BomComponent, Component } from '../model/index.ts';
import { packageOf } from '../model/sighting.ts';
import { displayName } from '../ref/format.ts';
import type { RefType } from '../ref/index.ts';

/** One package in one version. */
export interface AdvisoryPackage {
  readonly type: RefType;
  /** "PyPI", "npm", "crates.io". */
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
}

/** Models, datasets and conda packages have no ecosystem there: about those no database says anything. */
const ECOSYSTEMS: ReadonlyMap<RefType, string> = new Map([
  ['npm', 'npm'],
  ['pypi', 'PyPI'],
  ['golang', 'Go'],
  ['cargo', 'crates.io'],
  ['gem', 'RubyGems'],
  ['maven', 'Maven'],
  ['nuget', 'NuGet'],
  ['composer', 'Packagist'],
  ['hex', 'Hex'],
  ['pub', 'Pub'],
  ['swift', 'SwiftURL'],
  ['hackage', 'Hackage'],
]);

/** Longer texts are no names and no versions; it bounds what one question holds. */
const MAX_TEXT = 256;

/** "v4.1.2": the tag of one release. A moving one ("v4") and a commit are no version that a database could know. */
const RELEASE = /^v?(\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[\w.-]{1,60})?)$/;

/**
 * As a database may know it, one for each spelling of its name; none: no database knows such things, its version is not known, or it comes
 * from no registry, where its name says nothing.
 */
export function advisoryPackagesOf({ kind, ref, version, sightings }: Component): AdvisoryPackage[] {
  if (version === null || version.length > MAX_TEXT || !version.isWellFormed()) return [];
  const isAction = kind === 'action' && ref.type === 'gh';
  const ecosystem = isAction ? 'GitHub Actions' : kind === 'library' ? ECOSYSTEMS.get(ref.type) : undefined;
  if (ecosystem === undefined || foreignPackage(sightings) !== null) return [];
  const release = isAction ? RELEASE.exec(version)?.[1] : version;
  if (release === undefined) return [];
  // Go's versions stand there without the "v" that modules write.
  const known = ref.type === 'golang' ? release.replace(/^v(?=\d)/, '') : release;
  return spellingsOf(displayName(ref), ref.type, isAction, sightings)
    .filter((name) => name !== '' && name.length <= MAX_TEXT && name.isWellFormed())
    .map((name) => ({ type: ref.type, ecosystem, name, version: known }));
}

/** The service tells letters apart: "github.com/BurntSushi/toml" is unknown to it in small ones, in which a purl of Go has it. */
function spellingsOf(name: string, type: RefType, isAction: boolean, sightings: Component['sightings']): readonly string[] {
  // GitHub takes every spelling; most records have small letters.
  if (isAction) return [...new Set([name, name.toLowerCase()])];
  // Maven's names are "group:artifact".
  if (type === 'maven') return [name.replace(/\/([^/]*)$/, ':$1')];
  if (ecosystemOf(type)?.writtenNames !== true) return [name];
  const written = sightings.flatMap((one) => packageOf(one) ?? []).map((one) => one.written ?? one.name);
  return [...new Set(written.length === 0 ? [name] : written)].sort(compareText);
}

/** Equal for equal packages. */
export function packageKey({ ecosystem, name, version }: AdvisoryPackage): string {
  return JSON.stringify([ecosystem, name, version]);
}

/** Whom a change makes one ask about; each package once, sorted. */
export interface Packages {
  /** Of these everything is asked. */
  readonly all: readonly AdvisoryPackage[];
  /** Of these whether they are malicious, and nothing else: they are in a file with one of the others, and stay as they are. */
  readonly beside: readonly AdvisoryPackage[];
}

/**
 * `all`: every version on both sides of what has not the same versions and scopes on both. Without a base all that the head holds. Both sides
 * are asked, so that what was there before is known to have been there (T5). `again`: identities that count as moved. `beside`: what else
 * stands in the files of the head where these do, the lockfile mostly: what came in before anybody knew that it is malicious is shown. Files
 * that the change does not reach cost nothing.
 */
export function packagesToAsk(head: Bom, base: Bom | null, again: ReadonlySet<string> = new Set()): Packages {
  const now = byIdentity(head.components);
  const before = byIdentity(base?.components ?? []);
  const [moved, resting]: [BomComponent[], BomComponent[]] = [[], []];
  for (const identity of new Set([...now.keys(), ...before.keys()])) {
    const [here, there] = [now.get(identity) ?? [], before.get(identity) ?? []];
    if (base === null || stateOf(here) !== stateOf(there) || again.has(identity)) moved.push(...here, ...there);
    else resting.push(...here);
  }
  const files = new Set(moved.flatMap(({ sightings }) => sightings.map(({ place }) => place.path)));
  return {
    all: packagesIn(moved),
    beside: packagesIn(resting.filter(({ sightings }) => sightings.some(({ place }) => files.has(place.path)))),
  };
}

function packagesIn(components: readonly BomComponent[]): AdvisoryPackage[] {
  const unique = new Map(
    components.flatMap((component) => advisoryPackagesOf(component).map((pack): [string, AdvisoryPackage] => [packageKey(pack), pack])),
  );
  return [...unique].sort(([a], [b]) => compareText(a, b)).map(([, pack]) => pack);
}

function byIdentity(components: readonly BomComponent[]): ReadonlyMap<string, readonly BomComponent[]> {
  const packages = components.filter(({ kind }) => kind === 'library' || kind === 'action');
  return Map.groupBy(packages, ({ identity }) => identity);
}

/** Its versions, in which scopes each of them is, and whether only developers install it. Nearly all packages have one version in one scope. */
function stateOf(components: readonly BomComponent[]): string {
  const states = components.map(({ version, sightings }) => {
    const scopes = new Set(sightings.map((one) => (packageOf(one)?.group === 'development' ? `${one.scope} (development)` : one.scope)));
    return `${version ?? ''} ${[...scopes].sort().join()}`;
  });
  return states.length === 1 ? (states[0] ?? '') : states.sort(compareText).join('\n');
}
