/** license/text-mismatch: what is stated about a license in several places is not the same (T11). */
import { z } from 'zod';
import type { BomComponent, LicenseClaim } from '../../model/index.ts';
import { concludeLicense } from '../../license/conclude.ts';
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
      'Models, datasets and libraries of which two sources state different licenses: a license text in the pinned revision (LICENSE, COPYING, MODEL_LICENSE, USE_POLICY, NOTICE), the card, a tag of the hub, the prompt that people accept, the registry. A text is recognized by its words: all of them must be those of a known license, so one with added or changed terms is none. All sources apply together until the policy says what the revision comes under. A license that is called that of the code is kept apart.',
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
      const sources = component.license.conflicting ? sourcesOf(component) : [];
      if (new Set(sources.map(({ says }) => says)).size < 2) return [];
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

interface Source {
  readonly says: string;
  readonly words: string;
}

/** One for each file, card, prompt and registry that says something about the weights; texts first. */
function sourcesOf({ claims }: BomComponent): Source[] {
  const heard = claims.filter(({ file }) => file?.about !== 'code' && file?.unread === undefined);
  const groups = Map.groupBy(heard, ({ from, file }) => `${ORDER.indexOf(from)} ${file?.path ?? ''}`);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...others]]) => (first === undefined ? [] : (sourceOf(first, [first, ...others]) ?? [])));
}

const ORDER: readonly LicenseClaim['from'][] = ['text', 'gated-prompt', 'card', 'hub', 'package', 'file-header', 'lock'];
const NAMES: Readonly<Record<LicenseClaim['from'], string>> = {
  text: 'a text',
  'gated-prompt': 'the prompt that people accept',
  card: 'the card',
  hub: 'a tag of the hub',
  package: 'the registry or lockfile',
  'file-header': 'the header of the weights',
  lock: 'the lock',
};

function sourceOf({ from, file }: LicenseClaim, claims: readonly LicenseClaim[]): Source | null {
  const { expression, unknown } = concludeLicense(claims);
  if (file !== undefined && file.licenses.length === 0) {
    // A notice without a license in it says nothing.
    const near = file.near === null ? '' : `, near to ${file.near}`;
    return { says: file.path, words: `${file.path} holds ${file.why ?? 'other terms'}${near}` };
  }
  const says = expression ?? unknown;
  if (says === null || (expression === null && unknown === 'not stated')) return null;
  const who = from === 'text' && file !== undefined ? file.path : NAMES[from];
  const sure = file?.confidence == null || file.confidence === 1 ? '' : ` (${Math.round(file.confidence * 100)} % of its words)`;
  return { says, words: `${who} says ${short(says)}${sure}` };
}
