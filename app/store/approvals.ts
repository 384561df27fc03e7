/** What approvers have accepted: exactly one component in one version under one license each (T28). */
import type { Transaction } from './sql.ts';

export interface ApprovalRow {
  readonly approver: string;
  readonly as: string;
  readonly component: string;
  readonly version: string;
  readonly license: string;
  readonly review: number;
}

export async function loadApprovals(tx: Transaction, installation: number, components: readonly string[]): Promise<readonly ApprovalRow[]> {
  const rows = await tx.query<Omit<ApprovalRow, 'review'> & { review: string | number }>(
    `SELECT approver, approver_as AS "as", component, version, license, review FROM weighbridge.approvals
     WHERE installation_id = $1 AND component = ANY($2) ORDER BY approved_at, component, version, license, approver_as, review`,
    [installation, components],
  );
  return rows.map((row) => ({ ...row, review: Number(row.review) }));
}

/** Answers with those that were not kept before. */
export async function saveApprovals(
  tx: Transaction,
  installation: number,
  { repository, number, head }: { readonly repository: number; readonly number: number; readonly head: string },
  given: readonly ApprovalRow[],
): Promise<readonly ApprovalRow[]> {
  const fresh: ApprovalRow[] = [];
  for (const one of given) {
    const { component, version, license, approver, as, review } = one;
    const added = await tx.query(
      `INSERT INTO weighbridge.approvals (installation_id, component, version, license, approver, approver_as, repository_id, review, number, head)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING 1`,
      [installation, component, version, license, approver, as, repository, review, number, head],
    );
    if (added.length > 0) fresh.push(one);
  }
  return fresh;
}

/** A review that is taken back takes its approvals with it, which are answered. */
export async function dropApprovals(
  tx: Transaction,
  installation: number,
  repository: number,
  reviews: readonly number[],
): Promise<readonly ApprovalRow[]> {
  if (reviews.length === 0) return [];
  const rows = await tx.query<ApprovalRow>(
    `DELETE FROM weighbridge.approvals WHERE installation_id = $1 AND repository_id = $2 AND review = ANY($3)
     RETURNING approver, approver_as AS "as", component, version, license, review`,
    [installation, repository, reviews],
  );
  return rows;
}
