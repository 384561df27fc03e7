/** What is deleted, and when (T27). */
import { eraseAudit } from './audit-retention.ts';
import type { Store } from './sql.ts';

/** Every table with rows of tenants; children before their parents. A test compares it with the database. */
export const TENANT_TABLES = [
  'uses',
  'releases',
  'components',
  'snapshots',
  'facts',
  'baselines',
  'evaluations',
  'asked_packages',
  'approvals',
  'kept_pulls',
  'content_writes',
  'comment_commands',
  'given_waivers',
  'pull_rests',
  'pulls',
  'hub_credentials',
  'policy_bindings',
  'policy_memory',
  'deliveries',
  'repositories',
  'installations',
  'audit_log',
  'audit_checkpoints',
] as const;

/** The tenant's role may delete nothing in them (T31). */
const AUDIT: readonly string[] = ['audit_log', 'audit_checkpoints'];

const OF_REPOSITORIES = [
  'uses',
  'components',
  'snapshots',
  'baselines',
  'evaluations',
  'asked_packages',
  'approvals',
  'kept_pulls',
  'comment_commands',
  'given_waivers',
  'pull_rests',
  'pulls',
  'repositories',
] as const;

/** A release is in the hands of others when its repository is gone: it stays for the support period, and the repository's name with it. */
const KEPT: Readonly<Record<string, string>> = {
  uses: "AND t.held <> 'release'",
  repositories: `AND NOT EXISTS (SELECT 1 FROM weighbridge.releases r
    WHERE r.installation_id = t.installation_id AND r.repository_id = t.repository_id)`,
};

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
        for (const table of TENANT_TABLES)
          if (!AUDIT.includes(table)) await tx.query(`DELETE FROM weighbridge.${table} WHERE installation_id = $1`, [id]);
        await eraseAudit(tx, id);
        return;
      }
      for (const table of OF_REPOSITORIES) {
        await tx.query(
          `DELETE FROM weighbridge.${table} t WHERE t.installation_id = $1 AND t.repository_id IN (
             SELECT repository_id FROM weighbridge.repositories WHERE installation_id = $1 AND removed_at < ${over}) ${KEPT[table] ?? ''}`,
          [id],
        );
      }
      await tx.query(`DELETE FROM weighbridge.deliveries WHERE installation_id = $1 AND received_at < ${over}`, [id]);
      await tx.query(`DELETE FROM weighbridge.comment_commands WHERE installation_id = $1 AND done_at < ${over}`, [id]);
      await tx.query(`DELETE FROM weighbridge.facts WHERE installation_id = $1 AND used_at < ${over}`, [id]);
    });
  }
  return all.filter(({ gone }) => gone).length;
}
