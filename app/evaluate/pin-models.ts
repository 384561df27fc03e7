/** The button "Pin models": one commit on the pull request's branch that writes the revisions. Off unless the operator switches it on. */
import { createEvidence, detectors, detectorStamp, openPorts, pinTree } from '../../src/core/index.ts';
import { createBlobReader } from '../github/blobs.ts';
import { PIN } from '../github/calls.ts';
import type { GitHubClient } from '../github/client.ts';
import { mayWrite } from '../github/collaborators.ts';
import { commitFiles } from '../github/commit-files.ts';
import { isGitHubError } from '../github/errors.ts';
import { openPullsWithHead, type PullRequest, readPull } from '../github/pull.ts';
import { readApiCommit, readRepository, type RepositoryFacts } from '../github/repository.ts';
import { readDiff } from '../github/reviews.ts';
import { createGitHubTree } from '../github/tree.ts';
import type { Deps, Target } from './deps.ts';
import { storedFacts } from './stored-facts.ts';

export type PinOutcome =
  | { readonly state: 'pinned'; readonly commit: string; readonly files: number }
  /** For the log, and for whoever pressed. */
  | { readonly state: 'refused'; readonly why: string };

export interface PinRequest {
  /** The head of the check run whose button was pressed. */
  readonly head: string;
  /** Whoever pressed, from the signed event. */
  readonly sender: { readonly id: number; readonly login: string };
}

/** Only for who may write, only in the same repository, only on the head that was seen. Throws GitHubError. */
export async function pinModels(deps: Deps, target: Target, { head, sender }: PinRequest, signal: AbortSignal): Promise<PinOutcome> {
  if (!deps.offerPin) return refused('the operator of this App has not switched it on');
  const { installationId, repositoryId } = target;
  const client = await deps.clients.open({ installationId, repositoryIds: [repositoryId], permissions: PIN }, signal);
  if (!(await mayWrite(client, target, sender))) return refused('the person who pressed the button may not write to this repository');
  const repository = await readRepository(client, target);
  const pull = await ownPull(client, repository, head);
  if (pull === null) return refused('no open pull request of this repository has this head');
  const { tree: treeId } = await readApiCommit(client, repository, head);
  const blobs = createBlobReader(client, repository, deps.stores.blobs(installationId), deps.limits);
  const tree = createGitHubTree(client, repository, blobs, { treeId, label: pull.head.branch, commit: head });
  const within = [...(await readDiff(client, repository, pull.number)).keys()];
  if (within.length === 0) return refused('the pull request changes no file that can be read');
  const opened = openPorts({
    detectors,
    cache: storedFacts(deps.stores.facts, installationId, detectorStamp(detectors)),
    evidence: createEvidence(),
    hub: await deps.hubs.settings(installationId, !repository.isPublic, null),
    offline: false,
    now: deps.now(),
    parsers: deps.parsers,
    progress: () => signal.throwIfAborted(),
  });
  try {
    const { files } = await pinTree(tree, { name: repository.repo, version: head }, within, opened.ports);
    if (files.length === 0) return refused('nothing in the changed files can be pinned by an edit');
    const executable = new Set((await tree.list()).entries.flatMap(({ path, kind }) => (kind === 'executable' ? [path] : [])));
    const news = files.map(({ path, after }) => ({ path, text: after, executable: executable.has(path) }));
    const message = 'Pin models to the revisions that were checked\n\nWritten by Weighbridge when somebody with write access asked for it.';
    const commit = await commitFiles(client, repository, pull.head.branch, { commit: head, tree: treeId }, message, news);
    return { state: 'pinned', commit, files: files.length };
  } catch (error) {
    if (isGitHubError(error, 'rejected', 'conflict')) return refused('the branch has moved on, or its rules allow no such commit');
    throw error;
  } finally {
    await opened.close();
  }
}

/** Of several with one head any will do: they share the branch. From a fork there is none: its branch is in another repository. */
async function ownPull(client: GitHubClient, repository: RepositoryFacts, head: string): Promise<PullRequest | null> {
  for (const { number } of (await openPullsWithHead(client, repository, head)).pulls) {
    const pull = await readPull(client, repository, number);
    if (pull.open && pull.head.id === head && !pull.fork) return pull;
  }
  return null;
}

function refused(why: string): PinOutcome {
  return { state: 'refused', why };
}
