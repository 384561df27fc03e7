/**
 * What an installation may write in bulk. GitHub limits what creates content ("Rate limits for the REST API", secondary limits: 80 requests a minute, 500 an
 * hour), and what people push is told, too.
 */
import type { Transaction } from './sql.ts';

/** In a minute, and in an hour. */
export const WRITE_LIMITS = { minute: 60, hour: 450 } as const;

export type ReservedWrites = { readonly granted: true } | { readonly granted: false; readonly at: Date };

interface Window {
  readonly inMinute: number;
  readonly inHour: number;
  readonly freeInMinute: Date | null;
  readonly freeInHour: Date | null;
}

/** Takes `writes` of them, or says when there may be room. Processes that ask at once wait for each other. */
export async function reserveWrites(tx: Transaction, installation: number, writes: number, now: Date): Promise<ReservedWrites> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`content-writes ${installation}`]);
  await tx.query(
    `DELETE FROM weighbridge.content_writes WHERE installation_id = $1 AND written_at <= $2::timestamptz - interval '1 hour'`,
    [installation, now],
  );
  const [found] = await tx.query<Window>(
    `SELECT coalesce(sum(writes) FILTER (WHERE written_at > $2::timestamptz - interval '1 minute'), 0)::int AS "inMinute",
            coalesce(sum(writes), 0)::int AS "inHour",
            min(written_at) FILTER (WHERE written_at > $2::timestamptz - interval '1 minute') + interval '1 minute' AS "freeInMinute",
            min(written_at) + interval '1 hour' AS "freeInHour"
     FROM weighbridge.content_writes WHERE installation_id = $1`,
    [installation, now],
  );
  const { inMinute = 0, inHour = 0, freeInMinute = null, freeInHour = null } = found ?? {};
  if (inHour + writes > WRITE_LIMITS.hour && freeInHour !== null) return { granted: false, at: freeInHour };
  if (inMinute + writes > WRITE_LIMITS.minute && freeInMinute !== null) return { granted: false, at: freeInMinute };
  await tx.query('INSERT INTO weighbridge.content_writes (installation_id, written_at, writes) VALUES ($1, $2, $3)', [
    installation,
    now,
    writes,
  ]);
  return { granted: true };
}
