/** model/recreated: another repository stands under the name that the lock recorded. */
import { z } from 'zod';
import type { BomComponent } from '../../model/index.ts';
import type { Draft, Rule } from '../rule.ts';
import { byScope, draftOf, isModelOrDataset, short } from './support/draft.ts';

const RULE = 'model/recreated';

export const modelRecreated: Rule<Record<string, never>> = {
  id: RULE,
  about: {
    title: 'Another repository stands under the name of a model or dataset',
    motivation:
      'When an owner deletes a repository or an account, the name is free again. Whoever takes it is served to everybody who still loads that name.',
    decides:
      "The lock records the hub's own id of each repository. A finding when the hub answers with another id under the same name, and when a change writes another id into the lock, or takes the id out where the hub does not confirm it. Entries without an id, written by earlier versions, say nothing.",
    remedy:
      'Find out who owns the name now. If the repository was moved on purpose, run "weighbridge lock --update hf:org/name" and let the change be approved.',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  options: z.object({}),
  level: 'block',
  everywhere: true,
  topics: ['existence'],
  libraries: 'none',
  judge: ({ bom }) =>
    bom.components
      .filter((one) => isModelOrDataset(one) && (writesAnotherId(one) || answersAnotherId(one)))
      .flatMap((component): Draft[] =>
        byScope(component.sightings).map(([scope, sightings]) =>
          draftOf(RULE, component, scope, sightings, {
            // The hub changed before this change, or nobody would know; what the change does is new (T5).
            gap: writesAnotherId(component) ? 'rewritten' : 'recreated',
            reason: writesAnotherId(component)
              ? 'the change takes another repository of the same name into the lock'
              : 'the hub has another repository under this name than the one that was locked',
            title: `Find out who owns ${short(component.name)} now`,
            cause: `recreated ${component.identity}`,
          }),
        ),
      ),
};

function answersAnotherId({ locked, hub }: BomComponent): boolean {
  const before = locked?.repositoryId ?? null;
  return before !== null && hub?.repositoryId !== undefined && hub.redirectedTo === null && hub.repositoryId !== before;
}

function writesAnotherId({ locked, hub }: BomComponent): boolean {
  const before = locked?.before?.repositoryId ?? null;
  if (before === null || locked?.repositoryId === before) return false;
  return locked?.repositoryId !== null || hub?.repositoryId !== before;
}
