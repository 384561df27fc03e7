/** What lies on the disk of a library, against the lock that names it. */
import type { Component, InstalledSeen, Verification } from '../model/index.ts';

/**
 * One verification; none where nothing was seen. Only bytes that were hashed against the lock's hash have passed: what an installer wrote down, and
 * files that fit that, prove nothing of an archive. Absence is earned: where bytes lie that nobody could read or compare, those beside them prove
 * nothing of what an installer takes.
 */
export function installedVerifications({ installed = [] }: Component): Verification[] {
  const [first] = installed;
  if (first === undefined) return [];
  const other = installed.find(({ state }) => state === 'differs');
  if (other !== undefined) return [said('failed', other.detail)];
  const unread = inState(installed, 'unread');
  if (unread !== undefined) return [unavailable(unread)];
  const proven = inState(installed, 'equal');
  if (proven !== undefined) return [said('passed', proven.detail)];
  // A record proves nothing either way: one that cannot be read takes nothing from bytes that were hashed.
  const record = installed.find(({ state }) => state === 'unread');
  if (record !== undefined) return [unavailable(record)];
  return [said('not-applicable', first.detail)];
}

/** What proves bytes, the most telling first. */
const WEIGHTS: readonly InstalledSeen['what'][] = ['files', 'archive'];

function inState(installed: readonly InstalledSeen[], state: InstalledSeen['state']): InstalledSeen | undefined {
  return WEIGHTS.flatMap((what) => installed.filter((one) => one.what === what && one.state === state))[0];
}

function unavailable({ detail }: InstalledSeen): Verification {
  return { ...said('unavailable', detail), reason: 'invalid' };
}

function said(outcome: Verification['outcome'], detail: string): Verification {
  return { topic: 'installed', outcome, reason: null, detail, by: 'disk', asOf: null };
}
