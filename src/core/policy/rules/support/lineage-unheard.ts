/** verification/incomplete about the ancestors of a model: whose source did not answer, and what is beyond the limit (T4, T11, T32). */
import type { Ancestor, BomComponent, Topic } from '../../../model/index.ts';
import { statedNameOf } from '../../../ref/stated-name.ts';
import type { Draft } from '../../rule.ts';
import { byScope, draftOf, type Says, short } from './draft.ts';
import { ONLINE, PER_COMPONENT, type Reason, WHY_MISSING } from './unavailable.ts';

export function lineageDrafts(rule: string, component: BomComponent): Draft[] {
  const { lineage } = component;
  if (lineage === undefined) return [];
  const said = [...unheard(lineage.ancestors), ...(lineage.cut ? [cutOf(component, lineage.ancestors)] : [])];
  return said.flatMap(({ topics, ...says }) =>
    byScope(component.sightings).map(([scope, sightings]) => ({ ...draftOf(rule, component, scope, sightings, says), topics })),
  );
}

type Told = Says & { readonly topics: readonly Topic[] };

/** Once for each reason. What is gone, renamed or no name of any host is an answer: license rules judge it. */
function unheard(ancestors: readonly Ancestor[]): Told[] {
  const silent = ancestors.filter(({ unresolved }) => unresolved !== null && Object.hasOwn(WHY_MISSING, unresolved.reason));
  const byReason = Map.groupBy(silent, ({ unresolved }) => unresolved?.reason as Reason);
  return [...byReason].map(([reason, group]): Told => {
    const names = [...new Set(group.map(({ ref }) => statedNameOf(ref)))];
    const more = names.length > 1 ? ` and ${names.length - 1} more` : '';
    const made = group.every(({ relation }) => relation === 'trained-on') ? 'on which it was trained' : 'from which it is made';
    const own = PER_COMPONENT.has(reason);
    return {
      gap: `lineage:${reason}`,
      reason: `${WHY_MISSING[reason] ?? 'the answer is missing'}, so the terms of ${short(names[0] ?? '')}${more}, ${made}, were not checked`,
      title: own
        ? `Make ${short(names[0] ?? '')} readable for the check`
        : reason === 'offline'
          ? ONLINE
          : 'Run the check again when the hub answers',
      cause: own ? `access ${group[0]?.ref ?? ''}` : reason === 'offline' ? `unavailable ${reason}` : `unavailable the hub ${reason}`,
      weight: names.length,
      // What asking again will settle keeps open what the license rules need, as if the model itself had not answered.
      topics: own ? ['lineage'] : ['license', 'lineage'],
    };
  });
}

/** Models are followed before data: where data was reached, all models were, and what is left open decides no license by itself. */
function cutOf({ name, identity }: BomComponent, ancestors: readonly Ancestor[]): Told {
  const isOfData = ancestors.some(({ kind }) => kind === 'dataset');
  return {
    gap: 'lineage:cut',
    reason: `it is made from more than our limit of 20 models and datasets, so the terms of the others were not checked`,
    title: `Look at what ${short(name)} is made from beyond the first 20`,
    cause: `lineage ${identity}`,
    topics: isOfData ? [] : ['lineage'],
  };
}
