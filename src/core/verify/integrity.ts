/** What the locks of the tree record about a package. */
import { ecosystemOf } from '../ecosystems/look-up.ts';
import type { Component, PackageFact, Verification } from '../model/index.ts';
import { packageOf } from '../model/sighting.ts';

export function integrity({ sightings }: Component): Verification {
  const locked: PackageFact[] = [];
  for (const sighting of sightings) {
    const one = packageOf(sighting);
    if (one?.from === 'lock' && one.source === 'registry') locked.push(one);
  }
  if (locked.length === 0) return NOT_LOCKED;
  // A hash that is not there has not failed: dependency/integrity-missing judges that.
  if (locked.some((one) => one.integrity.length === 0)) return NO_HASH;
  if (locked.some((one) => one.bare !== undefined)) return SOME_BARE;
  return disagree(locked) ? DISAGREE : RECORDED;
}

/**
 * Where a version is one archive it has one hash for each algorithm; of a Python package there are many files.
 * Other addresses may be other builds: only entries of one address are compared.
 */
function disagree(locked: readonly PackageFact[]): boolean {
  const [first] = locked;
  if (locked.length === 1 && first !== undefined && first.integrity.length < 2) return false;
  const known = new Map<string, string>();
  for (const { ecosystem, location, integrity: values } of locked) {
    if (ecosystemOf(ecosystem)?.archives !== 'one') continue;
    for (const value of values) {
      const id = `${location ?? ''} ${value.slice(0, value.search(/[-:]/))}`;
      if ((known.get(id) ?? value) !== value) return true;
      known.set(id, value);
    }
  }
  return false;
}

function said(outcome: Verification['outcome'], detail: string): Verification {
  return { topic: 'integrity', outcome, reason: null, detail, by: 'tree', asOf: null };
}

const NOT_LOCKED = said('not-applicable', 'not in a lockfile from a registry');
const NO_HASH = said('not-applicable', 'a lock entry records no hash');
const SOME_BARE = said('not-applicable', 'a lock entry records no hash of some of its archives');
const DISAGREE = said('failed', 'lock entries of the same version record different hashes');
const RECORDED = said('passed', 'the lockfile records a hash that the installer checks');
