/** One load and its commit → the edit that writes it, or why there is none. What `pin` does and what reports offer is decided here. */
import type { Component, Edit, How, Sighting } from '../model/index.ts';
import { formatRef } from '../ref/format.ts';
import { isFullCommit } from '../ref/parse.ts';
import { hubCommit, loadsToPin, type PinLoad } from './loads.ts';
import type { PinEdit, Refused, PinRefusalCode } from './types.ts';

export type PlacedPin =
  | { readonly kind: 'edit'; readonly edit: PinEdit }
  | { readonly kind: 'refused'; readonly refused: Refused }
  /** It asks for a full commit already. */
  | { readonly kind: 'done' };

/** Read from the code alone, and nobody outside of it decides (T9). */
const FIXED: ReadonlySet<How> = new Set(['literal', 'constant', 'imported']);

const OTHERS = { parameter: 'a caller', environment: 'the environment', elsewhere: 'another place of the code' } as const;

/** `several`: other names are loaded by the same call. */
export function placePin({ sighting, commit }: PinLoad, several: boolean): PlacedPin {
  const { place, requested, revisionHow, pin } = sighting;
  if (requested !== null && isFullCommit(requested) && FIXED.has(revisionHow)) return { kind: 'done' };
  const reference = formatRef(sighting.ref);
  const refuse = (code: PinRefusalCode, reason: string): PlacedPin => ({
    kind: 'refused',
    refused: { path: place.path, line: place.line, reference, code, reason },
  });
  const problem = problemOf(sighting, several);
  if (problem !== null) return refuse(...problem);
  if (!commit.known) return refuse('no-commit', commit.reason);
  if (pin === null) return refuse('no-site', NO_SITE);
  return {
    kind: 'edit',
    edit: { path: place.path, site: pin, commit: commit.commit, reference, place, overridable: !FIXED.has(revisionHow) },
  };
}

/** The edits that `weighbridge pin` would make at these places of one component, for whoever reports them. */
export function pinEdits(component: Component, sightings: readonly Sighting[]): Edit[] {
  return loadsToPin([{ ...component, sightings }], hubCommit).flatMap((load) => {
    const placed = placePin(load, false);
    return placed.kind === 'edit' ? [{ path: placed.edit.path, site: placed.edit.site, commit: placed.edit.commit }] : [];
  });
}

const NO_SITE =
  'no edit is made here: write the commit by hand, at the load, in its command, or in the function that gets the name; a long line may hold a secret';

/** Why no commit can be written at this place, whatever the hub says; null = it can. */
function problemOf(
  { ref, how, revisionHow, requested, endpoint, pin }: PinLoad['sighting'],
  several: boolean,
): [PinRefusalCode, string] | null {
  if (ref.type === 'gh')
    return ['no-argument', 'torch.hub.load takes no revision: write the commit behind the name, "owner/repo:<40 hex>"'];
  if (several) return ['several-names', 'the call loads one of several names, and a commit belongs to one of them'];
  if (ref.type === 'generic') return ['invalid-name', 'not a possible name on the hub'];
  if (ref.type !== 'hf') return ['other-endpoint', 'it is loaded from another host, which is not asked for its commits'];
  if (how === 'environment' || how === 'parameter' || how === 'elsewhere')
    return ['overridable-name', `${OTHERS[how]} can pass another name, and the commit would not fit it`];
  if (endpoint !== null) return ['other-endpoint', 'it is loaded from another server, of which the hub knows nothing'];
  if (requested !== null && /^refs\/(?:pr|pull)\//.test(requested))
    return ['pull-request', 'the revision is a pull request of the hub, which its owner has not accepted'];
  if (pin !== null) return requested !== null && isFullCommit(requested) ? ['revision-variable', OVERRIDABLE] : null;
  if (revisionHow !== 'literal') return ['revision-variable', 'the revision is given by a name or an expression: write the commit there'];
  return [
    'no-site',
    requested === null
      ? NO_SITE
      : 'the revision is no plain text of one line, or stands in a command that code starts: write the commit there by hand',
  ];
}

/** A default that is a commit is as good as it gets at this place; who may replace it is for the reader to know (T9). */
export const OVERRIDABLE = 'the commit is only a default here: whoever builds or starts it may pass another one';
