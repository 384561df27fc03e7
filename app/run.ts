/** Puts the parts together in the order in which each needs the other, and takes them apart in the reverse. */
import { type AppClients, openClients, sweepOver } from './clients.ts';
import type { Config } from './config.ts';
import { SWEEP } from './jobs/budgets.ts';
import { syncInstallation } from './jobs/installations.ts';
import { openIntake } from './jobs/intake.ts';
import type { EvaluationJobs } from './jobs/jobs.ts';
import { openQueue, type Queue } from './jobs/queue.ts';
import { judgeApprovedAgain } from './jobs/rests.ts';
import { runJobs } from './jobs/run-jobs.ts';
import { sweep } from './jobs/sweep.ts';
import { type Directory, openDirectory } from './directory.ts';
import { errorFields, type Log } from './log.ts';
import { openAdmin } from './server/admin.ts';
import { openFrontDoor } from './server/front.ts';
import { createMetrics } from './server/metrics.ts';
import { foldOutages, type Outages } from './outages.ts';
import { createQuotas, type Quotas } from './github/quotas.ts';
import { compiledOnce } from './store/compiled-once.ts';
import { openEmbedded } from './store/embedded.ts';
import { openPostgres } from './store/postgres.ts';
import type { Driver, Store } from './store/sql.ts';
import { openStore } from './store/store.ts';

/** What the evaluation may use. */
export interface Workshop {
  readonly config: Config;
  readonly store: Store;
  /** To ask for more work: the open pull requests that a changed policy affects. */
  readonly queue: Queue;
  readonly clients: AppClients;
  readonly log: Log;
  /** The names of what a job knows by number. */
  readonly directory: Directory;
  /** To be told of each answer of GitHub to a client that is made for a job. */
  readonly heard: Quotas['note'];
}

export interface RunningApp {
  readonly frontPort: number | null;
  readonly adminPort: number;
  readonly store: Store;
  readonly queue: Queue;
  /** Takes nothing new, lets what runs come to its end within DRAIN_SECONDS, closes the store. */
  readonly stop: () => Promise<void>;
}

export interface Parts {
  readonly log: Log;
  readonly openEvaluator: (workshop: Workshop) => EvaluationJobs | Promise<EvaluationJobs>;
  readonly now?: () => Date;
  readonly watchMs?: number;
  /** A dumped data folder, for tests: the embedded store starts faster. */
  readonly template?: Blob;
}

