import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkChain } from '../../../app/audit/check-chain.ts';
import { type Appended, linkHash } from '../../../app/audit/chain.ts';
import { isSignedBy } from '../../../app/audit/checkpoint.ts';
import { appendAudit, auditCheckpoint, auditRows, chainEnd } from '../../../app/store/audit-log.ts';
import { eraseAudit, retainAudit } from '../../../app/store/audit-retention.ts';
import type { Store, Transaction } from '../../../app/store/sql.ts';
import { gate } from '../../support/jobs.ts';
import { type House, KINDS, openHouse } from '../../support/stores.ts';

const KEY = new Uint8Array(32).fill(7);
const OTHER_KEY = new Uint8Array(32).fill(9);
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.dispose());

const entry = (subject: string): Appended => ({
  repositoryId: 2,
  kind: 'verdict',
  actor: null,
  subject,
  body: { text: 'a\u0000b', n: 1.5 },
});

describe.each(KINDS)('the audit log on %s (T31)', (kind) => {
  let store: Store;
  let tenant = 100;
  beforeAll(async () => {
    store = await house.store(kind);
  });
  beforeEach(() => {
    tenant += 2;
  });
  const as = <T>(work: (tx: Transaction) => Promise<T>, installation = tenant): Promise<T> => store.transaction({ installation }, work);
  const append = (subjects: readonly string[], installation = tenant): Promise<void> =>
    as((tx) => appendAudit(tx, installation, subjects.map(entry)), installation);
  const all = () => as((tx) => auditRows(tx, tenant, { after: 0, limit: 10_000 }));
  const subjects = async () => (await all()).map(({ content }) => (JSON.parse(content) as Appended).subject);
  const checkpoint = () => as((tx) => auditCheckpoint(tx, tenant));
  async function problems() {
    const check = checkChain(tenant, await checkpoint(), null);
    check.take(await all());
    return check.end().problems;
  }
  /** What whoever has the database can do: past the policies, and not past the hashes. */
  async function tamper(sql: string): Promise<void> {
    const table = 'ALTER TABLE weighbridge.audit_log';
    await store.owner.script(`BEGIN; GRANT ALL ON weighbridge.audit_log TO CURRENT_USER; ${table} DISABLE ROW LEVEL SECURITY; ${sql};
      ${table} ENABLE ROW LEVEL SECURITY; REVOKE UPDATE, TRUNCATE ON weighbridge.audit_log FROM CURRENT_USER; COMMIT;`);
  }

  it('is one chain, however many append at the same time', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, index) => append([`${index}a`, `${index}b`])));
    expect((await all()).map(({ sequence }) => sequence)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    expect(await problems()).toEqual([]);
    // What came together stands together.
    const found = await subjects();
    for (let at = 0; at < 60; at += 2) expect(found[at + 1]).toBe(found[at]?.replace('a', 'b'));
    expect((await as((tx) => chainEnd(tx, tenant)))?.hash).toBe((await all()).at(-1)?.hash);
  });

  it('takes nothing of a transaction that fails, and the next one hangs on what is there', async () => {
    await append(['one']);
    const failing = as(async (tx) => {
      await appendAudit(tx, tenant, [entry('lost')]);
      throw new Error('in the middle');
    });
    await expect(failing).rejects.toThrow('in the middle');
    await append(['two']);
    expect(await subjects()).toEqual(['one', 'two']);
    expect(await problems()).toEqual([]);
  });

  it.each([
    ['changed', "UPDATE weighbridge.audit_log SET content = '{}'"],
    [
      'changed by an upsert',
      "INSERT INTO weighbridge.audit_log SELECT * FROM weighbridge.audit_log ON CONFLICT (installation_id, sequence) DO UPDATE SET content = '{}'",
    ],
    ['emptied', 'TRUNCATE weighbridge.audit_log'],
    ['appended to for another tenant', "INSERT INTO weighbridge.audit_log VALUES (1, 1, now(), '', '', '', '')"],
  ])('cannot be %s', async (_name, sql) => {
    await append(['one']);
    await expect(as((tx) => tx.query(sql))).rejects.toMatchObject({ code: '42501' });
    expect(await problems()).toEqual([]);
  });

  it('cannot be deleted from, and shows nothing of another tenant', async () => {
    await append(['one', 'two']);
    const deleting = as((tx) => tx.query('DELETE FROM weighbridge.audit_log RETURNING 1'));
    // The owner of the tables is refused by policy, which is silent; the embedded database's tenant by its grants.
    if (kind === 'postgres') expect(await deleting).toEqual([]);
    else await expect(deleting).rejects.toMatchObject({ code: '42501' });
    expect(await subjects()).toEqual(['one', 'two']);
    expect(await as((tx) => tx.query('SELECT 1 FROM weighbridge.audit_log'), tenant + 1)).toEqual([]);
  });

  it.each([
    [
      'rewritten',
      (id: number) => `UPDATE weighbridge.audit_log SET content = replace(content, 'two', 'too') WHERE installation_id = ${id}`,
      2,
    ],
    ['removed', (id: number) => `DELETE FROM weighbridge.audit_log WHERE installation_id = ${id} AND sequence = 2`, 2],
    ['moved', (id: number) => `UPDATE weighbridge.audit_log SET sequence = 9 - sequence WHERE installation_id = ${id} AND sequence > 1`, 2],
    [
      'dated back',
      (id: number) => `UPDATE weighbridge.audit_log SET at = at - interval '1 ms' WHERE installation_id = ${id} AND sequence = 3`,
      3,
    ],
  ])('shows a row that was %s by who has the database', async (_name, sql, row) => {
    await append(['one', 'two', 'three']);
    await tamper(sql(tenant));
    expect((await problems())[0]).toMatchObject({ row });
  });

  describe('when rows are old enough', () => {
    it('a signed checkpoint takes their place, and the chain goes on', async () => {
      await append(['one', 'two', 'three']);
      // Written in the past, as a clock of then would have: the hashes are of that time.
      await rewriteTimes(['2000-01-01T00:00:00.000Z', '2000-01-02T00:00:00.000Z']);
      expect(await retainAudit(store, tenant, { days: 3653, keys: [KEY] })).toEqual({ state: 'done', removed: 2 });
      expect(await subjects()).toEqual(['three']);
      expect(await checkpoint()).toMatchObject({ sequence: 2, through: '2000-01-02T00:00:00.000Z' });
      await append(['four']);
      expect(await problems()).toEqual([]);
      expect(await retainAudit(store, tenant, { days: 3653, keys: [KEY] })).toEqual({ state: 'done', removed: 0 });
      // The key was changed: signed anew while the old one is known.
      await retainAudit(store, tenant, { days: 3653, keys: [OTHER_KEY, KEY] });
      const now = await checkpoint();
      expect(now !== null && isSignedBy(OTHER_KEY, now)).toBe(true);
      expect(await retainAudit(store, tenant, { days: 3653, keys: [KEY] })).toMatchObject({ state: 'broken' });
    });

    it('none goes without a key to sign, and none where a row was changed', async () => {
      await append(['one', 'two']);
      await rewriteTimes(['2000-01-01T00:00:00.000Z']);
      expect(await retainAudit(store, tenant, { days: 3653, keys: [] })).toEqual({ state: 'done', removed: 0 });
      await tamper(`UPDATE weighbridge.audit_log SET content = '{}' WHERE installation_id = ${tenant} AND sequence = 1`);
      expect(await retainAudit(store, tenant, { days: 3653, keys: [KEY] })).toMatchObject({
        state: 'broken',
        why: expect.stringContaining('row 1'),
      });
      expect(await all()).toHaveLength(2);
    });

    it('a young row keeps all behind it, whatever their times say, and the newest row is never old', async () => {
      await append(['one', 'two', 'three']);
      await rewriteTimes([null, '1980-01-01T00:00:00.000Z', '1990-01-01T00:00:00.000Z']);
      expect(await retainAudit(store, tenant, { days: 1, keys: [KEY] })).toEqual({ state: 'done', removed: 0 });
    });
  });

  it('goes with its tenant', async () => {
    await append(['one']);
    await append(['other'], tenant + 1);
    await as((tx) => eraseAudit(tx, tenant));
    expect(await all()).toEqual([]);
    expect(await as((tx) => chainEnd(tx, tenant + 1), tenant + 1)).not.toBeNull();
  });

  /** The rows as a clock of then had dated them; null: as it is. */
  async function rewriteTimes(times: readonly (string | null)[]): Promise<void> {
    let before: string | null = null;
    for (const [index, link] of (await all()).entries()) {
      const moved = { ...link, time: times[index] ?? link.time, previous: before ?? link.previous };
      before = linkHash(moved);
      await tamper(`UPDATE weighbridge.audit_log SET at = '${moved.time}', previous = '${moved.previous}', hash = '${before}'
        WHERE installation_id = ${tenant} AND sequence = ${link.sequence}`);
    }
  }
});

it('keeps nobody of another installation waiting', async () => {
  const store = await house.store('postgres');
  const held = gate();
  const begun = gate();
  const slow = store.transaction({ installation: 1 }, async (tx) => {
    await appendAudit(tx, 1, [entry('slow')]);
    begun.open();
    await held.opened;
  });
  await begun.opened;
  await store.transaction({ installation: 2 }, (tx) => appendAudit(tx, 2, [entry('beside')]));
  held.open();
  await slow;
  expect(await store.transaction({ installation: 1 }, (tx) => chainEnd(tx, 1))).toMatchObject({ sequence: 1 });
});
