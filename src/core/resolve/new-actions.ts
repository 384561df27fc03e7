/** Actions that a change adds, or moves to another revision: of these alone it is asked whose commit they are. Pure. */
import type { Sighting } from '../model/index.ts';
import { identityOf } from '../ref/format.ts';

/** Those of head, marked where the base has none of that name at that revision. Without a base nothing is new. */
export function withNewActions(head: readonly Sighting[], base: readonly Sighting[] | null): readonly Sighting[] {
  if (base === null || !head.some(({ kind }) => kind === 'action')) return head;
  const known = new Set(base.filter(({ kind }) => kind === 'action').map(keyOf));
  return head.map((one) => (one.type === 'run' && one.kind === 'action' && !known.has(keyOf(one)) ? { ...one, anew: true } : one));
}

function keyOf({ ref, requested }: Sighting): string {
  return JSON.stringify([identityOf(ref), requested]);
}
