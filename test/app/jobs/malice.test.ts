/** T3: what was green because nobody had reported a package is judged again once somebody did. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askMaliceAt } from '../../../app/evaluate/ask-malice.ts';
import type { AskMalice } from '../../../app/jobs/jobs.ts';
import { findMalice } from '../../../app/jobs/malice.ts';
import type { Queue } from '../../../app/jobs/queue.ts';
import { dueAsked, saveAsked, saveHeard } from '../../../app/store/asked-packages.ts';
import { isJudged, saveEvaluation } from '../../../app/store/evaluations.ts';
import { beginKeptPull } from '../../../app/store/kept-pulls.ts';
import type { Store } from '../../../app/store/sql.ts';
import { type MaliceHeard, openParsers } from '../../../src/core/index.ts';
import { recordOf } from '../../core/advisories/support.ts';
import { type FakeOsv, startOsv } from '../../osv-fake/index.ts';
import { opened } from '../../support/jobs.ts';
import { type House, openHouse } from '../../support/stores.ts';

const HEAD = 'a'.repeat(40);
const BASE = 'b'.repeat(40);
const signal = new AbortController().signal;
const heardOf = (name: string, ...malicious: string[]): MaliceHeard => ({
  type: 'npm',
  ecosystem: 'npm',
  name,
  version: '1.0.0',
  malicious,
});

describe('packages that verdicts rest on', () => {
  const parsers = openParsers(1);
  let house: House;
  let store: Store;
  let queue: Queue;
  let osv: FakeOsv;
  let records: Record<string, unknown>[];
  let ask: AskMalice;
  beforeAll(async () => {
    house = await openHouse(['postgres']);
    store = await house.store('postgres');
    queue = await opened(store, false);
  });
  afterAll(async () => {
    await queue.stop(1000);
    await house.dispose();
    await parsers.close();
  });
  beforeEach(async () => {
    await store.owner.script(
      'DELETE FROM pgboss.job; TRUNCATE weighbridge.installations, weighbridge.evaluations, weighbridge.asked_packages',
    );
    for (const installation of [1, 2])
      await store.transaction({ installation }, (tx) =>
        tx.query(`INSERT INTO weighbridge.installations (installation_id, account_id, account_login) VALUES ($1, $1, 'acme')`, [
          installation,
        ]),
      );
    records = [];
    osv = await startOsv({ records });
    ask = askMaliceAt(osv.url, parsers, () => new Date('2026-11-24T12:00:00Z'));
  });
  afterEach(() => osv.close());

  /** A green verdict, given two hours ago. */
  async function judged(number: number, heard: readonly MaliceHeard[], installation = 1): Promise<void> {
    await store.transaction({ installation }, async (tx) => {
      const key = { installation, repository: 7, number, base: BASE, head: HEAD, policy: 'baseline' };
      await saveEvaluation(tx, { ...key, conclusion: 'pass', report: null, validUntil: null });
      await beginKeptPull(tx, installation, { repository: 7, number }, HEAD);
      await saveAsked(tx, installation, { repository: 7, number, heard });
      await tx.query("UPDATE weighbridge.asked_packages SET asked_at = now() - interval '2 hours'");
    });
  }
  const stands = (number: number, installation = 1): Promise<boolean> =>
    store.transaction({ installation }, (tx) => isJudged(tx, { installation, repository: 7, number, head: HEAD, base: null }));
  const jobs = async (): Promise<string[]> =>
    (await store.owner.query<{ key: string }>("SELECT data->>'key' AS key FROM pgboss.job ORDER BY priority DESC, 1")).map(
      ({ key }) => key,
    );
  const run = (): Promise<number> => findMalice({ store, queue, ask }, signal);
  const later = (): Promise<unknown> =>
    store.transaction({ installation: 1 }, (tx) => tx.query("UPDATE weighbridge.asked_packages SET asked_at = now() - interval '2 hours'"));

  it('that are told of today: the verdict falls, the pull request is asked for once, and others stand', async () => {
    await judged(1, [heardOf('left'), heardOf('wrong')]);
    await judged(2, [heardOf('left')]);
    expect(await run()).toBe(0);
    await later();
    records.push(recordOf('MAL-2026-1', 'wrong'));
    expect(await run()).toBe(1);
    expect([await stands(1), await stands(2), await jobs()]).toEqual([false, true, ['1/7#1']]);
    // Two packages, one question each time, and no record is read.
    expect(osv.requests.map(({ path, packages }) => `${path} ${packages.join()}`)).toEqual([
      '/v1/querybatch left@1.0.0,wrong@1.0.0',
      '/v1/querybatch left@1.0.0,wrong@1.0.0',
    ]);
    await later();
    await store.owner.query('DELETE FROM pgboss.job');
    expect([await run(), await jobs()]).toEqual([0, []]);
  });

  it('that are told of no more come behind those that are', async () => {
    await judged(1, [heardOf('left', 'MAL-2026-1')]);
    await judged(2, [heardOf('wrong')]);
    records.push(recordOf('MAL-2026-2', 'wrong'));
    expect([await run(), await jobs()]).toEqual([2, ['1/7#2', '1/7#1']]);
  });

  it('of a vulnerability nothing falls', async () => {
    await judged(1, [heardOf('left')]);
    records.push(recordOf('GHSA-1', 'left'));
    expect([await run(), await stands(1), await jobs()]).toEqual([0, true, []]);
  });

  it('are not asked about again within an hour, and are again where nobody answered', async () => {
    await judged(1, [heardOf('left')]);
    osv.fault('/querybatch', 400, 1);
    expect([await run(), await stands(1)]).toEqual([0, true]);
    await run();
    await run();
    expect(osv.requests.length).toBe(2);
  });

  it('of which some were not answered are asked about with the next sweep, until all are', async () => {
    const silent: MaliceHeard = { ...heardOf('wrong'), malicious: null };
    await judged(1, [heardOf('left'), silent]);
    const answers: MaliceHeard[][] = [
      [heardOf('left'), silent],
      [heardOf('left'), heardOf('wrong')],
      [heardOf('left'), heardOf('wrong', 'MAL-2026-1')],
    ];
    const asked: string[] = [];
    const some: AskMalice = (packages) => {
      asked.push(packages.map(({ name }) => name).join());
      return Promise.resolve(answers[asked.length - 1] ?? []);
    };
    const sweep = (): Promise<number> => findMalice({ store, queue, ask: some }, signal);
    // The second answer says that nothing is known: no news.
    expect([await sweep(), await sweep(), await sweep()]).toEqual([0, 0, 0]);
    expect(asked).toEqual(['left,wrong', 'left,wrong']);
    await later();
    expect([await sweep(), await stands(1), await jobs()]).toEqual([1, false, ['1/7#1']]);
  });

  it('that no verdict had an answer about, and that are named now, are news', async () => {
    await judged(1, [{ ...heardOf('wrong'), malicious: null }]);
    records.push(recordOf('MAL-2026-1', 'wrong'));
    expect([await run(), await stands(1)]).toEqual([1, false]);
  });

  it('of one installation are asked for by themselves, and read by nobody else (T27)', async () => {
    await judged(1, [heardOf('left')]);
    await judged(1, [heardOf('wrong')], 2);
    records.push(recordOf('MAL-2026-1', 'wrong'));
    expect([await run(), await jobs(), await stands(1), await stands(1, 2)]).toEqual([1, ['2/7#1'], true, false]);
    expect(osv.requests.map(({ packages }) => packages.join()).sort()).toEqual(['left@1.0.0', 'wrong@1.0.0']);
    expect(await store.transaction({ installation: 2 }, (tx) => dueAsked(tx, 1, 0, 10))).toEqual([]);
  });

  it('of a verdict that was given meanwhile are not overwritten', async () => {
    await judged(1, [heardOf('left')]);
    const due = await store.transaction({ installation: 1 }, (tx) => dueAsked(tx, 1, 60, 10));
    await judged(1, [heardOf('right')]);
    for (const pull of due)
      await store.transaction({ installation: 1 }, (tx) => saveHeard(tx, 1, pull, [heardOf('left', 'MAL-2026-1')], 0));
    const names = (await store.transaction({ installation: 1 }, (tx) => dueAsked(tx, 1, 60, 10))).map(({ heard }) => heard);
    expect(names).toEqual([[heardOf('right')]]);
    await judged(1, []);
    expect(await store.transaction({ installation: 1 }, (tx) => dueAsked(tx, 1, 60, 10))).toEqual([]);
  });
});
