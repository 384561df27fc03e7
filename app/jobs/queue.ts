/**
 * pg-boss over the store. One queued and one active job per key: policy `stately` with the key as singleton key (T30). The key is also the group, with
 * one active per group: without that the oldest waiting job of a busy key would be fetched in vain again and again, and hold up everybody
 * behind it (its exclusion list is up to a minute old). Notifications wake the workers, and polling stays at half a second: with the
 * standard 30 s a burst would be worked off at one job per half minute and worker.
 */
import { type Db, type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Sql, Store } from '../store/sql.ts';
import { QUEUE, RETRIES, SUPERVISE_SECONDS } from './budgets.ts';
import { type Job, type JobKind, jobOfKey, keyOf } from './jobs.ts';

/** Interactive work, housekeeping, the sweep, and where jobs end that failed for good. */
export const QUEUES = { evaluate: 'evaluate', maintain: 'maintain', sweep: 'sweep', dead: 'dead' } as const;
export type QueueName = 'evaluate' | 'maintain' | 'sweep';

export interface QueueOptions {
  /** Whether this process runs jobs; a web process only puts them in. */
  readonly works: boolean;
  readonly onError: (error: Error) => void;
  readonly onWarning: (message: string) => void;
}

export interface Enqueue {
  /** Not before; without it now, and a job of this key that waits for later is pulled forward. */
  readonly at?: Date;
  /** Higher first. */
  readonly priority?: number;
  /** Within this transaction. */
  readonly within?: Sql;
}

export interface Running {
  readonly job: Job;
  readonly signal: AbortSignal;
  /** 0 for the first. */
  readonly tries: number;
}

export interface Queue {
  readonly enqueue: (job: Job, options?: Enqueue) => Promise<void>;
  /** Whether a job of this key waits to run now: then what runs is out of date. */
  readonly isWaiting: (job: Job) => Promise<boolean>;
  readonly work: (queue: QueueName, concurrency: number, run: (running: Running) => Promise<void>) => Promise<void>;
  /** Only one job per occurrence, whatever the number of processes. */
  readonly schedule: (job: Job, cron: string) => Promise<void>;
  /** Looks for dead workers and expired jobs now. */
  readonly supervise: () => Promise<void>;
  /** Waits for running jobs, at most `timeoutMs`; what still runs then goes back into the queue. */
  readonly stop: (timeoutMs: number) => Promise<void>;
}

const QUEUE_OF: Readonly<Record<JobKind, QueueName>> = {
  'pull-request': 'evaluate',
  'merge-group': 'evaluate',
  head: 'evaluate',
  button: 'evaluate',
  branch: 'maintain',
  installation: 'maintain',
  sweep: 'sweep',
};

export async function openQueue(store: Store, { works, onError, onWarning }: QueueOptions): Promise<Queue> {
  const boss = new PgBoss({
    ...store.owner.boss(),
    supervise: works,
    schedule: works,
    useListenNotify: works,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  });
  boss.on('error', onError);
  boss.on('warning', ({ message }) => onWarning(message));
  await boss.start();
  await createQueues(boss);
  return {
    enqueue: (job, options = {}) => enqueue(boss, job, options),
    isWaiting: async (job) => {
      const waiting = await boss.findJobs(QUEUE_OF[job.kind], { key: keyOf(job), queued: true });
      return waiting.some(({ state, startAfter }) => state === 'created' && startAfter.getTime() <= Date.now());
    },
    work: (queue, concurrency, run) => work(boss, queue, concurrency, run),
    schedule: async (job, cron) => {
      await boss.schedule(QUEUE_OF[job.kind], cron, { key: keyOf(job) }, { singletonKey: keyOf(job) });
    },
    supervise: () => boss.supervise(),
    stop: (timeoutMs) => boss.stop({ graceful: true, timeout: timeoutMs }),
  };
}

async function createQueues(boss: PgBoss): Promise<void> {
  const retries = { retryLimit: RETRIES, retryBackoff: true, retryDelay: QUEUE.retryDelay, retryDelayMax: QUEUE.retryDelayMax };
  await boss.createQueue(QUEUES.dead, { policy: 'standard', retryLimit: 0, retentionSeconds: 30 * 86_400 });
  for (const name of [QUEUES.evaluate, QUEUES.maintain, QUEUES.sweep]) {
    const times = { heartbeatSeconds: QUEUE.heartbeatSeconds, expireInSeconds: QUEUE.expireInSeconds, deleteAfterSeconds: 86_400 };
    const settings = { ...retries, ...times, notify: true, ...(name === QUEUES.sweep ? { retryLimit: 2 } : { deadLetter: QUEUES.dead }) };
    // The policy cannot be changed later; the rest follows the release.
    await boss.createQueue(name, { ...settings, policy: 'stately' });
    await boss.updateQueue(name, settings);
    // pg-boss reads the settings of a queue when it first needs them, and outside of a caller's transaction: within one, on the embedded database's only
    // connection, it would wait for itself. So they are read now; they are refreshed, not forgotten, afterwards.
    await boss.findJobs(name, { key: '' });
  }
}

async function enqueue(boss: PgBoss, job: Job, { at, priority = 0, within }: Enqueue): Promise<void> {
  const key = keyOf(job);
  const options = {
    singletonKey: key,
    group: { id: key },
    priority,
    ...(within === undefined ? {} : { db: bossOver(within) }),
  };
  const added = await boss.send(QUEUE_OF[job.kind], { key }, at === undefined ? options : { ...options, startAfter: at });
  // One waits already. To be done later, it comes soon enough; to be done now, it is pulled forward.
  if (added === null && at === undefined) await boss.upsert(QUEUE_OF[job.kind], { key }, { ...options, startAfter: 0 });
}

async function work(boss: PgBoss, queue: QueueName, concurrency: number, run: (running: Running) => Promise<void>): Promise<void> {
  const options = {
    includeMetadata: true,
    pollingIntervalSeconds: 0.5,
    notifyPollingIntervalSeconds: 0.5,
    localConcurrency: concurrency,
    groupConcurrency: 1,
  } as const;
  await boss.work<{ key: string }, void, typeof options>(queue, options, async (batch: JobWithMetadata<{ key: string }>[]) => {
    for (const { data, signal, retryCount } of batch) {
      const job = jobOfKey(data.key);
      if (job === null) throw new Error('a job with an unknown key: it was queued by another release');
      await run({ job, signal, tries: retryCount });
    }
  });
}

function bossOver(sql: Sql): Db {
  return { executeSql: async (text, values) => ({ rows: [...(await sql.query(text, values ?? []))] }) };
}

export interface QueueCount {
  readonly queue: string;
  readonly state: string;
  readonly jobs: number;
}

/** For metrics: jobs by queue and state; finished ones are not counted. */
export async function countJobs(sql: Sql): Promise<readonly QueueCount[]> {
  return sql.query<QueueCount>(
    `SELECT name AS queue, state::text AS state, count(*)::int AS jobs FROM pgboss.job
     WHERE state IN ('created', 'retry', 'active') AND name = ANY ($1::text[]) GROUP BY 1, 2`,
    [Object.values(QUEUES)],
  );
}
