/** The queue and its workers over a store, with an evaluator that a test steers. */
import { type EvaluationJobs, type Job, keyOf, type JobOutcome, type Worker } from '../../app/jobs/jobs.ts';
import { openQueue, type Queue } from '../../app/jobs/queue.ts';
import { runJobs } from '../../app/jobs/run-jobs.ts';
import { createLog, type Log } from '../../app/log.ts';
import type { Store } from '../../app/store/sql.ts';

export const DONE: JobOutcome = { kind: 'done' };

export const quiet: Log = createLog(
  () => {},
  () => new Date(0),
);

export function opened(store: Store, works = true): Promise<Queue> {
  return openQueue(store, { works, onError: () => {}, onWarning: () => {} });
}

/** One function for all kinds. */
export function evaluator(work: (job: Job, signal: AbortSignal) => Promise<JobOutcome>): EvaluationJobs & Worker {
  return {
    'pull-request': work,
    'merge-group': work,
    head: work,
    button: work,
    command: work,
    approvers: work,
    branch: work,
    release: work,
    releases: work,
    gates: work,
    'all-gates': work,
    landed: work,
    verdicts: work,
    installation: work,
    sweep: work,
  };
}

export function startWorker(
  store: Store,
  queue: Queue,
  work: (job: Job, signal: AbortSignal) => Promise<JobOutcome>,
  more: {
    readonly concurrency?: number;
    readonly outcomes?: string[];
    readonly watchMs?: number;
    readonly log?: Log;
    readonly giveUp?: () => Promise<void>;
  } = {},
): void {
  runJobs({
    store,
    queue,
    worker: evaluator(work),
    giveUp: async (job) => {
      more.outcomes?.push(`gave up ${keyOf(job)}`);
      await more.giveUp?.();
    },
    log: more.log ?? quiet,
    nameOf: (installation, repository) => (installation === 1 && repository === 2 ? 'acme/shop' : null),
    concurrency: more.concurrency ?? 2,
    now: () => new Date(),
    watchMs: more.watchMs ?? 50,
    count: (_kind, outcome) => more.outcomes?.push(outcome),
  });
}

/** Resolves and rejects from outside. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => {};
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened: promise, open: () => open() };
}