export async function runApp(
  config: Config,
  { log: everything, openEvaluator, now = () => new Date(), watchMs = 3000, template }: Parts,
): Promise<RunningApp> {
  const outages = foldOutages(everything, now);
  const { log } = outages;
  const quotas = createQuotas(now);
  const heard: Quotas['note'] = (installation, headers) => {
    quotas.note(installation, headers);
    outages.answered('github');
  };
  const metrics = createMetrics();
  const works = config.role !== 'web';
  const undo: (() => Promise<void>)[] = [];
  let open = false;
  const stop = async (): Promise<void> => {
    open = false;
    // One after the other: the door first, the store last.
    for (const one of undo.splice(0).reverse()) await one().catch((error: unknown) => log.error('stop-failed', errorFields(error)));
  };
  try {
    const openDatabase = async (): Promise<{ readonly store: Store; readonly queue: Queue }> => {
      const driver = await openDriver(config, log, template);
      undo.push(driver.close);
      const opened = await openStore(driver);
      const onError = (error: Error): void => log.error('queue-error', errorFields(error));
      const onWarning = (message: string): void => log.warn('queue-warning', { message });
      return { store: opened, queue: await openQueue(opened, { works, onError, onWarning }) };
    };
    const { store, queue } = await (config.store.kind === 'embedded' ? compiledOnce(openDatabase) : openDatabase());
    let closeEvaluator = async (): Promise<void> => {};
    undo.push(async () => {
      await queue.stop(config.drainSeconds * 1000);
      await closeEvaluator();
    });
    undo.push(watchDatabase(store, outages));
    const admin = await openAdmin({ ...config.admin, store, metrics, isOpen: () => open, quotas: quotas.lowest });
    undo.push(() => admin.close(1000));
    if (works) {
      closeEvaluator = await startWork(
        { config, store, queue, clients: openClients(config, () => outages.answered('github')), log, heard },
        { openEvaluator, now, watchMs, count: metrics.job },
      );
    }
    const front =
      config.role === 'worker'
        ? null
        : await openFrontDoor({
            ...config.front,
            secrets: config.webhookSecrets,
            take: openIntake(store, queue),
            metrics,
            log,
          });
    if (front !== null) undo.push(() => front.close(config.drainSeconds * 1000));
    open = true;
    if (works) await startSweeps(queue);
    log.info('started', { role: config.role, store: store.kind, port: front?.port ?? null, adminPort: admin.port });
    return { frontPort: front?.port ?? null, adminPort: admin.port, store, queue, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** While the database is away it is asked each second whether it is back: nobody else may want something of it. */
function watchDatabase({ owner }: Store, outages: Outages): () => Promise<void> {
  const ask = (): void => {
    if (outages.isOpen('database'))
      owner.query('SELECT 1').then(
        () => outages.answered('database'),
        () => {},
      );
  };
  const timer = setInterval(ask, 1000);
  return async () => clearInterval(timer);
}

async function openDriver({ store }: Config, log: Log, template: Blob | undefined): Promise<Driver> {
  if (store.kind === 'embedded') return openEmbedded({ folder: store.folder, ...(template === undefined ? {} : { template }) });
  return openPostgres({ ...store, onError: (error) => log.error('database-error', errorFields(error)) });
}

type Work = Required<Pick<Parts, 'openEvaluator' | 'now' | 'watchMs'>> & { readonly count: Parameters<typeof runJobs>[0]['count'] };

/** Returns what is to be closed when the last job has ended. */
async function startWork(base: Omit<Workshop, 'directory'>, { openEvaluator, now, watchMs, count }: Work): Promise<() => Promise<void>> {
  const { config, store, queue, clients, log } = base;
  const github = sweepOver(clients);
  const workshop: Workshop = { ...base, directory: openDirectory(store, github) };
  const evaluator = await openEvaluator(workshop);
  const worker = {
    ...evaluator,
    installation: (job: { readonly installation: number }, signal: AbortSignal) =>
      // Read as a whole before its first pull request comes, after everything that somebody waits for; the share of the quota is kept there (T32).
      syncInstallation(store, github, job.installation, signal, ({ id: repository }) =>
        queue.enqueue({ kind: 'branch', installation: job.installation, repository }, { priority: -2 }),
      ),
    approvers: (job: { readonly installation: number }) => judgeApprovedAgain({ store, queue }, job.installation),
    sweep: (_job: unknown, signal: AbortSignal) =>
      sweep(
        {
          store,
          queue,
          github,
          log,
          now,
          retentionDays: config.retentionDays,
          auditRetention: { days: config.auditRetentionDays, keys: config.encryptionKeys },
          releaseRetentionDays: config.releaseRetentionDays,
          askMalice: evaluator.askMalice ?? null,
        },
        signal,
      ),
  };
  const giveUp = evaluator.giveUp ?? (async () => {});
  runJobs({ store, queue, worker, giveUp, log, nameOf: workshop.directory.nameOf, concurrency: config.concurrency, now, watchMs, count });
  return evaluator.close ?? (async () => {});
}

/** After the door is open: nobody who comes to it waits for them. */
async function startSweeps(queue: Queue): Promise<void> {
  await queue.schedule({ kind: 'sweep' }, SWEEP.cron);
  // What got lost while nobody was here.
  await queue.enqueue({ kind: 'sweep' });
}
