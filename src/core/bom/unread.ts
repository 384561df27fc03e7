/** What the base says in files of which head holds something that was not read: it is not gone, nobody could look (T33). */
import { pairOf } from '../ecosystems/locks.ts';
import type { Bom, BomComponent, Problem, Sighting } from '../model/index.ts';
import { placedIn } from '../model/parts.ts';

export interface OutOfSight {
  /** Whether a place of the base may still be there in head, where nobody sees it. */
  has(path: string): boolean;
  readonly isEmpty: boolean;
}

/** Two meanings of a path, and what only seems to be a name: the content was read. */
const READ: ReadonlySet<Problem['code']> = new Set(['ambiguous-path', 'telling']);

/** A problem that stands in both trees hides the same of both. */
export function outOfSight(base: Bom | null, head: Bom): OutOfSight {
  const before = Map.groupBy(base?.problems ?? [], sortOf);
  const fresh = [...Map.groupBy(head.problems, sortOf)].flatMap(([sort, problems]) =>
    problems.length > (before.get(sort)?.length ?? 0) ? problems.filter(({ code, quiet }) => quiet !== true && !READ.has(code)) : [],
  );
  const paths = new Set(fresh.map(({ path }) => path));
  if (paths.size === 0) return { has: () => false, isEmpty: true };
  const pairs = new Set([...paths].flatMap((path) => pairOf(path)?.pair ?? []));
  const named = new Set(placedIn(head).flatMap(({ sightings }) => sightings.map(({ place }) => place.path)));
  return {
    // Of a lock that is gone, one of its kind that was not read may have taken the place.
    has: (path) => paths.has(path) || (pairs.size > 0 && !named.has(path) && pairs.has(pairOf(path)?.pair ?? '')),
    isEmpty: false,
  };
}

function sortOf({ path, code, message }: Problem): string {
  return JSON.stringify([path, code, message]);
}

/** The components of base without the places that may still be there. `hid`: there are some. */
export function inSight(
  base: readonly BomComponent[],
  head: readonly BomComponent[],
  hidden: OutOfSight,
): { readonly seen: readonly BomComponent[]; readonly hid: boolean } {
  if (hidden.isEmpty) return { seen: base, hid: false };
  const [old, now] = [keysByPath(base), keysByPath(head)];
  // Where head has another version than the base had, one took the place of the other.
  const mayStand = (key: string, { place: { path } }: Sighting): boolean => {
    const here = now.get(path) ?? NONE;
    return hidden.has(path) && !here.has(key) && [...here].every((one) => old.get(path)?.has(one) === true);
  };
  let hid = false;
  const seen = base.flatMap((component): BomComponent[] => {
    const sightings = component.sightings.filter((one) => !mayStand(component.key, one));
    if (sightings.length === component.sightings.length) return [component];
    hid = true;
    return sightings.length === 0 ? [] : [{ ...component, sightings }];
  });
  return { seen, hid };
}

const NONE: ReadonlySet<string> = new Set();

function keysByPath(components: readonly BomComponent[]): ReadonlyMap<string, ReadonlySet<string>> {
  const keys = new Map<string, Set<string>>();
  for (const { key, sightings } of components)
    for (const { place } of sightings) keys.set(place.path, (keys.get(place.path) ?? new Set()).add(key));
  return keys;
}
