/** Merges: by a person, by auto-merge, by the merge queue. */
import { makeCommit, setRef } from './commits.ts';
import { gateOf, stateOf } from './gate.ts';
import { branchTip, commitOf, mergedTree } from './git.ts';
import { afterPush, emitPull, mergeableOf, refreshTest } from './pulls.ts';
import { Refused } from './refuse.ts';
import { accountJson } from './render/accounts.ts';
import { simpleCommitJson } from './render/repositories.ts';
import type { Account, Json, Pull, QueueEntry, Repository, State } from './state.ts';

export type MergeMethod = 'merge' | 'squash' | 'rebase';

/** Merges, or throws GitHub's refusal: 405 not mergeable, 409 the head moved. Returns the id of the new tip. */
export function mergePull(
  state: State,
  pull: Pull,
  by: Account,
  { method = 'merge', head }: { method?: MergeMethod; head?: string } = {},
): string {
  refreshTest(state, pull);
  if (pull.state === 'closed') throw new Refused(405, 'Pull Request is not mergeable');
  if (head !== undefined && head !== pull.headSha) throw new Refused(409, 'Head branch was modified. Review and try the merge again.');
  if (mergeableOf(pull) !== true) throw new Refused(405, 'Pull Request is not mergeable');
  const { blocks, queue } = gateOf(state, pull, by);
  if (queue) throw new Refused(405, 'Repository rule violations found\n\nChanges must be made through the merge queue\n\n');
  if (blocks.length > 0) throw new Refused(405, `Repository rule violations found\n\n${blocks.join('\n')}\n\n`);
  return land(state, pull, by, method);
}

function land(state: State, pull: Pull, by: Account, method: MergeMethod): string {
  const { repository } = pull;
  const tree = mergedTree(repository, pull.baseSha, pull.headSha);
  if (tree === null) throw new Refused(405, 'Pull Request is not mergeable');
  const message =
    method === 'merge' ? `Merge pull request #${pull.number} from ${pull.headRef}\n\n${pull.title}` : `${pull.title} (#${pull.number})`;
  const parents = method === 'merge' ? [pull.baseSha, pull.headSha] : [pull.baseSha];
  return finish(state, pull, by, makeCommit(state, repository, { tree, parents, message }));
}

/** Moves the branch, closes the pull request, tells everybody. */
function finish(state: State, pull: Pull, by: Account, sha: string): string {
  const { repository } = pull;
  const before = branchTip(repository, pull.baseRef);
  setRef(repository, `refs/heads/${pull.baseRef}`, sha);
  pull.state = 'closed';
  pull.autoMerge = null;
  pull.merged = { sha, by, at: state.moment() };
  pull.closedAt = pull.merged.at;
  emitPull(state, pull, 'closed', by);
  afterPush(state, repository, pull.baseRef, before, by);
  return sha;
}

/** Refused as GitHub does when nothing stands in the way, or when the repository does not allow it. */
export function enableAutoMerge(state: State, pull: Pull, by: Account, method: MergeMethod = 'merge'): void {
  refreshTest(state, pull);
  if (!pull.repository.allowAutoMerge) throw new Refused(422, 'Pull request Auto merge is not allowed for this repository');
  if (mergeableOf(pull) === true && gateOf(state, pull).blocks.length === 0 && !gateOf(state, pull).queue)
    throw new Refused(422, 'Pull request Pull request is in clean status');
  pull.autoMerge = { by, method };
  emitPull(state, pull, 'auto_merge_enabled', by);
}

export function disableAutoMerge(state: State, pull: Pull, by: Account): void {
  if (pull.autoMerge === null) return;
  pull.autoMerge = null;
  emitPull(state, pull, 'auto_merge_disabled', by, { reason: 'disabled by user' });
}

