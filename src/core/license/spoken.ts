/** What claims say of a license, understood or not. */
import type { LicenseClaim } from '../model/index.ts';
import { readClaim } from './read-claim.ts';
import { readFileClaim, weightsClaims } from './text-claims.ts';

/**
 * What each claim calls it, in lower case, each once, sorted; a text that no license has by its path. Empty: nobody said anything. A text that
 * nobody could read is no word.
 */
export function spokenNames(claims: readonly LicenseClaim[]): readonly string[] {
  const names = weightsClaims(claims).flatMap((claim): string[] => {
    const reading = claim.file === undefined ? readClaim(claim) : readFileClaim(claim.file, new Set(), false);
    return reading === null || reading.isUnread === true ? [] : [reading.said.toLowerCase()];
  });
  return [...new Set(names)].sort();
}
