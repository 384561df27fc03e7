/** Whose lineage is followed: the models and datasets that a change touches. An unrelated change asks nothing. Pure. */
import type { Component, Sighting, Topic } from '../model/index.ts';
import { asPull, asRead, weightsOf } from '../model/sighting.ts';
import { formatRef, identityOf } from '../ref/format.ts';
import type { TreeHosts } from '../hosts/of-tree.ts';

/** As `followedKey` gives them. */
export type Followed = ReadonlySet<string>;

export const NOBODY: Followed = new Set();

/** One tree: its places, with what is known of the origin of weights, and who speaks about them. */
export interface FollowedSide {
  readonly sightings: readonly Sighting[];
  readonly hosts: TreeHosts;
}

export function followedKey({ kind, ref }: Pick<Component, 'kind' | 'ref'>): string {
  return `${kind} ${identityOf({ ...ref, version: null })}`;
}

/**
 * Of a tree alone those that its product takes. Of a change those with a place that the base does not have, wherever lines moved, or with an
 * entry that it writes into the lock. Names that somebody may choose from a list, and those that tests only mention, are no load. Nobody,
 * where no license is `wanted`: whoever wants one wants to know what it rests on. `sides`: the head, then the base where there is one.
 */
export function followedIn([head, base]: readonly FollowedSide[], wanted: ReadonlySet<Topic>): Followed {
  if (head === undefined || !wanted.has('license')) return NOBODY;
  const taken = head.sightings.filter(isTaken);
  if (base === undefined) return new Set(taken.filter(({ scope }) => scope === 'product').map(followedKey));
  const same = new Set(base.sightings.filter(isTaken));
  const before = new Set([...same].map(placeKey));
  const isTouched = (one: Sighting): boolean =>
    head.hosts.claimed.has(formatRef({ ...one.ref, version: null }).toLowerCase()) || !(same.has(one) || before.has(placeKey(one)));
  return new Set(taken.filter(isTouched).map(followedKey));
}

function isTaken(one: Sighting): boolean {
  const read = asRead(one);
  return (one.kind === 'model' || one.kind === 'dataset') && read?.catalog !== true && read?.mention !== true;
}

/** A place without its line, and what is asked for there. */
function placeKey(one: Sighting): string {
  const { kind, ref, requested, place, scope, api } = one;
  const pull = asPull(one);
  const bytes = weightsOf(one)?.sha256 ?? null;
  return JSON.stringify([
    kind,
    identityOf(ref),
    requested,
    place.path,
    scope,
    api,
    pull?.endpoint,
    pull?.remoteCode,
    pull?.subfolder,
    bytes,
  ]);
}
