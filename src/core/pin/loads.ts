/** Components → the loads that a commit may be written to, each with its commit or with the reason why there is none. */
import type { Component, CopySighting, LoadSighting, Unknown } from '../model/index.ts';
import { asPull } from '../model/sighting.ts';
import { isFullCommit } from '../ref/parse.ts';
import type { Refused } from './types.ts';

export type WantedCommit = { readonly known: true; readonly commit: string } | { readonly known: false; readonly reason: string };

export interface PinLoad {
  readonly sighting: LoadSighting | CopySighting;
  readonly commit: WantedCommit;
}

/**
 * Every place where a model or dataset is loaded by name. Weights in the tree are their own version, and no load.
 * `commitOf`: who says which commit; by default the hub's answer of this run.
 */
export function loadsToPin(components: readonly Component[], commitOf: (component: Component) => WantedCommit = hubCommit): PinLoad[] {
  return components.flatMap((component) => {
    if (component.kind !== 'model' && component.kind !== 'dataset') return [];
    const loads = component.sightings.flatMap((one) => asPull(one) ?? []);
    return loads.length === 0 ? [] : loads.map((sighting) => ({ sighting, commit: commitOf(component) }));
  });
}

/** Loads that no commit can be written to, because nobody can say of what. */
export function unnamedLoads(unknowns: readonly Unknown[]): Refused[] {
  return unknowns
    .filter(({ kind }) => kind !== 'service')
    .map(({ kind, why, place: { path, line } }) => ({ path, line, reference: `unnamed ${kind}`, ...UNNAMED[why] }));
}

const UNNAMED = {
  computed: { code: 'computed-name', reason: 'the code computes the name, so no commit belongs to it' },
  impossible: { code: 'invalid-name', reason: 'not a possible name on the hub' },
} as const;

/** The commit that the hub named for exactly what the code asks for, of the very repository that the code names (T7). */
export function hubCommit({ hub, resolution, requested }: Component): WantedCommit {
  const none = (reason: string): WantedCommit => ({ known: false, reason });
  if (hub !== null && hub.redirectedTo !== null)
    return none(`the hub answers with ${hub.redirectedTo}: write that name into the code first`);
  if (resolution.state === 'unresolved') return none(`the hub did not say which commit it is: ${resolution.detail}`);
  if (hub?.commit == null || !isFullCommit(hub.commit)) return none('the hub did not say which commit it is');
  if (hub.reachable === 'no') return none('the commit is on no branch or tag of the repository');
  // What the code asks for may be the start of a commit that anybody sent; a branch or tag is the owner's.
  if (requested !== null && /^[0-9a-f]{7,}$/i.test(requested) && hub.reachable !== 'yes')
    return none(`whether "${requested}" is on a branch or tag of the repository is not known`);
  return { known: true, commit: hub.commit.toLowerCase() };
}
