/**
 * `merge/bypassed` (T4): a protected default branch got a commit that no success of ours stands behind: somebody went around the gate, or may do so by the
 * rules. It is a fact about the past, so it is recorded in the audit log and blocks nobody. The last commit of a push speaks for all of it: a verdict is
 * about everything that a head brings in. At most six requests.
 */
import { z } from 'zod';
import { CHECK_NAME } from '../../src/core/index.ts';
import { ownRuns } from '../github/check-runs.ts';
import type { GitHubClient } from '../github/client.ts';
import { readGate } from '../github/gate.ts';
import { at } from '../github/name.ts';
import { isObjectId } from '../github/object-id.ts';
import { EVALUATE } from '../github/calls.ts';
import { isGitHubError } from '../github/errors.ts';
import { readRepository, type RepositoryFacts } from '../github/repository.ts';
import type { Deps, Target } from './deps.ts';

export interface Landed {
  readonly head: string;
  /** Number of who pushed; 0: the event did not say. */
  readonly sender: number;
  /** Null: nobody that we know. */
  readonly login: (person: number) => Promise<string | null>;
}

/** Writes one entry or none, as its last act: whoever is stopped before has written nothing. Throws GitHubError. */
export async function recordBypass(deps: Deps, target: Target, { head, sender, login }: Landed, signal: AbortSignal): Promise<void> {
  const { installationId, repositoryId } = target;
  const client = await deps.clients.open({ installationId, repositoryIds: [repositoryId], permissions: EVALUATE }, signal);
  const repository = await readRepository(client, target);
  if (repository.id !== repositoryId) return;
  const branch = repository.defaultBranch;
  // What could not be read is no proof that anybody went around anything.
  if ((await readGate(client, repository, branch, deps.app.id)).required !== true) return;
  // A group of a merge queue is judged under the commit that lands, and so is a head that is pushed as it is.
  const own = await checkOf(deps, client, repository, head);
  if (own === 'success') return;
  const pull = await mergedBy(client, repository, head, branch);
  const check = pull === null ? own : await checkOf(deps, client, repository, pull.head);
  if (pull !== null && check === 'success') return;
  const name = sender === 0 ? null : await login(sender);
  await deps.stores.audit.append([
    {
      installationId,
      repositoryId,
      kind: 'bypass',
      actor: name === null ? null : `@${name}`,
      subject: pull === null ? `${repository.owner}/${repository.repo}@${head}` : `${repository.owner}/${repository.repo}#${pull.number}`,
      body: {
        commit: head,
        branch,
        pusher: sender === 0 ? null : sender,
        pullRequest: pull?.number ?? null,
        head: pull?.head ?? null,
        check,
      },
    },
  ]);
}

/** What our check says of a commit: its conclusion, "open" while it looks, null where there is none. */
async function checkOf(deps: Deps, client: GitHubClient, repository: RepositoryFacts, commit: string): Promise<string | null> {
  const run = (await ownRuns(client, repository, commit, deps.app.id)).find(({ name }) => name === CHECK_NAME);
  if (run === undefined) return null;
  return run.status === 'completed' ? run.conclusion : 'open';
}

const id = z.string().refine(isObjectId);
const pullAnswer = z.object({
  number: z.int().positive(),
  merged_at: z.string().nullable(),
  merge_commit_sha: id.nullish(),
  head: z.object({ sha: id }),
  base: z.object({ ref: z.string() }),
});

/** The pull request that this commit is the merge of. Of one that merely contains it, the success is about something else. */
async function mergedBy(
  client: GitHubClient,
  repository: RepositoryFacts,
  commit: string,
  branch: string,
): Promise<{ readonly number: number; readonly head: string } | null> {
  try {
    const route = 'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls';
    const pulls = await client.call(route, { ...at(repository), commit_sha: commit }, z.array(pullAnswer));
    const found = pulls.find((one) => one.merged_at !== null && one.base.ref === branch && one.merge_commit_sha === commit);
    return found === undefined ? null : { number: found.number, head: found.head.sha };
  } catch (error) {
    // It was pushed away meanwhile: then nobody can tell any more which one it was.
    if (isGitHubError(error, 'missing', 'rejected')) return null;
    throw error;
  }
}
