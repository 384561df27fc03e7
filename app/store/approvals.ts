/** What approvers have accepted: exactly one component in one version under one license each (T28). */
import type { Transaction } from './sql.ts';

export interface ApprovalRow {
  readonly approver: string;
  readonly as: string;
  readonly component: string;
  readonly version: string;
  readonly license: string;
  /** Digest of the license text; absent: there was none. */
  readonly text?: string;
  readonly review: number;
  readonly by?: 'review' | 'comment';
}

export async function loadApprovals(tx: Transaction, installation: number, components: readonly string[]): Promise<readonly ApprovalRow[]> {
  const where = 'component = ANY($2) ORDER BY approved_at, component, version, license, approver_as, review';
  return (await tx.query<StoredApproval>(`${SELECT} AND ${where}`, [installation, components])).map(approvalOf);
}

/** What was accepted in these reviews. */
export async function approvalsIn(
  tx: Transaction,
  installation: number,
  repository: number,
  reviews: readonly number[],
): Promise<readonly ApprovalRow[]> {
  if (reviews.length === 0) return [];
  const where = "repository_id = $2 AND given_by = 'review' AND review = ANY($3) ORDER BY review, component, version, license";
  return (await tx.query<StoredApproval>(`${SELECT} AND ${where}`, [installation, repository, reviews])).map(approvalOf);
}

const SELECT = `SELECT approver, approver_as AS "as", component, version, license, license_text AS text, review, given_by AS by
  FROM weighbridge.approvals WHERE installation_id = $1`;

type StoredApproval = Required<ApprovalRow>;

function approvalOf({ text, by, ...row }: StoredApproval): ApprovalRow {
  return { ...row, ...(text === '' ? {} : { text }), ...(by === 'review' ? {} : { by }) };
}

export async function saveApprovals(
  tx: Transaction,
  installation: number,
  { repository, number, head }: { readonly repository: number; readonly number: number; readonly head: string },
  given: readonly ApprovalRow[],
): Promise<void> {
  for (const { component, version, license, text = '', approver, as, review, by = 'review' } of given)
    await tx.query(
      `INSERT INTO weighbridge.approvals (installation_id, component, version, license, license_text, approver, approver_as, repository_id, review, given_by, number, head)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING`,
      [installation, component, version, license, text, approver, as, repository, review, by, number, head],
    );
}

/** A review that is taken back takes its approvals with it. */
export async function dropApprovals(tx: Transaction, installation: number, repository: number, reviews: readonly number[]): Promise<void> {
  if (reviews.length === 0) return;
  await tx.query(
    "DELETE FROM weighbridge.approvals WHERE installation_id = $1 AND repository_id = $2 AND given_by = 'review' AND review = ANY($3)",
    [installation, repository, reviews],
  );
}
