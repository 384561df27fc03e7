/** One pull request as it is now → a result. Writes nothing. */
import { treesOfPullRequest } from '../../src/core/index.ts';
import type { GitHubClient } from '../github/client.ts';
import type { Gate } from '../github/gate.ts';
import type { PullRequest } from '../github/pull.ts';
import type { KnownCommits, RepositoryFacts } from '../github/repository.ts';
import type { CheckPart } from '../present/check-text.ts';
import type { Deps, Target } from './deps.ts';
import { failureOf } from './failure.ts';
import { type AppJudgeInput, judgeTrees, type AppJudgement } from './judge.ts';
import type { EvaluationResult } from './outcome.ts';
import { tryProposal } from './try-proposal.ts';

/** A pull request and the rules of its base: enough to say which run speaks for it. */
export interface Candidate {
  readonly pull: PullRequest;
  readonly gate: Gate;
}

export interface PullPart extends CheckPart, Candidate {
  readonly number: number;
  readonly judged: AppJudgement | null;
}

/** Throws GitHubError when GitHub does not answer. */
export async function evaluatePull(
  deps: Deps,
  target: Target,
  client: GitHubClient,
  repository: RepositoryFacts,
  { pull, gate }: Candidate,
  known: KnownCommits,
): Promise<PullPart> {
  try {
    const judged = await judgeTrees({ ...inputOf(deps, target, client, repository, pull), known });
    const { proposal } = judged;
    const dryRun = proposal === null ? null : await tryProposal(deps, target, client, { repository, pull }, proposal);
    return { ...judgedPart({ pull, gate }, repository, judged), dryRun };
  } catch (error) {
    const failed = failureOf(error, repository.isPublic);
    if (failed === null) throw error;
    return failedPart({ pull, gate }, failed);
  }
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

/** What judging a pull request takes. */
export function inputOf(deps: Deps, target: Target, client: GitHubClient, repository: RepositoryFacts, pull: PullRequest): AppJudgeInput {
  return {
    deps,
    target,
    client,
    repository,
    fork: pull.fork,
    pull: { number: pull.number, head: pull.head.id },
    into: pull.base.branch,
    conflict: pull.mergeable === false,
    pick: (commits) =>
      treesOfPullRequest(
        commits,
        {
          base: { name: pull.base.branch, id: pull.base.id },
          head: { name: pull.head.branch, id: pull.head.id },
          merge: pull.merge,
        },
        repository.repo,
        commits.origin,
      ),
  };
}
