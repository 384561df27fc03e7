/** Check runs and suites, commit statuses. Only Apps write checks; people and Apps write statuses. */
import { createRun, rerequestRun, rerequestSuite, suiteFor, updateRun } from '../checks.ts';
import { latestStatuses } from '../gate.ts';
import { resolve } from '../git.ts';
import { settle } from '../merging.ts';
import { byIntegration, notFound, Refused } from '../refuse.ts';
import { latestRuns, runJson, statusJson, suiteJson } from '../render/checks.ts';
import { apiUrl, pageUrl, repositoryJson } from '../render/repositories.ts';
import { type Answer, byId, type Call, created, ok, page, repositoryOf, type Route, route, who, writingApp } from '../router.ts';
import type { CheckRun, CommitStatus, Json } from '../state.ts';

const REPO = '/repos/{owner}/{repo}';
const RUN = `${REPO}/check-runs/{check_run_id}`;
const SUITE = `${REPO}/check-suites/{check_suite_id}`;

export const CHECK_ROUTES: readonly Route[] = [
  route(`POST ${REPO}/check-runs`, 'checks:write', (call) => {
    const run = createRun(call.state, repositoryOf(call), writingApp(call), call.body);
    return created(runJson(call.state, repositoryOf(call), run));
  }),
  route(`GET ${RUN}`, 'checks:read', (call) => ok(runJson(call.state, repositoryOf(call), run(call)))),
  route(`PATCH ${RUN}`, 'checks:write', (call) => {
    const found = run(call);
    if (writingApp(call) !== found.app)
      throw new Refused(403, `Invalid app_id ${writingApp(call).id}: a check run can only be modified by the GitHub App that created it.`);
    updateRun(call.state, repositoryOf(call), found, call.body);
    return ok(runJson(call.state, repositoryOf(call), found));
  }),
  route(`GET ${RUN}/annotations`, 'checks:read', (call) => {
    const { headSha, annotations } = run(call);
    const blob = `${pageUrl(call.state, repositoryOf(call))}/blob/${headSha}`;
    return page(call, annotations, (one) => ({
      start_column: null,
      end_column: null,
      title: null,
      raw_details: null,
      ...one,
      blob_href: `${blob}/${String(one['path'])}`,
    }));
  }),
  route(`POST ${RUN}/rerequest`, 'checks:write', (call) => {
    const found = run(call);
    if (call.actor.kind === 'installation' && call.actor.app !== found.app) throw byIntegration();
    rerequestRun(call.state, repositoryOf(call), found, who(call).user);
    return created({});
  }),
  route(`POST ${REPO}/check-suites`, 'checks:write', (call) => {
    const repository = repositoryOf(call);
    const sha = resolve(repository, String(call.body['head_sha']));
    if (sha === null) throw new Refused(422, 'Validation Failed', { errors: ['No commit found for SHA'] });
    const known = repository.suites.some((one) => one.app === writingApp(call) && one.headSha === sha);
    const suite = suiteFor(call.state, repository, writingApp(call), sha);
    return { status: known ? 200 : 201, body: suiteJson(call.state, repository, suite) };
  }),
  route(`GET ${SUITE}`, 'checks:read', (call) => {
    const repository = repositoryOf(call);
    return ok(suiteJson(call.state, repository, byId(repository.suites, call.path['check_suite_id'])));
  }),
  route(`GET ${SUITE}/check-runs`, 'checks:read', (call) => {
    const suite = byId(repositoryOf(call).suites, call.path['check_suite_id']);
    return runs(call, (one) => one.suite === suite);
  }),
  route(`POST ${SUITE}/rerequest`, 'checks:write', (call) => {
    const repository = repositoryOf(call);
    rerequestSuite(call.state, repository, byId(repository.suites, call.path['check_suite_id']), who(call).user);
    return created({});
  }),
  route(`GET ${REPO}/commits/{ref}/check-runs`, 'checks:read', (call) => {
    const sha = commit(call);
    const app = call.query.get('app_id');
    return runs(call, (one) => one.headSha === sha && (app === null || one.app.id === Number(app)));
  }),
  route(`GET ${REPO}/commits/{ref}/check-suites`, 'checks:read', (call) => {
    const repository = repositoryOf(call);
    const sha = commit(call);
    const [app, name] = [call.query.get('app_id'), call.query.get('check_name')];
    const found = repository.suites
      .filter((one) => one.headSha === sha && (app === null || one.app.id === Number(app)))
      .filter((one) => name === null || repository.runs.some((run) => run.suite === one && run.name === name));
    return page(call, found, (one) => suiteJson(call.state, repository, one), 'check_suites');
  }),
  route(`POST ${REPO}/statuses/{sha}`, 'statuses:write', (call) => {
    const repository = repositoryOf(call);
    const sha = resolve(repository, call.path['sha'] ?? '');
    if (sha === null) throw new Refused(422, 'Validation Failed', { errors: ['No commit found for SHA'] });
    const { user, app } = who(call);
    const text = (key: string): string | null => (typeof call.body[key] === 'string' ? call.body[key] : null);
    const status: CommitStatus = {
      id: call.state.nextId(),
      sha,
      context: text('context') ?? 'default',
      state: call.body['state'] as CommitStatus['state'],
      description: text('description'),
      targetUrl: text('target_url'),
      creator: user,
      app,
      createdAt: call.state.moment(),
    };
    repository.statuses.push(status);
    settle(call.state, repository);
    return created(statusJson(call.state, repository, status));
  }),
  route(`GET ${REPO}/commits/{ref}/statuses`, 'statuses:read', (call) => {
    const sha = commit(call);
    const all = repositoryOf(call).statuses.filter((one) => one.sha === sha);
    return page(call, all.reverse(), (one) => statusJson(call.state, repositoryOf(call), one));
  }),
  route(`GET ${REPO}/commits/{ref}/status`, 'statuses:read', (call) => {
    const repository = repositoryOf(call);
    const sha = commit(call);
    const statuses = latestStatuses(repository, sha);
    const bad = statuses.some(({ state }) => state === 'failure' || state === 'error');
    const pending = statuses.length === 0 || statuses.some(({ state }) => state === 'pending');
    const url = apiUrl(call.state, repository);
    return ok({
      state: bad ? 'failure' : pending ? 'pending' : 'success',
      statuses: statuses.map((one) => statusJson(call.state, repository, one)),
      sha,
      total_count: statuses.length,
      repository: repositoryJson(call.state, repository),
      commit_url: `${url}/commits/${sha}`,
      url: `${url}/commits/${sha}/status`,
    });
  }),
];

const run = (call: Call): CheckRun => byId(repositoryOf(call).runs, call.path['check_run_id']);

function commit(call: Call): string {
  const sha = resolve(repositoryOf(call), call.path['ref'] ?? '');
  if (sha === null) throw notFound();
  return sha;
}

/** Newest first; by default only the latest of each name. */
function runs(call: Call, which: (run: CheckRun) => boolean): Answer {
  const { query } = call;
  const [name, status] = [query.get('check_name'), query.get('status')];
  const repository = repositoryOf(call);
  const chosen = repository.runs.filter(which);
  const list = (query.get('filter') === 'all' ? chosen : latestRuns(chosen))
    .filter((one) => name === null || one.name === name)
    .filter((one) => status === null || one.status === status)
    .toSorted((a, b) => b.id - a.id);
  return page(call, list, (one): Json => runJson(call.state, repository, one), 'check_runs');
}
