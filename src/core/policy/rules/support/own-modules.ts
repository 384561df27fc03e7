/** Modules of Go that a folder of the tree may stand for without anything being exchanged. */
import { golang } from '../../../ecosystems/golang/index.ts';
import type { Bom, Steering } from '../../../model/index.ts';
import { placedIn } from '../../../model/parts.ts';
import { packageOf } from '../../../model/sighting.ts';

/**
 * Whether a replacement leads to a folder, and the base has the module as its own, or takes it from nowhere else: the modules of one repository
 * point at each other like this. What is not a plain name is none of them.
 */
export function ownModules(before: Bom): (one: Steering) => boolean {
  const names = (before.steering ?? []).flatMap(({ what, key, value }) =>
    what === 'own-name' && key === golang.id ? golang.normalize(value) : [],
  );
  const own = new Set(names);
  const fetched = new Set(
    placedIn(before).flatMap(({ sightings }) =>
      sightings.flatMap((sighting) => {
        const one = packageOf(sighting);
        return one?.ecosystem === golang.id && one.source === 'registry' ? golang.normalize(one.name) : [];
      }),
    ),
  );
  return ({ place, what, key, value }) => {
    if (what !== 'override' || !/(?:^|\/)go\.(?:mod|work)$/.test(place.path) || !/^\.{1,2}(?:\/|$)/.test(value)) return false;
    const [name = ''] = key.slice('replace.'.length).split('@');
    return golang.isName(name) && (own.has(golang.normalize(name)) || !fetched.has(golang.normalize(name)));
  };
}
