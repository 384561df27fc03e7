/** What is deleted, and when (T27). */
import type { Store } from './sql.ts';

/** Every table with rows of tenants; children before their parents. A test compares it with the database. */
export const TENANT_TABLES = [
  'components',
  'snapshots',
  'facts',
  'baselines',
  'evaluations',
  'asked_packages',
  'approvals',
  'pulls',
  'hub_credentials',
  'policy_bindings',
  'policy_memory',
  'deliveries',
  'repositories',
  'installations',
] as const;

const OF_REPOSITORIES = [
  'components',
  'snapshots',
  'baselines',
  'evaluations',
  'asked_packages',
  'approvals',
  'pulls',
  'repositories',
] as const;

export interface Retention {
  readonly days: number;
}

/** Removes uninstalled tenants and removed repositories after `days`, and done deliveries and unused facts of that age. Returns how many tenants went. */
export async function applyRetention(store: Store, { days }: Retention): Promise<number> {
  const over = `now() - interval '1 day' * ${Math.trunc(days)}`;
  const all = await store.transaction('operator', (tx) =>
    tx.query<{ id: number; gone: boolean }>(
      `SELECT installation_id AS id, coalesce(deleted_at < ${over}, false) AS gone FROM weighbridge.installations
       UNION SELECT installation_id, false FROM weighbridge.deliveries d
         WHERE NOT EXISTS (SELECT 1 FROM weighbridge.installations i WHERE i.installation_id = d.installation_id)`,
    ),
  );
  for (const { id, gone } of all) {
    await store.transaction({ installation: id }, async (tx) => {
      if (gone) {
        for (const table of TENANT_TABLES) await tx.query(`DELETE FROM weighbridge.${table} WHERE installation_id = $1`, [id]);
        return;
      }
      for (const table of OF_REPOSITORIES) {
        await tx.query(
          `DELETE FROM weighbridge.${table} WHERE installation_id = $1 AND repository_id IN (
             SELECT repository_id FROM weighbridge.repositories WHERE installation_id = $1 AND removed_at < ${over})`,
          [id],
        );
      }
      await tx.query(`DELETE FROM weighbridge.deliveries WHERE installation_id = $1 AND received_at < ${over}`, [id]);
      await tx.query(`DELETE FROM weighbridge.facts WHERE installation_id = $1 AND used_at < ${over}`, [id]);
    });
  }
  return all.filter(({ gone }) => gone).length;
}
