import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordDeliveries } from '../../../app/store/deliveries.ts';
import { activeInstallations, markUninstalled, replaceRepositories, saveInstallation } from '../../../app/store/installations.ts';
import { applyRetention, TENANT_TABLES } from '../../../app/store/retention.ts';
import { bindPolicy } from '../../../app/store/policy-bindings.ts';
import { migrations } from '../../../app/store/migrations/index.ts';
import { saveSnapshot } from '../../../app/store/snapshots.ts';
import type { Store, Transaction } from '../../../app/store/sql.ts';
import { openStore } from '../../../app/store/store.ts';
import { type House, KINDS, openHouse } from '../../support/stores.ts';

const A = 'a'.repeat(40);
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.dispose());

/** A row in several tables of a tenant. */
async function furnish(tx: Transaction, installation: number): Promise<void> {
  await saveInstallation(tx, { id: installation, account: { id: installation, login: `org-${installation}` }, suspended: false });
  const repository = { id: 1, owner: 'o', name: 'n', private: true, archived: false, defaultBranch: 'main' };
  await replaceRepositories(tx, installation, [repository, { ...repository, id: 2 }]);
  await bindPolicy(tx, installation, { id: 1, owner: 'o', name: 'n' });
  await recordDeliveries(tx, installation, [{ id: `delivery-${installation}`, event: 'push', action: null, keys: ['k'] }]);
  for (const id of [1, 2]) {
    const components = [{ purl: 'pkg:huggingface/acme/m', version: '1', kind: 'model', rung: null, license: null }];
    await saveSnapshot(tx, { installation, repository: id, commit: A }, { content: new Uint8Array(), latest: true, components });
  }
}

const count = async (tx: Transaction, table: string): Promise<number> =>
  (await tx.query<{ n: number }>(`SELECT count(*)::int AS n FROM weighbridge.${table}`))[0]?.n ?? -1;

