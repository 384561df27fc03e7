/** Where the entries of a package-lock stand: the places of other keys are not kept, of which there are many more. */
import { type KeyPlaces, keepPlaces } from '../../../base/json/places.ts';

/** Keys of version 1 alternate "dependencies" and a name; folders nest a few dozen deep at worst. */
const OLD_KEYS = 80;

export function npmLockPlaces(): KeyPlaces {
  const kept = keepPlaces(OLD_KEYS);
  return {
    deepest: kept.deepest,
    onKey(path, place) {
      if (path.length === 1 || (path.length === 2 && path[0] === 'packages') || isOldEntry(path)) kept.onKey(path, place);
    },
    at: (path) => kept.at(path),
    nearest: (keys) => kept.nearest(keys),
  };
}

function isOldEntry(path: readonly string[]): boolean {
  if (path.length % 2 === 1) return false;
  for (let at = 0; at < path.length; at += 2) if (path[at] !== 'dependencies') return false;
  return true;
}
