/** What metrics tell of the queues, from the tables of pg-boss, which are nobody's tenant. */
import type { Sql } from '../store/sql.ts';
import { QUEUES } from './queue.ts';

export interface QueueCount {
  readonly queue: string;
  readonly state: string;
  readonly jobs: number;
}

/** Jobs by queue and state; finished ones are not counted. */
export async function countJobs(sql: Sql): Promise<readonly QueueCount[]> {
  return sql.query<QueueCount>(
    `SELECT name AS queue, state::text AS state, count(*)::int AS jobs FROM pgboss.job
     WHERE state IN ('created', 'retry', 'active') AND name = ANY ($1::text[]) GROUP BY 1, 2`,
    [Object.values(QUEUES)],
  );
}

/** How many seconds the oldest job of each queue has been due and waits; 0: none does. One that is put off is not due. */
export async function oldestJobs(sql: Sql): Promise<readonly { readonly queue: string; readonly seconds: number }[]> {
  return sql.query(
    `SELECT q.name AS queue, coalesce(extract(epoch FROM max(now() - greatest(j.created_on, j.start_after))), 0)::float8 AS seconds
     FROM unnest($1::text[]) AS q (name)
     LEFT JOIN pgboss.job j ON j.name = q.name AND j.state IN ('created', 'retry') AND j.start_after <= now() GROUP BY 1`,
    [[QUEUES.evaluate, QUEUES.maintain, QUEUES.sweep]],
  );
}

/** When the last sweep ended, in seconds since 1970; null: none of the last day is known. */
export async function lastSweep(sql: Sql): Promise<number | null> {
  const [row] = await sql.query<{ at: number | null }>(
    "SELECT extract(epoch FROM max(completed_on))::float8 AS at FROM pgboss.job WHERE name = $1 AND state = 'completed'",
    [QUEUES.sweep],
  );
  return row?.at ?? null;
}
