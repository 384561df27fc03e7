/** What tests hold as data, apart from what the tree contains: judged alike, and told in a line of its own. */
import type { Bom, BomComponent, Change, Sighting } from './index.ts';
import { withTouched } from './parts.ts';
import { asRead } from './sighting.ts';

/** Nothing is known to load it: tests name it, and no more. */
export function isMentioned({ sightings }: Pick<BomComponent, 'sightings'>): boolean {
  return sightings.length > 0 && sightings.every(isMention);
}

/** Added, removed or changed, and named by tests alone on both sides. */
export function isOfMentions({ base, head }: Change): boolean {
  return [...base, ...head].every(isMentioned);
}

/** The Bom of what the tree contains. */
export function withoutMentions(bom: Bom): Bom {
  return withTouched(bom, (components) => components.filter((one) => !isMentioned(one)).map(loaded));
}

/** Places that count: all of them, where there are no others than mentions. */
export function countedSightings(sightings: readonly Sighting[]): readonly Sighting[] {
  const counted = sightings.filter((one) => !isMention(one));
  return counted.length === 0 ? sightings : counted;
}

function loaded(component: BomComponent): BomComponent {
  const counted = countedSightings(component.sightings);
  return counted.length === component.sightings.length ? component : { ...component, sightings: counted };
}

function isMention(sighting: Sighting): boolean {
  return asRead(sighting)?.mention === true;
}
