/** What one license asks for and forbids: from the catalogue, else from closed families of the SPDX list, else not known. */
import type { CatalogueEntry } from '../catalogue.ts';
import { blankEntry, entryOf } from '../catalogue.ts';
import { classesOf, isGrantingException } from '../classes.ts';
import { SPDX_EXCEPTIONS } from '../spdx-exceptions.ts';
import type { MoreTerms } from './more-terms.ts';
import { moreTermsOf } from './more-terms.ts';

/** The terms of a license with its exception. null in a field: not established. */
export interface Terms extends CatalogueEntry, MoreTerms {
  readonly exception: string | null;
  /** A license written for one vendor's or community's models: its duties are unlike anybody else's, so each must be stated as met. */
  readonly isCommunity: boolean;
}

const COMMUNITY = new Set([
  'community-model',
  'rail',
  'rail-threshold',
  'research-only',
  'data-restricted',
  'ethical-source',
  'permissive-with-restriction',
  'copyleft-model',
]);

/**
 * `id` is canonical: as the SPDX list or the catalogue spells it. null: nobody knows what it says, so a person decides.
 * An exception that is on the SPDX list adds permission (SPDX 2.3, annex D.3); what is not, "AdditionRef-…" included, may add
 * anything, a restriction too ("Commons Clause"), so its terms are not known (T35).
 */
export function termsOf(id: string, exception: string | null): Terms | null {
  if (exception !== null && !SPDX_EXCEPTIONS.has(exception.toLowerCase())) return null;
  const entry = entryOf(id) ?? ofFamily(id);
  if (entry === null || entry.category === 'unknown') return null;
  const eased = isGrantingException(exception) && entry.shareAlike === 'strong' ? { ...entry, shareAlike: 'weak' as const } : entry;
  const isCommunity = COMMUNITY.has(entry.category) || (entry.category === 'noncommercial' && entry.useRestrictions !== false);
  return { ...eased, ...moreTermsOf(id), exception, isCommunity };
}

/** Terms that all members of a class of the SPDX list have in common. What they have not in common stays not established. */
function ofFamily(id: string): CatalogueEntry | null {
  const classes = classesOf(id);
  if (classes === null) return null;
  const has = (...names: readonly string[]): boolean => classes.some((one) => names.includes(one));
  const isData = /^(?:CC|ODC|ODbL|PDDL|CDLA)-/.test(id);
  const copyleft = has('network-copyleft') ? 'network' : has('strong-copyleft') ? 'strong' : has('weak-copyleft') ? 'weak' : 'none';
  return {
    ...blankEntry(id),
    category: has('source-available') ? 'source-available' : has('use-restricted') ? 'ethical-source' : 'family',
    commercialUse: has('non-commercial') ? 'forbidden' : has('source-available') ? 'conditional' : 'allowed',
    redistribution: has('permissive') ? 'allowed' : 'conditional',
    derivatives: has('no-derivatives') ? 'forbidden' : copyleft === 'none' ? 'allowed' : 'conditional',
    shareAlike: copyleft,
    useRestrictions: has('use-restricted'),
    useRestrictionsFlowDown: has('use-restricted') ? null : false,
    attribution: !id.startsWith('CC-PD'),
    trainingOtherModels: isData && has('non-commercial', 'no-derivatives', 'strong-copyleft') ? 'conditional' : 'allowed',
    researchOnly: has('research-only'),
    evidence: 'metadata',
  };
}
