/** What the newest verdicts of open pull requests rest on, and which of them wait to be told anew (T3). One row for each; gone with the pull request. */
import type { Transaction } from './sql.ts';

export interface KeptPullRow {
  readonly repository: number;
  readonly number: number;
  readonly base: string;
  readonly head: string;
  readonly conclusion: string;
  /** Digest of what the check says. */
  readonly told: string;
  readonly autoMerge: boolean;
  /** Null: it has to be looked at again. */
  readonly content: Uint8Array | null;
}

type Key = Pick<KeptPullRow, 'repository' | 'number'>;

/** Nothing of it waits any more. */
export async function saveKeptPull(tx: Transaction, installation: number, row: KeptPullRow): Promise<void> {
  await tx.query(
    `INSERT INTO weighbridge.kept_pulls (installation_id, repository_id, number, base, head, conclusion, told, auto_merge, content)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (installation_id, repository_id, number) DO UPDATE
       SET base = excluded.base, head = excluded.head, conclusion = excluded.conclusion, told = excluded.told,
           auto_merge = excluded.auto_merge, content = excluded.content, kept_at = now(), due = NULL`,
    [installation, row.repository, row.number, row.base, row.head, row.conclusion, row.told, row.autoMerge, row.content],
  );
}

export async function keptPullKeys(tx: Transaction, installation: number): Promise<readonly Key[]> {
  return keys(tx, 'installation_id = $1 ORDER BY repository_id, number', [installation]);
}

/** Repositories with open pull requests, by number. */
export async function repositoriesWithKept(tx: Transaction, installation: number): Promise<readonly number[]> {
  const rows = await tx.query<{ repository: string | number }>(
    'SELECT DISTINCT repository_id AS repository FROM weighbridge.kept_pulls WHERE installation_id = $1 ORDER BY 1',
    [installation],
  );
  return rows.map(({ repository }) => Number(repository));
}

/** Pull requests with this head. */
export async function keptPullsOfHead(tx: Transaction, installation: number, repository: number, head: string): Promise<readonly Key[]> {
  return keys(tx, 'installation_id = $1 AND repository_id = $2 AND head = $3 ORDER BY number', [installation, repository, head]);
}

/** The one that is to be told first; null: none waits. */
export async function firstDue(tx: Transaction, installation: number): Promise<Key | null> {
  const [first] = await keys(tx, 'installation_id = $1 AND due IS NOT NULL ORDER BY due, repository_id, number LIMIT 1', [installation]);
  return first ?? null;
}

async function keys(tx: Transaction, where: string, values: readonly unknown[]): Promise<readonly Key[]> {
  const rows = await tx.query<{ repository: string | number; number: number }>(
    `SELECT repository_id AS repository, number FROM weighbridge.kept_pulls WHERE ${where}`,
    values,
  );
  return rows.map(({ repository, number }) => ({ repository: Number(repository), number }));
}

/** `due` null: nothing waits. */
export async function markDue(tx: Transaction, installation: number, { repository, number }: Key, due: number | null): Promise<void> {
  await tx.query('UPDATE weighbridge.kept_pulls SET due = $4 WHERE installation_id = $1 AND repository_id = $2 AND number = $3', [
    installation,
    repository,
    number,
    due,
  ]);
}

export async function loadKeptPull(tx: Transaction, installation: number, { repository, number }: Key): Promise<KeptPullRow | null> {
  const [row] = await tx.query<Omit<KeptPullRow, 'repository'>>(
    `SELECT number, base, head, conclusion, told, auto_merge AS "autoMerge", content FROM weighbridge.kept_pulls
     WHERE installation_id = $1 AND repository_id = $2 AND number = $3`,
    [installation, repository, number],
  );
  return row === undefined ? null : { ...row, repository };
}

export async function dropKeptPull(tx: Transaction, installation: number, { repository, number }: Key): Promise<void> {
  await tx.query('DELETE FROM weighbridge.kept_pulls WHERE installation_id = $1 AND repository_id = $2 AND number = $3', [
    installation,
    repository,
    number,
  ]);
}
