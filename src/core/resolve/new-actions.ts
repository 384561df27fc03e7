/** Actions and images that a change adds, or moves to another revision: of these alone it is asked whose they are. Pure. */
import type { Sighting } from '../model/index.ts';
import { identityOf } from '../ref/format.ts';

/** Those of head, marked where the base has none of that name at that revision. Without a base nothing is new. */
export function withNewActions(head: readonly Sighting[], base: readonly Sighting[] | null): readonly Sighting[] {
  if (base === null || !head.some(isAsked)) return head;
  const known = new Set(base.filter(isAsked).map(keyOf));
  return head.map((one) => (one.type === 'run' && isAsked(one) && !known.has(keyOf(one)) ? { ...one, anew: true } : one));
}

function isAsked({ kind }: Sighting): boolean {
  return kind === 'action' || kind === 'image';
}

function keyOf({ kind, ref, requested }: Sighting): string {
  return JSON.stringify([kind, identityOf(ref), requested]);
}
