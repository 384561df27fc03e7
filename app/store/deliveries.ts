/** Webhook deliveries: what came, and whether its work was done (T30). */
import { type Sql, storable, type Transaction } from './sql.ts';

export interface DeliveryRow {
  readonly id: string;
  readonly event: string;
  readonly action: string | null;
  /** Keys of the jobs it causes. */
  readonly keys: readonly string[];
}

export interface Recorded {
  /** Those that are new, or not done yet and to be worked on again; what is missing was done before. */
  readonly ids: ReadonlySet<string>;
  /** Deliveries of this installation that were not done before these came, at most `WAITING_AT_MOST`. */
  readonly waiting: number;
}

const WAITING_AT_MOST = 100;

/** A known id that is done stays as it is. No id twice. `installation` 0: events of the App itself. */
export async function recordDeliveries(tx: Transaction, installation: number, rows: readonly DeliveryRow[]): Promise<Recorded> {
  const values = rows.map(({ id, event, action, keys }) => ({
    id: storable(id),
    event: storable(event),
    action: action === null ? null : storable(action),
    keys,
  }));
  const recorded = await tx.query<{ id: string; waiting: number }>(
    `INSERT INTO weighbridge.deliveries AS d (installation_id, id, event, action, pending_keys, done_at)
     SELECT $1, r.id, r.event, r.action, r.keys, CASE WHEN cardinality(r.keys) = 0 THEN now() END
       FROM json_to_recordset($2::text::json) AS r (id text, event text, action text, keys text[])
     ON CONFLICT (installation_id, id) DO UPDATE
       SET tries = d.tries + 1, received_at = clock_timestamp(), pending_keys = excluded.pending_keys
       WHERE d.done_at IS NULL
     RETURNING id, (SELECT count(*)::int FROM (
       SELECT 1 FROM weighbridge.deliveries w WHERE w.installation_id = $1 AND w.done_at IS NULL LIMIT ${WAITING_AT_MOST}) few) AS waiting`,
    [installation, JSON.stringify(values)],
  );
  return { ids: new Set(recorded.map(({ id }) => id)), waiting: recorded[0]?.waiting ?? 0 };
}

/**
 * A job with this key, started at `since`, is done: so are the deliveries that came before, because what they tell was already true
 * when the job read it. Those that came later have a job of their own in the queue.
 */
export async function finishDeliveries(tx: Transaction, installation: number, key: string, since: string): Promise<void> {
  await tx.query(
    `UPDATE weighbridge.deliveries
     SET pending_keys = array_remove(pending_keys, $2),
         done_at = CASE WHEN cardinality(array_remove(pending_keys, $2)) = 0 THEN clock_timestamp() END
     WHERE installation_id = $1 AND done_at IS NULL AND pending_keys @> ARRAY[$2] AND received_at <= $3::timestamptz`,
    [installation, key, since],
  );
}

/** The database's clock, in its own words: replicas may disagree about the time, and a Date would lose what is below a millisecond. */
export async function databaseTime(sql: Sql): Promise<string> {
  const [row] = await sql.query<{ at: string }>('SELECT clock_timestamp()::text AS at');
  if (row === undefined) throw new Error('the database does not tell the time');
  return row.at;
}

/** Over all tenants; needs the scope 'operator'. */
export async function countPending(tx: Transaction): Promise<number> {
  const [row] = await tx.query<{ n: number }>('SELECT count(*)::int AS n FROM weighbridge.deliveries WHERE done_at IS NULL');
  return row?.n ?? 0;
}
