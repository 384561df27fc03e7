/** Pull requests, comments, reviews as GitHub writes them. */
import { roleOf } from '../access.ts';
import { countCommits, mergeBase, numbersOf } from '../git.ts';
import type { Account, App, IssueComment, Json, Pull, Repository, Review, ReviewComment, State } from '../state.ts';
import { accountJson, appJson, nodeId } from './accounts.ts';
import { apiUrl, pageUrl, repositoryJson } from './repositories.ts';

const side = (state: State, owner: Account, ref: string, sha: string, repository: Repository | null): Json => ({
  label: `${owner.login}:${ref}`,
  ref,
  sha,
  user: accountJson(state, owner),
  repo: repository === null ? null : repositoryJson(state, repository),
});

/** The form of lists; `pullJson` has more. */
export function pullSimpleJson(state: State, pull: Pull): Json {
  const { repository, number } = pull;
  const url = `${apiUrl(state, repository)}/pulls/${number}`;
  const issue = `${apiUrl(state, repository)}/issues/${number}`;
  const page = `${pageUrl(state, repository)}/pull/${number}`;
  const statuses = `${apiUrl(state, repository)}/statuses/${pull.headSha}`;
  const links = {
    self: url,
    html: page,
    issue,
    comments: `${issue}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${apiUrl(state, repository)}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses,
  };
  return {
    url,
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue,
    number,
    state: pull.state,
    locked: pull.locked,
    title: pull.title,
    user: accountJson(state, pull.author),
    body: pull.body,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.sha ?? (pull.undecided > 0 ? pull.staleMerge : (pull.test?.sha ?? null)),
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: [],
    milestone: null,
    draft: pull.draft,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: statuses,
    head: side(state, pull.headRepository?.owner ?? pull.author, pull.headRef, pull.headSha, pull.headRepository),
    base: side(state, repository.owner, pull.baseRef, pull.baseSha, repository),
    _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
    author_association: associationOf(state, repository, pull.author),
    auto_merge:
      pull.autoMerge === null
        ? null
        : { enabled_by: accountJson(state, pull.autoMerge.by), merge_method: pull.autoMerge.method, commit_title: '', commit_message: '' },
    active_lock_reason: null,
  };
}

/** `mergeableState`: clean, dirty, blocked, behind, unstable, draft, unknown. */
export function pullJson(state: State, pull: Pull, mergeable: boolean | null, mergeableState: string): Json {
  const { repository } = pull;
  const base = mergeBase(repository, pull.baseSha, pull.headSha);
  const lines = base === null ? [] : numbersOf(repository, base, pull.headSha);
  const sum = (column: number): number => lines.reduce((all, line) => all + (Number(line.split('\t')[column]) || 0), 0);
  return {
    ...pullSimpleJson(state, pull),
    merged: pull.merged !== null,
    mergeable: pull.state === 'closed' ? null : mergeable,
    rebaseable: mergeable,
    mergeable_state: pull.state === 'closed' ? 'unknown' : mergeableState,
    merged_by: pull.merged === null ? null : accountJson(state, pull.merged.by),
    comments: repository.comments.filter((one) => one.number === pull.number).length,
    review_comments: pull.reviewComments.length,
    maintainer_can_modify: false,
    commits: base === null ? 0 : countCommits(repository, base, pull.headSha),
    additions: sum(0),
    deletions: sum(1),
    changed_files: lines.length,
  };
}

/** What check runs and suites say about their pull requests. */
export function pullMinimalJson(state: State, pull: Pull): Json {
  const of = (repository: Repository): Json => ({ id: repository.id, url: apiUrl(state, repository), name: repository.name });
  return {
    id: pull.id,
    number: pull.number,
    url: `${apiUrl(state, pull.repository)}/pulls/${pull.number}`,
    head: { ref: pull.headRef, sha: pull.headSha, repo: of(pull.headRepository ?? pull.repository) },
    base: { ref: pull.baseRef, sha: pull.baseSha, repo: of(pull.repository) },
  };
}

export function associationOf(state: State, repository: Repository, user: Account): string {
  if (repository.owner === user) return 'OWNER';
  if (repository.owner.members.has(user.login)) return 'MEMBER';
  if (repository.collaborators.has(user.login)) return 'COLLABORATOR';
  return roleOf(state, repository, user) === 'none' ? 'NONE' : 'CONTRIBUTOR';
}

const via = (state: State, app: App | null): Json => ({ performed_via_github_app: app === null ? null : appJson(state, app) });

const REACTIONS = ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'];

/** Nobody reacts here. */
export function reactionsJson(of: string): Json {
  return { url: `${of}/reactions`, total_count: 0, ...Object.fromEntries(REACTIONS.map((one) => [one, 0])) };
}

export function issueCommentJson(state: State, repository: Repository, comment: IssueComment): Json {
  const url = `${apiUrl(state, repository)}/issues`;
  return {
    url: `${url}/comments/${comment.id}`,
    html_url: `${pageUrl(state, repository)}/pull/${comment.number}#issuecomment-${comment.id}`,
    issue_url: `${url}/${comment.number}`,
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    user: accountJson(state, comment.user),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: associationOf(state, repository, comment.user),
    body: comment.body,
    reactions: reactionsJson(`${url}/comments/${comment.id}`),
    ...via(state, comment.app),
  };
}

export function reviewJson(state: State, pull: Pull, review: Review): Json {
  const page = `${pageUrl(state, pull.repository)}/pull/${pull.number}#pullrequestreview-${review.id}`;
  const url = `${apiUrl(state, pull.repository)}/pulls/${pull.number}`;
  return {
    id: review.id,
    node_id: nodeId('PRR', review.id),
    user: accountJson(state, review.user),
    body: review.body,
    state: review.state,
    html_url: page,
    pull_request_url: url,
    author_association: associationOf(state, pull.repository, review.user),
    _links: { html: { href: page }, pull_request: { href: url } },
    submitted_at: review.submittedAt,
    commit_id: review.commit,
    ...via(state, review.app),
  };
}

export function reviewCommentJson(state: State, pull: Pull, comment: ReviewComment): Json {
  const url = `${apiUrl(state, pull.repository)}/pulls/comments/${comment.id}`;
  const page = `${pageUrl(state, pull.repository)}/pull/${pull.number}#discussion_r${comment.id}`;
  const pullUrl = `${apiUrl(state, pull.repository)}/pulls/${pull.number}`;
  return {
    url,
    pull_request_review_id: comment.review,
    id: comment.id,
    node_id: nodeId('PRRC', comment.id),
    diff_hunk: comment.hunk,
    path: comment.path,
    position: comment.line,
    original_position: comment.line ?? 1,
    commit_id: comment.commit,
    original_commit_id: comment.commit,
    ...(comment.thread !== comment.id && { in_reply_to_id: comment.thread }),
    user: accountJson(state, comment.user),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    html_url: page,
    pull_request_url: pullUrl,
    author_association: associationOf(state, pull.repository, comment.user),
    _links: { self: { href: url }, html: { href: page }, pull_request: { href: pullUrl } },
    start_line: comment.startLine,
    original_start_line: comment.startLine,
    start_side: comment.startLine === null ? null : comment.side,
    line: comment.line ?? 1,
    original_line: comment.line ?? 1,
    side: comment.side,
    subject_type: comment.line === null ? 'file' : 'line',
  };
}
