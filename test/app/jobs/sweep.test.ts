import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HookDelivery, OpenPullRequest, SweepGitHub } from '../../../app/jobs/github.ts';
import { syncInstallation } from '../../../app/jobs/installations.ts';
import type { Queue } from '../../../app/jobs/queue.ts';
import { sweep, type SweepOptions, toRedeliver } from '../../../app/jobs/sweep.ts';
import { appendAudit } from '../../../app/store/audit-log.ts';
import { saveEvaluation } from '../../../app/store/evaluations.ts';
import { type Installation, type StoredRepository, repositoryById } from '../../../app/store/installations.ts';
import { markDue } from '../../../app/store/kept-pulls.ts';
import { keepPull } from '../../support/kept.ts';
import { saveSnapshot } from '../../../app/store/snapshots.ts';
import type { Store } from '../../../app/store/sql.ts';
import { findUses, inventoried } from '../../../app/store/where.ts';
import { openDirectory } from '../../../app/directory.ts';
import { opened, quiet } from '../../support/jobs.ts';
import { type House, openHouse } from '../../support/stores.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const HEAD = 'a'.repeat(40);
const BASE = 'b'.repeat(40);
const signal = new AbortController().signal;
const hook = (attempt: number, guid: string, delivered: boolean, hoursAgo = 1): HookDelivery => ({
  attempt,
  guid,
  delivered,
  deliveredAt: new Date(NOW.getTime() - hoursAgo * 3_600_000),
});

describe('which deliveries are asked for again', () => {
  it.each<[string, readonly HookDelivery[], readonly number[]]>([
    ['none that arrived', [hook(1, 'a', true)], []],
    ['one that failed', [hook(1, 'a', false)], [1]],
    ['none that arrived later', [hook(2, 'a', true), hook(1, 'a', false, 2)], []],
    ['none that arrived and failed when repeated', [hook(2, 'a', false), hook(1, 'a', true, 2)], []],
    ['the newest attempt', [hook(2, 'a', false), hook(1, 'a', false, 2)], [2]],
    ['none that failed four times', [1, 2, 3, 4].map((attempt) => hook(attempt, 'a', false, attempt)), []],
    ['the oldest first', [hook(1, 'a', false, 1), hook(2, 'b', false, 5)], [2, 1]],
  ])('%s', (_name, seen, expected) => {
    expect(toRedeliver(seen)).toEqual(expected);
  });
});

async function* pages<T>(...list: readonly (readonly T[])[]): AsyncGenerator<readonly T[]> {
  yield* list;
}

interface World {
  deliveries: (readonly HookDelivery[])[];
  installations: Installation[];
  repositories: StoredRepository[];
  pulls: Map<number, readonly OpenPullRequest[] | Error>;
  redelivered: (number | bigint)[];
  asked: number[];
}

function github(world: World): SweepGitHub {
  return {
    deliveries: () => pages(...world.deliveries),
    redeliver: async (attempt) => void world.redelivered.push(attempt),
    installations: () => pages(world.installations),
    installation: async (id) => world.installations.find((one) => one.id === id) ?? null,
    repositories: () => pages(world.repositories),
    login: async (_installation, person) => (person === 9 ? 'ada' : null),
    openPullRequests: (_installation, { id }) => {
      world.asked.push(id);
      const answer = world.pulls.get(id) ?? [];
      if (answer instanceof Error) throw answer;
      return pages(answer);
    },
  };
}

const repository = (id: number, more: Partial<StoredRepository> = {}): StoredRepository => ({
  id,
  owner: 'acme',
  name: `r${id}`,
  private: false,
  archived: false,
  defaultBranch: 'main',
  ...more,
});

