/** T3: a verdict does not outlive the last day of a waiver, nor who approves. It is judged again from then on. */
import { expireVerdicts } from '../store/evaluations.ts';
import { activeInstallations } from '../store/installations.ts';
import { approvedPulls, type RestingPull, takeOver } from '../store/pull-rests.ts';
import type { Store, Transaction } from '../store/sql.ts';
import { SWEEP } from './budgets.ts';
import { DONE, type JobOutcome } from './jobs.ts';
import type { Queue } from './queue.ts';

interface RestsOptions {
  readonly store: Store;
  readonly queue: Queue;
}

/** Waivers that ended, or end soon enough to be told. Returns how many pull requests are judged again. */
export async function findEnded(options: RestsOptions, signal: AbortSignal): Promise<number> {
  let found = 0;
  for (const installation of await options.store.transaction('operator', activeInstallations)) {
    signal.throwIfAborted();
    found += await judgeAgain(options, installation, (tx) => takeOver(tx, installation, SWEEP.endedPulls));
  }
  return found;
}

/** Somebody left a team, or a team is gone: which approvals still count is asked with each of these. */
export async function judgeApprovedAgain(options: RestsOptions, installation: number): Promise<JobOutcome> {
  await judgeAgain(options, installation, (tx) => approvedPulls(tx, installation));
  return DONE;
}

/** Verdicts that may turn red go ahead of all waiting jobs. All of it in one transaction: whoever is killed in between has done nothing. */
async function judgeAgain(
  { store, queue }: RestsOptions,
  installation: number,
  choose: (tx: Transaction) => Promise<readonly RestingPull[]>,
): Promise<number> {
  const jobs = await store.transaction({ installation }, async (tx) => {
    const chosen = await choose(tx);
    for (const { repository, number } of chosen) await expireVerdicts(tx, installation, repository, number);
    const found = chosen.map((pull) => ({ kind: 'pull-request', installation, ...pull }) as const);
    if (found.length > 0)
      await tx.asOwner((within) =>
        queue.put(
          found.map((job) => ({ job, priority: 1 })),
          within,
        ),
      );
    return found;
  });
  queue.wake(jobs);
  return jobs.length;
}
