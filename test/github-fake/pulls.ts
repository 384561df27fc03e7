/** What happens to branches and pull requests: pushes, test merges, opening, retargeting, closing. */
import { makeCommit, setRef } from './commits.ts';
import { branchTip, changedNames, commitOf, isAncestor, mergedTree, pushed, resolve, tryGit } from './git.ts';
import { gateOf } from './gate.ts';
import { accountJson } from './render/accounts.ts';
import { latestRuns, suiteJson } from './render/checks.ts';
import { pullJson } from './render/pulls.ts';
import { pageUrl } from './render/repositories.ts';
import { invalid } from './refuse.ts';
import { atLeast, covers, roleOf } from './access.ts';
import type { Account, CheckSuite, Json, Pull, Repository, State } from './state.ts';

const NONE = '0'.repeat(40);

/** Looks at base and head anew: base.sha, `refs/pull/N/head`, and the test merge at `refs/pull/N/merge` as git merges. */
export function refreshTest(state: State, pull: Pull): void {
  const { repository } = pull;
  if (pull.state === 'closed') return;
  const base = branchTip(repository, pull.baseRef);
  if (base === null || (pull.test?.base === base && pull.test.head === pull.headSha)) return;
  pull.baseSha = base;
  setRef(repository, `refs/pull/${pull.number}/head`, pull.headSha);
  const sha = testMerge(state, pull, base);
  pull.staleMerge = pull.test?.sha ?? null;
  pull.test = { base, head: pull.headSha, sha };
  pull.undecided = state.limits.undecidedReads;
  // On a conflict GitHub leaves the old merge where it was.
  if (sha !== null) setRef(repository, `refs/pull/${pull.number}/merge`, sha);
}

/** A merge of these two commits that is there already is kept. */
function testMerge(state: State, { repository, number, headSha }: Pull, base: string): string | null {
  const known = commitOf(repository, `refs/pull/${number}/merge`);
  if (known?.parents.join(' ') === `${base} ${headSha}`) return known.sha;
  const tree = mergedTree(repository, base, headSha);
  const message = `Merge ${headSha} into ${base}`;
  return tree === null ? null : makeCommit(state, repository, { tree, parents: [base, headSha], message });
}

/** For one who reads it: null while GitHub "has not computed it yet". */
export function mergeableOf(pull: Pull): boolean | null {
  if (pull.undecided > 0) return null;
  return pull.test === null ? null : pull.test.sha !== null;
}

export function pullNow(state: State, pull: Pull): Json {
  refreshTest(state, pull);
  const mergeable = mergeableOf(pull);
  const { blocks, behind } = gateOf(state, pull);
  const good = behind ? 'behind' : blocks.length > 0 ? 'blocked' : unstable(pull) ? 'unstable' : 'clean';
  const open = mergeable === null ? 'unknown' : mergeable ? good : 'dirty';
  return pullJson(state, pull, mergeable, pull.draft && mergeable === true ? 'draft' : open);
}

/** Nothing required is missing, but some check fails or is under way. */
function unstable({ repository, headSha }: Pull): boolean {
  const runs = latestRuns(repository.runs.filter((run) => run.headSha === headSha));
  return runs.some((run) => !['success', 'neutral', 'skipped'].includes(run.conclusion ?? ''));
}

export function emitPull(state: State, pull: Pull, action: string, sender: Account, more: Json = {}): void {
  state.emit('pull_request', pull.repository, {
    action,
    number: pull.number,
    pull_request: pullNow(state, pull),
    sender: accountJson(state, sender),
    ...more,
  });
}

export interface NewPull {
  readonly head: string;
  readonly headRepository: Repository;
  readonly base: string;
  readonly title: string;
  readonly body?: string | null;
  readonly draft?: boolean;
  readonly by: Account;
  /** A number of the caller's choice. */
  readonly number?: number;
}

