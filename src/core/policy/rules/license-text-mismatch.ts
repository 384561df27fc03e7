/** license/text-mismatch: what is stated about a license in several places is not the same (T11). */
import { z } from 'zod';
import { disagreeingSources } from '../../license/sources.ts';
import type { Rule } from '../rule.ts';
import { byScope, draftOf, short } from './support/draft.ts';

const RULE = 'license/text-mismatch';

export const licenseTextMismatch: Rule<Record<string, never>> = {
  id: RULE,
  about: {
    title: 'License text, card and registry do not say the same',
    motivation:
      'The text is what one agrees to; a tag is what somebody typed. Many models carry the tag of a free license beside a text that forbids commercial use, or a known text with a clause added.',
    decides:
      'Models, datasets and libraries of which two sources state different licenses, and models and datasets of which one source does (a card with a list of licenses, or with a tag and another name): a license text in the pinned revision (LICENSE, COPYING, MODEL_LICENSE, USE_POLICY, NOTICE), the card, a tag of the hub, the prompt that people accept, the registry. A text is recognized by its words: all of them must be those of a known license, so one with added or changed terms is none. All sources apply together until the policy says what the revision comes under. A license that is called that of the code is kept apart.',
    remedy:
      'Read the file that is named. Ask the publisher to correct the card. Say in the policy of the owner what this revision comes under:\nlicenses: { override: [{ component: "hf:org/name@<commit>", as: Apache-2.0, reason: "asked the author, ticket 812" }] }',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  options: z.object({}),
  level: 'warn',
  everywhere: false,
  passesOffers: true,
  drifts: true,
  topics: ['existence', 'license'],
  libraries: 'terms',
  judge: ({ bom }) =>
    bom.components.flatMap((component) => {
      const sources = component.license.conflicting ? disagreeingSources(component.claims) : [];
      if (sources.length === 0) return [];
      return byScope(component.sightings).map(([scope, sightings]) =>
        draftOf(RULE, component, scope, sightings, {
          gap: `differ:${component.license.expression}`,
          reason: `${sources.map(({ words }) => words).join(', ')}: until that is settled all of it applies`,
          title: `Settle which license ${short(component.name)} has`,
          cause: `license ${component.identity}`,
        }),
      );
    }),
};
