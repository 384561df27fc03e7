/** What a change makes of the settings that steer installers. */
import { baseName } from '../../../base/base-name.ts';
import type { Bom, Steering } from '../../../model/index.ts';

export interface Steered {
  readonly now: Steering;
  /** Its value before, in this file or in the one that it took the place of; null: it is new. */
  readonly was: string | null;
}

/**
 * Settings of head that base has not, or has with another value. A file that moved, whole or in part, brings nothing that stood in the one that is
 * gone, and what it says otherwise is held against that one: moving a lock makes no hash new (T38).
 */
export function steeredAnew(before: Bom, head: Bom): Steered[] {
  const old = before.steering ?? [];
  const now = head.steering ?? [];
  const paths = new Set(now.map(({ place }) => place.path));
  const byPlace = Map.groupBy(old, (one) => keyOf(one, one.place.path));
  const gone = old.filter(({ place }) => !paths.has(place.path));
  const byName = Map.groupBy(gone, (one) => keyOf(one, baseName(one.place.path)));
  // A second lock of the same tool is held against what any lock said: which of them is used, whoever runs the tool decides.
  const places = new Set(old.map((one) => keyOf({ what: one.what, key: '' }, one.place.path)));
  const byKey = Map.groupBy(
    old.filter(({ what }) => what === 'module'),
    (one) => keyOf(one, ''),
  );
  // Another tool may write its lock in the place of the one that is gone; settings of one tool say nothing about another.
  const byFolder = Map.groupBy(
    gone.filter(({ what }) => what === 'module'),
    (one) => keyOf(one, folderOf(one.place.path)),
  );
  return now.flatMap((one): Steered[] => {
    const { path } = one.place;
    const values = [
      ...(byPlace.get(keyOf(one, path)) ?? []),
      ...(byName.get(keyOf(one, baseName(path))) ?? []),
      ...(byFolder.get(keyOf(one, folderOf(path))) ?? []),
      ...(places.has(keyOf({ what: one.what, key: '' }, path)) ? [] : (byKey.get(keyOf(one, '')) ?? [])),
    ].map(({ value }) => value);
    return values.includes(one.value) ? [] : [{ now: one, was: values[0] ?? null }];
  });
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function keyOf({ what, key }: Pick<Steering, 'what' | 'key'>, path: string): string {
  return JSON.stringify([what, key, path]);
}
