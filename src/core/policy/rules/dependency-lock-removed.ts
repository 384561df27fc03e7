/** dependency/lock-removed: a lockfile went, and its manifest stays. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Bom } from '../../model/index.ts';
import type { Draft, Rule } from '../rule.ts';
import { short, titled } from './support/draft.ts';
import { askedOf, slashedFolder, type PackageFile, packageFiles } from './support/manifests.ts';

const RULE = 'dependency/lock-removed';

export const dependencyLockRemoved: Rule<Record<string, never>> = {
  id: RULE,
  about: {
    title: 'A lockfile was taken away',
    motivation: 'Without its lock a manifest gets whatever a registry has today: no version is fixed, and no hash holds any byte.',
    decides:
      'A lockfile of the base that locks packages, and is gone, empty or of a kind that is not read in head, while a manifest that it was for still asks for packages, and no other lock that is read has taken its place: one beside the manifest, or one above it that holds all that the manifest asks for. A lock that is there and cannot be read is tree/unread.',
    remedy: 'Take the lock back, or write it with the tool that you use now, in a form that is read.',
    serves: 'CRA Annex I Part I (2)(f) (integrity)',
  },
  options: z.object({}),
  level: 'warn',
  everywhere: false,
  topics: [],
  judge: ({ bom, before, changes }) => {
    // Where nothing changed of any package, no lock went.
    if (before == null || !changes.some(({ kind }) => kind === 'library')) return [];
    const [old, now] = [packageFiles(before), packageFiles(bom)];
    const unread = new Set(bom.problems.map(({ path }) => path));
    return [...old.files.values()].flatMap((lock): Draft[] => {
      if (lock.is !== 'lock' || now.files.has(lock.path) || unread.has(lock.path)) return [];
      const left = [...now.files.values()].filter((one) => isLeft(one, lock, before, bom));
      return left.length === 0 ? [] : [draft(lock, left)];
    });
  },
};

/** A manifest that this lock was for, and that has none now. */
function isLeft(manifest: PackageFile, lock: PackageFile, before: Bom, head: Bom): boolean {
  if (manifest.is !== 'manifest' || manifest.pair !== lock.pair || !manifest.path.startsWith(slashedFolder(lock.path))) return false;
  if (!packageFiles(before).locksFor(manifest.path).includes(lock)) return false;
  const asked = [...askedOf(manifest).keys()];
  if (asked.length === 0) return false;
  const locks = packageFiles(head).locksFor(manifest.path);
  return !locks.some(
    (one) => slashedFolder(one.path) === slashedFolder(manifest.path) || asked.every((identity) => one.entries.has(identity)),
  );
}

function draft(lock: PackageFile, left: readonly PackageFile[]): Draft {
  const first = left.map(({ entries }) => [...entries.values()].flat().toSorted((a, b) => a.place.line - b.place.line)[0]);
  const sightings = first.flatMap((one) => one ?? []);
  const scope = sightings.some((one) => one.scope === 'product') ? 'product' : (sightings[0]?.scope ?? 'product');
  return {
    rule: RULE,
    component: 'tree',
    version: null,
    kind: 'tree',
    name: lock.path,
    scope,
    gap: `removed:${createHash('sha256').update(lock.path).digest('hex')}`,
    places: sightings.map(({ place }) => place),
    reason: `no version and no hash holds what ${left[0]?.path ?? ''} asks for any more`,
    fix: { title: titled(`Take back ${short(lock.path)}, or write a lock that is read`), edits: [], command: null },
    cause: `${RULE} ${lock.path}`,
    weight: 1,
  };
}
