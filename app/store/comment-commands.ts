/** Commands that people gave in comments, until they are done (T28). */
import { storable, type Transaction } from './sql.ts';

export interface SaidRow {
  readonly repository: number;
  readonly comment: number;
  readonly number: number;
  readonly sender: number;
  readonly line: string;
  readonly more: boolean;
  readonly saidAt: string;
}

export interface CommandRow extends Omit<SaidRow, 'repository' | 'saidAt'> {
  /** The report that was told when they wrote it; null: none was. */
  readonly shown: Uint8Array | null;
  readonly done: boolean;
}

/**
 * Once each. With it goes the newest verdict that was told before: what comes later was not seen by who wrote it. GitHub's moments have no fractions,
 * so that the second itself counts.
 */
export async function saveCommand(tx: Transaction, installation: number, one: SaidRow): Promise<void> {
  const { repository, comment, number, sender, line, more, saidAt } = one;
  await tx.query(
    `INSERT INTO weighbridge.comment_commands (installation_id, repository_id, comment, number, sender, line, more, said_at, shown)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, (
       SELECT report FROM weighbridge.evaluations
       WHERE installation_id = $1 AND repository_id = $2 AND number = $4 AND finished_at < $8::timestamptz + interval '1 second'
       ORDER BY finished_at DESC LIMIT 1))
     ON CONFLICT DO NOTHING`,
    [installation, repository, comment, number, sender, storable(line), more, saidAt],
  );
}

export async function loadCommand(tx: Transaction, installation: number, repository: number, comment: number): Promise<CommandRow | null> {
  const [row] = await tx.query<CommandRow>(
    `SELECT comment, number, sender, line, more, shown, done_at IS NOT NULL AS done FROM weighbridge.comment_commands
     WHERE installation_id = $1 AND repository_id = $2 AND comment = $3`,
    [installation, repository, comment],
  );
  return row ?? null;
}

/** What was seen is not needed any more. */
export async function finishCommand(tx: Transaction, installation: number, repository: number, comment: number): Promise<void> {
  await tx.query(
    `UPDATE weighbridge.comment_commands SET done_at = clock_timestamp(), shown = NULL
     WHERE installation_id = $1 AND repository_id = $2 AND comment = $3`,
    [installation, repository, comment],
  );
}

/** How many were done on this pull request within the last hour. */
export async function countCommands(tx: Transaction, installation: number, repository: number, number: number): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM weighbridge.comment_commands
     WHERE installation_id = $1 AND repository_id = $2 AND number = $3 AND done_at > now() - interval '1 hour'`,
    [installation, repository, number],
  );
  return row?.n ?? 0;
}
