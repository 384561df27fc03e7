/** What was pinned, and runs by a name that moves now: the same judgment for actions and for images. */
import { z } from 'zod';
import type { About, Change, Kind, Sighting } from '../../../model/index.ts';
import type { Draft, Rule } from '../../rule.ts';
import { byScope, draftOf } from './draft.ts';
import { isPinned, pinTitle } from './unpinned.ts';

/** Most repositories pin nothing, and are not told so here; who pinned something, and does not any more, is. */
export function pinLostRule(id: string, kind: Kind, about: About, consequence: string): Rule<Record<string, never>> {
  return {
    id,
    about,
    options: z.object({}),
    level: 'warn',
    everywhere: true,
    topics: [],
    libraries: 'none',
    judge: ({ changes }) => changes.filter((change) => change.kind === kind).flatMap((change) => draftsOf(id, change, consequence)),
  };
}

function draftsOf(id: string, { base, head }: Change, consequence: string): Draft[] {
  const runs = (components: Change['base']): Sighting[] =>
    components.flatMap(({ sightings }) => sightings.filter(({ type }) => type === 'run'));
  const lost = losing(countedIn(runs(base)), countedIn(runs(head)));
  return head.flatMap((component) => {
    const moving = component.sightings.filter((one) => one.type === 'run' && !isPinned(one) && lost(one.place.path));
    return byScope(moving).map(([scope, sightings]) =>
      draftOf(id, component, scope, sightings, {
        gap: 'pin-lost',
        reason: consequence,
        title: pinTitle(component),
        // The same edit settles what the rule about all that is unpinned says.
        cause: `pin ${component.identity}`,
      }),
    );
  });
}

/** How often something is named in a file. */
interface Counted {
  readonly pinned: ReadonlyMap<string, number>;
  readonly moving: ReadonlyMap<string, number>;
  readonly allPinned: number;
}

function countedIn(sightings: readonly Sighting[]): Counted {
  const [pinned, moving] = [new Map<string, number>(), new Map<string, number>()];
  let allPinned = 0;
  for (const one of sightings) {
    const counts = isPinned(one) ? pinned : moving;
    if (counts === pinned) allPinned += 1;
    counts.set(one.place.path, (counts.get(one.place.path) ?? 0) + 1);
  }
  return { pinned, moving, allPinned };
}

/**
 * File by file: one that is pinned less often there than before, and moves more often. In a file that did not name it, one is lost where the tree pins
 * it less often than before: the file was moved.
 */
function losing(old: Counted, now: Counted): (path: string) => boolean {
  return (path) => {
    const count = (side: Counted, which: 'pinned' | 'moving'): number => side[which].get(path) ?? 0;
    if (count(now, 'moving') <= count(old, 'moving')) return false;
    const isNew = count(old, 'pinned') + count(old, 'moving') === 0;
    return isNew ? old.allPinned > now.allPinned : count(old, 'pinned') > count(now, 'pinned');
  };
}
