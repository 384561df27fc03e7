/** Exit codes of `verify package`: nobody who could have answered did, so nothing was verified and nothing refused. */
import { isUnheard } from '../../../core/index.ts';

/** 0: verified; 1: not verified; 2: it could not be looked at. `reason`: why there is no answer; null: there is one. */
export function exitOf(fault: string | null, reason: string | null): number {
  if (fault === null) return 0;
  return reason !== null && isUnheard(reason) ? 2 : 1;
}
