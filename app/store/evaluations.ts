/** Verdicts, and what is remembered of a pull request between two of them (T1). */
import type { Transaction } from './sql.ts';

export interface EvaluationKey {
  readonly installation: number;
  readonly repository: number;
  readonly number: number;
  readonly base: string;
  readonly head: string;
  /** The policy's commit, or a word for the built-in baseline. */
  readonly policy: string;
}

export interface StoredEvaluation extends EvaluationKey {
  readonly conclusion: string;
  readonly report: Uint8Array | null;
  readonly validUntil: Date | null;
}

export async function saveEvaluation(tx: Transaction, one: StoredEvaluation): Promise<void> {
  await tx.query(
    `INSERT INTO weighbridge.evaluations (installation_id, repository_id, number, base, head, policy, conclusion, report, valid_until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (installation_id, repository_id, number, base, head, policy) DO UPDATE
       SET conclusion = excluded.conclusion, report = excluded.report, valid_until = excluded.valid_until, finished_at = clock_timestamp()`,
    [one.installation, one.repository, one.number, one.base, one.head, one.policy, one.conclusion, one.report, one.validUntil],
  );
}

interface EvaluationRow {
  readonly number: number;
  readonly base: string;
  readonly head: string;
  readonly policy: string;
  readonly conclusion: string;
  readonly report: Uint8Array | null;
  readonly valid_until: Date | null;
}

/** The newest verdict of each pull request that had this head: the check shows the worst of those that are open. */
export async function evaluationsOfHead(
  tx: Transaction,
  installation: number,
  repository: number,
  head: string,
): Promise<readonly StoredEvaluation[]> {
  const rows = await tx.query<EvaluationRow>(
    `SELECT DISTINCT ON (number) number, base, head, policy, conclusion, report, valid_until FROM weighbridge.evaluations
     WHERE installation_id = $1 AND repository_id = $2 AND head = $3 ORDER BY number, finished_at DESC`,
    [installation, repository, head],
  );
  return rows.map(({ valid_until, ...row }) => ({ installation, repository, ...row, validUntil: valid_until }));
}

/** Whether this head was judged for this pull request, the verdict still stands, and a policy that moves would find it. */
export async function isJudged(
  tx: Transaction,
  one: {
    readonly installation: number;
    readonly repository: number;
    readonly number: number;
    readonly head: string;
    readonly base: string | null;
  },
): Promise<boolean> {
  const [row] = await tx.query(
    `SELECT 1 FROM weighbridge.evaluations
     WHERE installation_id = $1 AND repository_id = $2 AND number = $3 AND head = $4 AND ($5::text IS NULL OR base = $5)
       AND (valid_until IS NULL OR valid_until > now())
       AND EXISTS (SELECT 1 FROM weighbridge.kept_pulls k WHERE k.installation_id = $1 AND k.repository_id = $2 AND k.number = $3) LIMIT 1`,
    [one.installation, one.repository, one.number, one.head, one.base],
  );
  return row !== undefined;
}

/** The check was opened anew, and nobody could close it: no earlier verdict stands, so that the sweep finds the pull request. */
export async function expireVerdicts(tx: Transaction, installation: number, repository: number, number: number): Promise<void> {
  await tx.query(
    `UPDATE weighbridge.evaluations SET valid_until = now()
     WHERE installation_id = $1 AND repository_id = $2 AND number = $3 AND (valid_until IS NULL OR valid_until > now())`,
    [installation, repository, number],
  );
}

/** Since when a head waits for a hub or for GitHub, and which comment is ours. */
export interface PullRow {
  readonly head: string;
  readonly waitingSince: Date | null;
  readonly commentId: number | null;
}

export async function loadPull(tx: Transaction, installation: number, repository: number, number: number): Promise<PullRow | null> {
  const [row] = await tx.query<PullRow>(
    `SELECT head, waiting_since AS "waitingSince", comment_id AS "commentId" FROM weighbridge.pulls
     WHERE installation_id = $1 AND repository_id = $2 AND number = $3`,
    [installation, repository, number],
  );
  return row ?? null;
}

export async function savePull(tx: Transaction, installation: number, repository: number, number: number, row: PullRow): Promise<void> {
  await tx.query(
    `INSERT INTO weighbridge.pulls (installation_id, repository_id, number, head, waiting_since, comment_id) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (installation_id, repository_id, number) DO UPDATE
       SET head = excluded.head, waiting_since = excluded.waiting_since, comment_id = excluded.comment_id`,
    [installation, repository, number, row.head, row.waitingSince, row.commentId],
  );
}
