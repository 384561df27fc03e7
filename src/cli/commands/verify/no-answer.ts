/** Exit codes of `verify package`: nobody who could have answered did, so nothing was verified and nothing refused. */

/** Of a look-up: it was not made, it reached nobody, or who was reached could not answer now. */
const NO_ANSWER: ReadonlySet<string> = new Set(['offline', 'off', 'unreachable', 'timeout', 'server-error', 'rate-limited', 'budget']);

/** 0: verified; 1: not verified; 2: it could not be looked at. `reason`: why there is no answer; null: there is one. */
export function exitOf(fault: string | null, reason: string | null): number {
  if (fault === null) return 0;
  return reason !== null && NO_ANSWER.has(reason) ? 2 : 1;
}
