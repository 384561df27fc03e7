/** model/declaration: what the lock declares about loads does not fit the code. */
import { z } from 'zod';
import type { BomComponent, DeclaredAt, Sighting } from '../../model/index.ts';
import { asRead } from '../../model/sighting.ts';
import type { Draft, Rule } from '../rule.ts';
import { byScope, draftOf, short, titled, wholeGap } from './support/draft.ts';

const RULE = 'model/declaration';

export const modelDeclaration: Rule<Record<string, never>> = {
  id: RULE,
  about: {
    title: 'A declaration of the lock does not fit the code',
    motivation:
      'A declaration says which models, datasets or services deployment may give where the code names none. People believe what it says, so it must be about a load that is there, and must not say less than the code does.',
    decides:
      'A declaration of weighbridge.lock that is about no load in the tree. And a load whose default is not among what is declared for the same variable in the same file or folder.',
    remedy:
      'Declare what deployment may give, the default included, or take the declaration away:\nweighbridge declare app/llm.py:14 hf:org/name\nweighbridge declare "app/llm.py: environment MODEL_ID" --remove',
    serves: 'CRA Annex I Part II (1) (identify and document components)',
  },
  options: z.object({}),
  level: 'warn',
  everywhere: false,
  topics: [],
  libraries: 'none',
  judge: ({ bom }) => [
    ...bom.components.filter(({ kind }) => kind !== 'library').flatMap(contradicted),
    ...(bom.lock?.idle ?? []).map(idle),
  ],
};

function contradicted(component: BomComponent): Draft[] {
  const against = component.sightings.flatMap((sighting) => {
    const about = excludedBy(sighting);
    return about === null ? [] : [{ about, sighting }];
  });
  return [...Map.groupBy(against, ({ about }) => about)].flatMap(([about, group]) =>
    byScope(group.map(({ sighting }) => sighting)).map(([scope, sightings]) =>
      draftOf(RULE, component, scope, sightings, {
        gap: `excluded:${about}`,
        reason: `the lock declares what may be given here ("${short(about)}"), and the default in the code is not among it`,
        title: `Declare ${short(component.name)}, or write another default`,
        cause: `declare ${about}`,
      }),
    ),
  );
}

function excludedBy(sighting: Sighting): string | null {
  const declared = asRead(sighting)?.declared;
  return declared?.says === 'excludes' ? declared.about : null;
}

function idle({ about, place }: DeclaredAt): Draft {
  return {
    rule: RULE,
    component: 'tree',
    version: null,
    kind: 'tree',
    name: about,
    scope: 'product',
    gap: wholeGap(`idle:${about}`),
    places: [place],
    reason: 'no load in the tree is what it speaks of',
    fix: { title: titled(`Take the declaration ${short(about)} out of the lock`), edits: [], command: null },
    cause: 'declaration-idle',
    weight: 1,
  };
}
