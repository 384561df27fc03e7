/** Actions and images that a change adds, or moves to another revision: of these alone it is asked whose they are. Pure. */
import type { Sighting } from '../model/index.ts';
import { identityOf } from '../ref/format.ts';

/**
 * Those of head, marked where the base has none of that name at that revision. Without a base nothing is new. Of images a product place is known
 * from a product place alone (T5): what only tests started, nobody has judged as strictly (T42).
 */
export function withNewActions(head: readonly Sighting[], base: readonly Sighting[] | null): readonly Sighting[] {
  if (base === null || !head.some(isAsked)) return head;
  const known = new Set(base.filter(isAsked).flatMap(keysIn));
  return head.map((one) =>
    one.type === 'run' && isAsked(one) && !known.has(keyOf(one, isShippedImage(one))) ? { ...one, anew: true } : one,
  );
}

function isAsked({ kind }: Sighting): boolean {
  return kind === 'action' || kind === 'image';
}

/** A place in the product makes the same image known everywhere else, too. */
function keysIn(one: Sighting): readonly string[] {
  return isShippedImage(one) ? [keyOf(one, true), keyOf(one, false)] : [keyOf(one, false)];
}

function isShippedImage({ kind, scope }: Sighting): boolean {
  return kind === 'image' && scope === 'product';
}

function keyOf({ kind, ref, requested }: Sighting, shipped: boolean): string {
  return JSON.stringify([kind, identityOf(ref), requested, shipped]);
}
