/** Which reports of malice a service named for which package: what a verdict rests on, and what is asked again while it stands (T3). */
import type { Evidence, MaliceHeard, Question } from '../model/index.ts';
import { isMalicious } from '../ref/advisory-id.ts';
import { walkPages } from './heard.ts';
import { type AdvisoryPackage, packageKey } from './packages.ts';

/**
 * In the order of the packages; those about which no whole answer came are kept, to be asked about again. Ids as the service names them, before any
 * record is read: equal answers give equal lists, so that nothing is judged again for what did not change.
 */
export function maliceHeard(packages: readonly AdvisoryPackage[], evidence: Evidence): MaliceHeard[] {
  const { heard } = walkPages(packages, evidence);
  return packages.map(({ type, ecosystem, name, version }): MaliceHeard => {
    const one = heard.get(packageKey({ type, ecosystem, name, version }));
    const malicious = one === undefined || one.missing !== null ? null : [...one.ids].filter(isMalicious).sort();
    return { type, ecosystem, name, version, malicious };
  });
}

/** What to ask to hear it; called until nothing is missing. No record is read. */
export function maliceNeeds(packages: readonly AdvisoryPackage[], evidence: Evidence): readonly Question[] {
  return walkPages(packages, evidence).needs;
}
