/** model/unresolved, dataset/unresolved and service/unresolved: loads whose name reading does not find, over three kinds (T9). */
import { z } from 'zod';
import type { About, Kind, Unknown } from '../../../model/index.ts';
import { unknownId } from '../../../model/unknown-id.ts';
import type { Policy } from '../../policy.ts';
import type { Draft, Rule } from '../../rule.ts';
import { uncertainty } from '../../rung.ts';
import { claimWords, commandToDeclare } from './declaring.ts';
import { byScope, draftOf, type Says, short } from './draft.ts';
import { alike, unknownDraft } from './unknown-draft.ts';

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
    libraries: 'none',
    judge: ({ bom, policy }) => {
      const raised = isDemanded(policy);
      const unnamed = bom.unknowns.filter((one) => one.kind === kind && one.why === 'computed');
      const doubtful = bom.components
        .filter((component) => component.kind === kind)
        .flatMap((component) =>
          byScope(component.sightings.filter((sighting) => uncertainty(component, sighting) !== null)).map(([scope, sightings]) =>
            draftOf(id, component, scope, sightings, {
              gap: 'unresolved',
              ...WHOSE,
              title: `Load ${short(component.name)} with a library that is known, or review it`,
              cause: `name ${component.identity}`,
              weight: sightings.length,
            }),
          ),
        );
      return [
        ...alike(unnamed)
          .flatMap(byClaim)
          .map((group) => unnamedDraft(id, group)),
        ...doubtful,
      ].map((draft) => ({ ...draft, raised }));
    },
  };
}

/** T37: what a package of unknown origin loads, nobody here can say. */
const WHOSE = { reason: 'the code does not show whose function is called here, so nothing about what it loads was checked' };

function unnamedDraft(id: string, group: readonly Unknown[]): Draft {
  const [first] = group;
  if (first === undefined) throw new Error('a group has at least one load');
  return unknownDraft(id, group, { gap: 'unresolved', ...wordsFor(first, group), cause: `name ${unknownId(first)}` });
}

/** What the change itself declares is read by whoever reviews it, and is a claim until it is merged (T8): the same finding, in other words. */
function byClaim(group: readonly Unknown[]): (readonly Unknown[])[] {
  return [...Map.groupBy(group, ({ declared }) => declared !== undefined).values()];
}

function wordsFor(first: Unknown, group: readonly Unknown[]): Pick<Says, 'reason' | 'title' | 'command'> {
  const { kind } = first;
  const claim = group.every(({ declared }) => declared !== undefined) ? first.declared : undefined;
  if (claim !== undefined) return claimWords(claim, kind, first.fedAnew !== undefined);
  if (group.every(({ doubts = [] }) => doubts.includes('callable')))
    return { ...WHOSE, title: `Load this ${kind} with a library that is known, or review it` };
  const command = commandToDeclare(first);
  const instead = command === null ? '' : ', or declare what deployment may give';
  if (kind === 'service')
    return {
      reason: 'which hosted model is called here is decided at run time, so nothing about it was checked',
      title: command === null ? 'Name the hosted model that is called here as a constant' : `Name the hosted model as a constant${instead}`,
      command,
    };
  return {
    reason: 'what is loaded here is decided at run time, so nothing about it was checked',
    title: command === null ? `Name the ${kind} that is loaded here as a constant` : `Name the ${kind} as a constant${instead}`,
    command,
  };
}