export function openPull(state: State, repository: Repository, given: NewPull): Pull {
  const [headSha, baseSha] = [branchTip(given.headRepository, given.head), branchTip(repository, given.base)];
  if (headSha === null) throw invalid('PullRequest', 'head', 'head is not a branch', 'invalid');
  if (baseSha === null) throw invalid('PullRequest', 'base', 'base is not a branch', 'invalid');
  if (isAncestor(repository, headSha, baseSha)) throw invalid('PullRequest', '', `No commits between ${given.base} and ${given.head}`);
  const same = [...repository.pulls.values()].find(
    (one) =>
      one.state === 'open' && one.headRepository === given.headRepository && one.headRef === given.head && one.baseRef === given.base,
  );
  if (same !== undefined)
    throw invalid('PullRequest', '', `A pull request already exists for ${given.headRepository.owner.login}:${given.head}.`);
  const number = given.number ?? repository.nextNumber;
  repository.nextNumber = Math.max(repository.nextNumber, number) + 1;
  const pull: Pull = {
    id: state.nextId(),
    number,
    repository,
    author: given.by,
    title: given.title,
    body: given.body ?? null,
    state: 'open',
    draft: given.draft ?? false,
    locked: false,
    baseRef: given.base,
    baseSha,
    headRef: given.head,
    headSha,
    headRepository: given.headRepository,
    test: null,
    staleMerge: null,
    undecided: 0,
    merged: null,
    autoMerge: null,
    reviews: [],
    reviewComments: [],
    createdAt: state.moment(),
    updatedAt: state.moment(),
    closedAt: null,
  };
  repository.pulls.set(number, pull);
  emitPull(state, pull, 'opened', given.by);
  return pull;
}

export function closePull(state: State, pull: Pull, by: Account): void {
  if (pull.state === 'closed') return;
  pull.state = 'closed';
  pull.autoMerge = null;
  pull.closedAt = state.moment();
  emitPull(state, pull, 'closed', by);
}

export function reopenPull(state: State, pull: Pull, by: Account): void {
  if (pull.state === 'open' || pull.merged !== null)
    throw invalid('PullRequest', 'state', 'state cannot be changed. The pull request cannot be reopened.');
  pull.state = 'open';
  pull.closedAt = null;
  emitPull(state, pull, 'reopened', by);
}

export function editPull(state: State, pull: Pull, change: { base?: string; title?: string; body?: string | null }, by: Account): void {
  const changes: Json = {};
  if (change.base !== undefined && change.base !== pull.baseRef) {
    if (branchTip(pull.repository, change.base) === null) throw invalid('PullRequest', 'base', 'base is not a branch', 'invalid');
    changes['base'] = { ref: { from: pull.baseRef }, sha: { from: pull.baseSha } };
    pull.baseRef = change.base;
    pull.test = null;
    dropAutoMerge(state, pull, by);
  }
  if (change.title !== undefined && change.title !== pull.title) {
    changes['title'] = { from: pull.title };
    pull.title = change.title;
  }
  if (change.body !== undefined && change.body !== pull.body) {
    changes['body'] = { from: pull.body ?? '' };
    pull.body = change.body;
  }
  pull.updatedAt = state.moment();
  if (Object.keys(changes).length > 0) emitPull(state, pull, 'edited', by, { changes });
}

/** Auto-merge goes off when somebody without write access pushes or changes the base; docs, "Automatically merging a pull request". */
function dropAutoMerge(state: State, pull: Pull, by: Account): void {
  if (pull.autoMerge === null || atLeast(roleOf(state, pull.repository, by), 'write')) return;
  pull.autoMerge = null;
  emitPull(state, pull, 'auto_merge_disabled', by, { reason: 'Head branch was pushed to by a user without write access' });
}

export function setDraft(state: State, pull: Pull, draft: boolean, by: Account): void {
  if (pull.draft === draft) return;
  pull.draft = draft;
  emitPull(state, pull, draft ? 'converted_to_draft' : 'ready_for_review', by);
}

