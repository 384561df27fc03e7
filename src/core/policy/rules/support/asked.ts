/** What places ask for: the part of a finding's tuple that a change of the code moves (T28, T38). */
import type { BomComponent, Finding, Sighting } from '../../../model/index.ts';
import { asPull, asRead, packageOf } from '../../../model/sighting.ts';
import { compareText } from '../../../base/order.ts';
import { isFullCommit } from '../../../ref/parse.ts';

export type Asked = Pick<Finding, 'requested' | 'subject' | 'unresolved' | 'limited'>;

/** Of sightings of one component. */
export function askedBy(component: BomComponent, sightings: readonly Sighting[]): Asked {
  const limited = sightings.some((one) => asRead(one)?.limited === true);
  if (component.kind === 'library') {
    // A bump neither adds nor worsens what was there before; another source does.
    const exact = sightings.some((one) => one.type === 'package' && one.exact) || component.version !== null;
    return { requested: [exact ? component.version : null], subject: sourcesOf(component, sightings), unresolved: false, limited };
  }
  return { requested: sorted(sightings.map(revisionAsked)), subject: sorted(sightings.map(roleAsked)), unresolved: false, limited };
}

/** T38: what a load takes as its tokenizer is another thing than what it takes as its weights. */
function roleAsked(sighting: Sighting): string | null {
  const revision = revisionAsked(sighting);
  const part = asPull(sighting)?.part;
  return part === undefined ? revision : JSON.stringify([part, revision]);
}

/** The hub's default branch is what it gives to who asks for nothing; a commit in capitals is the same commit. */
export function revisionAsked({ ref, requested }: Sighting): string | null {
  if (requested === null || (ref.type === 'hf' && requested === 'main')) return null;
  return isFullCommit(requested) ? requested.toLowerCase() : requested;
}

/** Where a library comes from when that is no registry, with its version there: another commit of a fork is another thing. */
function sourcesOf({ version }: BomComponent, sightings: readonly Sighting[]): (string | null)[] {
  return sorted(
    sightings
      .flatMap((one) => packageOf(one) ?? [])
      .flatMap(({ source, location }) => (source === 'registry' ? [] : [JSON.stringify([source, location, version])])),
  );
}

/** Each once; nothing first. */
function sorted(texts: readonly (string | null)[]): (string | null)[] {
  return [...new Set(texts)].sort((a, b) => (a === null ? -1 : b === null ? 1 : compareText(a, b)));
}
