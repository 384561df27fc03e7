/** Check runs, suites and statuses: what may be written, and who is told. Limits: OpenAPI `checks/create`, docs "Checks". */
import { commitOf } from './git.ts';
import { textOf } from './json.ts';
import { settle } from './merging.ts';
import { branchOf } from './pulls.ts';
import { invalid, Refused } from './refuse.ts';
import { accountJson } from './render/accounts.ts';
import { runPayload, suiteJson } from './render/checks.ts';
import type { Account, App, CheckRun, CheckSuite, Json, Repository, State } from './state.ts';

const KIB_64 = 64 * 1024;

export function suiteFor(state: State, repository: Repository, app: App, sha: string): CheckSuite {
  const known = repository.suites.find((one) => one.app === app && one.headSha === sha);
  if (known !== undefined) return known;
  const made: CheckSuite = {
    id: state.nextId(),
    app,
    headSha: sha,
    headBranch: branchOf(repository, sha),
    before: null,
    createdAt: state.moment(),
    updatedAt: state.moment(),
  };
  repository.suites.push(made);
  return made;
}

export function createRun(state: State, repository: Repository, app: App, body: Json): CheckRun {
  const sha = String(body['head_sha']);
  if (commitOf(repository, sha)?.sha !== sha) throw new Refused(422, 'Validation Failed', { errors: [`No commit found for SHA: ${sha}`] });
  const run: CheckRun = {
    id: state.nextId(),
    suite: suiteFor(state, repository, app, sha),
    app,
    headSha: sha,
    name: String(body['name']),
    status: 'queued',
    conclusion: null,
    externalId: null,
    detailsUrl: null,
    startedAt: state.moment(),
    completedAt: null,
    title: null,
    summary: null,
    text: null,
    annotations: [],
    actions: [],
  };
  apply(state, run, body);
  repository.runs.push(run);
  // 1000 runs of one name in a suite; older ones go.
  const same = repository.runs.filter((one) => one.suite === run.suite && one.name === run.name);
  if (same.length > 1000) repository.runs.splice(repository.runs.indexOf(same[0] ?? run), 1);
  tell(state, repository, run, 'created');
  if (run.status === 'completed') completed(state, repository, run);
  return run;
}

export function updateRun(state: State, repository: Repository, run: CheckRun, body: Json): void {
  const was = run.status;
  apply(state, run, body);
  run.suite.updatedAt = state.moment();
  if (run.status === 'completed' && was !== 'completed') completed(state, repository, run);
  settle(state, repository);
}

function completed(state: State, repository: Repository, run: CheckRun): void {
  tell(state, repository, run, 'completed');
  const runs = repository.runs.filter((one) => one.suite === run.suite);
  if (runs.every((one) => one.status === 'completed'))
    state.emit('check_suite', repository, {
      action: 'completed',
      check_suite: suiteJson(state, repository, run.suite),
      sender: accountJson(state, run.app.bot),
    });
  settle(state, repository);
}

function tell(state: State, repository: Repository, run: CheckRun, action: string): void {
  state.emit('check_run', repository, { action, check_run: runPayload(state, repository, run), sender: accountJson(state, run.app.bot) });
}

function apply(state: State, run: CheckRun, body: Json): void {
  const text = (key: string): string | undefined => (typeof body[key] === 'string' ? body[key] : undefined);
  const conclusion = text('conclusion');
  if (conclusion === 'stale') throw invalid('CheckRun', 'conclusion', 'conclusion cannot be stale: only GitHub sets it', 'invalid');
  if (body['status'] === 'completed' && conclusion === undefined && run.conclusion === null)
    throw invalid('CheckRun', 'conclusion', 'conclusion is required when status is completed', 'missing_field');
  const output = body['output'] as Json | undefined;
  const annotations = (output?.['annotations'] ?? []) as Json[];
  for (const one of annotations) {
    for (const key of ['message', 'raw_details'])
      if (Buffer.byteLength(textOf(one[key])) > KIB_64) throw invalid('CheckAnnotation', key, `${key} exceeds 64 KB`, 'too_large');
    if (textOf(one['title']).length > 255) throw invalid('CheckAnnotation', 'title', 'title exceeds 255 characters', 'too_large');
    const columns = one['start_column'] !== undefined || one['end_column'] !== undefined;
    if (columns && one['start_line'] !== one['end_line'])
      throw invalid('CheckAnnotation', 'start_column', 'columns are only for annotations on one line', 'invalid');
    if (Number(one['start_line']) < 1 || Number(one['end_line']) < Number(one['start_line']))
      throw invalid('CheckAnnotation', 'end_line', 'lines begin with 1 and end after they start', 'invalid');
  }
  run.name = text('name') ?? run.name;
  run.externalId = text('external_id') ?? run.externalId;
  run.detailsUrl = text('details_url') ?? run.detailsUrl;
  run.startedAt = text('started_at') ?? run.startedAt;
  run.title = typeof output?.['title'] === 'string' ? output['title'] : run.title;
  run.summary = typeof output?.['summary'] === 'string' ? output['summary'] : run.summary;
  run.text = typeof output?.['text'] === 'string' ? output['text'] : run.text;
  run.annotations.push(...annotations);
  if (Array.isArray(body['actions'])) run.actions = body['actions'] as Json[];
  const status = text('status') as CheckRun['status'] | undefined;
  if (conclusion !== undefined) {
    run.status = 'completed';
    run.conclusion = conclusion;
    run.completedAt = text('completed_at') ?? state.moment();
  } else if (status !== undefined && status !== 'completed') {
    run.status = status;
    run.conclusion = null;
    run.completedAt = null;
  }
}

/** "Re-run": the App is told, and must do the rest itself; the run stays what it is. */
export function rerequestRun(state: State, repository: Repository, run: CheckRun, by: Account): void {
  const payload = { action: 'rerequested', check_run: runPayload(state, repository, run), sender: accountJson(state, by) };
  state.emit('check_run', repository, payload, { app: run.app });
}

export function rerequestSuite(state: State, repository: Repository, suite: CheckSuite, by: Account): void {
  const payload = { action: 'rerequested', check_suite: suiteJson(state, repository, suite), sender: accountJson(state, by) };
  state.emit('check_suite', repository, payload, { app: suite.app });
}

/** A button of a run. GitHub shows it after completion. */
export function requestAction(state: State, repository: Repository, run: CheckRun, identifier: string, by: Account): void {
  if (run.status !== 'completed' || !run.actions.some((one) => one['identifier'] === identifier))
    throw new Error(`The check run ${run.name} shows no button ${identifier}.`);
  const check = runPayload(state, repository, run);
  const payload = { action: 'requested_action', requested_action: { identifier }, check_run: check, sender: accountJson(state, by) };
  state.emit('check_run', repository, payload, { app: run.app });
}
