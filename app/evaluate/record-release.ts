/** What a release contains: the AI SBOM of the commit that its tag marks, kept for the support period. Nobody waits for it, and nothing is reported. */
import { READ_ONLY } from '../github/calls.ts';
import { latestTags, readTag } from '../github/releases.ts';
import { readRepository } from '../github/repository.ts';
import { shareIsUsed } from './baseline.ts';
import type { Deps, Target } from './deps.ts';
import { SILENT_HUB_MS } from './inventory.ts';
import { judgeCommit } from './judge.ts';
import { hubWasSilent } from './outcome.ts';

/** Null: done, or there is no such tag. Throws InputError when the policy cannot be used, GitHubError when GitHub does not answer: the job comes again. */
export async function recordRelease(deps: Deps, target: Target, tag: string, signal: AbortSignal): Promise<Date | null> {
  const { installationId, repositoryId } = target;
  const client = await deps.clients.open({ installationId, repositoryIds: [repositoryId], permissions: READ_ONLY }, signal);
  const repository = await readRepository(client, target);
  if (repository.id !== repositoryId) return null;
  const later = shareIsUsed(client);
  if (later !== null) return later;
  const marked = await readTag(client, repository, tag);
  if (marked === null) return null;
  const { commit, at, published } = marked;
  // The push of the tag, the release and the import tell of the same commit; a release that was made of a known tag is news.
  if (!published && (await deps.stores.releases.has(installationId, repositoryId, tag, commit))) return null;
  const { verdict, bom } = await judgeCommit({ deps, target, client, repository }, { name: tag, id: commit });
  if (hubWasSilent(verdict)) return new Date(deps.now().getTime() + SILENT_HUB_MS);
  await deps.stores.releases.record({ installationId, repositoryId, tag, commit, at, published, bom });
  return null;
}

/** Tags of the newest releases of a repository: each is a job of its own. */
export async function newestReleases(deps: Deps, target: Target, last: number, signal: AbortSignal): Promise<readonly string[]> {
  const { installationId, repositoryId } = target;
  const client = await deps.clients.open({ installationId, repositoryIds: [repositoryId], permissions: READ_ONLY }, signal);
  return latestTags(client, target, last);
}
