/** Puts jobs into a queue of pg-boss, many in one message, within a transaction of the caller. */
import { randomUUID } from 'node:crypto';
import type { Db, PgBoss } from 'pg-boss';
import type { Sql } from '../store/sql.ts';
import { type Job, keyOf } from './jobs.ts';

export interface Wanted {
  readonly job: Job;
  readonly priority: number;
}

export interface QueuePlace {
  readonly singletonKey: string;
  readonly group: { readonly id: string };
  readonly priority: number;
}

export function placeOf({ job, priority }: Wanted): QueuePlace {
  return { singletonKey: keyOf(job), group: { id: keyOf(job) }, priority };
}

/** How often a job may be seen waiting and be gone a moment later. */
const ATTEMPTS = 5;

/** Those that wait, which nobody can take before the end of the transaction; `behind`: later, or with less priority, than is wanted now. */
const HOLD = `
  SELECT j.singleton_key AS key, j.start_after > now() OR j.priority < w.priority AS behind
  FROM pgboss.job j, json_to_recordset($2::text::json) AS w ("singletonKey" text, priority int)
  WHERE j.name = $1 AND j.state = 'created' AND j.singleton_key = w."singletonKey" FOR UPDATE OF j`;
const PULL_FORWARD = `
  UPDATE pgboss.job j SET start_after = least(j.start_after, now()), priority = greatest(j.priority, w.priority)
  FROM json_to_recordset($2::text::json) AS w ("singletonKey" text, priority int)
  WHERE j.name = $1 AND j.state = 'created' AND j.singleton_key = w."singletonKey"`;

/**
 * What waits already is held until the caller's commit, so whoever runs it reads what the caller wrote, and pulled forward where it is behind. Two
 * processes that put the same jobs in another order may lock each other out; the database ends one of them, and each of its jobs comes alone.
 */
export async function putJobs(boss: PgBoss, queue: string, list: readonly Wanted[], sql: Sql): Promise<void> {
  // Of a key that comes several times the first counts: the order is kept.
  const distinct = list.filter((wanted, at) => list.findIndex(({ job }) => keyOf(job) === keyOf(wanted.job)) === at);
  let left = distinct.map((wanted) => ({ id: randomUUID() as string, data: { key: keyOf(wanted.job) }, ...placeOf(wanted) }));
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt === ATTEMPTS) throw new Error('jobs neither wait nor can be added');
    const added = new Set(await boss.insert(queue, left, { db: bossOver(sql), returnId: true }));
    left = left.filter(({ id }) => !added.has(id));
    if (left.length === 0) return;
    const waiting = await sql.query<{ key: string; behind: boolean }>(HOLD, [queue, JSON.stringify(left)]);
    const behind = new Set(waiting.filter((one) => one.behind).map(({ key }) => key));
    if (behind.size > 0) await sql.query(PULL_FORWARD, [queue, JSON.stringify(left.filter((one) => behind.has(one.singletonKey)))]);
    const held = new Set(waiting.map(({ key }) => key));
    left = left.filter(({ singletonKey }) => !held.has(singletonKey));
  }
}

export function bossOver(sql: Sql): Db {
  return { executeSql: async (text, values) => ({ rows: [...(await sql.query(text, values ?? []))] }) };
}
