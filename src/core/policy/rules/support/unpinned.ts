/** What runs by a name that moves: the same judgment for actions and for images. */
import { z } from 'zod';
import type { About, BomComponent, Kind, Sighting } from '../../../model/index.ts';
import { isImageDigest, isFullCommit } from '../../../ref/parse.ts';
import type { Rule } from '../../rule.ts';
import { byScope, draftOf, short } from './draft.ts';

export function unpinnedRule(id: string, kind: Kind, about: About, consequence: string): Rule<Record<string, never>> {
  return {
    id,
    about,
    options: z.object({}),
    level: 'off',
    everywhere: false,
    topics: [],
    libraries: 'none',
    judge: ({ bom }) =>
      bom.components
        .filter((component) => component.kind === kind)
        .flatMap((component) =>
          byScope(component.sightings.filter((one) => one.type === 'run' && !isPinned(one))).map(([scope, sightings]) =>
            draftOf(id, component, scope, sightings, {
              gap: 'unpinned',
              reason: consequence,
              title: pinTitle(component),
              cause: `pin ${component.identity}`,
            }),
          ),
        ),
  };
}

export function pinTitle({ ref, name }: BomComponent): string {
  return ref.type === 'oci' ? `Name the digest of ${short(name)}` : `Pin ${short(name)} to a full commit`;
}

/** Whoever owns a tag or a branch can move it; a shortened commit is a guess (T7). */
export function isPinned({ ref, requested }: Sighting): boolean {
  return requested !== null && (ref.type === 'oci' ? isImageDigest(requested) : isFullCommit(requested));
}
