/** What a change makes of the settings that steer installers. */
import { baseName } from '../../../base/base-name.ts';
import type { Bom, Steering } from '../../../model/index.ts';

export interface Steered {
  readonly now: Steering;
  /** Its value before; null: it is new. */
  readonly was: string | null;
}

/**
 * Settings of head that base has not, or has with another value. A file that moved, whole or in part, brings nothing that stood in the one that is
 * gone.
 */
export function steeredAnew(before: Bom, head: Bom): Steered[] {
  const old = before.steering ?? [];
  const now = head.steering ?? [];
  const paths = new Set(now.map(({ place }) => place.path));
  const byPlace = Map.groupBy(old, (one) => keyOf(one, one.place.path));
  const gone = Map.groupBy(
    old.filter(({ place }) => !paths.has(place.path)),
    (one) => keyOf(one, baseName(one.place.path)),
  );
  return now.flatMap((one): Steered[] => {
    const values = (byPlace.get(keyOf(one, one.place.path)) ?? []).map(({ value }) => value);
    if (values.includes(one.value)) return [];
    if (gone.get(keyOf(one, baseName(one.place.path)))?.some(({ value }) => value === one.value) === true) return [];
    return [{ now: one, was: values[0] ?? null }];
  });
}

function keyOf({ what, key }: Steering, path: string): string {
  return JSON.stringify([what, key, path]);
}
