/** model/hash-mismatch and dataset/hash-mismatch: the same judgment over two kinds. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { About, BomComponent, Kind, Sighting } from '../../../model/index.ts';
import { copyState, mismatchAt } from '../../../verify/bytes.ts';
import type { Rule } from '../../rule.ts';
import { byScope, draftOf, short } from './draft.ts';

export function hashMismatchRule(id: string, kind: Kind, about: About): Rule<Record<string, never>> {
  return {
    id,
    about,
    options: z.object({}),
    level: 'block',
    // T5: other bytes than named are no matter of place.
    everywhere: true,
    perRevision: true,
    topics: ['existence', 'files'],
    libraries: 'none',
    judge: ({ bom }) =>
      bom.components
        .filter((component) => component.kind === kind)
        .flatMap((component) => [
          ...Map.groupBy(
            component.sightings.flatMap((one) => found(component, one)),
            ({ gap }) => gap,
          ).values(),
        ])
        .flatMap((group) => {
          const [first] = group;
          if (first === undefined) return [];
          const { component, gap, reason } = first;
          return byScope(group.map(({ sighting }) => sighting)).map(([scope, sightings]) =>
            draftOf(id, component, scope, sightings, {
              gap,
              reason,
              title: `Find out why the bytes of ${short(component.name)} differ`,
              cause: `hash-mismatch ${component.identity}`,
            }),
          );
        }),
  };
}

function found(
  component: BomComponent,
  sighting: Sighting,
): { component: BomComponent; sighting: Sighting; gap: string; reason: string }[] {
  // A listing that contradicts its own commit is tampering or a broken hub.
  if (component.verifications.some(({ topic, outcome }) => topic === 'digests' && outcome === 'failed'))
    return [{ component, sighting, gap: 'listing', reason: 'a digest that the hub reports does not belong to the commit that it reports' }];
  const reason = mismatchAt(sighting, component.hub);
  return reason === null ? [] : [{ component, sighting, gap: gapOf(component, sighting), reason }];
}

/** With the very bytes: other wrong ones in the place of those that were there, or that a waiver is for, are another finding (T5, T28). */
function gapOf({ hub }: BomComponent, sighting: Sighting): string {
  if (sighting.type !== 'copy') return 'checkout';
  const { copy } = sighting;
  const state = copyState(copy, hub);
  if (state.state !== 'differs') return 'checkout';
  const wrong = new Set(state.files);
  const bytes = copy.files.filter(({ path }) => wrong.has(path)).map(({ path, sha256 }) => JSON.stringify([path, sha256]));
  return `copy:${createHash('sha256').update(bytes.sort().join()).digest('hex')}`;
}
