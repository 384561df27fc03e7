/** Takes jobs from the queue and does them: what to do with their outcome, with rate limits, and with work that newer events made obsolete. */
import { errorFields, type Fields, type Log } from '../log.ts';
import { expireVerdicts } from '../store/evaluations.ts';
import type { Store } from '../store/sql.ts';
import { LONGEST_WAIT_MS, RETRIES } from './budgets.ts';
import { type EvaluationJobs, type Job, keyOf, type JobOutcome, type Worker } from './jobs.ts';
import type { Ending, Running } from './lane.ts';
import type { Queue } from './queue.ts';
import { retryLaterOf } from './rate-limits.ts';

export interface RunOptions {
  readonly store: Store;
  readonly queue: Queue;
  readonly worker: Worker;
  readonly giveUp: NonNullable<EvaluationJobs['giveUp']>;
  readonly log: Log;
  /** "owner/name" of a repository, where this process knows it. */
  readonly nameOf: (installation: number, repository: number) => string | null;
  readonly concurrency: number;
  readonly now: () => Date;
  /** How often a running job asks whether a newer one waits. */
  readonly watchMs: number;
  readonly count: (kind: string, outcome: 'done' | 'retry-later' | 'superseded' | 'failed' | 'dead', seconds: number) => void;
}

export function runJobs(options: RunOptions): void {
  const run = (running: Running): Promise<Ending> => perform(options, running);
  options.queue.work('evaluate', options.concurrency, run);
  options.queue.work('maintain', 1, run);
  options.queue.work('sweep', 1, run);
}

/** Resolves when the job has ended for good, or went back for later; rejects so that it is tried again. */
async function perform(options: RunOptions, { job, signal, tries }: Running): Promise<Ending> {
  const { log, now, count } = options;
  const begun = now().getTime();
  const seconds = (): number => (now().getTime() - begun) / 1000;
  const watch = job.kind === 'pull-request' ? watchForNewer(options, job) : null;
  try {
    const outcome = await dispatch(options.worker, job, watch === null ? signal : AbortSignal.any([signal, watch.signal]));
    if (outcome.kind === 'retry-later') return await putBack(options, job, outcome, seconds());
    count(job.kind, 'done', seconds());
    log.info('job-done', { ...wordsOf(options, job), seconds: seconds() });
    return 'done';
  } catch (error) {
    // A newer job of this key waits already: it will do, and finish the deliveries of both.
    if (watch?.signal.aborted === true && !signal.aborted) {
      count(job.kind, 'superseded', seconds());
      log.info('job-superseded', wordsOf(options, job));
      return 'left';
    }
    const later = retryLaterOf(error, now());
    if (later !== null && later.kind === 'retry-later') return await putBack(options, job, later, seconds());
    const last = tries >= RETRIES;
    count(job.kind, last ? 'dead' : 'failed', seconds());
    log[last ? 'error' : 'warn'](last ? 'job-dead' : 'job-failed', { ...wordsOf(options, job), tries, ...errorFields(error) });
    if (last) await close(options, job, signal);
    throw error;
  } finally {
    watch?.stop();
  }
}

/** Without this a check would stay open for ever; if it fails too, the sweep comes by. */
async function close(options: RunOptions, job: Job, signal: AbortSignal): Promise<void> {
  const { giveUp, store, log } = options;
  try {
    await giveUp(job, signal);
  } catch (error) {
    log.error('give-up-failed', { ...wordsOf(options, job), ...errorFields(error) });
    if (job.kind !== 'pull-request') return;
    const { installation, repository, number } = job;
    await store
      .transaction({ installation }, (tx) => expireVerdicts(tx, installation, repository, number))
      .catch((again: unknown) => log.error('give-up-failed', { ...wordsOf(options, job), ...errorFields(again) }));
  }
}

async function putBack(
  options: RunOptions,
  job: Job,
  { at, why }: { readonly at: Date; readonly why: string },
  seconds: number,
): Promise<Ending> {
  const { queue, log, now, count } = options;
  const latest = now().getTime() + LONGEST_WAIT_MS;
  const when = at.getTime() <= latest ? at : new Date(latest);
  await queue.enqueue(job, { at: when });
  count(job.kind, 'retry-later', seconds);
  log.info('job-later', { ...wordsOf(options, job), at: when.toISOString(), why });
  return 'left';
}

/** What the operator knows a job by. The log is theirs alone: nobody else reads names of repositories there (T26). */
function wordsOf({ nameOf }: Pick<RunOptions, 'nameOf'>, job: Job): Fields {
  const repository = 'repository' in job ? nameOf(job.installation, job.repository) : null;
  return {
    kind: job.kind,
    key: keyOf(job),
    ...(repository === null ? {} : { repository }),
    ...('number' in job ? { number: job.number } : {}),
  };
}

function dispatch(worker: Worker, job: Job, signal: AbortSignal): Promise<JobOutcome> {
  switch (job.kind) {
    case 'pull-request':
      return worker['pull-request'](job, signal);
    case 'merge-group':
      return worker['merge-group'](job, signal);
    case 'head':
      return worker.head(job, signal);
    case 'button':
      return worker.button(job, signal);
    case 'command':
      return worker.command(job, signal);
    case 'approvers':
      return worker.approvers(job, signal);
    case 'branch':
      return worker.branch(job, signal);
    case 'release':
      return worker.release(job, signal);
    case 'releases':
      return worker.releases(job, signal);
    case 'gates':
      return worker.gates(job, signal);
    case 'all-gates':
      return worker['all-gates'](job, signal);
    case 'landed':
      return worker.landed(job, signal);
    case 'verdicts':
      return worker.verdicts(job, signal);
    case 'installation':
      return worker.installation(job, signal);
    case 'sweep':
      return worker.sweep(job, signal);
  }
}

/** Aborts the work on a pull request when a newer job of it waits: a newer head, or another base. */
function watchForNewer({ queue, watchMs, log }: RunOptions, job: Job): { readonly signal: AbortSignal; readonly stop: () => void } {
  const newer = new AbortController();
  let asking = false;
  const timer = setInterval(() => {
    if (asking || newer.signal.aborted) return;
    asking = true;
    queue
      .isWaiting(job)
      .then((waiting) => {
        return waiting ? newer.abort(new Error('a newer job waits')) : undefined;
      })
      // The database may be away for a moment; the work goes on.
      .catch((error: unknown) => log.warn('watch-failed', errorFields(error)))
      .finally(() => {
        asking = false;
      });
  }, watchMs);
  timer.unref();
  return { signal: newer.signal, stop: () => clearInterval(timer) };
}
