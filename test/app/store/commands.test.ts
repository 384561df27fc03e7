import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveCommand } from '../../../app/store/comment-commands.ts';
import { evaluationStores } from '../../../app/store/evaluation-stores.ts';
import { saveEvaluation } from '../../../app/store/evaluations.ts';
import type { Store } from '../../../app/store/sql.ts';
import { type House, KINDS, openHouse } from '../../support/stores.ts';

const HEAD = 'a'.repeat(40);
const LATER = 'b'.repeat(40);
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.dispose());

describe.each(KINDS)('commands in comments on %s', (kind) => {
  let store: Store;
  let stores: ReturnType<typeof evaluationStores>;
  const said = { repository: 2, comment: 99, number: 3, sender: 9, line: '/weighbridge approve', more: false };
  const key = { installationId: 1, repositoryId: 2, comment: 99 };
  const judge = (head: string, moment: string): Promise<void> =>
    store.transaction({ installation: 1 }, async (tx) => {
      const report = new TextEncoder().encode(JSON.stringify({ findings: [], head: { label: 'x', commit: head } }));
      const one = { installation: 1, repository: 2, number: 3, base: HEAD, head, policy: 'p', conclusion: 'block' };
      await saveEvaluation(tx, { ...one, report, validUntil: null });
      await tx.query('UPDATE weighbridge.evaluations SET finished_at = $1 WHERE head = $2', [moment, head]);
    });
  beforeAll(async () => {
    store = await house.store(kind);
    stores = evaluationStores(store);
  });

  it('are kept once, as they were said, with the newest verdict that was told before (T28)', async () => {
    await judge(HEAD, '2026-11-20T09:59:00Z');
    await judge(LATER, '2026-11-20T10:00:02Z');
    const saidAt = '2026-11-20T10:00:00Z';
    await store.transaction({ installation: 1 }, (tx) => saveCommand(tx, 1, { ...said, saidAt }));
    await store.transaction({ installation: 1 }, (tx) => saveCommand(tx, 1, { ...said, line: '/weighbridge recheck', saidAt }));
    expect(await stores.commands.get(key)).toEqual({
      comment: 99,
      number: 3,
      sender: 9,
      line: '/weighbridge approve',
      more: false,
      done: false,
      shown: { findings: [], head: { label: 'x', commit: HEAD } },
    });
    expect(await stores.commands.get({ ...key, installationId: 4 })).toBeNull();
    expect(await stores.commands.get({ ...key, comment: 98 })).toBeNull();
  });

  it('have nothing before them where nothing was told, and are done once', async () => {
    await store.transaction({ installation: 1 }, (tx) => saveCommand(tx, 1, { ...said, comment: 100, saidAt: '2026-11-20T09:00:00Z' }));
    expect((await stores.commands.get({ ...key, comment: 100 }))?.shown).toBeNull();
    const pull = { installationId: 1, repositoryId: 2, number: 3 };
    expect(await stores.commands.recent(pull)).toBe(0);
    await stores.commands.finish(key);
    expect(await stores.commands.get(key)).toMatchObject({ done: true, shown: null });
    expect(await stores.commands.recent(pull)).toBe(1);
    expect(await stores.commands.recent({ ...pull, number: 4 })).toBe(0);
  });

  it('give waivers, each for its pull request, and none to another installation', async () => {
    const one = {
      number: 3,
      comment: 99,
      id: 'wb-k3f7q2ma4x2p',
      rule: 'model/provenance',
      component: 'hf:acme/a@v1',
      feeds: null,
      version: HEAD,
      reason: 'ticket 812',
      approver: '@ben',
      as: '@acme/security',
      expires: '2099-01-31',
    };
    const { version: _, ...plain } = one;
    const fed = { ...plain, component: null, feeds: ['environment MODEL', 'option --"x"'] };
    await stores.waivers.add(1, 2, [one, fed]);
    await stores.waivers.add(1, 2, [one, fed]);
    await stores.waivers.add(1, 2, [{ ...one, number: 4, comment: 101 }]);
    await stores.waivers.add(1, 2, [{ ...one, comment: 102, expires: '2020-01-01' }]);
    expect(await stores.waivers.given(1, 2, 3)).toEqual([one, fed]);
    expect(await stores.waivers.given(1, 2, null)).toHaveLength(3);
    expect(await stores.waivers.given(1, 9, null)).toEqual([]);
    expect(await stores.waivers.given(4, 2, null)).toEqual([]);
  });

  it('give approvals, which no review takes back that has the same number', async () => {
    const one = { approver: '@ben', as: '@acme/security', component: 'pkg:npm/x', version: '1', license: 'MIT', review: 7 };
    const pull = { repositoryId: 2, number: 3, head: HEAD };
    const given = [
      { ...one, by: 'comment' as const },
      { ...one, text: 'c0ffee' },
      { ...one, text: 'decade' },
    ];
    await stores.approvals.add(1, pull, given);
    expect(await stores.approvals.find(1, ['pkg:npm/x'])).toEqual(expect.arrayContaining(given));
    expect(await stores.approvals.givenIn(1, 2, [7])).toEqual(given.slice(1));
    expect(await stores.approvals.givenIn(1, 9, [7])).toEqual([]);
    await stores.approvals.forget(1, 2, [7]);
    expect(await stores.approvals.find(1, ['pkg:npm/x'])).toEqual(given.slice(0, 1));
  });
});
