/** Issues, and a pull request as the issue that it also is. */
import type { Json, Pull, State } from '../state.ts';
import { accountJson, nodeId } from './accounts.ts';
import { associationOf, reactionsJson } from './pulls.ts';
import { apiUrl, pageUrl } from './repositories.ts';

export function issueJson(state: State, pull: Pull): Json {
  const { repository, number } = pull;
  const page = `${pageUrl(state, repository)}/pull/${number}`;
  return {
    ...plainIssueJson(state, pull),
    html_url: page,
    draft: pull.draft,
    pull_request: {
      url: `${apiUrl(state, repository)}/pulls/${number}`,
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      merged_at: pull.merged?.at ?? null,
    },
  };
}

type Issue = Pick<
  Pull,
  'id' | 'number' | 'repository' | 'author' | 'title' | 'body' | 'state' | 'locked' | 'createdAt' | 'updatedAt' | 'closedAt'
>;

export function plainIssueJson(state: State, issue: Issue): Json {
  const { repository, number } = issue;
  const url = `${apiUrl(state, repository)}/issues/${number}`;
  return {
    url,
    repository_url: apiUrl(state, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `${pageUrl(state, repository)}/issues/${number}`,
    id: issue.id,
    node_id: nodeId('I', issue.id),
    number,
    title: issue.title,
    user: accountJson(state, issue.author),
    labels: [],
    state: issue.state,
    locked: issue.locked,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: repository.comments.filter((one) => one.number === number).length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    author_association: associationOf(state, repository, issue.author),
    active_lock_reason: null,
    body: issue.body,
    reactions: reactionsJson(url),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: null,
    state_reason: null,
  };
}
