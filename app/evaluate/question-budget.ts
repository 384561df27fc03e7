/** T32: what one evaluation may ask GitHub about actions and commits that a pull request names. */
import type { Quota } from '../github/quota-of.ts';

/** Real workflows name some ten actions; a stranger who names a thousand gets `verification/incomplete`. */
const MOST = 60;
/** The share of the hourly quota that stays for reading trees and writing checks, whatever a pull request names. */
const RESERVE = 0.3;

/** `quota`: as the last answer had it; null before there was one. */
export function gitHubQuestions(quota: Quota | null): number {
  if (quota === null) return MOST;
  return Math.min(MOST, Math.max(0, Math.floor(quota.remaining - quota.limit * RESERVE)));
}
