/** Names that a registry, a repository or an address vouched for, and that are installed from a folder of the tree now. */
import { withinTree } from '../../../base/within-tree.ts';
import { golang } from '../../../ecosystems/golang/index.ts';
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
  const anew = [...steeredAnew(before, head).flatMap(({ now }) => (now.what === 'folder' ? [now] : [])), ...usedModules(before, head)];
  // Most changes link no folder: nothing is looked up.
  if (anew.length === 0) return [];
  const asked = new Set(anew.map(({ key }) => key));
  // By name and file, so that a name that stands in many places is looked up once each (T39).
  const known = new Map<string, Omit<FromFolder, 'now'>>();
  const anywhere = new Map<string, Omit<FromFolder, 'now'>>();
  const placed = (key: string, path: string): string => JSON.stringify([key, path]);
  for (const was of before.components)
    for (const sighting of was.sightings)
      for (const key of keysOf(sighting)) {
        if (!asked.has(key)) continue;
        known.set(placed(key, sighting.place.path), { was, sighting });
        anywhere.set(key, { was, sighting });
      }
  const pair = pairLocks(before, head);
  return anew.flatMap((now) => {
    const { path } = now.place;
    // A workspace of Go stands above the files that ask for its modules.
    const found =
      known.get(placed(now.key, path)) ??
      known.get(placed(now.key, pair.origin(path))) ??
      (isWorkspace(path) ? anywhere.get(now.key) : undefined);
    return found === undefined ? [] : [{ now, ...found }];
  });
}

/** Its own name, and the one that it is installed under. */
function keysOf(sighting: Sighting): readonly string[] {
  const one = packageOf(sighting);
  if (one === null || one.source === 'path' || one.name === '') return [];
  return [one.as ?? one.name, one.name].map((name) => folderKey(one.ecosystem, name));
}

const GO_WORK = /(?:^|\/)go\.work$/;

function isWorkspace(path: string): boolean {
  return GO_WORK.test(path);
}

/** Modules that a workspace of Go takes from the folders that it uses (Go Modules Reference, "use directive"), where the base did not. */
function usedModules(before: Bom, head: Bom): Steering[] {
  const [old, now] = [before, head].map(inWorkspaces);
  const had = new Set(old?.map(({ key }) => key));
  return now?.filter(({ key }) => !had.has(key)) ?? [];
}

function inWorkspaces({ steering = [] }: Bom): Steering[] {
  const used = steering.filter(({ what, place }) => what === 'member' && isWorkspace(place.path));
  if (used.length === 0) return [];
  const names = new Map(steering.flatMap((one) => (one.what === 'own-name' && one.key === golang.id ? [[one.place.path, one.value]] : [])));
  return used.flatMap((one): Steering[] => {
    // What leads out of the tree is no folder of it, whatever is called the same inside.
    const folder = one.value.startsWith('/') ? null : withinTree(`${one.place.path.replace(/[^/]*$/, '')}${one.value}`);
    const name = folder === null ? undefined : names.get(folder === '' ? 'go.mod' : `${folder}/go.mod`);
    if (name === undefined || !golang.isName(name)) return [];
    return [{ ...one, what: 'folder', key: folderKey(golang.id, golang.normalize(name)) }];
  });
}
