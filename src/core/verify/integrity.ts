/** What the locks of the tree record about a package. */
import { ecosystemOf } from '../ecosystems/look-up.ts';
import type { Component, PackageFact, Verification } from '../model/index.ts';

export function integrity(component: Component): Verification {
  const locked = component.sightings.flatMap((sighting) =>
    sighting.package?.from === 'lock' && sighting.package.source === 'registry' ? [sighting.package] : [],
  );
  if (locked.length === 0) return said('not-applicable', 'not in a lockfile from a registry');
  // A hash that is not there has not failed: dependency/integrity-missing judges that.
  if (locked.some((one) => one.integrity.length === 0)) return said('not-applicable', 'a lock entry records no hash');
  if (disagree(locked)) return said('failed', 'lock entries of the same version record different hashes');
  return said('passed', 'the lockfile records a hash that the installer checks');
}

/**
 * Where a version is one archive it has one hash for each algorithm; of a Python package there are many files.
 * Other addresses may be other builds: only entries of one address are compared.
 */
function disagree(locked: readonly PackageFact[]): boolean {
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
