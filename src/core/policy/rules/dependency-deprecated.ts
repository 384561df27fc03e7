/** dependency/deprecated: its publisher says not to use it. */
import { z } from 'zod';
import type { Rule } from '../rule.ts';
import { short } from './support/draft.ts';
import { registryFacts, shippedDrafts } from './support/registry.ts';

export const dependencyDeprecated: Rule<Record<string, never>> = {
  id: 'dependency/deprecated',
  about: {
    title: 'A package is deprecated',
    motivation: 'A deprecated package gets no security updates any more.',
    decides:
      'A version that the change adds and that its publisher has marked as deprecated (npm), or whose project the index calls deprecated or archived (PyPI). Of what only developers and tests install nothing is said.',
    remedy: 'Take what its publisher names in its place.',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  options: z.object({}),
  level: 'off',
  everywhere: false,
  topics: ['registry'],
  libraries: 'none',
  judge: ({ bom }) =>
    shippedDrafts('dependency/deprecated', bom, (component) => {
      const facts = registryFacts(component);
      const isOver = facts?.status === 'deprecated' || facts?.status === 'archived';
      if (facts === null || (facts.deprecated === null && !isOver)) return null;
      const words = facts.deprecated === null || facts.deprecated === '' ? '' : `: "${facts.deprecated}"`;
      return {
        gap: 'deprecated',
        reason: `its publisher has given it up${words}`,
        title: `Replace ${short(component.name)}`,
        cause: `deprecated ${component.identity}`,
      };
    }),
};