/** After everything that may open a gate: auto-merges what may go, moves the queue on. */
export function settle(state: State, repository: Repository): void {
  for (const pull of repository.pulls.values()) {
    if (pull.state === 'closed' || pull.autoMerge === null) continue;
    refreshTest(state, pull);
    const { blocks, queue } = gateOf(state, pull);
    if (mergeableOf(pull) !== true || blocks.length > 0) continue;
    const { by, method } = pull.autoMerge;
    if (queue) {
      if (!repository.queue.some((one) => one.pull === pull)) enqueue(state, pull, by);
    } else land(state, pull, by, method);
  }
  moveQueue(state, repository);
}

/** Puts a pull request into the merge queue: behind the last of its branch. Its group is told by `merge_group`. */
export function enqueue(state: State, pull: Pull, by: Account): QueueEntry {
  refreshTest(state, pull);
  const { repository } = pull;
  const { blocks } = gateOf(state, pull);
  if (mergeableOf(pull) !== true || blocks.length > 0) throw new Refused(422, `Pull request is not mergeable: ${blocks.join(' ')}`);
  const last = repository.queue.findLast((one) => one.baseRef === pull.baseRef);
  const baseSha = last?.headSha ?? pull.baseSha;
  const tree = mergedTree(repository, baseSha, pull.headSha);
  if (tree === null) throw new Refused(422, 'Pull request has conflicts with what is queued before it');
  const message = `Merge pull request #${pull.number} from ${pull.headRef}\n\n${pull.title}`;
  const headSha = makeCommit(state, repository, { tree, parents: [baseSha, pull.headSha], message });
  const entry: QueueEntry = {
    pull,
    by,
    baseRef: pull.baseRef,
    baseSha,
    headSha,
    headRef: `refs/heads/gh-readonly-queue/${pull.baseRef}/pr-${pull.number}-${baseSha}`,
  };
  setRef(repository, entry.headRef, headSha);
  repository.queue.push(entry);
  emitPull(state, pull, 'enqueued', by);
  state.emit('merge_group', repository, {
    action: 'checks_requested',
    merge_group: groupJson(repository, entry),
    sender: accountJson(state, by),
  });
  return entry;
}

function groupJson(repository: Repository, entry: QueueEntry): Json {
  const commit = commitOf(repository, entry.headSha);
  return {
    head_sha: entry.headSha,
    head_ref: entry.headRef,
    base_sha: entry.baseSha,
    base_ref: `refs/heads/${entry.baseRef}`,
    head_commit: commit === null ? null : simpleCommitJson(commit),
  };
}

/** The first of the queue merges when its required checks pass on its group's commit; a failed one leaves, and those behind it start anew. */
function moveQueue(state: State, repository: Repository): void {
  const entry = repository.queue[0];
  if (entry === undefined) return;
  const states = gateOf(state, entry.pull).required.map((one) => stateOf(repository, [entry.headSha], one));
  if (states.every((one) => one === 'passed')) {
    leave(state, repository, entry, 'merged');
    finish(state, entry.pull, entry.by, entry.headSha);
    return settle(state, repository);
  }
  const waiting = new Set(['passed', 'expected', 'queued', 'in_progress', 'pending']);
  if (states.some((one) => !waiting.has(one))) dequeue(state, entry.pull);
}

/** Takes a pull request out of the queue, as a failed or late check does. */
export function dequeue(state: State, pull: Pull): void {
  const { repository } = pull;
  const at = repository.queue.findIndex((one) => one.pull === pull);
  const behind = repository.queue.slice(at).filter((one) => one.baseRef === pull.baseRef);
  for (const entry of behind) leave(state, repository, entry, entry.pull === pull ? 'dequeued' : 'invalidated');
  for (const entry of behind) if (entry.pull !== pull) enqueue(state, entry.pull, entry.by);
}

function leave(state: State, repository: Repository, entry: QueueEntry, reason: 'merged' | 'dequeued' | 'invalidated'): void {
  repository.queue.splice(repository.queue.indexOf(entry), 1);
  const group = groupJson(repository, entry);
  setRef(repository, entry.headRef, null);
  const sender = accountJson(state, entry.by);
  state.emit('merge_group', repository, { action: 'destroyed', reason, merge_group: group, sender });
  if (reason === 'dequeued') emitPull(state, entry.pull, 'dequeued', entry.by, { reason: 'CI_FAILURE' });
}
