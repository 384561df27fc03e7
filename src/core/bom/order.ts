/** One order for everything in a Bom, so that equal inputs give equal bytes whatever order they came in. */
import type { Place, Sighting } from '../model/index.ts';
import { compareText } from '../base/order.ts';

export function comparePlaces(a: Place, b: Place): number {
  return compareText(a.path, b.path) || a.line - b.line || a.column - b.column;
}

/** By place; sightings at one place (several packages on one line of a lock) by everything else that they say. */
export function compareSightings(a: Sighting, b: Sighting): number {
  return comparePlaces(a.place, b.place) || compareText(JSON.stringify(a), JSON.stringify(b));
}

/** A sorted copy, ordered by a text of each element. */
export function sortedBy<T>(items: readonly T[], text: (item: T) => string): T[] {
  if (items.length < 2) return [...items];
  return [...items].sort((a, b) => compareText(text(a), text(b)));
}

/** Sorted, each once. */
export function distinct(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort(compareText);
}
