/** What a conclusion means for the merge. */
import type { Conclusion } from './verdict.ts';

/** T4: whatever else there is keeps it from being merged. */
export function mayMerge(conclusion: Conclusion): boolean {
  return conclusion === 'pass' || conclusion === 'warn';
}
