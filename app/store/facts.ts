/** What files state, kept per tenant by a key of detectors, limits and blob id (T17); and which repositories were read as a whole. */
import type { Transaction } from './sql.ts';

/** JSON by key; what is not known is not in the map. */
export async function loadStoredFacts(
  tx: Transaction,
  installation: number,
  stamp: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ key: string; content: string }>(
    `SELECT key, content FROM weighbridge.facts WHERE installation_id = $1 AND stamp = $2 AND key = ANY ($3::text[])`,
    [installation, stamp, keys],
  );
  // Retention goes by the last use; a day is exact enough, and spares a write for each read.
  await tx.query(
    `UPDATE weighbridge.facts SET used_at = now()
     WHERE installation_id = $1 AND stamp = $2 AND key = ANY ($3::text[]) AND used_at < now() - interval '1 day'`,
    [installation, stamp, keys],
  );
  return new Map(rows.map(({ key, content }) => [key, content]));
}

export async function saveFacts(tx: Transaction, installation: number, stamp: string, facts: ReadonlyMap<string, string>): Promise<void> {
  await tx.query(
    `INSERT INTO weighbridge.facts (installation_id, stamp, key, content)
     SELECT $1, $2, key, content FROM json_to_recordset($3::text::json) AS f (key text, content text)
     ON CONFLICT (installation_id, stamp, key) DO UPDATE SET content = excluded.content, used_at = now()`,
    [installation, stamp, JSON.stringify([...facts].map(([key, content]) => ({ key, content })))],
  );
}

export async function hasBaseline(tx: Transaction, installation: number, repository: number, stamp: string): Promise<boolean> {
  const rows = await tx.query('SELECT 1 FROM weighbridge.baselines WHERE installation_id = $1 AND repository_id = $2 AND stamp = $3', [
    installation,
    repository,
    stamp,
  ]);
  return rows.length > 0;
}

export async function saveBaseline(
  tx: Transaction,
  installation: number,
  repository: number,
  stamp: string,
  commit: string,
): Promise<void> {
  await tx.query(
    `INSERT INTO weighbridge.baselines (installation_id, repository_id, stamp, commit_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (installation_id, repository_id, stamp) DO UPDATE SET commit_id = excluded.commit_id`,
    [installation, repository, stamp, commit],
  );
}
