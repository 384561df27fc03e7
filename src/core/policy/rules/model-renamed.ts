/** model/renamed: the hub knows the repository by a newer name of the same owner. */
import { z } from 'zod';
import type { Rule } from '../rule.ts';
import { byScope, draftOf, isModelOrDataset, short } from './support/draft.ts';
import { redirectKind, redirectedTo } from './support/redirect.ts';

export const modelRenamed: Rule<Record<string, never>> = {
  id: 'model/renamed',
  about: {
    title: 'The hub knows the model or dataset by a newer name',
    motivation: 'An old name works only as long as the hub remembers it; later somebody else may take it.',
    decides:
      'The hub answers with another id of the same owner, with other letter case, or, for the old names without owner ("gpt2", "bert-base-uncased"), with the id that the hub gave them. Another owner is model/redirected.',
    remedy: 'Write the new name:\nAutoModel.from_pretrained("openai-community/gpt2", revision="…")',
    serves: 'CRA Annex I Part II (1) (identify and document components)',
  },
  options: z.object({}),
  level: 'warn',
  everywhere: false,
  topics: ['existence'],
  libraries: 'none',
  judge: ({ bom }) =>
    bom.components.filter(isModelOrDataset).flatMap((component) => {
      const target = redirectedTo(component);
      if (target === null || redirectKind(component, target) !== 'renamed') return [];
      return byScope(component.sightings).map(([scope, sightings]) =>
        draftOf('model/renamed', component, scope, sightings, {
          gap: 'renamed',
          reason: 'the old name works only as long as the hub remembers it',
          title: `Write ${short(target)} instead of ${component.name}`,
          cause: `rename ${component.identity}`,
        }),
      );
    }),
};
