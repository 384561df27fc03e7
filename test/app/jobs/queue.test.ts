import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Delivery, openIntake, type Taken } from '../../../app/jobs/intake.ts';
import { type Job, keyOf } from '../../../app/jobs/jobs.ts';
import type { Queue } from '../../../app/jobs/queue.ts';
import { createLog } from '../../../app/log.ts';
import { isJudged, saveEvaluation } from '../../../app/store/evaluations.ts';
import { keepPull } from '../../support/kept.ts';
import type { Store } from '../../../app/store/sql.ts';
import { DONE, gate, opened, startWorker } from '../../support/jobs.ts';
import { type House, KINDS, openHouse } from '../../support/stores.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.dispose());

describe.each(KINDS)('jobs on %s', (kind) => {
  let store: Store;
  let queue: Queue;
  let take: (delivery: Delivery) => Promise<Taken>;
  /** What the worker does with a job, by its key; else it is done. */
  const tasks = new Map<string, (signal: AbortSignal) => Promise<typeof DONE | { kind: 'retry-later'; at: Date; why: string }>>();
  let ran: string[] = [];
  const outcomes: string[] = [];
  const lines: string[] = [];
  const log = createLog(
    (line) => lines.push(line),
    () => new Date(0),
  );
  let number = 0;
  let pull: Job & { kind: 'pull-request' };

  beforeAll(async () => {
    store = await house.store(kind);
    queue = await opened(store);
    take = openIntake(store, queue);
    const work = async (job: Job, signal: AbortSignal) => {
      ran.push(keyOf(job));
      return (await tasks.get(keyOf(job))?.(signal)) ?? DONE;
    };
    // GitHub does not let it close the check either.
    const giveUp = (): Promise<void> => Promise.reject(new Error('away'));
    startWorker(store, queue, work, { outcomes, giveUp, log });
  });
  afterAll(() => queue.stop(5000));
  beforeEach(() => {
    number += 1;
    ran = [];
    outcomes.length = 0;
    lines.length = 0;
    pull = { kind: 'pull-request', installation: 1, repository: 2, number };
  });

  const deliver = (id: string, at = pull): Promise<Taken> =>
    take({
      id,
      event: 'pull_request',
      payload: { action: 'opened', number: at.number, installation: { id: at.installation }, repository: { id: at.repository } },
    });
  const pending = async (id: string): Promise<boolean | null> => {
    const [row] = await store.transaction({ installation: pull.installation }, (tx) =>
      tx.query<{ pending: boolean }>('SELECT done_at IS NULL AS pending FROM weighbridge.deliveries WHERE id = $1', [id]),
    );
    return row?.pending ?? null;
  };
  const jobs = async (): Promise<number> =>
    (
      await store.owner.query<{ n: number }>("SELECT count(*)::int AS n FROM pgboss.job WHERE singleton_key = $1 AND state < 'completed'", [
        keyOf(pull),
      ])
    )[0]?.n ?? -1;

  it('does what a delivery asks for, and then the delivery is done', async () => {
    expect(await deliver('first')).toBe('queued');
    await expect.poll(() => pending('first')).toBe(false);
    expect(ran).toEqual([keyOf(pull)]);
  });

  it('changes nothing when a done delivery comes again (T30)', async () => {
    await deliver('again');
    await expect.poll(() => pending('again')).toBe(false);
    // The queue writes a moment later that the job has ended.
    await expect.poll(jobs).toBe(0);
    expect(await deliver('again')).toBe('seen');
    expect(await jobs()).toBe(0);
    expect(ran).toHaveLength(1);
  });

  it('runs again when a delivery that is not done comes again (T30)', async () => {
    // As after a job that was lost: the row is there, the job is not.
    const rows = `INSERT INTO weighbridge.deliveries (installation_id, id, event, pending_keys) VALUES (1, 'lost', 'pull_request', $1)`;
    await store.transaction({ installation: 1 }, (tx) => tx.query(rows, [[keyOf(pull)]]));
    expect(await deliver('lost')).toBe('queued');
    await expect.poll(() => pending('lost')).toBe(false);
    expect(ran).toEqual([keyOf(pull)]);
  });

  it('makes one run of a burst, and a second for what came while it ran', async () => {
    const hold = gate();
    const begun = gate();
    let runs = 0;
    tasks.set(keyOf(pull), async () => {
      runs += 1;
      begun.open();
      if (runs === 1) await hold.opened;
      return DONE;
    });
    await deliver('burst-0');
    await begun.opened;
    for (const index of [1, 2, 3, 4, 5]) expect(await deliver(`burst-${index}`)).toBe('queued');
    expect(await jobs()).toBe(2);
    hold.open();
    await expect.poll(() => pending('burst-5')).toBe(false);
    expect(runs).toBe(2);
    for (const index of [0, 1, 2, 3, 4]) expect(await pending(`burst-${index}`)).toBe(false);
  });

  it('aborts a run when a newer event waits, and the newer run does the work of both', async () => {
    let runs = 0;
    const begun = gate();
    tasks.set(keyOf(pull), (signal) => {
      runs += 1;
      begun.open();
      if (runs > 1) return Promise.resolve(DONE);
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    });
    await deliver('older');
    await begun.opened;
    await deliver('newer');
    await expect.poll(() => pending('newer')).toBe(false);
    expect(await pending('older')).toBe(false);
    expect(outcomes).toEqual(['superseded', 'done']);
    // What the operator looks for in the log.
    const told = { kind: 'pull-request', key: keyOf(pull), repository: 'acme/shop', number: pull.number };
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { event: 'job-superseded', ...told },
      { event: 'job-done', ...told },
    ]);
  });

  it('puts a job back for later without counting it as a failure, and a new event pulls it forward', async () => {
    let runs = 0;
    tasks.set(keyOf(pull), async () => {
      runs += 1;
      return runs === 1 ? { kind: 'retry-later', at: new Date(Date.now() + 1_800_000), why: 'the hub is away' } : DONE;
    });
    await deliver('waits');
    await expect.poll(() => outcomes).toEqual(['retry-later']);
    await expect.poll(jobs).toBe(1);
    expect(await pending('waits')).toBe(true);
    await deliver('comes');
    await expect.poll(() => pending('comes')).toBe(false);
    expect(await pending('waits')).toBe(false);
    expect(outcomes).toEqual(['retry-later', 'done']);
  });

  it('puts a job back when GitHub limits the rate', async () => {
    const limited = Object.assign(new Error('rate limit'), { status: 429, response: { headers: { 'retry-after': '600' } } });
    tasks.set(keyOf(pull), () => Promise.reject(limited));
    await deliver('limited');
    await expect.poll(() => outcomes).toEqual(['retry-later']);
    const [row] = await store.owner.query<{ state: string; soon: boolean }>(
      "SELECT state::text, start_after < now() + interval '9 minutes' AS soon FROM pgboss.job WHERE singleton_key = $1 AND state < 'active'",
      [keyOf(pull)],
    );
    expect(row).toEqual({ state: 'created', soon: false });
  });

  it('tries a failed job again, and ends it among the dead, where it can be seen; the sweep finds its pull request', async () => {
    const { installation, repository } = pull;
    const judged = { installation, repository, number, base: 'b', head: 'a' };
    const verdict = { ...judged, policy: 'p', conclusion: 'pass', report: null, validUntil: null };
    const kept = { repository, number, base: 'b', head: 'a', conclusion: 'pass', told: 't', autoMerge: false, content: null };
    await store.transaction({ installation }, async (tx) => {
      await saveEvaluation(tx, verdict);
      await keepPull(tx, installation, kept);
    });
    const stands = () => store.transaction({ installation }, (tx) => isJudged(tx, { ...judged, base: null }));
    expect(await stands()).toBe(true);
    tasks.set(keyOf(pull), () => Promise.reject(new Error('always')));
    await deliver('fails');
    await expect.poll(() => outcomes).toEqual(['failed']);
    // Its pauses grow to minutes: the test takes them away.
    const hurry = () =>
      store.owner.query("UPDATE pgboss.job SET start_after = now() WHERE singleton_key = $1 AND state = 'retry'", [keyOf(pull)]);
    await expect.poll(async () => (await hurry(), outcomes.at(-1)), { interval: 30 }).toBe(`gave up ${keyOf(pull)}`);
    expect(outcomes).toHaveLength(10);
    expect(outcomes.at(-2)).toBe('dead');
    await expect
      .poll(() => store.owner.query("SELECT name, state::text FROM pgboss.job WHERE name = 'dead' AND data->>'key' = $1", [keyOf(pull)]))
      .toEqual([{ name: 'dead', state: 'created' }]);
    expect(await pending('fails')).toBe(true);
    expect(await stands()).toBe(false);
  });

  it('is not held up by a busy pull request: the next one runs at once (T32)', async () => {
    const hold = gate();
    tasks.set(keyOf(pull), () => hold.opened.then(() => DONE));
    await deliver('busy-1');
    await expect.poll(() => ran).toEqual([keyOf(pull)]);
    // The oldest waiting job cannot start; the one behind it can.
    await queue.enqueue(pull);
    const next = { ...pull, number: number + 1000 };
    await deliver('busy-2', next);
    await expect.poll(() => pending('busy-2')).toBe(false);
    expect(ran).toEqual([keyOf(pull), keyOf(next)]);
    hold.open();
    await expect.poll(() => pending('busy-1')).toBe(false);
  });

  it('records an event that asks for nothing, and no job', async () => {
    expect(await take({ id: 'ping', event: 'ping', payload: { hook_id: 1 } })).toBe('ignored');
    expect(await take({ id: 'ping', event: 'ping', payload: { hook_id: 1 } })).toBe('seen');
  });

  it('takes what comes at once together: the same delivery is one row, the same pull request is one job', async () => {
    const hold = gate();
    tasks.set(keyOf(pull), () => hold.opened.then(() => DONE));
    await deliver('together-0');
    await expect.poll(() => ran).toEqual([keyOf(pull)]);
    const ids = ['together-1', 'together-2', 'together-1', 'together-3'];
    expect(await Promise.all(ids.map((id) => deliver(id)))).toEqual(ids.map(() => 'queued'));
    expect(await jobs()).toBe(2);
    const rows = await store.transaction({ installation: 1 }, (tx) =>
      tx.query<{ id: string; tries: number }>("SELECT id, tries FROM weighbridge.deliveries WHERE id LIKE 'together-%' ORDER BY id"),
    );
    expect(rows.map(({ id, tries }) => `${id} ${tries}`)).toEqual(['together-0 1', 'together-1 1', 'together-2 1', 'together-3 1']);
    hold.open();
    for (const id of ids) await expect.poll(() => pending(id)).toBe(false);
    expect(ran).toEqual([keyOf(pull), keyOf(pull)]);
  });

  it('lets one that cannot be written fail alone: its neighbours are taken', async () => {
    const event = { event: 'pull_request', payload: { hook_id: 1 } };
    const poison = take({ ...event, id: 'poison', event: '\ud800' }).catch(() => 'failed');
    const neighbours = ['left', 'right'].map((id) => take({ ...event, id }));
    expect(await Promise.all([...neighbours, poison])).toEqual(['ignored', 'ignored', 'failed']);
    expect(await take({ ...event, id: 'left' })).toBe('seen');
  });

  it('keeps neither row nor job when the transaction fails between them', async () => {
    const failing: Queue = { ...queue, put: () => Promise.reject(new Error('no queue')) };
    const delivery = {
      id: 'half',
      event: 'push',
      payload: { ref: 'refs/heads/main', installation: { id: 1 }, repository: { id: 2, default_branch: 'main' } },
    };
    await expect(openIntake(store, failing)(delivery)).rejects.toThrow('no queue');
    expect(await pending('half')).toBeNull();
  });
});

