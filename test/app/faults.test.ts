import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoreConfig } from '../../app/config.ts';
import { openStore } from '../../app/store/store.ts';
import { pullRequest, send } from '../support/app-keys.ts';
import { type AppProcess, startApp } from '../support/app-process.ts';
import { type EmptyGitHub, startEmptyGitHub } from '../support/empty-github.ts';
import { opened } from '../support/jobs.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { type House, openHouse } from '../support/stores.ts';

/** Its own, as it is stopped, and asked who waits. */
let postgres: Postgres;
let house: House;
let github: EmptyGitHub;
const running: AppProcess[] = [];
beforeAll(async () => {
  postgres = await startPostgres();
  house = await openHouse(['postgres'], postgres.adminUrl);
  github = await startEmptyGitHub();
});
afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  await github.close();
  await postgres.dispose();
  await house.dispose();
});

async function start(store: StoreConfig, more: Readonly<Record<string, string>> = {}): Promise<AppProcess> {
  const app = await startApp(store, github.url, more);
  running.push(app);
  return app;
}

async function superuser(place: StoreConfig): Promise<pg.Client> {
  const url = new URL(place.kind === 'postgres' ? place.url : '');
  url.username = 'postgres';
  const client = new pg.Client(url.href);
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function rows<Row>(client: pg.Client, sql: string): Promise<readonly Row[]> {
  return (await client.query(sql)).rows as Row[];
}

const DELIVERIES = 'SELECT id, done_at IS NOT NULL AS done FROM weighbridge.deliveries ORDER BY id';

it('kill -9 between the two writes leaves neither; kill -9 of the worker brings the job to another one', async () => {
  const place = await house.place('postgres');
  const web = await start(place, { WEIGHBRIDGE_ROLE: 'web' });
  const locker = await superuser(place);
  const client = await superuser(place);
  // The delivery can be written, the job cannot.
  await locker.query('BEGIN; LOCK TABLE pgboss.job IN ACCESS EXCLUSIVE MODE');
  const answer = send(web.port, { id: 'delivery-1', payload: pullRequest(7) }).catch(() => 'cut off');
  await expect.poll(() => rows(client, "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")).not.toEqual([]);
  web.child.kill('SIGKILL');
  expect(await answer).toBe('cut off');
  await locker.end();
  expect(await rows(client, DELIVERIES)).toEqual([]);

  const first = await start(place, { WORK: 'hold' });
  expect(await send(first.port, { id: 'delivery-1', payload: pullRequest(7) })).toBe(202);
  await expect.poll(() => first.said).toContainEqual({ began: '1/2#7' });
  first.child.kill('SIGKILL');
  await first.ended;
  expect(await rows(client, DELIVERIES)).toEqual([{ id: 'delivery-1', done: false }]);

  const second = await start(place, { WEIGHBRIDGE_ROLE: 'worker' });
  // Half a minute passes for the job, not for the test.
  await client.query(
    "UPDATE pgboss.job SET heartbeat_on = now() - interval '1 hour', started_on = now() - interval '1 hour' WHERE state = 'active'",
  );
  const queue = await opened(await openStore(await house.driver(place)), false);
  await queue.supervise();
  await queue.stop(1000);
  await client.query("UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'");
  await expect.poll(() => rows(client, DELIVERIES)).toEqual([{ id: 'delivery-1', done: true }]);
  expect(second.said).toContainEqual({ ended: '1/2#7' });
  await client.end();
});

it('kill -9 in the middle of a burst loses nothing that was acknowledged, and leaves no row without its job', async () => {
  const place = await house.place('postgres');
  const web = await start(place, { WEIGHBRIDGE_ROLE: 'web' });
  const acknowledged: string[] = [];
  const sending = Array.from({ length: 300 }, async (_, index) => {
    const id = `burst-${index}`;
    if ((await send(web.port, { id, payload: pullRequest(index + 1) }).catch(() => 0)) === 202) acknowledged.push(id);
    if (acknowledged.length === 100) web.child.kill('SIGKILL');
  });
  await Promise.all(sending);
  await web.ended;
  const client = await superuser(place);
  const written = await rows<{ id: string; keys: string[] }>(client, 'SELECT id, pending_keys AS keys FROM weighbridge.deliveries');
  const jobs = await rows<{ key: string }>(client, "SELECT singleton_key AS key FROM pgboss.job WHERE name = 'evaluate'");
  await client.end();
  const ids = new Set(written.map(({ id }) => id));
  expect(acknowledged.length).toBeGreaterThanOrEqual(100);
  expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
  expect(jobs.map(({ key }) => key).toSorted()).toEqual(written.flatMap(({ keys }) => keys).toSorted());
});

it('SIGTERM lets the commits that are under way end, and answers whom they are about', async () => {
  const place = await house.place('postgres');
  const web = await start(place, { WEIGHBRIDGE_ROLE: 'web' });
  const locker = await superuser(place);
  await locker.query('BEGIN; LOCK TABLE pgboss.job IN ACCESS EXCLUSIVE MODE');
  const first = send(web.port, { id: 'drained-1', payload: pullRequest(1) });
  await expect.poll(() => rows(locker, "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")).not.toEqual([]);
  // These wait for the first one's commit.
  const others = [2, 3].map((number) => send(web.port, { id: `drained-${number}`, payload: pullRequest(number) }));
  // Who comes after them is served: they are in.
  for (const _ of [1, 2, 3]) expect((await fetch(`http://127.0.0.1:${web.port}/healthz`)).status).toBe(200);
  web.child.kill('SIGTERM');
  await expect.poll(() => web.said).toContainEqual({ stopping: true });
  await locker.query('COMMIT');
  expect(await Promise.all([first, ...others])).toEqual([202, 202, 202]);
  expect(await web.ended).toBe(0);
  expect(await rows(locker, DELIVERIES)).toHaveLength(3);
  await locker.end();
});

describe('two processes on one PostgreSQL', () => {
  let place: StoreConfig;
  let web: AppProcess;
  let worker: AppProcess;
  beforeAll(async () => {
    place = await house.place('postgres');
    web = await start(place, { WORK: 'hold' });
    worker = await start(place, { WEIGHBRIDGE_ROLE: 'worker', WORK: 'hold' });
  });

  it('never do one pull request at the same time, and lose nothing of what comes twice and in any order', async () => {
    const client = await superuser(place);
    const began = () => [...web.said, ...worker.said].flatMap((line) => line.began ?? []).toSorted();
    const keys = ['1/2#1', '1/2#2', '1/2#3'];
    const ids = Array.from({ length: 30 }, (_, index) => index);
    const answers = await Promise.all(
      [...ids, ...ids.toReversed()].map((index) => send(web.port, { id: `delivery-${index}`, payload: pullRequest(1 + (index % 3)) })),
    );
    expect(new Set(answers)).toEqual(new Set([202]));
    // Both have room for more, and more of each waits: while one is held, none of its kind begins.
    await expect.poll(began).toEqual(keys);
    for (const app of [web, worker]) app.tell('go');
    const pending = 'SELECT id FROM weighbridge.deliveries WHERE done_at IS NULL';
    await expect.poll(() => rows(client, pending)).toEqual([]);
    expect(await rows(client, DELIVERIES)).toHaveLength(30);
    for (const key of keys) {
      const spans = [...web.said, ...worker.said]
        .filter(({ worked }) => worked === key)
        .map(({ from, to }) => [BigInt(from ?? 0), BigInt(to ?? 0)]);
      spans.sort(([a = 0n], [b = 0n]) => Number(a - b));
      expect(spans.filter(([from = 0n], index) => index > 0 && from < (spans[index - 1]?.[1] ?? 0n))).toEqual([]);
      // The burst came while the first was held: one more is enough for the rest of it.
      expect(spans.length).toBeLessThanOrEqual(3);
    }
    await client.end();
  });

  it('answer 503 while the database is away, say so, and go on by themselves', async () => {
    const ready = async (): Promise<number> => (await fetch(`http://127.0.0.1:${web.adminPort}/readyz`)).status;
    expect(await ready()).toBe(200);
    await postgres.stop();
    expect(await send(web.port, { id: 'while-away', payload: pullRequest(9) })).toBe(503);
    expect(await ready()).toBe(503);
    expect(await (await fetch(`http://127.0.0.1:${web.adminPort}/metrics`)).text()).toContain('weighbridge_database_up 0');
    expect((await fetch(`http://127.0.0.1:${web.port}/healthz`)).status).toBe(200);
    await postgres.start();
    await expect.poll(ready).toBe(200);
    expect(await send(web.port, { id: 'while-away', payload: pullRequest(9) })).toBe(202);
    await expect.poll(() => [...web.said, ...worker.said]).toContainEqual({ ended: '1/2#9' });
  });

  it('let a running job end on SIGTERM, take nothing new, and exit', async () => {
    // Only the one with the door is left, so that the job is its own.
    worker.child.kill('SIGTERM');
    expect(await worker.ended).toBe(0);
    web.tell('hold');
    await send(web.port, { id: 'while-draining', payload: pullRequest(4) });
    await expect.poll(() => web.said).toContainEqual({ began: '1/2#4' });
    web.child.kill('SIGTERM');
    await expect.poll(() => web.said).toContainEqual({ stopping: true });
    expect(web.said).not.toContainEqual({ ended: '1/2#4' });
    web.tell('go');
    expect(await web.ended).toBe(0);
    expect(web.said).toContainEqual({ ended: '1/2#4' });
    await expect(send(web.port, { id: 'too-late-now', payload: pullRequest(5) })).rejects.toThrow('fetch failed');
  });
});
