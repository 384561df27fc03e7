/** Whether a locked version stands for other bytes than before. */
import { canonicalVersion } from '../../../ecosystems/look-up.ts';
import { isMadeAlone, staysAsMade, type MadeWays } from '../../../ecosystems/own-archives.ts';
import type { Change, PackageFact, Sighting } from '../../../model/index.ts';
import { packageOf } from '../../../model/sighting.ts';
import { compareIntegrity } from './integrity.ts';

/** What one entry of a version held. */
type Held = Pick<PackageFact, 'integrity' | 'archives' | 'bare' | 'marker' | 'source'>;

/** Version → file → its entries of that version. */
type Locked = ReadonlyMap<string, ReadonlyMap<string, readonly Held[]>>;

/** Worked out once for each list: thousands of entries may be of one version, and each is held against all of the other side (T39). */
interface Counted {
  readonly hashed: number;
  /** Hashes of an entry → how many have just these. */
  readonly alike: ReadonlyMap<string, number>;
  readonly integrity: readonly string[];
}

const NONE: readonly Held[] = [];
const counts = new WeakMap<readonly Held[], Counted>();
const lists = new WeakMap<ReadonlyMap<string, readonly Held[]>, readonly Held[]>();

function countedIn(entries: readonly Held[]): Counted {
  const known = counts.get(entries);
  if (known !== undefined) return known;
  const alike = new Map<string, number>();
  for (const { integrity } of entries) alike.set(integrity.join(), (alike.get(integrity.join()) ?? 0) + 1);
  const hashed = entries.filter(({ integrity }) => integrity.length > 0).length;
  const found = { hashed, alike, integrity: entries.flatMap(({ integrity }) => integrity) };
  counts.set(entries, found);
  return found;
}

/** Of all files. */
function allOf(files: ReadonlyMap<string, readonly Held[]>): readonly Held[] {
  const known = lists.get(files) ?? [...files.values()].flat();
  lists.set(files, known);
  return known;
}

/** What a lock says of each version, file by file. */
export function lockedIn(components: Change['base']): Locked {
  const versions = new Map<string, Map<string, Held[]>>();
  for (const sighting of components.flatMap(({ sightings }) => sightings)) {
    const { place } = sighting;
    const one = packageOf(sighting);
    if (one === null || one.version === null) continue;
    // Another spelling of the version must not hide that it is the same one.
    const version = canonicalVersion(one.ecosystem, one.version);
    const files = versions.get(version) ?? new Map<string, Held[]>();
    const list = files.get(place.path);
    if (list === undefined) files.set(place.path, [one]);
    else list.push(one);
    versions.set(version, files);
  }
  return versions;
}

/**
 * File by file, so that a second lockfile with the old hash does not excuse the first. A file that is new, or was renamed, is held against
 * everything that the base knew of that version; a manifest without hashes says nothing about them. `ways`: of head, for archives that a tool makes
 * itself.
 */
export function against(base: Locked, head: Locked, sighting: Sighting, ways: MadeWays = new Map()): 'same' | 'changed' | 'dropped' {
  const { place } = sighting;
  const one = packageOf(sighting);
  if (one === null || one.version === null) return 'same';
  const version = canonicalVersion(one.ecosystem, one.version);
  const files = base.get(version);
  if (files === undefined) return 'same';
  const here = files.get(place.path);
  if (one.unhashed === true) return comparedOwn(here ?? allOf(files), one, ways.get(place.path));
  const before = here ?? allOf(files);
  if (hasLostSome(before, head.get(version)?.get(place.path) ?? NONE, one)) return 'dropped';
  // One more copy, inside the archive of another package: none has lost the hash that it had.
  const isKept = hashes(head.get(version), here && place.path) >= hashes(files, here && place.path);
  if (one.bundled === true && one.integrity.length === 0 && isKept) return 'same';
  if (here === undefined) {
    if (one.integrity.length === 0 && (one.from !== 'lock' || (one.source === 'git' && before.some(isCheckedOut)))) return 'same';
    return compared(before, one);
  }
  // Several entries of one version in one file (nested node_modules): one that had no hash before does not ask for one now, and hides no other that lost it.
  const [hadNone, haveNone] = [withoutHash(here), withoutHash(head.get(version)?.get(place.path) ?? NONE)];
  if (one.integrity.length === 0 && hadNone > 0 && (isKept || haveNone <= hadNone)) return 'same';
  if (isOneOf(here, one, head.get(version)?.get(place.path) ?? NONE)) return 'same';
  return compared(here, one);
}

