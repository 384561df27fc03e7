/** model/not-locked: the tree has a lock, and this is not in it. */
import { z } from 'zod';
import { isFullCommit } from '../../ref/parse.ts';
import type { Rule } from '../rule.ts';
import { byScope, draftOf, isModelOrDataset, short } from './support/draft.ts';

const RULE = 'model/not-locked';

const options = z.object({});

export const modelNotLocked: Rule<z.output<typeof options>> = {
  id: RULE,
  about: {
    title: 'A pinned model or dataset is missing in the lock',
    motivation:
      'The lock is what "weighbridge pull" downloads and what stands in while the hub is away. What is not in it is downloaded without being compared with anything.',
    decides:
      'Only where weighbridge.lock has entries: a model or dataset of the Hugging Face Hub that is loaded at a full commit and has no entry. What floats is model/floating or dataset/floating first.',
    remedy: 'Run "weighbridge lock" and commit weighbridge.lock.',
    serves: 'CRA Annex I Part II (1) (identify and document components)',
  },
  options,
  level: 'warn',
  everywhere: false,
  passesOffers: true,
  topics: [],
  libraries: 'none',
  judge: ({ bom }) =>
    bom.lock === undefined || bom.lock.entries === 0
      ? []
      : bom.components
          .filter((one) => isModelOrDataset(one) && one.ref.type === 'hf' && one.locked === undefined)
          .flatMap((component) =>
            byScope(component.sightings.filter(({ requested }) => requested !== null && isFullCommit(requested))).map(
              ([scope, sightings]) =>
                draftOf(RULE, component, scope, sightings, {
                  gap: 'not-locked',
                  reason: 'weighbridge.lock has no entry for it, so a download is compared with nothing',
                  title: `Lock ${short(component.name)}`,
                  cause: `lock ${component.identity}`,
                  command: 'weighbridge lock',
                }),
            ),
          ),
};
