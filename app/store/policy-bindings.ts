/** The policy repository of an installation: bound once, by number (T23). */
import { storable, type Transaction } from './sql.ts';

export interface PolicyRepository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
}

export interface StoredPolicyBinding {
  readonly repository: PolicyRepository;
  /** Another repository that would have fitted: reported, never used. */
  readonly other: number | null;
}

export interface BoundNow extends StoredPolicyBinding {
  /** It was this call that bound it. */
  readonly fresh: boolean;
}

export async function policyBinding(tx: Transaction, installation: number): Promise<StoredPolicyBinding | null> {
  const [row] = await tx.query<BindingRow>(`SELECT ${COLUMNS} FROM weighbridge.policy_bindings b WHERE installation_id = $1`, [
    installation,
  ]);
  return row === undefined ? null : bindingOf(row);
}

/** Binds when nothing is bound; else notes the candidate and answers what is bound. Of two at the same moment one wins. */
export async function bindPolicy(tx: Transaction, installation: number, candidate: PolicyRepository): Promise<BoundNow> {
  const [row] = await tx.query<BindingRow & { fresh: boolean }>(
    `INSERT INTO weighbridge.policy_bindings AS b (installation_id, repository_id, owner, name) VALUES ($1, $2, $3, $4)
     ON CONFLICT (installation_id) DO UPDATE
       SET other_repository_id = CASE WHEN b.repository_id = $2 THEN b.other_repository_id ELSE $2 END,
           other_seen_at = CASE WHEN b.repository_id = $2 THEN b.other_seen_at ELSE now() END
     RETURNING ${COLUMNS}, b.xmax = 0 AS fresh`,
    [installation, candidate.id, storable(candidate.owner), storable(candidate.name)],
  );
  if (row === undefined) throw new Error('the binding was not stored');
  return { ...bindingOf(row), fresh: row.fresh };
}

/** A verdict rests on this commit of the bound policy. Answers with the one before where it is another one, or the first; else null. */
export async function sawPolicy(
  tx: Transaction,
  installation: number,
  commit: string,
): Promise<{ readonly repository: PolicyRepository; readonly before: string | null } | null> {
  const [known] = await tx.query<BindingRow & { seen: string | null }>(
    `SELECT ${COLUMNS}, b.seen_commit AS seen FROM weighbridge.policy_bindings b WHERE installation_id = $1`,
    [installation],
  );
  if (known === undefined || known.seen === commit) return null;
  const changed = await tx.query(
    'UPDATE weighbridge.policy_bindings SET seen_commit = $2 WHERE installation_id = $1 AND seen_commit IS DISTINCT FROM $2 RETURNING 1',
    [installation, commit],
  );
  return changed.length === 0 ? null : { repository: bindingOf(known).repository, before: known.seen };
}

/** Binds whatever was bound before, and answers with that; null: nothing was. Only the operator does so. */
export async function rebindPolicy(
  tx: Transaction,
  installation: number,
  { id, owner, name }: PolicyRepository,
): Promise<PolicyRepository | null> {
  const before = await policyBinding(tx, installation);
  await tx.query(
    `INSERT INTO weighbridge.policy_bindings (installation_id, repository_id, owner, name) VALUES ($1, $2, $3, $4)
     ON CONFLICT (installation_id) DO UPDATE
       SET repository_id = excluded.repository_id, owner = excluded.owner, name = excluded.name, other_repository_id = NULL, other_seen_at = NULL`,
    [installation, id, storable(owner), storable(name)],
  );
  return before?.repository ?? null;
}

const COLUMNS = 'b.repository_id, b.owner, b.name, b.other_repository_id AS other';

interface BindingRow {
  readonly repository_id: number;
  readonly owner: string;
  readonly name: string;
  readonly other: number | null;
}

function bindingOf({ repository_id, owner, name, other }: BindingRow): StoredPolicyBinding {
  return { repository: { id: repository_id, owner, name }, other };
}
