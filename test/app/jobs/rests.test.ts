/** T3: verdicts end with the waivers and approvals that they rest on. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { jobsOf } from '../../../app/jobs/events.ts';
import type { Queue } from '../../../app/jobs/queue.ts';
import { findEnded, judgeApprovedAgain } from '../../../app/jobs/rests.ts';
import { evaluationStores } from '../../../app/store/evaluation-stores.ts';
import { isJudged, saveEvaluation } from '../../../app/store/evaluations.ts';
import { beginKeptPull } from '../../../app/store/kept-pulls.ts';
import { type PullRests, saveRests } from '../../../app/store/pull-rests.ts';
import type { Store } from '../../../app/store/sql.ts';
import { opened } from '../../support/jobs.ts';
import { type House, openHouse } from '../../support/stores.ts';

const HEAD = 'a'.repeat(40);
const signal = new AbortController().signal;
const OVER = '2026-11-20T00:00:00.000Z';
const LATER = '2099-11-20T00:00:00.000Z';

describe('what a verdict rests on', () => {
  let house: House;
  let store: Store;
  let queue: Queue;
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
    await store.owner.script('DELETE FROM pgboss.job; TRUNCATE weighbridge.installations, weighbridge.evaluations, weighbridge.pull_rests');
    for (const installation of [1, 2])
      await store.transaction({ installation }, (tx) =>
        tx.query(`INSERT INTO weighbridge.installations (installation_id, account_id, account_login) VALUES ($1, $1, 'acme')`, [
          installation,
        ]),
      );
  });

  const keep = (installation: number, number: number, rests: PullRests): Promise<void> =>
    store.transaction({ installation }, async (tx) => {
      const key = { installation, repository: 5, number, base: HEAD, head: HEAD, policy: 'p' };
      await saveEvaluation(tx, { ...key, conclusion: 'pass', report: null, validUntil: null });
      await saveRests(tx, installation, { repository: 5, number }, rests);
      await beginKeptPull(tx, installation, { repository: 5, number }, HEAD);
    });
  const waiting = async (): Promise<string[]> => {
    const rows = await store.owner.query<{ key: string }>("SELECT data->>'key' AS key FROM pgboss.job ORDER BY 1");
    return rows.map(({ key }) => key);
  };
  const stands = (installation: number, number: number): Promise<boolean> =>
    store.transaction({ installation }, (tx) => isJudged(tx, { installation, repository: 5, number, head: HEAD, base: null }));

  it('ends with its day: it is judged again, once, and stands no more until then', async () => {
    await keep(1, 1, { againAt: OVER, approved: false });
    await keep(1, 2, { againAt: LATER, approved: false });
    await keep(2, 3, { againAt: OVER, approved: true });
    await keep(2, 4, { againAt: null, approved: false });
    expect(await findEnded({ store, queue }, signal)).toBe(2);
    expect(await waiting()).toEqual(['1/5#1', '2/5#3']);
    expect(await Promise.all([stands(1, 1), stands(1, 2), stands(2, 3), stands(2, 4)])).toEqual([false, true, false, true]);
    expect(await findEnded({ store, queue }, signal)).toBe(0);
  });

  it('ends with a team: what rests on an approval of this installation is judged again', async () => {
    await keep(1, 1, { againAt: null, approved: true });
    await keep(1, 2, { againAt: LATER, approved: false });
    await keep(2, 3, { againAt: null, approved: true });
    await judgeApprovedAgain({ store, queue }, 1);
    expect(await waiting()).toEqual(['1/5#1']);
    expect(await Promise.all([stands(1, 1), stands(2, 3)])).toEqual([false, true]);
  });

  it('is nobody’s question once the pull request is closed', async () => {
    await keep(1, 1, { againAt: OVER, approved: true });
    await evaluationStores(store).evaluations.forgetAsked({ installationId: 1, repositoryId: 5, number: 1 });
    expect(await findEnded({ store, queue }, signal)).toBe(0);
  });

  it.each([
    ['membership', 'removed', true],
    ['membership', 'added', false],
    ['team', 'deleted', true],
    ['team', 'edited', true],
    ['team', 'created', false],
    ['organization', 'member_removed', true],
    ['organization', 'member_invited', false],
  ])('%s %s asks for it: %s', (event, action, expected) => {
    const jobs = jobsOf(event, { action, installation: { id: 7 }, organization: { id: 1 }, team: { id: 2 } });
    expect(jobs).toEqual(expected ? [{ kind: 'approvers', installation: 7 }] : []);
  });
});
