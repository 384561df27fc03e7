/** What the newest verdict of an open pull request rests on that ends by itself, or with somebody's membership (T3). */
import type { Transaction } from './sql.ts';

export interface PullRests {
  /** ISO 8601: from when on it says something else. Null: never by itself. */
  readonly againAt: string | null;
  /** Somebody's approval is part of it. */
  readonly approved: boolean;
}

export interface RestingPull {
  readonly repository: number;
  readonly number: number;
}

/** Takes the place of what was kept of this pull request. */
export async function saveRests(
  tx: Transaction,
  installation: number,
  { repository, number }: RestingPull,
  { againAt, approved }: PullRests,
): Promise<void> {
  const key = [installation, repository, number];
  if (againAt === null && !approved)
    await tx.query('DELETE FROM weighbridge.pull_rests WHERE installation_id = $1 AND repository_id = $2 AND number = $3', key);
  else
    await tx.query(
      `INSERT INTO weighbridge.pull_rests (installation_id, repository_id, number, again_at, approved) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (installation_id, repository_id, number) DO UPDATE SET again_at = excluded.again_at, approved = excluded.approved`,
      [...key, againAt, approved],
    );
}

/** Those whose verdict is over by the database's clock. Once each: the next verdict says when it ends. */
export async function takeOver(tx: Transaction, installation: number, limit: number): Promise<readonly RestingPull[]> {
  return tx.query<RestingPull>(
    `UPDATE weighbridge.pull_rests SET again_at = NULL
     WHERE (installation_id, repository_id, number) IN (
       SELECT installation_id, repository_id, number FROM weighbridge.pull_rests
       WHERE installation_id = $1 AND again_at <= now() ORDER BY again_at LIMIT $2)
     RETURNING repository_id AS repository, number`,
    [installation, limit],
  );
}

export async function approvedPulls(tx: Transaction, installation: number): Promise<readonly RestingPull[]> {
  return tx.query<RestingPull>(
    `SELECT repository_id AS repository, number FROM weighbridge.pull_rests WHERE installation_id = $1 AND approved ORDER BY 1, 2`,
    [installation],
  );
}
