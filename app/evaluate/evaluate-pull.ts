/** One pull request as it is now → a result. Writes nothing. */
import { treesOfPullRequest } from '../../src/core/index.ts';
import type { GitHubClient } from '../github/client.ts';
import type { PullRequest } from '../github/pull.ts';
import type { KnownCommits, RepositoryFacts } from '../github/repository.ts';
import type { Deps, Target } from './deps.ts';
import { failureOf } from './failure.ts';
import { type AppJudgeInput, judgeTrees } from './judge.ts';
import { tryProposal } from './try-proposal.ts';
import { type Candidate, failedPart, judgedPart, type PullPart } from './pull-part.ts';

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
