/** Libraries by where they end up: what only developers install never ships, wherever its manifest lies. */
import type { Scope, Sighting } from '../../../model/index.ts';
import { packageOf } from '../../../model/sighting.ts';
import { byScope } from './draft.ts';

/** As `byScope`; entries of the group of development count as tests do. */
export function byUse(sightings: readonly Sighting[]): readonly (readonly [Scope, readonly Sighting[]])[] {
  const used = sightings.map(
    (one): Sighting => (packageOf(one)?.group === 'development' && one.scope === 'product' ? { ...one, scope: 'test' } : one),
  );
  return byScope(used);
}
