/** The second port, for the operator's network: /readyz and /metrics (T27). */
import { version } from '../../src/core/index.ts';
import type { QuotaLeft } from '../github/quotas.ts';
import { countJobs, lastSweep, oldestJobs } from '../jobs/count-jobs.ts';
import { countPending } from '../store/deliveries.ts';
import { countDueVerdicts } from '../store/due-verdicts.ts';
import type { Store } from '../store/sql.ts';
import { type Listening, listen } from './listen.ts';
import type { Gauge, Metrics } from './metrics.ts';

export interface AdminOptions {
  readonly host: string;
  readonly port: number;
  readonly store: Store;
  readonly metrics: Metrics;
  /** False while starting and draining. */
  readonly isOpen: () => boolean;
  /** Of what this process asked GitHub; absent: it asks nothing. */
  readonly quotas?: () => readonly QuotaLeft[];
}

const PATIENCE_MS = 2000;

export function openAdmin(options: AdminOptions): Promise<Listening> {
  return listen(options.host, options.port, (request, response) => {
    const reply = (status: number, text: string): void => {
      response.writeHead(status, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' });
      response.end(text);
    };
    if (request.method !== 'GET') return reply(405, 'method not allowed\n');
    if (request.url === '/readyz')
      return void ready(options).then((problem) => reply(problem === null ? 200 : 503, `${problem ?? 'ready'}\n`));
    if (request.url === '/metrics') return void gauges(options).then((list) => reply(200, options.metrics.render(list)));
    return reply(404, 'not found\n');
  });
}

async function ready({ isOpen, store }: AdminOptions): Promise<string | null> {
  if (!isOpen()) return 'starting or draining';
  return (await patiently(store.owner.query('SELECT 1'))) === null ? 'the database does not answer' : null;
}

/** Without the database the process still tells of itself. */
async function gauges(options: AdminOptions): Promise<readonly Gauge[]> {
  const answered = await patiently(ofDatabase(options));
  const up = { name: 'weighbridge_database_up', help: 'Whether the database answered.', value: answered === null ? 0 : 1 };
  return [...ofProcess(options), up, ...(answered ?? [])];
}

function ofProcess({ isOpen, quotas = () => [] }: AdminOptions): Gauge[] {
  return [
    { name: 'weighbridge_build_info', help: 'The release that runs.', labels: { version, node: process.versions.node }, value: 1 },
    { name: 'weighbridge_ready', help: 'Whether this process takes work.', value: isOpen() ? 1 : 0 },
    { name: 'process_resident_memory_bytes', help: 'Resident memory.', value: process.memoryUsage.rss() },
    ...quotas().flatMap(({ resource, remaining, limit }): Gauge[] => [
      {
        name: 'weighbridge_github_quota_remaining',
        help: 'Requests left in the hour of the installation that has the smallest share left, as this process last heard.',
        labels: { resource },
        value: remaining,
      },
      { name: 'weighbridge_github_quota_limit', help: 'Of how many.', labels: { resource }, value: limit },
    ]),
  ];
}

async function ofDatabase({ store }: AdminOptions): Promise<Gauge[]> {
  const jobs = await countJobs(store.owner);
  const oldest = await oldestJobs(store.owner);
  const swept = await lastSweep(store.owner);
  const { pending, due } = await store.transaction('operator', async (tx) => ({
    pending: await countPending(tx),
    due: await countDueVerdicts(tx),
  }));
  return [
    ...jobs.map(
      ({ queue, state, jobs: value }): Gauge => ({
        name: 'weighbridge_jobs',
        help: 'Jobs by queue and state; "dead" failed for good.',
        labels: { queue, state },
        value,
      }),
    ),
    ...oldest.map(
      ({ queue, seconds: value }): Gauge => ({
        name: 'weighbridge_oldest_job_seconds',
        help: 'How long the oldest job that is due has waited; 0: none waits.',
        labels: { queue },
        value,
      }),
    ),
    ...(swept === null
      ? []
      : [{ name: 'weighbridge_last_sweep_timestamp_seconds', help: 'When the last sweep of any process ended.', value: swept }]),
    { name: 'weighbridge_deliveries_pending', help: 'Deliveries whose jobs are not done.', value: pending },
    { name: 'weighbridge_verdicts_due', help: 'Verdicts that a changed policy moved and that wait to be written.', value: due },
  ];
}

async function patiently<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  return Promise.race([work.catch(() => null), late]).finally(() => clearTimeout(timer));
}
