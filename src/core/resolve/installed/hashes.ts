/** Two lists of hashes of what must be one archive. */
import { hashOf } from '../hashes.ts';

/** `open`: no algorithm that both have. Any hash of the first may be the one, as an installer takes it. */
export function compareHashes(locked: readonly string[], found: readonly string[]): 'equal' | 'differs' | 'open' {
  const ours = locked.flatMap(hashOf);
  const theirs = found.flatMap(hashOf);
  const alike = theirs.filter(({ algorithm }) => ours.some((one) => one.algorithm === algorithm));
  if (alike.length === 0) return 'open';
  return alike.every((one) => ours.some(({ algorithm, value }) => algorithm === one.algorithm && value === one.value))
    ? 'equal'
    : 'differs';
}
