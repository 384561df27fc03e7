/**
 * One queue's work in this process: takes as many jobs as there is room for in one message, keeps them alive while they run, and says in groups that
 * they are done. It looks when it is told to: by the front door, by another process, by a clock, and by a job that ends and may have held up another.
 */
import type { Db, JobWithMetadata, PgBoss } from 'pg-boss';
import { databaseTime } from '../store/deliveries.ts';
import type { Sql } from '../store/sql.ts';
import { type Job, jobOfKey } from './jobs.ts';
import { bossOver } from './put-jobs.ts';

export interface Running {
  readonly job: Job;
  readonly signal: AbortSignal;
  /** 0 for the first. */
  readonly tries: number;
  /** The database's time before it began: what was recorded until then, it has seen. */
  readonly since: string;
}

/** How a job ended that is not to be tried again. done: so is what it was asked for. left: another one will do that. */
export type Ending = 'done' | 'left';

export interface Attempt {
  readonly id: string;
  readonly retryCount: number;
}

export interface LaneOptions {
  readonly boss: PgBoss;
  readonly queue: string;
  readonly room: number;
  readonly sql: Sql;
  readonly run: (running: Running) => Promise<Ending>;
  /** Commits the end of a job. */
  readonly settle: (running: Running, ending: Ending, attempt: Attempt) => Promise<void>;
  readonly onError: (error: Error) => void;
}

export interface WorkLane {
  /** There may be work. */
  readonly wake: () => void;
  /** Says that what runs is alive; ends what another process has taken over. */
  readonly beat: () => Promise<void>;
  /** Takes nothing new, waits for what runs, at most `timeoutMs`; what still runs then goes back into the queue. */
  readonly stop: (timeoutMs: number) => Promise<void>;
}

interface Held extends Attempt {
  readonly abort: AbortController;
  readonly over: Promise<void>;
}

export function openLane({ boss, queue, room, sql, run, settle, onError }: LaneOptions): WorkLane {
  const held = new Map<string, Held>();
  const db = withoutOldList(sql);
  let looking: Promise<void> | null = null;
  let more = false;
  let calls = 0;
  let stopping = false;
  let stopped = false;

  function wake(): void {
    calls += 1;
    more = true;
    start();
  }

  function start(): void {
    if (looking !== null || stopping || held.size >= room) return;
    looking = look().finally(() => {
      looking = null;
      // Who called after the last look, and before this.
      if (more) start();
    });
  }

  async function look(): Promise<void> {
    // Who has just been answered gets the answer first.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      while (more && !stopping && held.size < room) {
        more = false;
        const batchSize = room - held.size;
        const jobs = await boss.fetch<{ key: string }>(queue, { batchSize, includeMetadata: true, groupConcurrency: 1, db });
        if (jobs.length === 0) continue;
        // Asked after they were taken: a delivery that was committed until then is read by these jobs, a later one has its own.
        const since = await databaseTime(sql);
        more ||= jobs.length === batchSize;
        // Those that come too late run elsewhere when their heartbeat is missed.
        if (!stopped) for (const job of jobs) begin(job, since);
      }
    } catch (error) {
      onError(error as Error);
    }
  }

  function begin(fetched: JobWithMetadata<{ key: string }>, since: string): void {
    const { id, retryCount, expireInSeconds, data } = fetched;
    const abort = new AbortController();
    const before = calls;
    const over = untilAborted(abort.signal, async () => {
      const job = jobOfKey(data.key);
      if (job === null) throw new Error('a job with an unknown key: it was queued by another release');
      const running = { job, signal: abort.signal, tries: retryCount, since };
      await settle(running, await run(running), { id, retryCount });
    })
      .catch(async (error: unknown) => {
        if (held.has(id)) await boss.fail(queue, { id, retryCount }, error as Error);
      })
      .catch(onError)
      .finally(() => {
        clearTimeout(timer);
        held.delete(id);
        // Who called while it ran may have meant a job of the same key, which had to wait for this one.
        if (calls !== before) more = true;
        if (more) start();
      });
    const timer = setTimeout(() => abort.abort(new Error(`it took more than ${expireInSeconds} s`)), expireInSeconds * 1000);
    held.set(id, { id, retryCount, abort, over });
  }

  return {
    wake,
    async beat() {
      const alive = [...held.values()];
      if (alive.length === 0) return;
      try {
        const { settled } = (await boss.touch(queue, alive.map(attemptOf))) as { readonly settled?: readonly string[] };
        for (const { id, abort } of alive) if (settled?.includes(id) === false) abort.abort(new Error('another process has this job now'));
      } catch (error) {
        onError(error as Error);
      }
    },
    async stop(timeoutMs) {
      stopping = true;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, timeoutMs);
      });
      await Promise.race([ended(), late]);
      clearTimeout(timer);
      stopped = true;
      const left = [...held.values()];
      if (left.length === 0) return;
      held.clear();
      await boss.fail(queue, left.map(attemptOf), new Error('the process ended while it ran')).catch(onError);
      for (const { abort } of left) abort.abort(new Error('the process ends'));
    },
  };

  /** What was being taken when the end began runs too: nobody else may take it. */
  async function ended(): Promise<void> {
    await looking;
    await Promise.all([...held.values()].map(({ over }) => over));
  }
}

/**
 * pg-boss leaves out the keys that ran when it last made a list of them, up to a minute ago: a pull request that is busy would wait that long for its
 * next run. The list is the only array among the values; that no key runs twice is seen to by its group, as it is now.
 */
function withoutOldList(sql: Sql): Db {
  const asked = bossOver(sql);
  return {
    executeSql: (text, values) =>
      asked.executeSql(
        text,
        values?.map((value) => (Array.isArray(value) ? [] : value)),
      ),
  };
}

/** Rejects as soon as the signal is given, also when the work does not listen. */
function untilAborted(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work().then(resolve, reject);
  });
}

function attemptOf({ id, retryCount }: Attempt): Attempt {
  return { id, retryCount };
}
