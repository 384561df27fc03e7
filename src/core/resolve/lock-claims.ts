/** New and changed entries of the lock as components: what a change writes there speaks for its commit from the next change on (T8). Pure. */
import { hostOf } from '../hosts/index.ts';
import type { TreeHosts } from '../hosts/of-tree.ts';
import type { LockStanding } from '../lock/standing.ts';
import type { Component, Evidence } from '../model/index.ts';
import { displayName, formatRef, identityOf } from '../ref/format.ts';
import { parseRef } from '../ref/parse.ts';
import { answered, askHost } from './answered.ts';

/**
 * Those that no place of the product asks for, so that no component of it tells whether their host confirms them: nothing loads them, tests
 * alone do, or the code asks for another revision. `components`: of the same tree.
 */
export function lockClaims(components: readonly Component[], hosts: TreeHosts, evidence: Evidence): Component[] {
  if (hosts.claimed.size === 0) return [];
  const asked = new Set(components.filter(isOfProduct).map(({ identity, requested }) => JSON.stringify([identity, requested])));
  return [...hosts.standings].flatMap(([reference, standing]) => {
    if (standing.from === 'lock-base') return [];
    const claim = claimOf(reference, standing, hosts, evidence);
    return claim === null || asked.has(JSON.stringify([claim.identity, claim.requested])) ? [] : [claim];
  });
}

function isOfProduct({ sightings }: Component): boolean {
  return sightings.some(({ scope }) => scope === 'product');
}

function claimOf(reference: string, standing: LockStanding, hosts: TreeHosts, evidence: Evidence): Component | null {
  const ref = { ...parseRef(reference), version: null };
  const host = hostOf(ref);
  if (host === null) return null;
  const claimed = {
    key: `lock entry ${reference}`,
    identity: identityOf(ref),
    kind: ref.repo === 'datasets' ? ('dataset' as const) : ('model' as const),
    ref,
    name: displayName(ref),
    version: null,
    requested: standing.entry.commit,
    framework: false,
    sightings: [],
    hashes: [],
    claims: [],
    hub: null,
  };
  // As if it were the only entry, whatever revision its reference names.
  const alone = { ...hosts, standings: new Map([[formatRef(ref), standing]]) };
  const found = answered(claimed, askHost(host, claimed, evidence), alone, evidence);
  return found.locked === undefined
    ? null
    : { ...found, locked: { ...found.locked, reference, place: { ...found.locked.place, ...hosts.lock.placeOf(reference) } } };
}
