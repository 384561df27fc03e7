/** Loads without a name of head that base does not have. */
import type { Bom, Unknown } from '../model/index.ts';

/** Counted: one more of the same in the same file is added. Lines do not count: what stands above a load moves it, and changes nothing. Without a base all are. */
export function addedUnknowns(base: Bom | null, head: Bom): Unknown[] {
  const left = new Map<string, number>();
  for (const one of base?.unknowns ?? []) left.set(keyOf(one), (left.get(keyOf(one)) ?? 0) + 1);
  return head.unknowns.filter((one) => {
    const count = left.get(keyOf(one)) ?? 0;
    left.set(keyOf(one), count - 1);
    return count <= 0;
  });
}

function keyOf({ kind, text, part, api, scope, place }: Unknown): string {
  return JSON.stringify([kind, text, part, api, scope, place.path]);
}
