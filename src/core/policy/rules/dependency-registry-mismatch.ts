/** dependency/registry-mismatch: the lockfile has other bytes than the registry serves, or what the registry does not have (T33). */
import { z } from 'zod';
import type { Rule } from '../rule.ts';
import { short } from './support/draft.ts';
import { failedIn, registryDrafts } from './support/registry.ts';

const options = z.object({
  require: z
    .enum(['none', 'answer'])
    .default('none')
    .describe('"answer": a package whose registry gave no answer is verification/incomplete, and blocks where this rule does.'),
});
export type RegistryMismatchOptions = z.output<typeof options>;

export const dependencyRegistryMismatch: Rule<RegistryMismatchOptions> = {
  id: 'dependency/registry-mismatch',
  about: {
    title: 'A lockfile holds what its registry does not have',
    motivation:
      'A lockfile is written by whoever opens the pull request. A hash in it that is not the one the registry published under that name and version installs bytes that nobody else has; so does a version that was never published.',
    decides:
      'A package that the change adds or alters, taken from the registry that is asked: a hash of its lock entry that the registry has under no file of that version, or another hash for a file of that name. Compared are algorithms that both have. Also a name, a version or a file that the registry answers it does not have, where the entry itself says that it comes from this very registry. A registry that is not asked or does not answer, an entry that names no server, and a name that may be private (404 to a check without a token, of a registry of your own or of a name with a scope) prove nothing against the entry; with `require: answer` that is not enough to pass. It counts in tests and examples too.',
    remedy:
      'Remove the entry, and let the package manager write it anew from the registry. Find out where the other hash came from before you install anything.',
    serves: 'CRA Annex I Part I (2)(f) (integrity)',
  },
  options,
  level: 'block',
  everywhere: true,
  perRevision: true,
  topics: ['registry'],
  tighten: (above, below) => ({ require: above.require === 'answer' || below.require === 'answer' ? 'answer' : 'none' }),
  libraries: 'none',
  judge: ({ bom }) =>
    registryDrafts('dependency/registry-mismatch', bom, (component) => {
      const detail = failedIn(component, ['registry']);
      if (detail === null) return null;
      if (component.registry?.state === 'absent')
        return {
          gap: 'not-there',
          reason: `${detail}, and this lockfile says that it comes from there`,
          title: `Find out where ${short(component.name)} comes from: its registry does not have it`,
          cause: `registry-mismatch ${component.identity}`,
          weight: 2,
        };
      return {
        gap: 'other-bytes',
        reason: `${detail}: what this lockfile installs is not what was published`,
        title: `Find out why the hash of ${short(component.name)} is not the registry's`,
        cause: `registry-mismatch ${component.identity}`,
        weight: 2,
      };
    }),
};
