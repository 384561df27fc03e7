/** model/redirected: the hub answers a name with a repository of somebody else. */
import { z } from 'zod';
import type { Rule } from '../rule.ts';
import { byScope, draftOf, isModelOrDataset, short } from './support/draft.ts';
import { redirectKind, redirectedTo } from './support/redirect.ts';

export const modelRedirected: Rule<Record<string, never>> = {
  id: 'model/redirected',
  about: {
    title: 'The hub sends the name to another owner',
    motivation:
      'A repository that was moved or sold still answers to its old name. What is loaded then comes from an owner whom nobody here chose.',
    decides:
      'The hub answers a model or dataset with an id that has another owner than the one in the code, or with an address that is not an id. Redirects are never followed silently: nothing about the new repository counts for the name in the code. The same owner, and the old names without owner such as "gpt2", are model/renamed.',
    remedy: 'Find out why it moved. If you trust the new owner, write the new name, and pin it.',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  options: z.object({}),
  level: 'block',
  // T42: whose repository answers, no label excuses.
  everywhere: true,
  topics: ['existence'],
  libraries: 'none',
  judge: ({ bom }) =>
    bom.components.filter(isModelOrDataset).flatMap((component) => {
      const target = redirectedTo(component);
      if (target === null || redirectKind(component, target) === 'renamed') return [];
      return byScope(component.sightings).map(([scope, sightings]) =>
        draftOf('model/redirected', component, scope, sightings, {
          // The target is part of the gap: moving on to a third owner is another finding.
          gap: `redirected:${target}`,
          reason: `the hub answers with ${short(target)}, which belongs to somebody else`,
          title: `Decide whether ${short(component.name)} may come from its new owner`,
          cause: `redirect ${component.identity}`,
        }),
      );
    }),
};
