/** The fact index of a tree: what its files state, kept per tenant (T17). */
import type { Transaction } from './sql.ts';

export interface FactKey {
  readonly installation: number;
  readonly repository: number;
  /** Object id of the tree. */
  readonly tree: string;
  /** Versions of the detectors and limits: another stamp is another index. */
  readonly stamp: string;
}

export async function loadFactIndex(tx: Transaction, { installation, repository, tree, stamp }: FactKey): Promise<Uint8Array | null> {
  const [row] = await tx.query<{ content: Uint8Array }>(
    `UPDATE weighbridge.fact_indexes SET used_at = now()
     WHERE installation_id = $1 AND repository_id = $2 AND tree = $3 AND stamp = $4 RETURNING content`,
    [installation, repository, tree, stamp],
  );
  return row?.content ?? null;
}

export async function saveFactIndex(
  tx: Transaction,
  { installation, repository, tree, stamp }: FactKey,
  content: Uint8Array,
): Promise<void> {
  await tx.query(
    `INSERT INTO weighbridge.fact_indexes (installation_id, repository_id, tree, stamp, content) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (installation_id, repository_id, tree, stamp) DO UPDATE SET content = excluded.content, used_at = now()`,
    [installation, repository, tree, stamp, content],
  );
}
