/** What lies on the disk of a library, against the lock that names it. */
import type { Component, InstalledSeen, Verification } from '../model/index.ts';

/**
 * One verification; none where nothing was seen. Only bytes that were hashed against the lock's hash have passed: what an installer wrote down, and
 * files that fit that, prove nothing of an archive.
 */
export function installedVerifications({ installed = [] }: Component): Verification[] {
  const [first] = installed;
  if (first === undefined) return [];
  const other = installed.find(({ state }) => state === 'differs');
  if (other !== undefined) return [said('failed', other.detail)];
  const proven = WEIGHTS.flatMap((what) => installed.filter((one) => one.what === what && one.state === 'equal'))[0];
  if (proven !== undefined) return [said('passed', proven.detail)];
  const unread = installed.find(({ state }) => state === 'unread');
  if (unread !== undefined) return [{ ...said('unavailable', unread.detail), reason: 'invalid' }];
  return [said('not-applicable', first.detail)];
}

/** What proves bytes, the most telling first. */
const WEIGHTS: readonly InstalledSeen['what'][] = ['files', 'archive'];

function said(outcome: Verification['outcome'], detail: string): Verification {
  return { topic: 'installed', outcome, reason: null, detail, by: 'disk', asOf: null };
}
