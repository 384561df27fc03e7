/** The policy repository of an installation: bound once, by number (T23). */
import type { Transaction } from './sql.ts';

export interface Binding {
  readonly repository: number;
  /** Another repository that would have fitted: reported, never used. */
  readonly other: number | null;
}

export async function policyBinding(tx: Transaction, installation: number): Promise<Binding | null> {
  const [row] = await tx.query<Binding>(
    'SELECT repository_id AS repository, other_repository_id AS other FROM weighbridge.policy_bindings WHERE installation_id = $1',
    [installation],
  );
  return row ?? null;
}

/** Binds when nothing is bound; else notes the candidate and answers what is bound. */
export async function bindPolicy(tx: Transaction, installation: number, candidate: number): Promise<Binding> {
  const [row] = await tx.query<Binding>(
    `INSERT INTO weighbridge.policy_bindings AS b (installation_id, repository_id) VALUES ($1, $2)
     ON CONFLICT (installation_id) DO UPDATE
       SET other_repository_id = CASE WHEN b.repository_id = $2 THEN b.other_repository_id ELSE $2 END,
           other_seen_at = CASE WHEN b.repository_id = $2 THEN b.other_seen_at ELSE now() END
     RETURNING repository_id AS repository, other_repository_id AS other`,
    [installation, candidate],
  );
  if (row === undefined) throw new Error('the binding was not stored');
  return row;
}
