/** model/denied, dataset/denied and service/denied: the policy's lists over three kinds. */
import { z } from 'zod';
import { InputError } from '../../../base/errors.ts';
import type { About, BomComponent, Kind } from '../../../model/index.ts';
import { parseRef } from '../../../ref/parse.ts';
import type { Ref } from '../../../ref/index.ts';
import { matchesAny } from '../../patterns.ts';
import type { Lists, Policy } from '../../policy.ts';
import type { Rule } from '../../rule.ts';
import { byScope, draftOf, short } from './draft.ts';
import { redirectedTo } from './redirect.ts';

export function deniedRule(id: string, kind: Kind, about: About, lists: (policy: Policy) => Lists): Rule<Record<string, never>> {
  return {
    id,
    about,
    options: z.object({}),
    level: 'block',
    // T42: labels relax services, never a model or dataset that the policy forbids.
    everywhere: kind !== 'service',
    topics: kind === 'service' ? [] : ['existence'],
    libraries: 'none',
    judge: ({ bom, policy }) =>
      bom.components.flatMap((component) => {
        const gap = component.kind === kind ? gapOf(component, lists(policy)) : null;
        if (gap === null) return [];
        const reason =
          gap === 'denied' ? 'the policy forbids it by name' : 'the policy allows only what it lists, and this is not on the list';
        return byScope(component.sightings).map(([scope, sightings]) =>
          draftOf(id, component, scope, sightings, {
            gap,
            reason,
            title: `Replace ${short(component.name)} with one that the policy allows`,
            cause: `replace ${component.identity}`,
            weight: gap === 'denied' ? 2 : 1,
          }),
        );
      }),
  };
}

/** A name that the hub sends elsewhere is judged by both names: a rename must not carry a denied one past the list. */
function gapOf(component: BomComponent, { allow, deny }: Lists): 'denied' | 'not-allowed' | null {
  const refs = [component.ref, ...targetRef(component)];
  if (refs.some((ref) => matchesAny(deny, ref))) return 'denied';
  return allow === undefined || refs.every((ref) => matchesAny(allow, ref)) ? null : 'not-allowed';
}

function targetRef(component: BomComponent): Ref[] {
  const target = redirectedTo(component);
  if (target === null) return [];
  try {
    return [parseRef(`hf:${component.kind === 'dataset' ? 'datasets/' : ''}${target}`)];
  } catch (error) {
    // The hub may answer anything; what is no id is on no list.
    if (error instanceof InputError) return [];
    throw error;
  }
}
