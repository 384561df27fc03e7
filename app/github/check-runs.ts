/** Our check runs on a head: found by the App's own id, never by name alone. Limits of the Checks API are kept here. */
import { z } from 'zod';
import type { GitHubClient } from './client.ts';
import { at, type RepositoryName } from './name.ts';

export interface CheckAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: 'failure' | 'warning' | 'notice';
  readonly message: string;
  readonly title: string;
}

export interface CheckAction {
  /** At most 20 characters, as the identifier; the description at most 40. */
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

export interface CheckOutput {
  readonly title: string;
  /** At most 65,535 characters. */
  readonly summary: string;
  readonly annotations: readonly CheckAnnotation[];
}

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly url: string | null;
  readonly annotations: number;
  /** ISO 8601; null while it is queued, maybe. */
  readonly startedAt: string | null;
}

const MAX_SUMMARY = 65_535;
/** Per request; more are added by further requests. */
const BATCH = 50;
/** What a reader goes through; the rest is in the summary. */
const MAX_ANNOTATIONS = 300;

const runAnswer = z.object({
  id: z.int().positive(),
  name: z.string(),
  status: z.string(),
  conclusion: z.string().nullable(),
  html_url: z.string().nullish(),
  started_at: z.string().nullish(),
  head_sha: z.string(),
  app: z.object({ id: z.int() }).nullish(),
  output: z.object({ annotations_count: z.int().optional() }).loose().optional(),
});

/** The newest of our runs of each name on this head. */
export async function ownRuns(client: GitHubClient, name: RepositoryName, head: string, appId: number): Promise<readonly CheckRun[]> {
  const parameters = { ...at(name), ref: head, app_id: appId, filter: 'latest' };
  const { items } = await client.list('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', parameters, runAnswer, { list: 'check_runs' });
  const newest = new Map<string, z.output<typeof runAnswer>>();
  for (const run of items) {
    if (run.app?.id !== appId || run.head_sha !== head) continue;
    if ((newest.get(run.name)?.id ?? 0) < run.id) newest.set(run.name, run);
  }
  return [...newest.values()].map(runOf);
}

export async function createRun(
  client: GitHubClient,
  name: RepositoryName,
  run: {
    readonly name: string;
    readonly head: string;
    readonly status: 'queued' | 'in_progress';
    readonly title: string;
    readonly summary: string;
  },
): Promise<CheckRun> {
  const answer = await client.call(
    'POST /repos/{owner}/{repo}/check-runs',
    { ...at(name), name: run.name, head_sha: run.head, status: run.status, output: { title: run.title, summary: run.summary } },
    runAnswer,
  );
  return runOf(answer);
}

/** One write: of the annotations the first that a request takes. */
export async function createCompletedRun(
  client: GitHubClient,
  name: RepositoryName,
  run: {
    readonly name: string;
    readonly head: string;
    readonly conclusion: 'success' | 'failure' | 'action_required';
    readonly output: CheckOutput;
    readonly actions: readonly CheckAction[];
    readonly now: Date;
  },
): Promise<CheckRun> {
  const { title, summary, annotations } = run.output;
  const answer = await client.call(
    'POST /repos/{owner}/{repo}/check-runs',
    {
      ...at(name),
      name: run.name,
      head_sha: run.head,
      status: 'completed',
      conclusion: run.conclusion,
      completed_at: run.now.toISOString(),
      output: { title: short(title), summary: cut(summary), annotations: annotations.slice(0, BATCH) },
      actions: run.actions.slice(0, 3),
    },
    runAnswer,
  );
  return runOf(answer);
}

/** Says how it goes on; it stays open. */
export async function progressRun(client: GitHubClient, name: RepositoryName, id: number, title: string, summary: string): Promise<void> {
  await patch(client, name, id, { status: 'in_progress', output: { title: short(title), summary: cut(summary) } });
}

/** All but the last annotations first: the conclusion is the last write, so that a process that dies leaves the run open. */
export async function completeRun(
  client: GitHubClient,
  name: RepositoryName,
  id: number,
  conclusion: 'success' | 'failure' | 'action_required',
  output: CheckOutput,
  actions: readonly CheckAction[],
  now: Date,
): Promise<void> {
  const base = { title: short(output.title), summary: cut(output.summary) };
  const batches = batchesOf(output.annotations.slice(0, MAX_ANNOTATIONS));
  const last = batches.pop() ?? [];
  for (const annotations of batches) await patch(client, name, id, { status: 'in_progress', output: { ...base, annotations } });
  await patch(client, name, id, {
    status: 'completed',
    conclusion,
    completed_at: now.toISOString(),
    output: { ...base, annotations: last },
    actions: actions.slice(0, 3),
  });
}

async function patch(client: GitHubClient, name: RepositoryName, id: number, change: object): Promise<void> {
  await client.call('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', { ...at(name), check_run_id: id, ...change }, runAnswer);
}

function batchesOf(all: readonly CheckAnnotation[]): CheckAnnotation[][] {
  const batches: CheckAnnotation[][] = [];
  for (let start = 0; start < all.length; start += BATCH) batches.push(all.slice(start, start + BATCH));
  return batches;
}

function cut(summary: string): string {
  return summary.length <= MAX_SUMMARY ? summary : `${summary.slice(0, MAX_SUMMARY - 40)}\n\n(cut: too long for a check)`;
}

function short(title: string): string {
  return title.length <= 255 ? title : `${title.slice(0, 254)}…`;
}

function runOf(run: z.output<typeof runAnswer>): CheckRun {
  return {
    id: run.id,
    name: run.name,
    status: run.status,
    conclusion: run.conclusion,
    url: run.html_url ?? null,
    annotations: run.output?.annotations_count ?? 0,
    startedAt: run.started_at ?? null,
  };
}
