/** Where a component is named. */
import type { BomComponent, Sighting } from '../../model/index.ts';
import { visible } from '../../base/visible-text.ts';
import { compareSightings } from '../order.ts';
import type { Occurrence } from './document.ts';

/** One occurrence for each place and call; a path of invalid UTF-8 or with control characters as visible text (T22). */
export function occurrencesOf(component: BomComponent): Occurrence[] {
  const found = new Map<string, Occurrence>();
  for (const sighting of [...component.sightings].sort(compareSightings)) {
    const occurrence = occurrenceOf(sighting);
    found.set(JSON.stringify([occurrence, sighting.place.column]), occurrence);
  }
  return [...found.values()];
}

function occurrenceOf({ place, api, scope }: Sighting): Occurrence {
  return {
    location: visible(place.path),
    line: place.line,
    ...(api === '' ? {} : { symbol: visible(api) }),
    additionalContext: `column ${place.column}, ${scope}`,
  };
}
