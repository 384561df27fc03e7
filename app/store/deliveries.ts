/** Webhook deliveries: what came, and whether its work was done (T30). */
import { storable, type Transaction } from './sql.ts';

export interface DeliveryRow {
  /** 0: an event of the App itself. */
  readonly installation: number;
  readonly id: string;
  readonly event: string;
  readonly action: string | null;
  /** Keys of the jobs it causes. */
  readonly keys: readonly string[];
}

export type Recorded =
  | { readonly state: 'done-before' }
  /** `waiting`: deliveries of this installation that are not done, at most `WAITING_AT_MOST`. */
  | { readonly state: 'new' | 'again'; readonly waiting: number };

const WAITING_AT_MOST = 100;

/** A known id that is done stays as it is; one that is not done is to be worked on again. */
export async function recordDelivery(tx: Transaction, row: DeliveryRow): Promise<Recorded> {
  const [recorded] = await tx.query<{ tries: number; waiting: number }>(
    `INSERT INTO weighbridge.deliveries AS d (installation_id, id, event, action, pending_keys, done_at)
     VALUES ($1, $2, $3, $4, $5, CASE WHEN cardinality($5::text[]) = 0 THEN now() END)
     ON CONFLICT (installation_id, id) DO UPDATE
       SET tries = d.tries + 1, received_at = clock_timestamp(), pending_keys = excluded.pending_keys
       WHERE d.done_at IS NULL
     RETURNING tries, (SELECT count(*)::int FROM (
       SELECT 1 FROM weighbridge.deliveries w WHERE w.installation_id = $1 AND w.done_at IS NULL LIMIT ${WAITING_AT_MOST}) few) AS waiting`,
    [row.installation, storable(row.id), storable(row.event), row.action === null ? null : storable(row.action), row.keys],
  );
  if (recorded === undefined) return { state: 'done-before' };
  return { state: recorded.tries === 1 ? 'new' : 'again', waiting: recorded.waiting };
}

/**
 * A job with this key, started at `since`, is done: so are the deliveries that came before, because what they tell was already true
 * when the job read it. Those that came later have a job of their own in the queue.
 */
export async function finishDeliveries(tx: Transaction, installation: number, key: string, since: Date): Promise<void> {
  await tx.query(
    `UPDATE weighbridge.deliveries
     SET pending_keys = array_remove(pending_keys, $2),
         done_at = CASE WHEN cardinality(array_remove(pending_keys, $2)) = 0 THEN clock_timestamp() END
     WHERE installation_id = $1 AND done_at IS NULL AND pending_keys @> ARRAY[$2] AND received_at <= $3`,
    [installation, key, since],
  );
}

/** The database's clock: replicas may disagree about the time. */
export async function databaseTime(tx: Transaction): Promise<Date> {
  const [row] = await tx.query<{ at: Date }>('SELECT clock_timestamp() AS at');
  if (row === undefined) throw new Error('the database does not tell the time');
  return row.at;
}

/** Over all tenants; needs the scope 'operator'. */
export async function countPending(tx: Transaction): Promise<number> {
  const [row] = await tx.query<{ n: number }>('SELECT count(*)::int AS n FROM weighbridge.deliveries WHERE done_at IS NULL');
  return row?.n ?? 0;
}
