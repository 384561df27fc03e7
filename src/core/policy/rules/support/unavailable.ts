/** Why an answer is missing, in words, and whose business that is. */
import type { AnswerState } from '../../../model/index.ts';

export type Reason = AnswerState | 'not-asked' | 'error';

export const WHY_MISSING: Readonly<Partial<Record<Reason, string>>> = {
  offline: 'nothing was looked up, because this run is offline',
  'not-asked': 'its host was not asked',
  gated: 'its owner must grant access first',
  unauthorized: 'the hub wants a login',
  forbidden: 'the hub refuses access',
  'rate-limited': 'the hub allows no more questions for now',
  unreachable: 'the hub could not be reached',
  timeout: 'the hub did not answer in time',
  'server-error': 'the hub has a fault',
  invalid: 'the answer cannot be used',
  'too-large': 'the answer is larger than the limit',
  budget: 'this run reached its limit of questions',
  refused: 'the address is not allowed',
};

/** Somebody must do something about this one component; everything else is settled for all by asking again. */
export const PER_COMPONENT: ReadonlySet<Reason> = new Set(['not-asked', 'gated', 'unauthorized', 'forbidden', 'invalid', 'too-large']);

export const ONLINE = 'Run the check again without --offline';

/**
 * Whether an ancestor was not heard, so that a later run may hear it. Nobody edits anything for a page in place of data, or half an answer: those are
 * of a proxy, or of a hub in trouble.
 */
export function isUnheardAncestor(reason: string): boolean {
  return isTransient(reason) || reason === 'invalid';
}

/** Whether asking again may bring the answer: then it is missing, and no answer by itself. No address is allowed for being asked twice. */
export function isTransient(reason: string): boolean {
  return Object.hasOwn(WHY_MISSING, reason) && reason !== 'refused' && !(PER_COMPONENT as ReadonlySet<string>).has(reason);
}
