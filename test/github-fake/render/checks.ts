/** Check runs, suites and statuses as GitHub writes them. */
import { commitOf } from '../git.ts';
import { without } from '../json.ts';
import type { CheckRun, CheckSuite, CommitStatus, Json, Repository, State } from '../state.ts';
import { accountJson, appJson, nodeId } from './accounts.ts';
import { pullMinimalJson } from './pulls.ts';
import { apiUrl, pageUrl, repositoryJson, simpleCommitJson } from './repositories.ts';

/** Open pull requests of this repository's own branches with that head. Of forks there are none: GitHub does not tell. */
export function pullsOf(state: State, repository: Repository, sha: string): Json[] {
  return [...repository.pulls.values()]
    .filter((pull) => pull.state === 'open' && pull.headSha === sha && pull.headRepository === repository)
    .map((pull) => pullMinimalJson(state, pull));
}

export function runJson(state: State, repository: Repository, run: CheckRun): Json {
  const url = `${apiUrl(state, repository)}/check-runs/${run.id}`;
  const page = `${pageUrl(state, repository)}/runs/${run.id}`;
  return {
    id: run.id,
    node_id: nodeId('CR', run.id),
    name: run.name,
    head_sha: run.headSha,
    external_id: run.externalId ?? '',
    url,
    html_url: page,
    details_url: run.detailsUrl ?? page,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suite.id },
    app: appJson(state, run.app),
    pull_requests: pullsOf(state, repository, run.headSha),
  };
}

/** In webhooks the suite comes along. */
export function runPayload(state: State, repository: Repository, run: CheckRun): Json {
  const suite = without(suiteJson(state, repository, run.suite), 'head_commit', 'latest_check_runs_count', 'check_runs_url');
  return { ...runJson(state, repository, run), check_suite: suite };
}

export function suiteJson(state: State, repository: Repository, suite: CheckSuite): Json {
  const runs = latestRuns(repository.runs.filter((run) => run.suite === suite));
  const open = runs.find((run) => run.status !== 'completed');
  const commit = commitOf(repository, suite.headSha);
  const url = `${apiUrl(state, repository)}/check-suites/${suite.id}`;
  return {
    id: suite.id,
    node_id: nodeId('CS', suite.id),
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    status: runs.length === 0 ? 'queued' : (open?.status ?? 'completed'),
    conclusion: runs.length === 0 || open !== undefined ? null : worst(runs.map((run) => run.conclusion ?? 'neutral')),
    url,
    before: suite.before,
    after: suite.headSha,
    pull_requests: pullsOf(state, repository, suite.headSha),
    app: appJson(state, suite.app),
    repository: repositoryJson(state, repository),
    created_at: suite.createdAt,
    updated_at: suite.updatedAt,
    rerequestable: true,
    runs_rerequestable: true,
    latest_check_runs_count: runs.length,
    check_runs_url: `${url}/check-runs`,
    head_commit: commit === null ? null : simpleCommitJson(commit),
  };
}

const ORDER = ['action_required', 'failure', 'timed_out', 'cancelled', 'stale', 'neutral', 'skipped', 'success'];

function worst(conclusions: readonly string[]): string {
  return conclusions.reduce((a, b) => (ORDER.indexOf(a) <= ORDER.indexOf(b) ? a : b));
}

/** The newest run of each name, App and suite. */
export function latestRuns(runs: readonly CheckRun[]): CheckRun[] {
  const newest = new Map<string, CheckRun>();
  for (const run of runs) newest.set(`${run.suite.id} ${run.name}`, run);
  return [...newest.values()];
}

export function statusJson(state: State, repository: Repository, status: CommitStatus): Json {
  return {
    url: `${apiUrl(state, repository)}/statuses/${status.sha}`,
    avatar_url: `${state.url}/avatars/u/${status.creator.id}`,
    id: status.id,
    node_id: nodeId('SC', status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    creator: accountJson(state, status.creator),
  };
}
