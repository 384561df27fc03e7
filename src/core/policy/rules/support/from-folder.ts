/** Names that a registry, a repository or an address vouched for, and that are installed from a folder of the tree now. */
import { folderKey } from '../../../ecosystems/folder-key.ts';
import type { Bom, BomComponent, Sighting, Steering } from '../../../model/index.ts';
import { packageOf } from '../../../model/sighting.ts';
import { pairLocks } from './lock-pair.ts';
import { steeredAnew } from './steered.ts';

export interface FromFolder {
  readonly now: Steering;
  /** What the base has under that name, in the file that this one is held against. */
  readonly was: BomComponent;
  readonly sighting: Sighting;
}

/** A folder that the base installs that name from already, and a name that it does not know otherwise, are none. */
export function replacedByFolders(before: Bom | null, head: Bom): FromFolder[] {
  if (before === null) return [];
  const anew = steeredAnew(before, head).flatMap(({ now }) => (now.what === 'folder' ? [now] : []));
  // Most changes link no folder: nothing is looked up.
  if (anew.length === 0) return [];
  const asked = new Set(anew.map(({ key }) => key));
  // By name and file, so that a name that stands in many places is looked up once each (T39).
  const known = new Map<string, Omit<FromFolder, 'now'>>();
  const placed = (key: string, path: string): string => JSON.stringify([key, path]);
  for (const was of before.components)
    for (const sighting of was.sightings)
      for (const key of keysOf(sighting)) if (asked.has(key)) known.set(placed(key, sighting.place.path), { was, sighting });
  const pair = pairLocks(before, head);
  return anew.flatMap((now) => {
    const { path } = now.place;
    const found = known.get(placed(now.key, path)) ?? known.get(placed(now.key, pair.origin(path)));
    return found === undefined ? [] : [{ now, ...found }];
  });
}

/** Its own name, and the one that it is installed under. */
function keysOf(sighting: Sighting): readonly string[] {
  const one = packageOf(sighting);
  if (one === null || one.source === 'path' || one.name === '') return [];
  return [one.as ?? one.name, one.name].map((name) => folderKey(one.ecosystem, name));
}
