/** The second port, for the operator's network: /readyz and /metrics (T27). */
import { countJobs } from '../jobs/queue.ts';
import { countPending } from '../store/deliveries.ts';
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
async function gauges({ store, isOpen }: AdminOptions): Promise<readonly Gauge[]> {
  const memory = process.memoryUsage.rss();
  const own: Gauge[] = [
    { name: 'weighbridge_ready', help: 'Whether this process takes work.', value: isOpen() ? 1 : 0 },
    { name: 'process_resident_memory_bytes', help: 'Resident memory.', value: memory },
  ];
  const jobs = await patiently(countJobs(store.owner));
  const pending = await patiently(store.transaction('operator', countPending));
  own.push({ name: 'weighbridge_database_up', help: 'Whether the database answered.', value: jobs === null ? 0 : 1 });
  const queued = (jobs ?? []).map(
    ({ queue, state, jobs: value }): Gauge => ({
      name: 'weighbridge_jobs',
      help: 'Jobs by queue and state; "dead" failed for good.',
      labels: { queue, state },
      value,
    }),
  );
  const waiting =
    pending === null ? [] : [{ name: 'weighbridge_deliveries_pending', help: 'Deliveries whose jobs are not done.', value: pending }];
  return [...own, ...queued, ...waiting];
}

async function patiently<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  return Promise.race([work.catch(() => null), late]).finally(() => clearTimeout(timer));
}
