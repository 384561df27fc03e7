/** dependency/registry-mismatch: the lockfile has other bytes than the registry serves. */
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
    title: 'A lockfile holds another hash than the registry',
    motivation:
      'A lockfile is written by whoever opens the pull request. A hash in it that is not the one the registry published under that name and version installs bytes that nobody else has.',
    decides:
      'A package that the change adds or alters, taken from the registry that is asked: a hash of its lock entry that the registry has under no file of that version, or another hash for a file of that name. Compared are algorithms that both have. A registry that is not asked, does not answer, or has the version no more, proves nothing against the entry; with `require: answer` that is not enough to pass. It counts in tests and examples too.',
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
  judge: ({ bom }) =>
    registryDrafts('dependency/registry-mismatch', bom, (component) => {
      const detail = failedIn(component, ['registry']);
      if (detail === null) return null;
      return {
        gap: 'other-bytes',
        reason: `${detail}: what this lockfile installs is not what was published`,
        title: `Find out why the hash of ${short(component.name)} is not the registry's`,
        cause: `registry-mismatch ${component.identity}`,
        weight: 2,
      };
    }),
};
