/** model/lock-stale: the lock speaks of something else than what the code loads. */
import { z } from 'zod';
import { isFullCommit } from '../../ref/parse.ts';
import type { Draft, Rule } from '../rule.ts';
import { byScope, draftOf, isModelOrDataset, short } from './support/draft.ts';

const RULE = 'model/lock-stale';

const options = z.object({});

export const modelLockStale: Rule<z.output<typeof options>> = {
  id: RULE,
  about: {
    title: 'The lock is older than the code',
    motivation: 'A lock that names another commit than the code makes "weighbridge pull" fetch what the product does not load.',
    decides:
      'An entry whose commit is not the one at the place that loads the model or dataset, and entries that no place in the tree loads. What floats has no commit to compare with.',
    remedy: 'Run "weighbridge lock" and commit weighbridge.lock.',
    serves: 'CRA Annex I Part II (1) (identify and document components)',
  },
  options,
  level: 'warn',
  everywhere: false,
  topics: [],
  libraries: 'none',
  judge: ({ bom }) => [
    ...bom.components.filter(isModelOrDataset).flatMap((component): Draft[] => {
      const { locked } = component;
      if (locked === undefined) return [];
      const other = component.sightings.filter(
        ({ requested }) => requested !== null && isFullCommit(requested) && requested.toLowerCase() !== locked.commit,
      );
      return byScope(other).map(([scope, sightings]) =>
        draftOf(RULE, component, scope, sightings, {
          gap: 'other-commit',
          reason: `the lock has the commit ${locked.commit.slice(0, 12)}, the code asks for another one`,
          title: `Lock ${short(component.name)} again`,
          cause: `lock ${component.identity}`,
          command: 'weighbridge lock',
        }),
      );
    }),
    ...(bom.lock?.unused ?? []).map(
      ({ reference, place }): Draft => ({
        rule: RULE,
        component: 'tree',
        version: null,
        kind: 'tree',
        name: reference,
        scope: 'product',
        gap: `unused:${reference}`,
        places: [place],
        reason: 'no place in the tree loads it',
        fix: { title: `Take ${short(reference)} out of the lock`, edits: [], command: 'weighbridge lock' },
        cause: 'lock-unused',
        weight: 1,
      }),
    ),
  ],
};
