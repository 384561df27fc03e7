/** Comments of pull requests, comments on lines, reviews. */
import { filesOf, linesShown } from '../diff.ts';
import { mergeBase } from '../git.ts';
import { textOf } from '../json.ts';
import { settle } from '../merging.ts';
import { invalid, notFound, Refused } from '../refuse.ts';
import { issueCommentJson, pullSimpleJson, reviewCommentJson, reviewJson } from '../render/pulls.ts';
import { accountJson } from '../render/accounts.ts';
import { issueJson, plainIssueJson } from '../render/issues.ts';
import { type Answer, byId, type Call, created, may, nothing, ok, page, pullOf, repositoryOf, type Route, route, who } from '../router.ts';
import type { Account, App, IssueComment, Json, Pull, Repository, Review, ReviewComment, State } from '../state.ts';

const REPO = '/repos/{owner}/{repo}';
const PULL = `${REPO}/pulls/{pull_number}`;
const EITHER = 'issues:write|pull_requests:write';

export const COMMENT_ROUTES: readonly Route[] = [
  route(`GET ${REPO}/issues/{issue_number}/comments`, 'issues:read|pull_requests:read', (call) => {
    const { number, repository } = pullOf(call);
    const all = repository.comments.filter((one) => one.number === number);
    return page(call, all, (one) => issueCommentJson(call.state, repository, one));
  }),
  route(`POST ${REPO}/issues/{issue_number}/comments`, EITHER, (call) => {
    const pull = pullOf(call);
    if (pull.locked && !may(call, pull.repository, 'contents:write'))
      throw new Refused(403, 'Unable to create comment because issue is locked.');
    const made = addComment(call.state, pull, who(call), String(call.body['body']));
    return created(issueCommentJson(call.state, pull.repository, made));
  }),
  route(`GET ${REPO}/issues/comments/{comment_id}`, 'issues:read|pull_requests:read', (call) =>
    ok(issueCommentJson(call.state, repositoryOf(call), comment(call))),
  ),
  route(`PATCH ${REPO}/issues/comments/{comment_id}`, EITHER, (call) => {
    const found = own(call, comment(call));
    editComment(call.state, repositoryOf(call), found, who(call).user, String(call.body['body']));
    return ok(issueCommentJson(call.state, repositoryOf(call), found));
  }),
  route(`DELETE ${REPO}/issues/comments/{comment_id}`, EITHER, (call) => {
    const repository = repositoryOf(call);
    const found = own(call, comment(call));
    repository.comments.splice(repository.comments.indexOf(found), 1);
    tellComment(call.state, repository, found, who(call).user, 'deleted');
    return nothing();
  }),
  route(`GET ${PULL}/comments`, 'pull_requests:read', (call) =>
    page(call, pullOf(call).reviewComments, (one) => reviewCommentJson(call.state, pullOf(call), one)),
  ),
  route(`POST ${PULL}/comments`, 'pull_requests:write', (call) => {
    const pull = pullOf(call);
    const parent = call.body['in_reply_to'];
    if (parent !== undefined) return reply(call, pull, textOf(parent));
    const review = addReview(call.state, pull, who(call), { body: '', state: 'COMMENTED' });
    return created(reviewCommentJson(call.state, pull, addLineComment(call.state, pull, review, call.body)));
  }),
  route(`POST ${PULL}/comments/{comment_id}/replies`, 'pull_requests:write', (call) => reply(call, pullOf(call), call.path['comment_id'])),
  route(`GET ${REPO}/pulls/comments/{comment_id}`, 'pull_requests:read', (call) => {
    const { pull, one } = lineComment(call);
    return ok(reviewCommentJson(call.state, pull, one));
  }),
  route(`PATCH ${REPO}/pulls/comments/{comment_id}`, 'pull_requests:write', (call) => {
    const { pull, one } = lineComment(call);
    own(call, one);
    one.body = checkedBody(call.state, String(call.body['body']));
    one.updatedAt = call.state.moment();
    return ok(reviewCommentJson(call.state, pull, one));
  }),
  route(`DELETE ${REPO}/pulls/comments/{comment_id}`, 'pull_requests:write', (call) => {
    const { pull, one } = lineComment(call);
    pull.reviewComments.splice(pull.reviewComments.indexOf(own(call, one)), 1);
    return nothing();
  }),
  route(`GET ${PULL}/reviews`, 'pull_requests:read', (call) =>
    page(call, pullOf(call).reviews, (one) => reviewJson(call.state, pullOf(call), one)),
  ),
  route(`POST ${PULL}/reviews`, 'pull_requests:write', (call) => {
    const pull = pullOf(call);
    const event = call.body['event'] as 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT' | undefined;
    const state =
      event === undefined
        ? 'PENDING'
        : ({ APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const)[event];
    const body = typeof call.body['body'] === 'string' ? call.body['body'] : '';
    const comments = (call.body['comments'] ?? []) as Json[];
    if (event === 'APPROVE' && who(call).user === pull.author)
      throw new Refused(422, 'Unprocessable Entity', { errors: ['Can not approve your own pull request'] });
    if (body === '' && event !== 'APPROVE' && comments.length === 0)
      throw new Refused(422, 'Unprocessable Entity', { errors: ['Body is required'] });
    // All comments are looked at before the first is written.
    for (const one of comments) placeOf(pull, one);
    const commit = typeof call.body['commit_id'] === 'string' ? call.body['commit_id'] : pull.headSha;
    const review = addReview(call.state, pull, who(call), { body, state, commit });
    for (const one of comments) addLineComment(call.state, pull, review, one);
    return ok(reviewJson(call.state, pull, review));
  }),
  route(`GET ${PULL}/reviews/{review_id}`, 'pull_requests:read', (call) =>
    ok(reviewJson(call.state, pullOf(call), byId(pullOf(call).reviews, call.path['review_id']))),
  ),
  route(`GET ${PULL}/reviews/{review_id}/comments`, 'pull_requests:read', (call) => {
    const review = byId(pullOf(call).reviews, call.path['review_id']);
    const all = pullOf(call).reviewComments.filter((one) => one.review === review.id);
    return page(call, all, (one) => reviewCommentJson(call.state, pullOf(call), one));
  }),
];

const comment = (call: Call): IssueComment => byId(repositoryOf(call).comments, call.path['comment_id']);

/** Comments of others can be changed by people with write access, not by Apps. */
function own<T extends IssueComment | ReviewComment>(call: Call, one: T): T {
  if (one.user === who(call).user) return one;
  if (call.actor.kind === 'user' && may(call, repositoryOf(call), 'contents:write')) return one;
  throw new Refused(403, call.actor.kind === 'user' ? 'Must have admin rights to Repository.' : 'Resource not accessible by integration');
}

function lineComment(call: Call): { pull: Pull; one: ReviewComment } {
  for (const pull of repositoryOf(call).pulls.values()) {
    const one = pull.reviewComments.find(({ id }) => id === Number(call.path['comment_id']));
    if (one !== undefined) return { pull, one };
  }
  throw notFound();
}

/** GitHub counts characters, not bytes. */
function checkedBody(state: State, body: string): string {
  if (body.length > state.limits.commentLength)
    throw invalid('IssueComment', 'body', `body is too long (maximum is ${state.limits.commentLength} characters)`, 'unprocessable');
  if (body.trim() === '') throw invalid('IssueComment', 'body', "Body can't be blank", 'missing_field');
  return body;
}

export function addComment(state: State, pull: Pull, { user, app }: { user: Account; app: App | null }, body: string): IssueComment {
  const made: IssueComment = {
    id: state.nextId(),
    number: pull.number,
    user,
    app,
    body: checkedBody(state, body),
    minimized: null,
    createdAt: state.moment(),
    updatedAt: state.moment(),
  };
  pull.repository.comments.push(made);
  tellComment(state, pull.repository, made, user, 'created');
  return made;
}

export function editComment(state: State, repository: Repository, comment: IssueComment, by: Account, body: string): void {
  const from = comment.body;
  comment.body = checkedBody(state, body);
  comment.updatedAt = state.moment();
  comment.editor = by;
  tellComment(state, repository, comment, by, 'edited', { changes: { body: { from } } });
}

/** Issues are not kept: only what Apps are told of a comment on one. */
export function commentOnIssue(state: State, repository: Repository, by: Account, body: string): void {
  const moment = state.moment();
  const number = repository.nextNumber++;
  const common = {
    repository,
    author: by,
    title: 'An issue',
    body: null,
    locked: false,
    createdAt: moment,
    updatedAt: moment,
    closedAt: null,
  };
  const issue = plainIssueJson(state, { ...common, id: state.nextId(), number, state: 'open' });
  const comment: IssueComment = {
    id: state.nextId(),
    number,
    user: by,
    app: null,
    body,
    minimized: null,
    createdAt: moment,
    updatedAt: moment,
  };
  const told = { issue, comment: issueCommentJson(state, repository, comment), sender: accountJson(state, by) };
  state.emit('issue_comment', repository, { action: 'created', ...told });
}

function tellComment(state: State, repository: Repository, comment: IssueComment, by: Account, action: string, more: Json = {}): void {
  const pull = repository.pulls.get(comment.number);
  if (pull === undefined) return;
  state.emit('issue_comment', repository, {
    action,
    issue: issueJson(state, pull),
    comment: issueCommentJson(state, repository, comment),
    sender: accountJson(state, by),
    ...more,
  });
}

export function addReview(
  state: State,
  pull: Pull,
  { user, app }: { user: Account; app: App | null },
  { body, state: kind, commit = pull.headSha }: { body: string; state: Review['state']; commit?: string },
): Review {
  const review: Review = { id: state.nextId(), user, app, commit, state: kind, body, submittedAt: state.moment() };
  pull.reviews.push(review);
  if (kind !== 'PENDING') {
    // In webhooks the state is written small.
    const told = { ...reviewJson(state, pull, review), state: kind.toLowerCase() };
    state.emit('pull_request_review', pull.repository, {
      action: 'submitted',
      review: told,
      pull_request: pullSimpleJson(state, pull),
      sender: accountJson(state, user),
    });
  }
  settle(state, pull.repository);
  return review;
}

function reply(call: Call, pull: Pull, parent: string | undefined): Answer {
  const first = byId(pull.reviewComments, parent);
  const { user, app } = who(call);
  const review = addReview(call.state, pull, { user, app }, { body: '', state: 'COMMENTED' });
  const moment = call.state.moment();
  const one: ReviewComment = {
    ...first,
    id: call.state.nextId(),
    thread: first.thread,
    review: review.id,
    user,
    app,
    body: checkedBody(call.state, String(call.body['body'])),
    createdAt: moment,
    updatedAt: moment,
  };
  pull.reviewComments.push(one);
  return created(reviewCommentJson(call.state, pull, one));
}

/** Where a comment stands; refused when the diff does not show that line. */
function placeOf(pull: Pull, body: Json): Pick<ReviewComment, 'path' | 'line' | 'startLine' | 'side' | 'hunk'> {
  const base = mergeBase(pull.repository, pull.baseSha, pull.headSha) ?? pull.baseSha;
  const path = String(body['path']);
  const file = filesOf(pull.repository, base, pull.headSha).find((one) => one.path === path);
  const wrong = (field: string): Refused =>
    new Refused(422, 'Validation Failed', {
      errors: [
        {
          resource: 'PullRequestReviewComment',
          code: 'custom',
          field: `pull_request_review_thread.${field}`,
          message: `${field} must be part of the diff`,
        },
      ],
    });
  if (file === undefined) throw wrong('path');
  const side = body['side'] === 'LEFT' ? 'LEFT' : 'RIGHT';
  if (body['subject_type'] === 'file') return { path, line: null, startLine: null, side, hunk: '' };
  const line = Number(body['line']);
  const startLine = body['start_line'] === undefined || body['start_line'] === null ? null : Number(body['start_line']);
  const shown = linesShown(file.patch ?? '', side);
  if (!shown.has(line)) throw wrong('line');
  if (startLine !== null && (!shown.has(startLine) || startLine >= line)) throw wrong('start_line');
  return { path, line, startLine, side, hunk: (file.patch ?? '').split('\n').slice(0, 4).join('\n') };
}

function addLineComment(state: State, pull: Pull, review: Review, body: Json): ReviewComment {
  const id = state.nextId();
  const made: ReviewComment = {
    ...placeOf(pull, body),
    id,
    thread: id,
    review: review.id,
    user: review.user,
    app: review.app,
    commit: review.commit,
    body: checkedBody(state, String(body['body'])),
    resolved: false,
    minimized: null,
    createdAt: state.moment(),
    updatedAt: state.moment(),
  };
  pull.reviewComments.push(made);
  return made;
}
