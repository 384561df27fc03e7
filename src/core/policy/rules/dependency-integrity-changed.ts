/** dependency/integrity-changed: the same version, other bytes. */
import { z } from 'zod';
import { canonicalVersion } from '../../ecosystems/look-up.ts';
import type { Change, PackageFact, Sighting } from '../../model/index.ts';
import { packageOf } from '../../model/sighting.ts';
import type { Rule } from '../rule.ts';
import { byScope, draftOf, short } from './support/draft.ts';
import { compareIntegrity } from './support/integrity.ts';

const REASONS = {
  changed: 'the same version stands for other bytes than before: a published version never changes its content',
  dropped: 'the hash that held this version to its bytes is gone',
} as const;

export const dependencyIntegrityChanged: Rule<Record<string, never>> = {
  id: 'dependency/integrity-changed',
  about: {
    title: 'The hash of a locked version changed',
    motivation:
      'Registries do not let a published version change. When its hash changes in a lockfile, somebody put other bytes behind a version that was reviewed before.',
    decides:
      'A package that is locked in the same version before and after the change. A hash that is replaced by another one of the same algorithm is a change; so is a hash that is taken away, or replaced by one that cannot be compared with it. Compared are only algorithms that both sides have. Hashes that are added beside all the old ones are fine for Python (new wheels) and a change for npm, where a version is one tarball. Where a lock says which archive each hash is of (uv.lock), the same archive must have the same hash, and another choice of archives is no change. One more copy of a package that npm bundles inside another one has no hash of its own; that of the archive around it counts. Another spelling of a version (1.0 and 1.0.0) is the same version. Stronger algorithms beside or instead of SHA-1 are fine. It blocks in tests and examples too.',
    remedy:
      'Take the old entry back from the base branch. If the registry really serves other bytes, find out why before you install anything.',
    serves: 'CRA Annex I Part I (2)(f) (integrity)',
  },
  options: z.object({}),
  level: 'block',
  everywhere: true,
  topics: [],
  judge: ({ changes }) =>
    changes.flatMap((change) => {
      const base = lockedIn(change.base);
      const head = lockedIn(change.head);
      return change.head.flatMap((component) => {
        const found = component.sightings.flatMap((sighting) => {
          const result = against(base, head, sighting);
          return result === 'same' ? [] : [{ sighting, result }];
        });
        return [...Map.groupBy(found, ({ result }) => result)].flatMap(([result, group]) =>
          byScope(group.map(({ sighting }) => sighting)).map(([scope, sightings]) =>
            draftOf('dependency/integrity-changed', component, scope, sightings, {
              gap: `integrity-${result}`,
              reason: REASONS[result],
              title: `Take back the hash of ${short(component.name)} ${short(component.version ?? '')}`,
              cause: `integrity ${component.identity}`,
              weight: 2,
            }),
          ),
        );
      });
    }),
};

/** What one entry of a version held. */
type Held = Pick<PackageFact, 'integrity' | 'archives'>;

/** Version → file → its entries of that version. */
type Locked = ReadonlyMap<string, ReadonlyMap<string, readonly Held[]>>;

function lockedIn(components: Change['base']): Locked {
  const versions = new Map<string, Map<string, Held[]>>();
  for (const sighting of components.flatMap(({ sightings }) => sightings)) {
    const { place } = sighting;
    const one = packageOf(sighting);
    if (one === null || one.version === null) continue;
    // Another spelling of the version must not hide that it is the same one.
    const version = canonicalVersion(one.ecosystem, one.version);
    const files = versions.get(version) ?? new Map<string, Held[]>();
    files.set(place.path, [...(files.get(place.path) ?? []), one]);
    versions.set(version, files);
  }
  return versions;
}

/**
 * File by file, so that a second lockfile with the old hash does not excuse the first. A file that is new, or was renamed, is held against
 * everything that the base knew of that version; a manifest without hashes says nothing about them.
 */
function against(base: Locked, head: Locked, sighting: Sighting): 'same' | 'changed' | 'dropped' {
  const { place } = sighting;
  const one = packageOf(sighting);
  if (one === null || one.version === null) return 'same';
  const version = canonicalVersion(one.ecosystem, one.version);
  const files = base.get(version);
  if (files === undefined) return 'same';
  const here = files.get(place.path);
  // One more copy, inside the archive of another package: none has lost the hash that it had.
  const isKept = hashes(head.get(version), here && place.path) >= hashes(files, here && place.path);
  if (one.bundled === true && one.integrity.length === 0 && isKept) return 'same';
  if (here === undefined) {
    if (one.from !== 'lock' && one.integrity.length === 0) return 'same';
    return compared([...files.values()].flat(), one);
  }
  // Several entries of one version in one file (nested node_modules): one that had no hash before does not ask for one now.
  if (one.integrity.length === 0 && here.some(({ integrity }) => integrity.length === 0)) return 'same';
  return compared(here, one);
}

function compared(before: readonly Held[], now: Held): 'same' | 'changed' | 'dropped' {
  const old = before.flatMap(({ integrity }) => integrity);
  const named = before.map(({ archives }) => archives);
  if (now.archives === undefined || old.length === 0 || named.includes(undefined)) return compareIntegrity(old, now.integrity);
  const hashes = Map.groupBy(
    named.flatMap((one) => one ?? []),
    ([name]) => name,
  );
  const isOther = ([name, hash]: readonly [string, string]): boolean =>
    hashes.get(name)?.every(([, before]) => before.toLowerCase() !== hash.toLowerCase()) === true;
  return now.archives.some(isOther) ? 'changed' : 'same';
}

/** Entries of one version that have a hash, in one file or in all. */
function hashes(files: ReadonlyMap<string, readonly Held[]> = new Map(), path?: string): number {
  const entries = path === undefined ? [...files.values()].flat() : (files.get(path) ?? []);
  return entries.filter(({ integrity }) => integrity.length > 0).length;
}
