/** What the default branch ships now: its AI SBOM, which can be asked over the whole organization. Nobody waits for it, and nothing is reported. */
import type { GitHubClient } from '../github/client.ts';
import type { RepositoryFacts } from '../github/repository.ts';
import type { Deps, Target } from './deps.ts';
import { failureOf } from './failure.ts';
import { judgeCommit } from './judge.ts';
import { hubWasSilent } from './outcome.ts';

/** A hub that is down would take versions and licenses out of the inventory: what is there stays until then. Long, as each try costs GitHub's quota (T32). */
export const SILENT_HUB_MS = 3_600_000;

/**
 * `tip`: the commit of the default branch. Returns when to try again, null when there is no need to. With a policy that cannot be used,
 * what was known of the branch before stays; the checks of pull requests say what is wrong with it. Throws GitHubError when GitHub does
 * not answer.
 */
export async function recordBranch(
  deps: Deps,
  target: Target,
  client: GitHubClient,
  repository: RepositoryFacts,
  tip: string,
): Promise<Date | null> {
  const { installationId, repositoryId } = target;
  try {
    const { verdict, bom } = await judgeCommit({ deps, target, client, repository }, { name: repository.defaultBranch, id: tip });
    if (hubWasSilent(verdict)) return new Date(deps.now().getTime() + SILENT_HUB_MS);
    await deps.stores.evaluations.recordBranch({ installationId, repositoryId, commit: tip, bom });
  } catch (error) {
    if (failureOf(error, repository.isPublic) === null) throw error;
  }
  return null;
}
