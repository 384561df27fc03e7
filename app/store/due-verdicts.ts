/** For metrics: how many verdicts wait to be written, over all tenants. */
import type { Transaction } from './sql.ts';

/**
 * Row-level security shows what a verdict rests on to its installation only, also to the operator's scope (T27). So each is counted within its own scope, one
 * after the other, in one round trip; only the sum leaves. An array is read before the first scope is set.
 */
const COUNT = `DO $count$
DECLARE
  waiting bigint := 0;
  one bigint;
BEGIN
  FOREACH one IN ARRAY (SELECT coalesce(array_agg(installation_id), '{}') FROM weighbridge.installations) LOOP
    PERFORM set_config('weighbridge.installation', one::text, true);
    waiting := waiting + (SELECT count(*) FROM weighbridge.kept_pulls WHERE installation_id = one AND due IS NOT NULL);
  END LOOP;
  PERFORM set_config('weighbridge.installation', '', true);
  PERFORM set_config('weighbridge.waiting_verdicts', waiting::text, true);
END
$count$`;

/** Needs the scope 'operator'. */
export async function countDueVerdicts(tx: Transaction): Promise<number> {
  await tx.script(COUNT);
  const [row] = await tx.query<{ n: number }>(`SELECT nullif(current_setting('weighbridge.waiting_verdicts', true), '')::int AS n`);
  return row?.n ?? 0;
}
