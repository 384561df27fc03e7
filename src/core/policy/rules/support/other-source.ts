/** Whether a package that stays comes from elsewhere than before: another sort of source, another server, the archive of another package. */
import type { Change, PackageFact, Sighting } from '../../../model/index.ts';
import { packageOf } from '../../../model/sighting.ts';
import { canonicalVersion } from '../../../ecosystems/look-up.ts';
import { compareIntegrity } from './integrity.ts';
import type { LockPair } from './lock-pair.ts';
import { suppliersOf } from '../../../ecosystems/suppliers.ts';

export interface Moved {
  readonly gap: 'other-source' | 'other-server' | 'other-archive' | 'own-folder';
  /** Where it comes from now, as far as the file says it. */
  readonly now: string;
}

/** As many entries, or servers with as many packages, are no accident. */
const SEVERAL = 3;

/** What is wrong with where this entry of head comes from; null: nothing, or nothing to compare it with. */
export function movedSource({ base }: Change, sighting: Sighting, pair: LockPair): Moved | null {
  const one = packageOf(sighting);
  if (one === null || one.bundled === true) return null;
  const old = pair.before(base, sighting.place.path).filter(({ bundled }) => bundled !== true);
  if (one.archiveOf !== undefined && !old.some(({ archiveOf }) => archiveOf === one.archiveOf))
    return { gap: 'other-archive', now: one.archiveOf };
  if (old.length === 0) return null;
  const now = suppliersOf(one);
  if (one.source !== 'registry') return otherKind(one, old, now);
  // From a repository back to a registry: somebody vouches again. Who takes it from both has a registry for it.
  const vouched = old.filter(({ source }) => source === 'registry');
  if (one.from !== 'lock' || vouched.length === 0) return null;
  const before = new Set(vouched.flatMap(suppliersOf));
  const gained = now.filter((place) => !before.has(place));
  if (gained.length === 0 || isHeld(one, old)) return null;
  const files = pair.files(sighting.place.path);
  // Nothing was said before, and now it is said of most: a tool that writes more.
  if (before.size === 0 && isThroughout(files.now)) return null;
  // Of a package of which nothing was said: where others come from is no other place.
  const isUsual = (place: string): boolean => before.size === 0 && files.old?.served.has(place) === true;
  const other = gained.find((place) => !isUsual(place) && ![...before].some((from) => isLike(from, place, files)));
  return other === undefined ? null : { gap: 'other-server', now: other };
}

/** A repository, an address or a path, where it was something else. */
function otherKind(one: PackageFact, old: readonly PackageFact[], now: readonly string[]): Moved | null {
  if (old.some(({ source }) => source === one.source)) {
    const before = new Set(old.flatMap(suppliersOf));
    const other = now.find((place) => !before.has(place));
    return other === undefined ? null : { gap: 'other-server', now: other };
  }
  // In a manifest it is a folder, or an archive, of the tree.
  return one.source === 'path' && one.from !== 'lock'
    ? { gap: 'own-folder', now: '' }
    : { gap: 'other-source', now: one.location ?? now[0] ?? one.source };
}

/** The same version with no hash but those that held it before: whoever hands it out, these are the bytes. */
function isHeld(one: PackageFact, old: readonly PackageFact[]): boolean {
  const versionOf = ({ ecosystem, version }: PackageFact): string => canonicalVersion(ecosystem, version ?? '');
  const before = old.filter((other) => versionOf(other) === versionOf(one)).flatMap(({ integrity }) => integrity);
  const isStrong = one.integrity.some((hash) => !/^(?:md5|sha1)\b/i.test(hash));
  if (!isStrong || before.length === 0) return false;
  const known = new Set(before.map((hash) => hash.toLowerCase()));
  return one.integrity.every((hash) => known.has(hash.toLowerCase())) || isSameArchive(one, before);
}

function isSameArchive({ ecosystem, integrity }: PackageFact, before: readonly string[]): boolean {
  return ecosystem === 'npm' && compareIntegrity(before, integrity) === 'same' && compareIntegrity(integrity, before) === 'same';
}

type Files = ReturnType<LockPair['files']>;

/** Whether what comes from one place may as well come from the other, as far as the base, or the lock as a whole, shows. */
function isLike(from: string, to: string, { old, now }: Files): boolean {
  const [one, other] = [old?.served.get(from) ?? NONE, old?.served.get(to) ?? NONE];
  if ([...one].some((identity) => other.has(identity))) return true;
  // Two servers of everything. One that has packages of certain scopes alone is somebody's own: what leaves it for a public one is told.
  if (unscoped(one) >= SEVERAL && unscoped(other) >= SEVERAL) return true;
  return isMirror(from, to, { old, now });
}

/** All of the lock has moved there, and what kept its version kept its bytes. */
function isMirror(from: string, to: string, { old, now }: Files): boolean {
  if (old === undefined || now === undefined || now.served.has(from)) return false;
  let kept = 0;
  for (const identity of now.served.get(to) ?? NONE) {
    const before = old.entries.get(identity) ?? [];
    if (before.some((one) => suppliersOf(one).includes(from)) && now.entries.get(identity)?.every((one) => isHeld(one, before)) === true)
      kept += 1;
    if (kept >= SEVERAL) return true;
  }
  return false;
}

const NONE: ReadonlySet<string> = new Set();

/** Packages of npm that bear no scope. */
function unscoped(identities: ReadonlySet<string>): number {
  return [...identities].filter((identity) => identity.startsWith('pkg:npm/') && !identity.startsWith('pkg:npm/%40')).length;
}

function isThroughout(file: Files['now']): boolean {
  const all = [...(file?.entries.values() ?? [])];
  const saying = all.filter((entries) => entries.some((one) => suppliersOf(one).length > 0));
  return saying.length * 2 > all.length;
}
