import type { JobWithMetadata, PgBoss } from 'pg-boss';
import { beforeEach, expect, it } from 'vitest';
import { type Ending, type WorkLane, openLane, type Running } from '../../../app/jobs/lane.ts';
import type { Sql } from '../../../app/store/sql.ts';
import { gate } from '../../support/jobs.ts';

type Fetched = JobWithMetadata<{ key: string }>;

/** A queue that a test fills, and what was asked of it. */
let waiting: Fetched[];
let asked: string[];
let alive: string[] | null;
let errors: string[];
let away: boolean;
let number: number;
beforeEach(() => {
  waiting = [];
  asked = [];
  alive = null;
  errors = [];
  away = false;
  number = 0;
});

const boss = {
  async fetch(_queue: string, { batchSize }: { batchSize: number }) {
    if (away) throw new Error('away');
    const jobs = waiting.splice(0, batchSize);
    asked.push(`${batchSize}:${jobs.length}`);
    return jobs;
  },
  async fail(_queue: string, attempts: object | readonly object[], { message }: Error) {
    asked.push(`failed ${[attempts].flat().length}: ${message}`);
  },
  touch: async () => ({ settled: alive ?? [] }),
} as unknown as PgBoss;
const sql: Sql = {
  async query<Row>() {
    return [{ at: 'now' }] as Row[];
  },
  script: async () => {},
};

function lane(room: number, run: (running: Running) => Promise<Ending>): WorkLane & { readonly settled: string[] } {
  const settled: string[] = [];
  const settle = async (_running: Running, ending: Ending, { id }: { readonly id: string }): Promise<void> => {
    settled.push(`${id} ${ending}`);
  };
  const opened = openLane({ boss, queue: 'evaluate', room, sql, run, settle, onError: ({ message }) => errors.push(message) });
  return { ...opened, settled };
}

function job(more: Partial<Fetched> = {}): Fetched {
  number += 1;
  return { id: `job${number}`, data: { key: `1/2#${number}` }, retryCount: 0, expireInSeconds: 900, ...more } as Fetched;
}

it('takes as many as there is room for in one message, and looks again while it gets that many', async () => {
  waiting.push(job(), job(), job());
  const { wake, settled } = lane(2, async () => 'done');
  wake();
  await expect.poll(() => settled).toEqual(['job1 done', 'job2 done', 'job3 done']);
  expect(asked[0]).toBe('2:2');
  expect(asked.length).toBeLessThanOrEqual(3);
});

it('does not look for more when a job ends, unless somebody called meanwhile', async () => {
  const held = gate();
  waiting.push(job());
  const { wake, settled } = lane(2, () => held.opened.then(() => 'left'));
  wake();
  await expect.poll(() => asked).toEqual(['2:1']);
  held.open();
  await expect.poll(() => settled).toEqual(['job1 left']);
  expect(asked).toEqual(['2:1']);

  const again = gate();
  const second = lane(2, () => again.opened.then(() => 'done'));
  waiting.push(job());
  second.wake();
  await expect.poll(() => asked).toEqual(['2:1', '2:1']);
  // It has the key of the one that runs: the look finds nothing yet.
  second.wake();
  await expect.poll(() => asked.at(-1)).toBe('1:0');
  waiting.push(job());
  again.open();
  await expect.poll(() => second.settled).toEqual(['job2 done', 'job3 done']);
});

it('ends what another process has taken over, and nothing else', async () => {
  const signals: AbortSignal[] = [];
  waiting.push(job(), job());
  const { wake, beat, stop } = lane(2, ({ signal }) => {
    signals.push(signal);
    return new Promise(() => {});
  });
  wake();
  await expect.poll(() => signals).toHaveLength(2);
  alive = ['job2'];
  await beat();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  await stop(1);
});

it('gives back what takes too long, and what still runs when the process must end', async () => {
  waiting.push(job({ expireInSeconds: 0.01 }), job());
  let last: AbortSignal | undefined;
  const { wake, stop } = lane(2, ({ signal }) => {
    last = signal;
    return new Promise(() => {});
  });
  wake();
  await expect.poll(() => asked).toContain('failed 1: it took more than 0.01 s');
  await stop(10);
  expect(asked).toContain('failed 1: the process ended while it ran');
  expect(last?.aborted).toBe(true);
  // The abandoned one is not failed a second time.
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(asked.filter((line) => line.startsWith('failed'))).toHaveLength(2);
});

it('tells that the database is away, and goes on when it is told to', async () => {
  waiting.push(job());
  away = true;
  const { wake, settled } = lane(1, async () => 'done');
  wake();
  await expect.poll(() => errors).toEqual(['away']);
  away = false;
  wake();
  await expect.poll(() => settled).toEqual(['job1 done']);
});

it('runs to its end what was being taken when the process had to end, and nothing that comes later', async () => {
  const taking = gate();
  const slow = { fetch: async () => taking.opened.then(() => [job()]) } as unknown as PgBoss;
  const settled: string[] = [];
  const options = { queue: 'evaluate', room: 1, sql, run: async (): Promise<Ending> => 'done', onError: () => {} };
  const settle = async (_running: Running, ending: Ending): Promise<void> => void settled.push(ending);
  const inTime = openLane({ ...options, boss: slow, settle });
  const tooLate = openLane({ ...options, boss: slow, settle });
  for (const { wake } of [inTime, tooLate]) wake();
  await new Promise((resolve) => setTimeout(resolve, 10));
  const ending = inTime.stop(60_000);
  await tooLate.stop(1);
  taking.open();
  await ending;
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(settled).toEqual(['done']);
});

it('does not run a job that it does not understand', async () => {
  waiting.push(job({ data: { key: 'what is this' } }));
  const { wake, settled } = lane(1, async () => 'done');
  wake();
  await expect.poll(() => asked).toContain('failed 1: a job with an unknown key: it was queued by another release');
  expect(settled).toEqual([]);
});
