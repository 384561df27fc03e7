/** How to declare what a load takes, and what to say of a declaration that does not count yet. */
import { feedOf, isAddress } from '../../../lock/declared.ts';
import type { DeclaredAt, Kind, Unknown } from '../../../model/index.ts';
import type { Says } from './draft.ts';

const REFERENCE: Readonly<Partial<Record<Kind, string>>> = {
  model: 'hf:org/name',
  dataset: 'hf:datasets/org/name',
  service: 'service:provider/name',
};

/** What somebody can paste into a shell; null: no declaration can name the load, or its path is not one that a shell takes as it is. */
export function commandToDeclare({ why, kind, text, limited, place: { path, line } }: Unknown): string | null {
  const reference = REFERENCE[kind];
  if (reference === undefined || limited === true || !/^[\w./+][\w./+@-]{0,200}$/.test(path)) return null;
  if (why === 'impossible') return isAddress(text) ? `weighbridge declare ${path}:${line} --sha256 SHA256` : null;
  return feedOf(text) === null ? null : `weighbridge declare ${path}:${line} ${reference}`;
}

/** T8: whoever adds a load cannot declare it away in the same change. */
export function claimWords({ place }: DeclaredAt, kind: Kind, isFedAnew: boolean): Pick<Says, 'reason' | 'title' | 'command'> {
  if (isFedAnew)
    return {
      reason: `the change may give this load another ${kind} than ${place.path} declares`,
      title: `Check that only a declared ${kind} is given here`,
      command: null,
    };
  return {
    reason: `${place.path}:${place.line} declares what is loaded here, and counts once the base branch has it: until then it is the word of this change`,
    title: `Merge the declaration of this ${kind} first, or waive this load`,
    command: null,
  };
}
