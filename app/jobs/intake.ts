/** A webhook becomes a row and jobs, in one transaction: both are there, or neither (T30). */
import { recordDelivery } from '../store/deliveries.ts';
import type { Store } from '../store/sql.ts';
import { actionOfPayload, installationOfPayload, jobsOf } from './events.ts';
import { keyOf } from './jobs.ts';
import type { Queue } from './queue.ts';

export interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly payload: unknown;
}

/** queued: its jobs wait. ignored: it asks for none. seen: it was done before, nothing changed. */
export type Taken = 'queued' | 'ignored' | 'seen';

export async function takeDelivery(store: Store, queue: Queue, { id, event, payload }: Delivery): Promise<Taken> {
  const installation = installationOfPayload(payload);
  const jobs = jobsOf(event, payload);
  return store.transaction({ installation }, async (tx) => {
    const recorded = await recordDelivery(tx, { installation, id, event, action: actionOfPayload(payload), keys: jobs.map(keyOf) });
    if (recorded.state === 'done-before') return 'seen';
    if (jobs.length === 0) return 'ignored';
    const priority = priorityOf(recorded.waiting);
    await tx.asOwner(async (within) => {
      for (const job of jobs) await queue.enqueue(job, { within, priority });
    });
    return 'queued';
  });
}

/** Who has much waiting goes behind those who have little: one installation cannot starve another (T32). First come, first served within a band. */
export function priorityOf(waiting: number): number {
  if (waiting <= 10) return 0;
  return waiting < 100 ? -1 : -2;
}
