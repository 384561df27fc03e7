/** dependency/integrity-changed: the same version, other bytes. */
import { z } from 'zod';
import type { Rule } from '../rule.ts';
import { byScope, draftOf, short } from './support/draft.ts';
import { against, lockedIn } from './support/other-bytes.ts';

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