describe('the sweep', () => {
  let house: House;
  let store: Store;
  let queue: Queue;
  let world: World;
  let installation = 0;
  beforeAll(async () => {
    house = await openHouse(['postgres']);
    store = await house.store('postgres');
    queue = await opened(store, false);
  });
  afterAll(async () => {
    await queue.stop(1000);
    await house.dispose();
  });
  beforeEach(async () => {
    await store.owner.script(
      'DELETE FROM pgboss.job; TRUNCATE weighbridge.installations, weighbridge.repositories, weighbridge.evaluations',
    );
    installation += 1;
    world = {
      deliveries: [],
      installations: [{ id: installation, account: { id: 1, login: 'acme' }, suspended: false }],
      repositories: [repository(1), repository(2)],
      pulls: new Map(),
      redelivered: [],
      asked: [],
    };
  });

  const options = (): SweepOptions => ({
    store,
    queue,
    github: github(world),
    log: quiet,
    now: () => NOW,
    retentionDays: 30,
    askMalice: null,
  });
  const run = () => sweep(options(), signal);
  const sync = () => syncInstallation(store, github(world), installation, signal);
  const keys = async (): Promise<string[]> =>
    (await store.owner.query<{ key: string }>("SELECT data->>'key' AS key FROM pgboss.job ORDER BY 1")).map(({ key }) => key);

  it('asks for lost deliveries, and looks no further back than three days', async () => {
    world.deliveries = [
      [hook(5, 'e', false), hook(4, 'd', true)],
      [hook(3, 'c', false, 71), hook(2, 'b', false, 73)],
      [hook(1, 'a', false, 1)],
    ];
    await run();
    expect(world.redelivered).toEqual([3, 5]);
  });

  it('tells of repositories that were not there before, once', async () => {
    const told: number[] = [];
    const tell = () => syncInstallation(store, github(world), installation, signal, async ({ id }) => void told.push(id));
    await tell();
    expect(told).toEqual([1, 2]);
    world.repositories = [...world.repositories, repository(3)];
    await tell();
    await tell();
    expect(told).toEqual([1, 2, 3]);
  });

  it('has verdicts told that wait, although the job that told them failed for good (T3)', async () => {
    await sync();
    const kept = { repository: 1, number: 1, base: BASE, head: HEAD, conclusion: 'success', told: '', autoMerge: false, content: null };
    await store.transaction({ installation }, (tx) => keepPull(tx, installation, kept));
    await run();
    expect(await keys()).not.toContain(`verdicts ${installation}`);
    await store.transaction({ installation }, (tx) => markDue(tx, installation, kept, 0));
    await run();
    expect(await keys()).toContain(`verdicts ${installation}`);
  });

  it('has the rules and bases of repositories with open pull requests looked at, each in its turn', async () => {
    await sync();
    await store.transaction({ installation }, async (tx) => {
      for (let number = 1; number <= 60; number += 1) {
        const kept = { number: 1, base: BASE, head: HEAD, conclusion: 'success', told: '', autoMerge: false, content: null };
        await keepPull(tx, installation, { ...kept, repository: number });
        await keepPull(tx, installation, { ...kept, repository: number, number: 2 });
      }
    });
    const gates = async (): Promise<string[]> => (await keys()).filter((key) => key.startsWith('gates '));
    await run();
    expect([20, 40]).toContain((await gates()).length);
    await sweep({ ...options(), now: () => new Date(NOW.getTime() + 900_000) }, signal);
    expect(await gates()).toHaveLength(60);
  });

  it('finds an installation that it has never heard of', async () => {
    await run();
    expect(await keys()).toContain(String(installation));
    await sync();
    await store.owner.query('DELETE FROM pgboss.job');
    await run();
    expect(await keys()).toEqual([]);
  });

  it('finds one that is gone, and one that was suspended', async () => {
    await sync();
    world.installations = world.installations.map((one) => ({ ...one, suspended: true }));
    await run();
    expect(await keys()).toEqual([String(installation)]);
    await sync();
    await store.owner.query('DELETE FROM pgboss.job');
    world.installations = [];
    await run();
    expect(await keys()).toContain(String(installation));
  });

  it('queues open pull requests whose present head was not judged', async () => {
    await sync();
    const key = { installation, repository: 1, base: BASE, policy: 'p', conclusion: 'pass', report: null, validUntil: null };
    await store.transaction({ installation }, (tx) => saveEvaluation(tx, { ...key, number: 1, head: HEAD }));
    await store.transaction({ installation }, (tx) => saveEvaluation(tx, { ...key, number: 2, head: BASE }));
    const kept = { repository: 1, base: BASE, conclusion: 'pass', told: 't', autoMerge: false, content: null };
    await store.transaction({ installation }, (tx) => keepPull(tx, installation, { ...kept, number: 1, head: HEAD }));
    await store.transaction({ installation }, (tx) => keepPull(tx, installation, { ...kept, number: 2, head: BASE }));
    world.pulls.set(1, [
      { number: 1, head: HEAD, base: BASE },
      { number: 2, head: HEAD, base: BASE },
      { number: 3, head: HEAD, base: BASE },
    ]);
    await run();
    expect(await keys()).toEqual([`${installation}/1#2`, `${installation}/1#3`, `gates ${installation}/1`]);
  });

  it('lists what was kept before there was a list, and has made anew what it cannot read', async () => {
    await sync();
    const component = { identity: 'pkg:npm/left-pad', version: '1.0.0', requested: null, kind: 'library', sightings: [] };
    const contents = [JSON.stringify({ components: [component] }), '{"components":1}'];
    await store.transaction({ installation }, async (tx) => {
      for (const [index, content] of contents.entries()) {
        const key = { installation, repository: index + 1, commit: HEAD };
        await saveSnapshot(tx, key, { content: Buffer.from(content), latest: true, components: [] });
      }
    });
    const unread = async () => (await store.transaction({ installation }, (tx) => inventoried(tx, installation))).names;
    expect(await unread()).toEqual(['acme/r1', 'acme/r2']);
    await run();
    expect(await unread()).toEqual(['acme/r2']);
    expect(await keys()).toEqual([`${installation}/2`]);
    const found = await store.transaction({ installation }, (tx) =>
      findUses(tx, installation, { identity: 'pkg:npm/left-pad' }, { past: false, limit: 9 }),
    );
    expect(found).toMatchObject([{ repository: 'r1', version: '1.0.0', commit: HEAD }]);
  });

  it('keeps audit logs for their time, and tells of one that was changed', async () => {
    await sync();
    const broken: unknown[] = [];
    const log = { ...quiet, error: (event: string, fields?: object) => void broken.push([event, fields]) };
    const auditRetention = { days: 3653, keys: [new Uint8Array(32).fill(7)] };
    const entry = { repositoryId: 1, kind: 'verdict', actor: null, subject: 'acme/r1#1', body: {} };
    await store.transaction({ installation }, (tx) => appendAudit(tx, installation, [entry, entry]));
    const all = () =>
      sweep({ store, queue, github: github(world), log, now: () => NOW, retentionDays: 30, auditRetention, askMalice: null }, signal);
    await all();
    expect(broken).toEqual([]);
    // A row of the last century that was never written so.
    await store.owner.script(`GRANT ALL ON weighbridge.audit_log TO CURRENT_USER; ALTER TABLE weighbridge.audit_log DISABLE ROW LEVEL SECURITY;
      UPDATE weighbridge.audit_log SET at = '1999-01-01' WHERE sequence = 1; ALTER TABLE weighbridge.audit_log ENABLE ROW LEVEL SECURITY;`);
    await all();
    expect(broken).toEqual([['audit-broken', { installation, why: expect.stringContaining('row 1') }]]);
  });

  it('passes over archived repositories, goes on after one that fails, and stops where the quota is used up', async () => {
    world.repositories = [repository(1, { archived: true }), repository(2), repository(3), repository(4), repository(5)];
    await sync();
    world.pulls.set(2, Object.assign(new Error('gone'), { status: 404 }));
    world.pulls.set(3, [{ number: 9, head: HEAD, base: BASE }]);
    world.pulls.set(4, Object.assign(new Error('limit'), { status: 429, response: { headers: {} } }));
    await run();
    expect(world.asked).toEqual([2, 3, 4]);
    expect(await keys()).toEqual([`${installation}/3#9`]);
    // What did not fit now comes first the next time.
    world.asked = [];
    world.pulls.delete(4);
    await run();
    expect(world.asked.slice(0, 2)).toEqual([4, 5]);
  });

  it('finds the repository of a job by its number, also before its installation was listed', async () => {
    const find = (id: number) => openDirectory(store, github(world)).target(installation, id);
    const expected = { installationId: installation, account: 'acme', repositoryId: 2, owner: 'acme', repo: 'r2' };
    expect(await find(2)).toEqual(expected);
    // Known now: nobody is asked.
    const silent = { ...github(world), installation: () => Promise.reject(new Error('asked')) };
    expect(await openDirectory(store, silent).target(installation, 2)).toEqual(expected);
    const directory = openDirectory(store, silent);
    expect(directory.nameOf(installation, 2)).toBeNull();
    await directory.target(installation, 2);
    expect(directory.nameOf(installation, 2)).toBe('acme/r2');
    expect(directory.nameOf(installation + 1, 2)).toBeNull();
    expect((await openDirectory(store, silent).targets(installation)).map(({ repo }) => repo)).toEqual(['r1', 'r2']);
    expect(await find(99)).toBeNull();
    world.installations = [];
    await sync();
    expect(await find(2)).toBeNull();
  });

  it('keeps the list of repositories as GitHub has it', async () => {
    await sync();
    world.repositories = [repository(1, { name: 'renamed', private: true })];
    await sync();
    const known = (id: number) => store.transaction({ installation }, (tx) => repositoryById(tx, installation, id));
    expect(await known(1)).toEqual(repository(1, { name: 'renamed', private: true }));
    expect(await known(2)).toBeNull();
  });
});
