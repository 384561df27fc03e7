/** The button "Pin models": one commit on the pull request's branch that writes the revisions. Off unless the operator switches it on. */
import { z } from 'zod';
import { createEvidence, detectors, detectorStamp, openPorts, pinTree } from '../../src/core/index.ts';
import { createBlobReader, PULL_REQUEST_LIMITS } from '../github/blobs.ts';
import { PIN } from '../github/calls.ts';
import type { GitHubClient } from '../github/client.ts';
import { commitFiles } from '../github/commit-files.ts';
import { isGitHubError } from '../github/errors.ts';
import { at } from '../github/name.ts';
import { readPull } from '../github/pull.ts';
import { readCommit, readRepository } from '../github/repository.ts';
import { readDiff } from '../github/reviews.ts';
import { createGitHubTree } from '../github/tree.ts';
import type { Deps, Target } from './deps.ts';
import { storedFacts } from './stored-facts.ts';

export type PinOutcome =
  | { readonly state: 'pinned'; readonly commit: string; readonly files: number }
  /** For the log, and for whoever pressed. */
  | { readonly state: 'refused'; readonly why: string };

export interface PinRequest {
  readonly number: number;
  /** The head of the check run whose button was pressed. */
  readonly head: string;
  /** Login of whoever pressed, from the signed event. */
  readonly sender: string;
}

/** Only for who may write, only in the same repository, only on the head that was seen. Throws GitHubError. */
export async function pinModels(
  deps: Deps,
  target: Target,
  { number, head, sender }: PinRequest,
  signal: AbortSignal,
): Promise<PinOutcome> {
  if (!deps.offerPin) return refused('the operator of this App has not switched it on');
  const { installationId, repositoryId } = target;
  const client = await deps.clients.open({ installationId, repositoryIds: [repositoryId], permissions: PIN }, signal);
  if (!(await mayWrite(client, target, sender))) return refused(`${sender} may not write to this repository`);
  const repository = await readRepository(client, target);
  const pull = await readPull(client, repository, number);
  if (!pull.open || pull.head.id !== head) return refused('the pull request has moved on');
  if (pull.fork) return refused('the branch is in another repository');
  const { tree: treeId } = await readCommit(client, repository, head);
  const blobs = createBlobReader(client, repository, deps.stores.blobs(installationId), PULL_REQUEST_LIMITS);
  const tree = createGitHubTree(client, repository, blobs, { treeId, label: pull.head.branch, commit: head });
  const within = [...(await readDiff(client, repository, number)).keys()];
  if (within.length === 0) return refused('the pull request changes no file that can be read');
  const opened = openPorts({
    detectors,
    cache: storedFacts(deps.stores.facts, installationId, detectorStamp(detectors)),
    evidence: createEvidence(),
    hub: await deps.hubs.settings(installationId, !repository.isPublic),
    offline: false,
    now: deps.now(),
    parsers: deps.parsers,
    progress: () => signal.throwIfAborted(),
  });
  try {
    const { files } = await pinTree(tree, { name: repository.repo, version: head }, within, opened.ports);
    if (files.length === 0) return refused('nothing in the changed files can be pinned by an edit');
    const executable = new Set((await tree.list()).entries.flatMap(({ path, kind }) => (kind === 'executable' ? [path] : [])));
    const news = files.map(({ path, text }) => ({ path, text, executable: executable.has(path) }));
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

async function mayWrite(client: GitHubClient, target: Target, username: string): Promise<boolean> {
  try {
    const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
    const { permission } = await client.call(route, { ...at(target), username }, z.object({ permission: z.string() }));
    return permission === 'write' || permission === 'admin';
  } catch (error) {
    if (isGitHubError(error, 'missing', 'forbidden')) return false;
    throw error;
  }
}

function refused(why: string): PinOutcome {
  return { state: 'refused', why };
}
