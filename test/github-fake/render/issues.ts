/** A pull request as the issue that it also is. */
import type { Json, Pull, State } from '../state.ts';
import { accountJson, nodeId } from './accounts.ts';
import { associationOf, reactionsJson } from './pulls.ts';
import { apiUrl, pageUrl } from './repositories.ts';

export function issueJson(state: State, pull: Pull): Json {
  const { repository, number } = pull;
  const url = `${apiUrl(state, repository)}/issues/${number}`;
  const page = `${pageUrl(state, repository)}/pull/${number}`;
  return {
    url,
    repository_url: apiUrl(state, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: page,
    id: pull.id,
    node_id: nodeId('I', pull.id),
    number,
    title: pull.title,
    user: accountJson(state, pull.author),
    labels: [],
    state: pull.state,
    locked: pull.locked,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: repository.comments.filter((one) => one.number === number).length,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    author_association: associationOf(state, repository, pull.author),
    active_lock_reason: null,
    draft: pull.draft,
    pull_request: {
      url: `${apiUrl(state, repository)}/pulls/${number}`,
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      merged_at: pull.merged?.at ?? null,
    },
    body: pull.body,
    reactions: reactionsJson(url),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: null,
    state_reason: null,
  };
}
