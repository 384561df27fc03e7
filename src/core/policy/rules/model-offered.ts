/** model/offered: a list lets somebody choose a model that nothing here is seen to load. */
import { z } from 'zod';
import { offerKey, offersIn } from '../offers.ts';
import type { Rule } from '../rule.ts';
import { byScope, draftOf, isModelOrDataset } from './support/draft.ts';

const RULE = 'model/offered';

export const modelOffered: Rule<Record<string, never>> = {
  id: RULE,
  about: {
    title: 'A list offers a model that nothing here is seen to load',
    motivation:
      'Whoever chooses an entry of the list gets that model, at whatever revision its branch then has. One entry more is one line that nobody looks at twice.',
    decides:
      'A model or dataset of a hub, a registry or an address whose places are all entries of a list from which somebody may choose: a list, table, enumeration, type or form of models, or a catalog in a data file. Hosted models of such lists are shown among the changes, and are judged by service/denied alone: nothing is downloaded. What is loaded or asked anywhere else is no offer. ' +
      'With "catalogs: show" (built in), model/floating, dataset/floating, license/unknown and model/not-locked leave such entries to this rule as long as they only warn; where one of them blocks, and by all other rules, they are judged as any load. With "catalogs: judge" all rules judge them, and this one is silent.',
    remedy:
      'Name a full commit beside each entry, and load it at that commit; or have each entry judged as if it were loaded:\ncatalogs: judge',
    serves: 'CRA Article 13(5) (due diligence on third-party components), Annex I Part II (1): identify and document components',
  },
  options: z.object({}),
  level: 'warn',
  everywhere: false,
  topics: [],
  libraries: 'none',
  judge({ bom, policy }) {
    if (policy.catalogs === 'judge') return [];
    const offers = offersIn(bom);
    return bom.components.filter(isModelOrDataset).flatMap((component) =>
      byScope(component.sightings)
        .filter(([scope, sightings]) => offers.has(offerKey({ component: component.identity, scope })) && sightings.length > 0)
        .map(([scope, sightings]) => {
          const path = sightings[0]?.place.path ?? '';
          return draftOf(RULE, component, scope, sightings, {
            gap: 'offered',
            reason: 'a list lets somebody choose it, and nothing here is seen to load it: nobody looked at its revision and its license',
            title: 'Decide which models the list may offer, and at which commits',
            cause: `offers ${path}`,
          });
        }),
    );
  },
};
