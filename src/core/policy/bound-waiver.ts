/** What a waiver binds that somebody gives for one finding as they saw it (T28): every part of it, at what the code asks for. */
import type { Finding } from '../model/index.ts';
import { isFullCommit } from '../ref/parse.ts';
import type { Waiver } from './waiver.ts';
import { namingKeys, waiverNaming, type WaivablePart, waivablePartsOf } from './waiver-target.ts';

/** One entry of a policy, without who, why and until when. */
export type BoundWaiver = Pick<Waiver, 'component' | 'feeds' | 'rule' | 'version'> & { readonly id: string };

/** One for each part; null: nothing can name one of them, so that nothing is bound. */
export function boundWaivers(finding: Finding): readonly BoundWaiver[] | null {
  const bound = waivablePartsOf(finding).map((part): BoundWaiver | null => {
    const naming = waiverNaming(finding, part);
    return naming === null ? null : { id: finding.id, rule: finding.rule, ...naming, ...seenVersion(finding, part) };
  });
  const all = bound.filter((one) => one !== null);
  return all.length === bound.length && all.length > 0 ? all : null;
}

/** A tag or branch may be something else tomorrow: what it was is bound, too. Where the code asks for no revision nothing was promised. */
function seenVersion({ kind, version }: Finding, { path, requested, feeds }: WaivablePart): Pick<Waiver, 'version'> {
  const moves = path === null && feeds === null && requested !== null && kind !== 'library' && !isFullCommit(requested);
  return moves && version !== null ? { version } : {};
}

/** The entry as one line of `waivers:`, which can be copied. */
export function waiverEntry(
  { id, rule, ...naming }: BoundWaiver,
  { reason, approver, expires }: Pick<Waiver, 'reason' | 'approver' | 'expires'>,
  repository: string | null,
): string {
  const where = repository === null ? '' : `, repositories: [${JSON.stringify(repository)}]`;
  return `- { id: ${id}, rule: ${rule}, ${namingKeys(naming)}${where}, reason: ${JSON.stringify(reason)}, approver: ${JSON.stringify(approver)}, expires: ${expires} }`;
}