describe.each(KINDS)('two tenants on %s (T27)', (kind) => {
  let store: Store;
  beforeAll(async () => {
    store = await house.store(kind);
    for (const installation of [1, 2]) await store.transaction({ installation }, (tx) => furnish(tx, installation));
  });

  it('has row-level security, forced, on every table that carries an installation', async () => {
    const rows = await store.owner.query<{ table: string; safe: boolean; first: boolean }>(`
      SELECT c.relname AS table, c.relrowsecurity AND c.relforcerowsecurity AS safe,
             (SELECT attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = 1) = 'installation_id' AS first
      FROM pg_class c WHERE c.relnamespace = 'weighbridge'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migrations' ORDER BY 1`);
    expect(rows.map((row) => row.table)).toEqual([...TENANT_TABLES].sort());
    expect(rows.filter(({ safe, first }) => !safe || !first)).toEqual([]);
  });

  it('shows a query that forgets its WHERE the own rows only', async () => {
    const seen = await store.transaction({ installation: 1 }, (tx) =>
      tx.query<{ id: number }>('SELECT installation_id AS id FROM weighbridge.components'),
    );
    expect(new Set(seen.map(({ id }) => id))).toEqual(new Set([1]));
    expect(seen).toHaveLength(2);
  });

  it.each([
    ['reads', 'SELECT 1 FROM weighbridge.snapshots WHERE installation_id = 2'],
    ['changes', 'UPDATE weighbridge.policy_bindings SET repository_id = 666 WHERE installation_id = 2 RETURNING 1'],
    ['deletes', 'DELETE FROM weighbridge.repositories WHERE installation_id = 2 RETURNING 1'],
  ])('%s nothing of the other tenant', async (_name, sql) => {
    expect(await store.transaction({ installation: 1 }, (tx) => tx.query(sql))).toEqual([]);
    expect(await store.transaction({ installation: 2 }, (tx) => count(tx, 'repositories'))).toBe(2);
  });

  it.each([
    [
      'into the other tenant',
      "INSERT INTO weighbridge.policy_bindings (installation_id, repository_id, owner, name) VALUES (3, 1, 'o', 'n')",
    ],
    ['by moving an own row', 'UPDATE weighbridge.policy_bindings SET installation_id = 3'],
    ['into the migrations', 'DELETE FROM weighbridge.migrations RETURNING 1'],
  ])('writes nothing %s', async (name, sql) => {
    const writing = store.transaction({ installation: 1 }, (tx) => tx.query(sql));
    // The owner of the tables may touch the migrations; the embedded database's tenant role may not.
    if (kind === 'postgres' && name === 'into the migrations') await expect(writing).resolves.toHaveLength(migrations.length);
    else await expect(writing).rejects.toMatchObject({ code: '42501' });
  });

  it('lists for the operator what is to be swept, and shows it nothing else', async () => {
    await store.transaction('operator', async (tx) => {
      expect(await activeInstallations(tx)).toEqual([1, 2]);
      expect(await count(tx, 'deliveries')).toBe(2);
      expect(await count(tx, 'snapshots')).toBe(0);
      expect(await count(tx, 'hub_credentials')).toBe(0);
      expect(await tx.query("UPDATE weighbridge.deliveries SET event = 'x' RETURNING 1")).toEqual([]);
    });
  });

  it('keeps the scope within its transaction', async () => {
    await store.transaction({ installation: 1 }, (tx) => count(tx, 'snapshots'));
    const [row] = await store.owner.query<{ left: string | null }>(
      "SELECT nullif(current_setting('weighbridge.installation', true), '') AS left",
    );
    expect(row?.left).toBeNull();
  });

  it.each([Number.NaN, -1, 1.5, Number('9007199254740993')])('refuses %s as an installation', async (installation) => {
    await expect(async () => store.transaction({ installation }, (tx) => count(tx, 'snapshots'))).rejects.toThrow('no installation id');
  });

  it('deletes a tenant after its retention time, a removed repository too, and nothing else', async () => {
    await store.transaction({ installation: 1 }, async (tx) => {
      await markUninstalled(tx, 1);
      await tx.query("UPDATE weighbridge.installations SET deleted_at = now() - interval '40 days'");
    });
    await store.transaction({ installation: 2 }, (tx) =>
      tx.query("UPDATE weighbridge.repositories SET removed_at = now() - interval '40 days' WHERE repository_id = 2"),
    );
    expect(await applyRetention(store, { days: 41 })).toBe(0);
    expect(await applyRetention(store, { days: 30 })).toBe(1);
    for (const table of TENANT_TABLES) expect(await store.transaction({ installation: 1 }, (tx) => count(tx, table))).toBe(0);
    const left = await store.transaction({ installation: 2 }, (tx) =>
      tx.query<{ id: number }>(
        'SELECT repository_id AS id FROM weighbridge.repositories UNION ALL SELECT repository_id FROM weighbridge.snapshots',
      ),
    );
    expect(left.map(({ id }) => id)).toEqual([1, 1]);
  });
});

async function freshDatabase(): Promise<URL> {
  const place = await house.place('postgres');
  return new URL(place.kind === 'postgres' ? place.url : '');
}

it('steps down from a superuser, whom PostgreSQL would show everything', async () => {
  const url = await freshDatabase();
  url.username = 'postgres';
  const store = await openStore(await house.driver({ kind: 'postgres', url: url.href, connections: 3 }));
  for (const installation of [1, 2]) await store.transaction({ installation }, (tx) => furnish(tx, installation));
  expect(await store.transaction({ installation: 1 }, (tx) => count(tx, 'snapshots'))).toBe(2);
  const who = await store.transaction({ installation: 1 }, async (tx) => {
    const current = 'SELECT current_user AS me';
    const inside = await tx.asOwner((sql) => sql.query<{ me: string }>(current));
    return [inside[0]?.me, (await tx.query<{ me: string }>(current))[0]?.me];
  });
  expect(who).toEqual(['postgres', 'weighbridge_tenant']);
});

it('refuses a role that bypasses row-level security and cannot step down', async () => {
  const url = await freshDatabase();
  const admin = await house.driver({ kind: 'postgres', url: house.adminUrl(), connections: 2 });
  await admin.script(`CREATE ROLE exempt LOGIN NOSUPERUSER BYPASSRLS; GRANT ALL ON DATABASE ${url.pathname.slice(1)} TO exempt`);
  url.username = 'exempt';
  const driver = await house.driver({ kind: 'postgres', url: url.href, connections: 2 });
  await expect(openStore(driver)).rejects.toMatchObject({ code: 'DISK', message: expect.stringContaining('row-level security') });
});
