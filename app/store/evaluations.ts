/** Verdicts, and what on GitHub shows them: check runs and comments (T1). */
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

export interface Evaluation extends EvaluationKey {
  readonly conclusion: string;
  readonly report: Uint8Array | null;
  readonly validUntil: Date | null;
}

export async function saveEvaluation(tx: Transaction, one: Evaluation): Promise<void> {
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
): Promise<readonly Evaluation[]> {
  const rows = await tx.query<EvaluationRow>(
    `SELECT DISTINCT ON (number) number, base, head, policy, conclusion, report, valid_until FROM weighbridge.evaluations
     WHERE installation_id = $1 AND repository_id = $2 AND head = $3 ORDER BY number, finished_at DESC`,
    [installation, repository, head],
  );
  return rows.map(({ valid_until, ...row }) => ({ installation, repository, ...row, validUntil: valid_until }));
}

/** Whether this head was judged for this pull request, and the verdict still stands. */
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
       AND (valid_until IS NULL OR valid_until > now()) LIMIT 1`,
    [one.installation, one.repository, one.number, one.head, one.base],
  );
  return row !== undefined;
}

/** The check run of this name at this head, if we made one. */
export async function checkRunOf(
  tx: Transaction,
  installation: number,
  repository: number,
  head: string,
  name: string,
): Promise<number | null> {
  const [row] = await tx.query<{ id: number }>(
    'SELECT check_run_id AS id FROM weighbridge.check_runs WHERE installation_id = $1 AND repository_id = $2 AND head = $3 AND name = $4',
    [installation, repository, head, name],
  );
  return row?.id ?? null;
}

export async function saveCheckRun(
  tx: Transaction,
  one: { readonly installation: number; readonly repository: number; readonly head: string; readonly name: string; readonly id: number },
): Promise<void> {
  await tx.query(
    `INSERT INTO weighbridge.check_runs (installation_id, repository_id, head, name, check_run_id) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (installation_id, repository_id, head, name) DO UPDATE SET check_run_id = excluded.check_run_id`,
    [one.installation, one.repository, one.head, one.name, one.id],
  );
}

export interface Comment {
  readonly id: number;
  /** Of the text: an equal text is not written again. */
  readonly sha256: string;
}

export async function commentOf(tx: Transaction, installation: number, repository: number, number: number): Promise<Comment | null> {
  const [row] = await tx.query<Comment>(
    'SELECT comment_id AS id, sha256 FROM weighbridge.comments WHERE installation_id = $1 AND repository_id = $2 AND number = $3',
    [installation, repository, number],
  );
  return row ?? null;
}

export async function saveComment(
  tx: Transaction,
  installation: number,
  repository: number,
  number: number,
  comment: Comment,
): Promise<void> {
  await tx.query(
    `INSERT INTO weighbridge.comments (installation_id, repository_id, number, comment_id, sha256) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (installation_id, repository_id, number) DO UPDATE SET comment_id = excluded.comment_id, sha256 = excluded.sha256`,
    [installation, repository, number, comment.id, comment.sha256],
  );
}
