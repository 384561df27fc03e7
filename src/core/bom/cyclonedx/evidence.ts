/** Where a component is named. */
import type { BomComponent, Place, Scope, Sighting } from '../../model/index.ts';
import { asRead } from '../../model/sighting.ts';
import { visible } from '../../base/visible-text.ts';
import { compareSightings } from '../order.ts';
import type { Occurrence } from './document.ts';

/** One occurrence for each place and call; a path of invalid UTF-8 or with control characters as visible text (T22). */
export function occurrencesOf(component: BomComponent): Occurrence[] {
  const found = new Map<string, Occurrence>();
  const named = new Map<string, Occurrence>();
  for (const sighting of [...component.sightings].sort(compareSightings)) {
    const occurrence = occurrenceOf(sighting);
    found.set(JSON.stringify([occurrence, sighting.place.column]), occurrence);
    // Behind the places where it is loaded, those where its name stands.
    for (const place of asRead(sighting)?.readAt ?? []) named.set(JSON.stringify(place), nameAt(place, sighting.scope));
  }
  const loads = [...found.values()];
  return [
    ...loads,
    ...[...named.values()].filter((one) => !loads.some((load) => load.location === one.location && load.line === one.line)),
  ];
}

function nameAt({ path, line, column }: Place, scope: Scope): Occurrence {
  return { location: visible(path), line, additionalContext: `column ${column}, ${scope}, what is read as its name or revision` };
}

function occurrenceOf({ place, api, scope }: Sighting): Occurrence {
  return {
    location: visible(place.path),
    line: place.line,
    ...(api === '' ? {} : { symbol: visible(api) }),
    additionalContext: `column ${place.column}, ${scope}`,
  };
}
