/** model/unresolved, dataset/unresolved and service/unresolved: a load whose name reading does not find, over three kinds (T9). */
import { z } from 'zod';
import type { About, BomComponent, Kind, Sighting } from '../../../model/index.ts';
import { asRead } from '../../../model/sighting.ts';
import type { Policy } from '../../policy.ts';
import type { Rule } from '../../rule.ts';
import { uncertainty } from '../../rung.ts';
import { byScope, draftOf, short } from './draft.ts';

/** `isDemanded`: whether the policy asks of this kind more than a name; then a load without one is refused. */
export function unresolvedRule(id: string, kind: Kind, about: About, isDemanded: (policy: Policy) => boolean): Rule<Record<string, never>> {
  return {
    id,
    about,
    options: z.object({}),
    level: 'warn',
    everywhere: false,
    raises: true,
    topics: [],
    judge: ({ bom, policy }) => {
      const raised = isDemanded(policy);
      return bom.components
        .filter((component) => component.kind === kind)
        .flatMap((component) =>
          byScope(component.sightings.filter((sighting) => isUnresolved(component, sighting))).map(([scope, sightings]) => ({
            ...draftOf(id, component, scope, sightings, {
              gap: 'unresolved',
              ...wordsFor(component, sightings),
              cause: `name ${component.identity}`,
              // Such loads are known by their expression only: one more place with the same words may be another model (T5).
              weight: sightings.length,
            }),
            raised,
          })),
        );
    },
  };
}

function isUnresolved(component: BomComponent, sighting: Sighting): boolean {
  return asRead(sighting)?.how === 'unresolved' || uncertainty(component, sighting) !== null;
}

function wordsFor({ kind, name }: BomComponent, sightings: readonly Sighting[]): { reason: string; title: string } {
  // T37: what a package of unknown origin loads, nobody here can say.
  if (sightings.every((one) => asRead(one)?.doubts?.includes('callable') === true))
    return {
      reason: 'the code does not show whose function is called here, so nothing about what it loads was checked',
      title: `Load ${short(name)} with a library that is known, or review it`,
    };
  if (kind === 'service')
    return {
      reason: 'which hosted model is called here is decided at run time, so nothing about it was checked',
      title: 'Name the hosted model that is called here as a constant',
    };
  return {
    reason: 'what is loaded here is decided at run time, so nothing about it was checked',
    title: `Name the ${kind} that is loaded here as a constant`,
  };
}