it.each(KINDS)('lets no pull request on %s wait because it ran when somebody last made a list', async (kind) => {
  const store = await house.store(kind);
  const first = await opened(store, false);
  await store.owner.query("UPDATE pgboss.queue SET singletons_active = ARRAY['1/2#1'] WHERE name = 'evaluate'");
  await first.stop(1000);
  // It reads the list when it starts.
  const queue = await opened(store);
  const ran: string[] = [];
  const work = async (job: Job) => {
    ran.push(keyOf(job));
    return DONE;
  };
  startWorker(store, queue, work);
  await queue.enqueue({ kind: 'pull-request', installation: 1, repository: 2, number: 1 });
  await expect.poll(() => ran, { timeout: 20_000 }).toEqual(['1/2#1']);
  await queue.stop(5000);
});

it.each(KINDS)('serves on %s first who came first, also of those that came at once', async (kind) => {
  const store = await house.store(kind);
  const queue = await opened(store);
  const take = openIntake(store, queue);
  const numbers = Array.from({ length: 8 }, (_, index) => 8 - index);
  const payload = { action: 'opened', installation: { id: 1 }, repository: { id: 2 } };
  await Promise.all(numbers.map((number) => take({ id: `in-order-${number}`, event: 'pull_request', payload: { ...payload, number } })));
  const ran: string[] = [];
  const work = async (job: Job) => {
    ran.push(keyOf(job));
    return DONE;
  };
  startWorker(store, queue, work, { concurrency: 1 });
  await expect.poll(() => ran).toEqual(numbers.map((number) => `1/2#${number}`));
  await queue.stop(5000);
});
