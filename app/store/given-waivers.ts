/** Waivers that approvers gave in comments: each for one pull request, and for what it binds (T28). */
import type { Transaction } from './sql.ts';

export interface GivenWaiverRow {
  readonly number: number;
  readonly comment: number;
  readonly id: string;
  readonly rule: string;
  readonly component: string | null;
  readonly feeds: readonly string[] | null;
  readonly version?: string;
  readonly reason: string;
  /** "@ada" */
  readonly approver: string;
  readonly as: string;
  /** Last valid day, "2027-01-31" (UTC). */
  readonly expires: string;
}

/** `number` null: of all pull requests of the repository. Those that ended long ago are no news. */
export async function loadWaivers(
  tx: Transaction,
  installation: number,
  repository: number,
  number: number | null,
): Promise<readonly GivenWaiverRow[]> {
  const rows = await tx.query<Omit<GivenWaiverRow, 'version'> & { version: string | null }>(
    `SELECT number, comment, finding AS id, rule, component, feeds, version, reason, approver, approver_as AS "as", expires::text AS expires
     FROM weighbridge.given_waivers
     WHERE installation_id = $1 AND repository_id = $2 AND ($3::integer IS NULL OR number = $3) AND expires > now() - interval '90 days'
     ORDER BY given_at, comment, part LIMIT 1000`,
    [installation, repository, number],
  );
  return rows.map(({ version, ...row }) => ({ ...row, ...(version === null ? {} : { version }) }));
}

/** Once each, however often a command is worked on. `given`: all of one comment. */
export async function saveWaivers(
  tx: Transaction,
  installation: number,
  repository: number,
  given: readonly GivenWaiverRow[],
): Promise<void> {
  for (const [part, one] of given.entries())
    await tx.query(
      `INSERT INTO weighbridge.given_waivers
         (installation_id, repository_id, number, comment, part, finding, rule, component, feeds, version, reason, approver, approver_as, expires)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11, $12, $13, $14::date) ON CONFLICT DO NOTHING`,
      [
        installation,
        repository,
        one.number,
        one.comment,
        part,
        one.id,
        one.rule,
        one.component,
        one.feeds === null ? null : JSON.stringify(one.feeds),
        one.version ?? null,
        one.reason,
        one.approver,
        one.as,
        one.expires,
      ],
    );
}
