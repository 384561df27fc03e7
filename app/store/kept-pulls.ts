/** What the newest verdicts of open pull requests rest on (T3). One row for each; gone with the pull request. */
import type { Transaction } from './sql.ts';

export interface KeptPullRow {
  readonly repository: number;
  readonly number: number;
  readonly base: string;
  readonly head: string;
  readonly conclusion: string;
  readonly autoMerge: boolean;
  /** Null: it has to be looked at again. */
  readonly content: Uint8Array | null;
}

export async function saveKeptPull(tx: Transaction, installation: number, row: KeptPullRow): Promise<void> {
  await tx.query(
    `INSERT INTO weighbridge.kept_pulls (installation_id, repository_id, number, base, head, conclusion, auto_merge, content)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (installation_id, repository_id, number) DO UPDATE
       SET base = excluded.base, head = excluded.head, conclusion = excluded.conclusion, auto_merge = excluded.auto_merge, content = excluded.content, kept_at = now()`,
    [installation, row.repository, row.number, row.base, row.head, row.conclusion, row.autoMerge, row.content],
  );
}

/** What merges by itself as soon as it may comes first, then what is green. */
export async function keptPullKeys(tx: Transaction, installation: number): Promise<readonly Pick<KeptPullRow, 'repository' | 'number'>[]> {
  const rows = await tx.query<{ repository: string | number; number: number }>(
    `SELECT repository_id AS repository, number FROM weighbridge.kept_pulls WHERE installation_id = $1
     ORDER BY auto_merge DESC, conclusion = 'success' DESC, repository_id, number`,
    [installation],
  );
  return rows.map(({ repository, number }) => ({ repository: Number(repository), number }));
}

export async function loadKeptPull(tx: Transaction, installation: number, repository: number, number: number): Promise<KeptPullRow | null> {
  const [row] = await tx.query<Omit<KeptPullRow, 'repository'>>(
    `SELECT number, base, head, conclusion, auto_merge AS "autoMerge", content FROM weighbridge.kept_pulls
     WHERE installation_id = $1 AND repository_id = $2 AND number = $3`,
    [installation, repository, number],
  );
  return row === undefined ? null : { ...row, repository };
}

export async function dropKeptPull(tx: Transaction, installation: number, repository: number, number: number): Promise<void> {
  await tx.query('DELETE FROM weighbridge.kept_pulls WHERE installation_id = $1 AND repository_id = $2 AND number = $3', [
    installation,
    repository,
    number,
  ]);
}

/** Numbers of the pull requests with this head. */
export async function keptPullsOfHead(tx: Transaction, installation: number, repository: number, head: string): Promise<readonly number[]> {
  const rows = await tx.query<{ number: number }>(
    'SELECT number FROM weighbridge.kept_pulls WHERE installation_id = $1 AND repository_id = $2 AND head = $3 ORDER BY number',
    [installation, repository, head],
  );
  return rows.map(({ number }) => number);
}
