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

export interface ReadPullRow extends KeptPullRow {
  /** PostgreSQL's number of the transaction that wrote the row last. */
  readonly version: string;
}

type Key = Pick<KeptPullRow, 'repository' | 'number'>;

/** Until it is saved it has to be looked at again. What waits of it is seen to by whoever looks. */
export async function beginKeptPull(tx: Transaction, installation: number, { repository, number }: Key, head: string): Promise<void> {
  await tx.query(
    `INSERT INTO weighbridge.kept_pulls (installation_id, repository_id, number, base, head, conclusion, told, auto_merge)
     VALUES ($1, $2, $3, '', $4, 'action_required', '', false)
     ON CONFLICT (installation_id, repository_id, number) DO UPDATE
       SET head = excluded.head, conclusion = excluded.conclusion, told = excluded.told, content = NULL, due = NULL, kept_at = now()`,
    [installation, repository, number, head],
  );
}

/** T3: what a policy that moved has marked since `beginKeptPull` stays marked, and of another head, or of one that is closed, nothing is written. */
export async function saveKeptPull(tx: Transaction, installation: number, row: KeptPullRow): Promise<void> {
  await tx.query(
    `UPDATE weighbridge.kept_pulls
     SET base = $4, conclusion = $6, told = $7, auto_merge = $8, content = $9, kept_at = now()
     WHERE installation_id = $1 AND repository_id = $2 AND number = $3 AND head = $5`,
    [installation, row.repository, row.number, row.base, row.head, row.conclusion, row.told, row.autoMerge, row.content],
  );
}

/** T3: what was applied to the row since it was read is newer than what was told. */
export async function settleKeptPull(
  tx: Transaction,
  installation: number,
  { repository, number, head, version }: Key & Pick<ReadPullRow, 'head' | 'version'>,
  { conclusion, told, content }: Pick<KeptPullRow, 'conclusion' | 'told' | 'content'>,
): Promise<void> {
  await tx.query(
    `UPDATE weighbridge.kept_pulls
     SET conclusion = $6, told = $7, content = CASE WHEN xmin::text = $5 THEN coalesce($8, content) ELSE content END,
         due = CASE WHEN xmin::text = $5 THEN NULL ELSE coalesce(due, 1) END
     WHERE installation_id = $1 AND repository_id = $2 AND number = $3 AND head = $4`,
    [installation, repository, number, head, version, conclusion, told, content],
  );
}

export async function replaceContent(
  tx: Transaction,
  installation: number,
  { repository, number, version }: Key & Pick<ReadPullRow, 'version'>,
  content: Uint8Array | null,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE weighbridge.kept_pulls SET content = $5
     WHERE installation_id = $1 AND repository_id = $2 AND number = $3 AND xmin::text = $4 RETURNING 1`,
    [installation, repository, number, version, content],
  );
  return rows.length > 0;
}

/** It is another version now. */
export async function touchKeptPull(tx: Transaction, installation: number, { repository, number }: Key): Promise<void> {
  await tx.query('UPDATE weighbridge.kept_pulls SET due = due WHERE installation_id = $1 AND repository_id = $2 AND number = $3', [
    installation,
    repository,
    number,
  ]);
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

export async function loadKeptPull(tx: Transaction, installation: number, { repository, number }: Key): Promise<ReadPullRow | null> {
  const [row] = await tx.query<Omit<ReadPullRow, 'repository'>>(
    `SELECT number, base, head, conclusion, told, auto_merge AS "autoMerge", content, xmin::text AS version FROM weighbridge.kept_pulls
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
