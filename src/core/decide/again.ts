/** A kept dossier under a policy of today (T3): the verdict, or why somebody has to look again. */
import type { Approval, Note, PolicyReview } from '../model/index.ts';
import type { Policy } from '../policy/policy.ts';
import type { Rule } from '../policy/rule.ts';
import { lacking } from './asks.ts';
import { decide, type Decision } from './decide.ts';
import type { Dossier } from './dossier.ts';

export interface JudgingAgain {
  readonly policy: Policy;
  readonly rules: readonly Rule[];
  /** What is to be said of the policy that judges now, such as that it refuses part of a layer below. */
  readonly notes: readonly Note[];
  readonly approvals: readonly Approval[];
  readonly now: Date;
}

export type Again = ({ readonly kind: 'judged' } & Decision) | { readonly kind: 'lacks'; readonly why: readonly string[] };

/** What was said of the policy before is no word about this one. */
const OF_POLICIES: ReadonlySet<Note['code']> = new Set([
  'policy-from-disk',
  'policy-broken',
  'policy-of-base',
  'policy-built-in',
  'policy-refused',
  'policy-groups',
  'approvals-unread',
]);

/** Of a change that touches no policy file: what such a one makes of the policy depends on the policy itself (T40). */
export async function judgeAgain(dossier: Dossier, { notes, ...judging }: JudgingAgain): Promise<Again> {
  const why = lacking(dossier, judging.policy, judging.rules, judging.now);
  if (why.length > 0) return { kind: 'lacks', why };
  const kept = dossier.notes.filter(({ code }) => !OF_POLICIES.has(code));
  return { kind: 'judged', ...(await decide(dossier, { ...judging, review: NO_CHANGE, notes: [...kept, ...notes] })) };
}

const NO_CHANGE: PolicyReview = { changes: [], mistakes: [] };
