/** Scenes: pull requests, comments, reviews, checks, as people see and press them. */
import { atLeast, roleOf } from '../access.ts';
import { requestAction, rerequestRun, rerequestSuite } from '../checks.ts';
import { resolve } from '../git.ts';
import { disableAutoMerge, dequeue, enableAutoMerge, enqueue, mergePull, type MergeMethod, settle } from '../merging.ts';
import { closePull, editPull, openPull, refreshTest, reopenPull, setDraft } from '../pulls.ts';
import { Refused } from '../refuse.ts';
import { gateOf } from '../gate.ts';
import { addComment, addReview, commentOnIssue, editComment } from '../routes/comments.ts';
import type { CheckRun, IssueComment, Pull, Repository, Review, ReviewComment, State } from '../state.ts';
import { person, pullNumbered, repositoryNamed } from './names.ts';

export interface NewPullScene {
  /** "branch", or "mallory:branch" of a fork. */
  readonly head: string;
  /** Default: the default branch. */
  readonly base?: string;
  readonly title?: string;
  readonly body?: string;
  readonly draft?: boolean;
  readonly by?: string;
  readonly number?: number;
}

export type Merged = { readonly merged: true; readonly sha: string } | { readonly merged: false; readonly reason: string };

export interface PullScenes {
  /** Returns the number. */
  openPullRequest(repository: string, pull: NewPullScene): number;
  /** With the test merge as it is now. */
  pull(repository: string, number: number): Pull;
  retarget(repository: string, number: number, base: string, by?: string): void;
  editPullRequest(repository: string, number: number, change: { readonly title?: string; readonly body?: string }, by?: string): void;
  closePullRequest(repository: string, number: number, by?: string): void;
  reopenPullRequest(repository: string, number: number, by?: string): void;
  setDraft(repository: string, number: number, draft: boolean, by?: string): void;
  lock(repository: string, number: number): void;
  /** The button: refused with the words that people see. */
  merge(repository: string, number: number, options?: { readonly by?: string; readonly method?: MergeMethod }): Merged;
  /** What stands in the way of a merge; empty when nothing does. */
  mergeBlocks(repository: string, number: number): readonly string[];
  enableAutoMerge(repository: string, number: number, by?: string): void;
  disableAutoMerge(repository: string, number: number, by?: string): void;
  /** Returns the commit of the merge group. */
  enqueue(repository: string, number: number, by?: string): string;
  dequeue(repository: string, number: number): void;
  comments(repository: string, number: number): readonly IssueComment[];
  comment(repository: string, number: number, body: string, by?: string): IssueComment;
  /** A comment on an issue that is no pull request: told, and not kept. */
  commentOnIssue(repository: string, body: string, by?: string): void;
  editComment(repository: string, id: number, body: string, by?: string): void;
  deleteComment(repository: string, id: number): void;
  reviews(repository: string, number: number): readonly Review[];
  reviewComments(repository: string, number: number): readonly ReviewComment[];
  review(repository: string, number: number, state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED', by: string): Review;
  /** All runs, oldest first; of one commit when it is named. */
  checkRuns(repository: string, ref?: string): readonly CheckRun[];
  /** "Re-run" on a check, on all checks of the App. */
  rerequest(repository: string, run: number, by?: string): void;
  rerequestSuite(repository: string, run: number, by?: string): void;
  /** A button of the run. */
  press(repository: string, run: number, identifier: string, by?: string): void;
}

export function pullScenes(state: State): PullScenes {
  const find = (name: string): Repository => repositoryNamed(state, name);
  const pull = (name: string, number: number): Pull => pullNumbered(state, name, number);
  const run = (name: string, id: number): CheckRun => {
    const found = find(name).runs.find((one) => one.id === id);
    if (found === undefined) throw new Error(`${name} has no check run ${id}.`);
    return found;
  };
  const comment = (name: string, id: number): IssueComment => {
    const found = find(name).comments.find((one) => one.id === id);
    if (found === undefined) throw new Error(`${name} has no comment ${id}.`);
    return found;
  };
  const ada = 'ada';
  return {
    openPullRequest(name, { head, base, title = 'A change', body, draft = false, by, number }) {
      const repository = find(name);
      const [owner, branch = ''] = head.includes(':') ? head.split(':') : [repository.owner.login, head];
      const fork = [...state.repositories.values()].find(
        (one) => one.owner.login === owner && (one === repository || one.parent === repository),
      );
      if (fork === undefined) throw new Error(`${name} has no fork of ${owner}.`);
      const opened = openPull(state, repository, {
        head: branch,
        headRepository: fork,
        base: base ?? repository.defaultBranch,
        title,
        body: body ?? null,
        draft,
        by: person(state, by ?? (fork === repository ? ada : (owner ?? ada))),
        ...(number !== undefined && { number }),
      });
      return opened.number;
    },
    pull(name, number) {
      const found = pull(name, number);
      refreshTest(state, found);
      return found;
    },
    retarget(name, number, base, by = ada) {
      editPull(state, pull(name, number), { base }, person(state, by));
      // The new base may be one whose rules are met already.
      settle(state, find(name));
    },
    editPullRequest: (name, number, change, by = ada) => editPull(state, pull(name, number), change, person(state, by)),
    closePullRequest: (name, number, by = ada) => closePull(state, pull(name, number), person(state, by)),
    reopenPullRequest: (name, number, by = ada) => reopenPull(state, pull(name, number), person(state, by)),
    setDraft(name, number, draft, by = ada) {
      setDraft(state, pull(name, number), draft, person(state, by));
      settle(state, find(name));
    },
    lock(name, number) {
      pull(name, number).locked = true;
    },
    merge(name, number, { by = ada, method = 'merge' } = {}) {
      if (!atLeast(roleOf(state, find(name), person(state, by)), 'write')) return { merged: false, reason: `${by} has no write access` };
      try {
        const sha = mergePull(state, pull(name, number), person(state, by), { method });
        settle(state, find(name));
        return { merged: true, sha };
      } catch (error) {
        if (error instanceof Refused) return { merged: false, reason: error.message.trim() };
        throw error;
      }
    },
    mergeBlocks(name, number) {
      const found = pull(name, number);
      refreshTest(state, found);
      return gateOf(state, found).blocks;
    },
    enableAutoMerge: (name, number, by = ada) => enableAutoMerge(state, pull(name, number), person(state, by)),
    disableAutoMerge: (name, number, by = ada) => disableAutoMerge(state, pull(name, number), person(state, by)),
    enqueue: (name, number, by = ada) => enqueue(state, pull(name, number), person(state, by)).headSha,
    dequeue: (name, number) => dequeue(state, pull(name, number)),
    comments: (name, number) => find(name).comments.filter((one) => one.number === number),
    comment: (name, number, body, by = ada) => addComment(state, pull(name, number), { user: person(state, by), app: null }, body),
    commentOnIssue: (name, body, by = ada) => commentOnIssue(state, find(name), person(state, by), body),
    editComment: (name, id, body, by = ada) => editComment(state, find(name), comment(name, id), person(state, by), body),
    deleteComment(name, id) {
      const { comments } = find(name);
      comments.splice(comments.indexOf(comment(name, id)), 1);
    },
    reviews: (name, number) => pull(name, number).reviews,
    reviewComments: (name, number) => pull(name, number).reviewComments,
    review: (name, number, kind, by) =>
      addReview(
        state,
        pull(name, number),
        { user: person(state, by), app: null },
        { body: kind === 'APPROVED' ? '' : 'Please look again.', state: kind },
      ),
    checkRuns(name, ref) {
      const repository = find(name);
      const sha = ref === undefined ? null : resolve(repository, ref);
      return repository.runs.filter((one) => ref === undefined || one.headSha === sha);
    },
    rerequest: (name, id, by = ada) => rerequestRun(state, find(name), run(name, id), person(state, by)),
    rerequestSuite: (name, id, by = ada) => rerequestSuite(state, find(name), run(name, id).suite, person(state, by)),
    press: (name, id, identifier, by = ada) => requestAction(state, find(name), run(name, id), identifier, person(state, by)),
  };
}
