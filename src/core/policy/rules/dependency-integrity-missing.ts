/** dependency/integrity-missing: a lock entry that locks no bytes. */
import { z } from 'zod';
import type { Sighting } from '../../model/index.ts';
import { packageOf } from '../../model/sighting.ts';
import type { Rule } from '../rule.ts';
import { byScope, draftOf } from './support/draft.ts';

export const dependencyIntegrityMissing: Rule<Record<string, never>> = {
  id: 'dependency/integrity-missing',
  about: {
    title: 'A lock entry without a hash',
    motivation:
      'A version is a name; only a hash says which bytes. Without one, a registry or a mirror can hand out something else under the same version, and nobody notices.',
    decides:
      'An entry of a lockfile that comes from a registry and holds no integrity value, or lists an archive without one beside others that have theirs. Entries from git, from a path or from a URL of their own are not meant; nor are those of a kind of lock that has no such hashes (Yarn 2 and later). It counts in tests and examples too.',
    remedy:
      'Let the tool write the lockfile anew, without a cache that lost the hashes, for example: rm package-lock.json && npm install, or uv lock.',
    serves: 'CRA Annex I Part I (2)(f) (integrity)',
  },
  options: z.object({}),
  level: 'warn',
  everywhere: true,
  topics: [],
  libraries: 'each',
  speaksOf: () => (library) => library.sightings.some(isBare),
  judge: ({ bom }) =>
    bom.components.flatMap((component) => {
      if (!component.sightings.some(isBare)) return [];
      return byScope(component.sightings.filter(isBare)).map(([scope, sightings]) =>
        draftOf('dependency/integrity-missing', component, scope, sightings, {
          gap: 'no-integrity',
          reason: 'a registry or mirror can hand out other bytes under the same version, and nobody notices',
          title: 'Write the lockfile anew, so that every entry has a hash',
          // One command settles all entries of a lockfile.
          cause: `integrity-missing ${sightings[0]?.place.path ?? ''}`,
        }),
      );
    }),
};

function isBare(sighting: Sighting): boolean {
  const one = packageOf(sighting);
  return (
    one?.from === 'lock' && one.source === 'registry' && one.unhashed !== true && (one.integrity.length === 0 || one.bare !== undefined)
  );
}