/**
 * An entry that was there with the same hashes: others of its version have gone, which had stronger ones. Where more entries have these hashes than
 * had them, one of them has lost its own.
 */
function isOneOf(before: readonly Held[], one: Held, now: readonly Held[]): boolean {
  if (one.integrity.length === 0 || one.archives !== undefined) return false;
  const key = one.integrity.join();
  return (countedIn(now).alike.get(key) ?? 0) <= (countedIn(before).alike.get(key) ?? 0);
}

/**
 * An archive without a hash that was not there, or had one: the hashes of the others do not hold it, and an installer may prefer it. Counted over all
 * entries of the version, as several may list an archive of one name. Where the base had no hash at all, none is lost.
 */
function hasLostSome(before: readonly Held[], now: readonly Held[], { bare = [] }: Held): boolean {
  if (bare.length === 0 || before.every(({ integrity }) => integrity.length === 0)) return false;
  const [old, all] = [countedBare(before), countedBare(now)];
  return bare.some((name) => (all.get(name) ?? 0) > (old.get(name) ?? 0));
}

function countedBare(entries: readonly Held[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of entries.flatMap(({ bare = [] }) => bare)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** From a repository, whose commit stands for its bytes. Which repository that may be, its source says. */
function isCheckedOut({ source, integrity }: Held): boolean {
  return source === 'git' && integrity.length === 0;
}

function compared(before: readonly Held[], now: Held): 'same' | 'changed' | 'dropped' {
  const old = countedIn(before).integrity;
  if (now.archives === undefined || old.length === 0 || before.some(({ archives }) => archives === undefined))
    return compareIntegrity(old, now.integrity);
  return isOther(before, now) ? 'changed' : 'same';
}

/**
 * Archives that a tool makes itself: of one name are those that are made in one way, and a lock moves to another way as a whole. Where a package is
 * for some systems alone, others have none; that it is, a published version does not begin to say, but a newer tool may.
 */
function comparedOwn(before: readonly Held[], now: Held, ways: ReadonlySet<string> = new Set()): 'same' | 'changed' | 'dropped' {
  if (isOther(before, now) || isMadeAlone(before, now, ways)) return 'changed';
  if (now.archives !== undefined || before.some(({ archives }) => archives === undefined)) return 'same';
  if (now.marker === undefined) return 'dropped';
  const isMoved = ways.size > 0 && !staysAsMade(before, ways);
  return isMoved || before.some(({ marker }) => marker !== undefined) ? 'same' : 'dropped';
}

/** An archive of the same name has another hash. */
function isOther(before: readonly Held[], { archives = [] }: Held): boolean {
  const hashes = Map.groupBy(
    before.flatMap((one) => one.archives ?? []),
    ([name]) => name,
  );
  return archives.some(([name, hash]) => hashes.get(name)?.every(([, before]) => before.toLowerCase() !== hash.toLowerCase()) === true);
}

/** Entries of one version that have a hash, in one file or in all. */
function hashes(files: ReadonlyMap<string, readonly Held[]> = new Map(), path?: string): number {
  return countedIn(path === undefined ? allOf(files) : (files.get(path) ?? NONE)).hashed;
}

function withoutHash(entries: readonly Held[]): number {
  return entries.length - countedIn(entries).hashed;
}

/** Some entry has another hash, or has lost it. Another choice of archives is no other content. */
export function hasOtherBytes({ base, head }: Change): boolean {
  // Who is known by the hash alone has changed with it.
  if (head.every(({ sightings }) => sightings.every((one) => packageOf(one) === null))) return true;
  const [old, now] = [lockedIn(base), lockedIn(head)];
  return head.some(({ sightings }) => sightings.some((one) => against(old, now, one) !== 'same'));
}
