/** One pull request with what came of it. */
import type { Gate } from '../github/gate.ts';
import type { PullRequest } from '../github/pull.ts';
import type { RepositoryFacts } from '../github/repository.ts';
import type { CheckPart } from '../present/check-text.ts';
import type { AppJudgement } from './judge.ts';
import type { EvaluationResult } from './outcome.ts';

/** A pull request and the rules of its base: enough to say which run speaks for it. */
export interface Candidate {
  readonly pull: PullRequest;
  readonly gate: Gate;
}

export interface PullPart extends CheckPart, Candidate {
  readonly number: number;
  readonly judged: AppJudgement | null;
}

export function judgedPart({ pull, gate }: Candidate, { isPublic }: Pick<RepositoryFacts, 'isPublic'>, judged: AppJudgement): PullPart {
  const { verdict, bom, policyCommit, policyInForce, approvers, rests } = judged;
  // T26: teams of an organization are known to its members only.
  const commands = isPublic && approvers.length > 0 ? ['an approver of the policy'] : approvers;
  const of = { pull, gate, number: pull.number, base: pull.base.branch };
  return { ...of, result: { kind: 'judged', verdict, bom }, policyCommit, policyInForce, validUntil: rests.againAt, judged, commands };
}

/** Nothing was judged, and the check says why. */
export function failedPart({ pull, gate }: Candidate, failed: Extract<EvaluationResult, { kind: 'failed' }>): PullPart {
  return { pull, gate, number: pull.number, base: pull.base.branch, result: failed, policyCommit: null, judged: null };
}
