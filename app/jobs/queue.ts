/**
 * pg-boss over the store. One queued and one active job per key: policy `stately` with the key as singleton key (T30). The key is also the group, with
 * one active per group: without that the oldest waiting job of a busy key would be fetched in vain again and again, and hold up everybody
 * behind it. Who puts a job in wakes the lanes of its own process, and by a notification those of
 * others; polling finds what is due later, and what a notification missed.
 */
import { randomUUID } from 'node:crypto';
import { PgBoss } from 'pg-boss';
import { finishDeliveries } from '../store/deliveries.ts';
import type { Sql, Store } from '../store/sql.ts';
import { QUEUE, RETRIES, SUPERVISE_SECONDS } from './budgets.ts';
import { grouped } from './grouped.ts';
import { installationOf, type Job, type JobKind, keyOf } from './jobs.ts';
import { type Attempt, type Ending, type WorkLane, openLane, type Running } from './lane.ts';
import { bossOver, placeOf, putJobs, type Wanted } from './put-jobs.ts';

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
}

export interface Queue {
  readonly enqueue: (job: Job, options?: Enqueue) => Promise<void>;
  /** To be done now and in this order, within the caller's transaction; after its commit comes `wake`. */
  readonly put: (list: readonly Wanted[], within: Sql) => Promise<void>;
  /** Such jobs may wait. */
  readonly wake: (jobs: readonly Job[]) => void;
  /** Whether a job of this key waits to run now: then what runs is out of date. */
  readonly isWaiting: (job: Job) => Promise<boolean>;
  readonly work: (queue: QueueName, concurrency: number, run: (running: Running) => Promise<Ending>) => void;
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
  command: 'evaluate',
  // People wait for them, and they are short: not behind a baseline.
  gates: 'evaluate',
  'all-gates': 'evaluate',
  landed: 'maintain',
  approvers: 'maintain',
  branch: 'maintain',
  release: 'maintain',
  releases: 'maintain',
  verdicts: 'maintain',
  installation: 'maintain',
  sweep: 'sweep',
};

/** Of the notifications between processes; the payload is a queue, and who put something into it. */
const CHANNEL = 'weighbridge_jobs';

export async function openQueue(store: Store, { works, onError, onWarning }: QueueOptions): Promise<Queue> {
  const boss = new PgBoss({
    ...store.owner.boss(),
    supervise: works,
    schedule: works,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  });
  boss.on('error', onError);
  boss.on('warning', ({ message }) => onWarning(message));
  await boss.start();
  await createQueues(boss);
  const self = randomUUID();
  const lanes = new Map<string, WorkLane>();
  const everyLane = (): void => lanes.forEach(({ wake }) => wake());
  // The embedded database has one process.
  const shared = store.kind === 'postgres';
  const told = (payload: string): void => {
    const [queue = '', sender] = payload.split(' ');
    if (sender !== self) lanes.get(queue)?.wake();
  };
  const deaf = (error: unknown): void => onWarning(`no notifications, jobs are looked for each second: ${String(error)}`);
  const listening = works && shared ? await boss.getDb().listen?.(CHANNEL, told, everyLane).catch(deaf) : undefined;
  const poll = setInterval(everyLane, QUEUE.pollMs);
  const beat = setInterval(() => lanes.forEach((lane) => void lane.beat()), (QUEUE.heartbeatSeconds * 1000) / 2);
  const settle = grouped((installation, ends: readonly End[]) => settleTogether(store, boss, installation, ends));
  const put = async (list: readonly Wanted[], within: Sql): Promise<void> => {
    for (const [queue, wanted] of Map.groupBy(list, ({ job }) => QUEUE_OF[job.kind])) {
      await putJobs(boss, queue, wanted, within);
      if (shared) await within.query('SELECT pg_notify($1, $2)', [CHANNEL, `${queue} ${self}`]);
    }
  };
  const wake = (jobs: readonly Job[]): void => new Set(jobs.map(({ kind }) => QUEUE_OF[kind])).forEach((queue) => lanes.get(queue)?.wake());
  return {
    async enqueue(job, { at, priority = 0 } = {}) {
      // One that waits already comes soon enough.
      if (at !== undefined)
        return void (await boss.send(QUEUE_OF[job.kind], { key: keyOf(job) }, { ...placeOf({ job, priority }), startAfter: at }));
      await store.owner.transaction('', (within) => put([{ job, priority }], within));
      wake([job]);
    },
    put,
    wake,
    isWaiting: async (job) => {
      const waiting = await boss.findJobs(QUEUE_OF[job.kind], { key: keyOf(job), queued: true });
      return waiting.some(({ state, startAfter }) => state === 'created' && startAfter.getTime() <= Date.now());
    },
    work(queue, room, run) {
      const end = (running: Running, ending: Ending, attempt: Attempt): Promise<void> =>
        settle(installationOf(running.job), { queue, running, ending, attempt });
      const lane = openLane({ boss, queue, room, sql: store.owner, run, settle: end, onError });
      lanes.set(queue, lane);
      lane.wake();
    },
    schedule: async (job, cron) => {
      await boss.schedule(QUEUE_OF[job.kind], cron, { key: keyOf(job) }, { singletonKey: keyOf(job) });
    },
    supervise: () => boss.supervise(),
    async stop(timeoutMs) {
      clearInterval(poll);
      if (listening) await listening.close();
      await Promise.all([...lanes.values()].map((lane) => lane.stop(timeoutMs)));
      clearInterval(beat);
      await boss.stop({ graceful: true, timeout: timeoutMs });
    },
  };
}

async function createQueues(boss: PgBoss): Promise<void> {
  const retries = { retryLimit: RETRIES, retryBackoff: true, retryDelay: QUEUE.retryDelay, retryDelayMax: QUEUE.retryDelayMax };
  await boss.createQueue(QUEUES.dead, { policy: 'standard', retryLimit: 0, retentionSeconds: 30 * 86_400 });
  for (const name of [QUEUES.evaluate, QUEUES.maintain, QUEUES.sweep]) {
    const times = { heartbeatSeconds: QUEUE.heartbeatSeconds, expireInSeconds: QUEUE.expireInSeconds, deleteAfterSeconds: 86_400 };
    // `notify` is pg-boss's own, for workers that are not ours.
    const settings = { ...retries, ...times, notify: false, ...(name === QUEUES.sweep ? { retryLimit: 2 } : { deadLetter: QUEUES.dead }) };
    // The policy cannot be changed later; the rest follows the release.
    await boss.createQueue(name, { ...settings, policy: 'stately' });
    await boss.updateQueue(name, settings);
    // pg-boss reads the settings of a queue when it first needs them, and outside of a caller's transaction: within one, on the embedded database's only
    // connection, it would wait for itself. So they are read now; they are refreshed, not forgotten, afterwards.
    await boss.findJobs(name, { key: '' });
  }
}

interface End {
  readonly queue: QueueName;
  readonly running: Running;
  readonly ending: Ending;
  readonly attempt: Attempt;
}

/** The deliveries are done exactly when their jobs are. */
async function settleTogether(store: Store, boss: PgBoss, installation: number, ends: readonly End[]): Promise<readonly void[]> {
  await store.transaction({ installation }, async (tx) => {
    for (const { running, ending } of ends)
      if (ending === 'done') await finishDeliveries(tx, installation, keyOf(running.job), running.since);
    await tx.asOwner(async (within) => {
      for (const [queue, list] of Map.groupBy(ends, (end) => end.queue))
        await boss.complete(
          queue,
          list.map(({ attempt }) => attempt),
          null,
          { db: bossOver(within) },
        );
    });
  });
  return ends.map(() => undefined);
}
