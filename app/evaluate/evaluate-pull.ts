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
  const common = { pull, number: pull.number, base: pull.base.branch, gate };
  try {
    const judged = await judgeTrees({ ...inputOf(deps, target, client, repository, pull), known });
    const { verdict, bom, policyCommit, policyInForce, approvers } = judged;
    // T26: teams of an organization are known to its members only.
    const commands = repository.isPublic && approvers.length > 0 ? ['an approver of the policy'] : approvers;
    return { ...common, result: { kind: 'judged', verdict, bom }, policyCommit, policyInForce, judged, commands };
  } catch (error) {
    const failed = failureOf(error, repository.isPublic);
    if (failed === null) throw error;
    return { ...common, result: failed, policyCommit: null, judged: null };
  }
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