/** Everything that follows from a branch that moved: the `push` event, suites, new heads of pull requests. */
export function afterPush(state: State, repository: Repository, branch: string, before: string | null, by: Account): void {
  const after = branchTip(repository, branch);
  repository.pushedAt = state.moment();
  state.emit('push', repository, {
    ...pushPayload(state, repository, `refs/heads/${branch}`, before, after, by),
    sender: accountJson(state, by),
  });
  if (after !== null) requestSuites(state, repository, branch, before, after, by);
  for (const other of state.repositories.values())
    for (const pull of other.pulls.values()) {
      if (pull.state === 'closed' || pull.headRepository !== repository || pull.headRef !== branch) continue;
      if (after === null) {
        closePull(state, pull, by);
        continue;
      }
      const old = pull.headSha;
      pull.headSha = after;
      pull.updatedAt = state.moment();
      dropAutoMerge(state, pull, by);
      emitPull(state, pull, 'synchronize', by, { before: old, after });
    }
}

/** GitHub makes a suite for each App that may write checks, on each push into the repository itself. */
function requestSuites(state: State, repository: Repository, branch: string, before: string | null, after: string, by: Account): void {
  for (const installation of state.installations.values()) {
    if (!covers(installation, repository) || installation.permissions['checks'] !== 'write') continue;
    const known = repository.suites.some((one) => one.app === installation.app && one.headSha === after);
    if (known || installation.suspendedAt !== null || installation.app.webhookUrl === null) continue;
    const suite: CheckSuite = {
      id: state.nextId(),
      app: installation.app,
      headSha: after,
      headBranch: branch,
      before,
      createdAt: state.moment(),
      updatedAt: state.moment(),
    };
    repository.suites.push(suite);
    state.emit(
      'check_suite',
      repository,
      { action: 'requested', check_suite: suiteJson(state, repository, suite), sender: accountJson(state, by) },
      { app: installation.app },
    );
  }
}

function pushPayload(state: State, repository: Repository, ref: string, before: string | null, after: string | null, by: Account): Json {
  const range = after === null ? [] : pushed(repository, before, after);
  const page = pageUrl(state, repository);
  const commits = range.map((commit) => {
    const fields = changedNames(repository, commit.sha);
    const of = (status: string): string[] => fields.filter((_, index) => index % 2 === 1 && fields[index - 1] === status);
    return {
      id: commit.sha,
      tree_id: commit.tree,
      distinct: true,
      message: commit.message,
      timestamp: commit.committer.date,
      url: `${page}/commit/${commit.sha}`,
      author: { name: commit.author.name, email: commit.author.email },
      committer: { name: commit.committer.name, email: commit.committer.email },
      added: of('A'),
      removed: of('D'),
      modified: of('M'),
    };
  });
  const head = after === null ? null : commitOf(repository, after);
  return {
    ref,
    before: before ?? NONE,
    after: after ?? NONE,
    created: before === null,
    deleted: after === null,
    forced: before !== null && after !== null && !isAncestor(repository, before, after),
    base_ref: null,
    compare: `${page}/compare/${before ?? NONE}...${after ?? NONE}`,
    commits,
    head_commit: head === null ? null : (commits.find((one) => one.id === head.sha) ?? commits.at(-1) ?? null),
    pusher: { name: by.login, email: `${by.login}@example.org` },
  };
}

/** Branch that has this commit as its tip, or null. */
export function branchOf(repository: Repository, sha: string): string | null {
  const found = tryGit(repository.gitDirectory, ['for-each-ref', '--format=%(refname:lstrip=2)', `--points-at=${sha}`, 'refs/heads/']);
  return found?.toString().split('\n')[0] || null;
}

/** Pull requests that have this commit as their head, or became it. */
export function pullsWithHead(repository: Repository, sha: string): Pull[] {
  const commit = resolve(repository, sha);
  return [...repository.pulls.values()].filter((pull) => pull.headSha === commit || pull.merged?.sha === commit);
}
