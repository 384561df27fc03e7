/** Whether the author of a proposed policy is told what it would do, and what it would do (T26, T40). */
import type { GitHubClient } from '../github/client.ts';
import { mayWrite } from '../github/collaborators.ts';
import { isGitHubError } from '../github/errors.ts';
import type { PullRequest } from '../github/pull.ts';
import type { RepositoryFacts } from '../github/repository.ts';
import type { Deps, Target } from './deps.ts';
import { dryRunOf } from './dry-run.ts';
import type { ShownDryRun } from './dry-run-result.ts';
import type { Proposal } from './proposal.ts';

/** Advice: where GitHub does not answer, the verdict does not wait for it. */
export async function tryProposal(
  deps: Deps,
  target: Target,
  client: GitHubClient,
  { repository, pull }: { readonly repository: RepositoryFacts; readonly pull: PullRequest },
  proposal: Proposal,
): Promise<ShownDryRun> {
  const { installationId, repositoryId } = target;
  try {
    // T26: whoever writes a policy could ask with it what is in repositories that they do not see. A branch of a fork is pushed by whom nobody here knows.
    const isOwn = !pull.fork && pull.author !== undefined && (await mayWrite(client, repository, pull.author));
    if (!isOwn) return { kind: 'none', why: 'It is made only for a branch of this repository whose author may write to it.' };
    if (proposal.kind === 'none') return proposal;
    const made = await dryRunOf(deps, target, { installationId, repositoryId, number: pull.number }, proposal, { signal: client.signal });
    return { ...made, named: !repository.isPublic };
  } catch (error) {
    client.signal.throwIfAborted();
    if (isGitHubError(error))
      return { kind: 'none', why: 'GitHub did not say whether the author may write. Press Re-run to try it again.' };
    throw error;
  }
}
