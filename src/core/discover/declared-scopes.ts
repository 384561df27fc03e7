/** Folders that a policy says do not ship, as far as nothing that ships uses them (T5, T42). Labels relax; use is stronger than a label. */
import type { DeclaredScope, Scope, Sighting } from '../model/index.ts';
import { type Label, scopeOf } from './scope.ts';

/** By name first: a policy says what names do not. The first label that covers a path counts. */
export function labelBy(declared: readonly DeclaredScope[]): Label {
  if (declared.length === 0) return scopeOf;
  const known = new Map<string, Scope>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const byName = scopeOf(path);
    const scope = byName === 'product' ? (declared.find(({ covers }) => covers(path))?.as ?? byName) : byName;
    known.set(path, scope);
    return scope;
  };
}

/** How many sightings each label took out of the product, in the order of the labels. */
export function movedBy(declared: readonly DeclaredScope[], sightings: readonly Pick<Sighting, 'scope' | 'place'>[]): number[] {
  const moved = sightings.filter(({ scope, place }) => scope !== 'product' && scopeOf(place.path) === 'product');
  const labels = moved.map(({ place }) => declared.findIndex(({ covers }) => covers(place.path)));
  return declared.map((_, index) => labels.filter((one) => one === index).length);
}
