/** A webhook becomes a row and jobs, in one transaction: both are there, or neither (T30). Webhooks of one installation share transactions. */
import { recordDeliveries } from '../store/deliveries.ts';
import type { Store } from '../store/sql.ts';
import { saveCommand } from '../store/comment-commands.ts';
import type { Said } from './comments.ts';
import { actionOfPayload, commandOf, installationOfPayload, jobsOf } from './events.ts';
import { grouped } from './grouped.ts';
import { type Job, keyOf } from './jobs.ts';
import type { Queue } from './queue.ts';

export interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly payload: unknown;
}

/** queued: its jobs wait. ignored: it asks for none. seen: it was done before, nothing changed. */
export type Taken = 'queued' | 'ignored' | 'seen';

/** What is kept of a delivery while it waits for its commit: not the payload, but for a command, which is never read a second time (T28). */
interface Row {
  readonly id: string;
  readonly event: string;
  readonly action: string | null;
  readonly jobs: readonly Job[];
  readonly said: Said | null;
}

/** Resolves when the delivery and its jobs are committed; rejects when they are not. */
export function openIntake(store: Store, queue: Queue): (delivery: Delivery) => Promise<Taken> {
  const take = grouped((installation, rows: readonly Row[]) => takeTogether(store, queue, installation, rows));
  return ({ id, event, payload }) =>
    take(installationOfPayload(payload), {
      id,
      event,
      action: actionOfPayload(payload),
      jobs: jobsOf(event, payload),
      said: commandOf(event, payload),
    });
}

/** Nobody waits for what a release contains. */
const BEHIND = -2;

async function takeTogether(store: Store, queue: Queue, installation: number, rows: readonly Row[]): Promise<readonly Taken[]> {
  // GitHub sends a delivery again under the same id: it is the same delivery.
  const distinct = [...new Map(rows.map((row) => [row.id, row])).values()];
  const asked = distinct.flatMap(({ jobs }) => jobs);
  const recorded = await store.transaction({ installation }, async (tx) => {
    const { ids, waiting } = await recordDeliveries(
      tx,
      installation,
      distinct.map(({ id, event, action, jobs }) => ({ id, event, action, keys: jobs.map(keyOf) })),
    );
    const wanted = distinct.filter(({ id, jobs }) => ids.has(id) && jobs.length > 0);
    const work = wanted.flatMap(({ jobs }, before) =>
      jobs.map((job) => ({ job, priority: Math.min(priorityOf(waiting + before), job.kind === 'release' ? BEHIND : 0) })),
    );
    for (const { said } of wanted) if (said !== null) await saveCommand(tx, installation, said);
    if (work.length > 0) await tx.asOwner((within) => queue.put(work, within));
    return ids;
  });
  queue.wake(asked);
  return rows.map(({ id, jobs }) => {
    if (!recorded.has(id)) return 'seen';
    return jobs.length === 0 ? 'ignored' : 'queued';
  });
}

/** Who has much waiting goes behind those who have little: one installation cannot starve another (T32). First come, first served within a band. */
export function priorityOf(waiting: number): number {
  if (waiting <= 10) return 0;
  return waiting < 100 ? -1 : -2;
}
