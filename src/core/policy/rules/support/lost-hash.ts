/**
 * Entries that stay, and whose hashes stood in a list that has none for them any more: go.sum beside go.mod, and lists of pip that were pinned, also
 * where another file takes the package now.
 */
import { golang } from '../../../ecosystems/golang/index.ts';
import { isLockPath } from '../../../ecosystems/locks.ts';
import { canonicalVersion } from '../../../ecosystems/look-up.ts';
import { pypi } from '../../../ecosystems/pypi/index.ts';
import type { Change, Sighting } from '../../../model/index.ts';
import { packageOf } from '../../../model/sighting.ts';
import { slashedFolder } from './manifests.ts';

/**
 * Whether the file of a sighting of head, or the list of hashes beside it, held the package in the base and does not now. What is gone from the file
 * altogether is no sighting of head, and has lost nothing. Each side is walked once (T39).
 */
export function losingHashes({ base, head }: Pick<Change, 'base' | 'head'>): (sighting: Sighting) => boolean {
  const [old, now] = [listed(base), listed(head)];
  const hasLeft = now.held.size === 0 && [...old.held].some((list) => !isLockPath(list) && !now.naming.has(list));
  return (sighting) => {
    const one = packageOf(sighting);
    const { path } = sighting.place;
    if (one?.from !== 'manifest' || one.source !== 'registry' || one.integrity.length > 0) return false;
    // A list of pip is a lock while it has hashes: with them went what held each line to its bytes, whether or not the version stays.
    if (one.ecosystem !== golang.id) return old.held.has(path) || (one.ecosystem === pypi.id && hasLeft && isTakenAnew(old, path));
    return one.version !== null && hasLostSum(old, now, path, one.version);
  };
}

/**
 * Of a package that a list held by a hash and does not name any more, while no other file of head holds it: this one names it since then, or is what
 * that list was compiled from (pip-tools: requirements.in beside requirements.txt). What was there before beside the list has lost nothing.
 */
function isTakenAnew({ naming, held }: Listed, path: string): boolean {
  return !naming.has(path) || (path.endsWith('.in') && held.has(`${path.slice(0, -2)}txt`));
}

interface Listed {
  /** Files that name the package. */
  readonly naming: ReadonlySet<string>;
  /** Locks among them that hold it by a hash. */
  readonly held: ReadonlySet<string>;
  /** By file and version: the archives that have a hash. */
  readonly archives: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * go takes what a module has in go.sum, and asks a server for what it has not ("Authenticating modules", Go Modules Reference). A new version may have
 * a go.mod alone there, where no package of it is built; some line it has.
 */
function hasLostSum(old: Listed, now: Listed, path: string, version: string): boolean {
  const sums = `${slashedFolder(path)}go.sum`;
  if (!old.naming.has(path) || !old.held.has(sums)) return false;
  const kept = now.archives.get(keyOf(sums, version));
  if (kept === undefined) return true;
  if (!old.archives.has(keyOf(path, version))) return false;
  return [...(old.archives.get(keyOf(sums, version)) ?? [])].some((file) => !kept.has(file));
}

function listed(components: Change['base']): Listed {
  const [naming, held, archives] = [new Set<string>(), new Set<string>(), new Map<string, Set<string>>()];
  for (const sighting of components.flatMap(({ sightings }) => sightings)) {
    const one = packageOf(sighting);
    const { path } = sighting.place;
    if (one === null) continue;
    naming.add(path);
    if (one.from === 'lock' && one.integrity.length > 0) held.add(path);
    if (one.version === null) continue;
    const key = keyOf(path, one.version);
    const files = archives.get(key) ?? new Set();
    archives.set(key, files);
    for (const [file] of one.archives ?? []) files.add(file);
  }
  return { naming, held, archives };
}

/** Another spelling of the version is the same one. */
function keyOf(path: string, version: string): string {
  return JSON.stringify([path, canonicalVersion(golang.id, version)]);
}
