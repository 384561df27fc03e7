/** dependency/yanked: a version that its publisher has taken back, or whose project the index holds back. */
import { z } from 'zod';
import type { Rule } from '../rule.ts';
import { short } from './support/draft.ts';
import { registryFacts, shippedDrafts } from './support/registry.ts';

export const dependencyYanked: Rule<Record<string, never>> = {
  id: 'dependency/yanked',
  about: {
    title: 'A version was taken back',
    motivation:
      'Publishers take back versions that are broken or dangerous. A lockfile goes on installing them, because installers take a version that is named exactly.',
    decides:
      'A version that the change adds and that its index marks as yanked (PyPI), or whose whole project the index has put into quarantine because it may be malicious. Of what only developers and tests install nothing is said.',
    remedy: 'Take another version of the package.',
    serves: 'CRA Annex I Part I (2)(a) (no known exploitable vulnerabilities)',
  },
  options: z.object({}),
  level: 'warn',
  everywhere: false,
  perRevision: true,
  topics: ['registry'],
  libraries: 'none',
  judge: ({ bom }) =>
    shippedDrafts('dependency/yanked', bom, (component) => {
      const facts = registryFacts(component);
      if (facts === null) return null;
      const isHeld = facts.status === 'quarantined';
      if (!isHeld && facts.yanked === null) return null;
      const why = facts.yanked === null || facts.yanked === '' ? '' : ` (${facts.yanked})`;
      return {
        gap: isHeld ? 'quarantined' : 'yanked',
        reason: isHeld
          ? 'the index holds the whole project back because it may be malicious'
          : `its publisher has taken this version back${why}`,
        title: `Take another version of ${short(component.name)}`,
        cause: `yanked ${component.identity}`,
        weight: isHeld ? 2 : 1,
      };
    }),
};
