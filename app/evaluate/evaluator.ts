/** What the jobs call: one function per kind of job, each from the key of the job alone. Nothing here sleeps. */
import { commitLabel, type Tree } from '../../src/core/index.ts';
import { EVALUATE, READ_ONLY } from '../github/calls.ts';
import type { GitHubClient } from '../github/client.ts';
import { isGitHubError, RateLimited } from '../github/errors.ts';
import { openPullsWithHead } from '../github/pull.ts';
import { createBlobReader } from '../github/blobs.ts';
import { createCommits, readRepository, readTip, type RepositoryFacts } from '../github/repository.ts';
import { type BaselineOptions, buildBaseline } from './baseline.ts';
import { runCommand } from './commands/run.ts';
import type { Deps, Target } from './deps.ts';
import { evaluateMergeGroup } from './evaluate-group.ts';
import { evaluateHead, evaluatePullRequest, type HeadOutcome } from './evaluate-head.ts';
import { recordBypass } from './bypassed.ts';
import { gatesMoved } from './gates-moved.ts';
import { recordBranch } from './inventory.ts';
import { pinModels } from './pin-models.ts';
import { ownPolicyMoved, policyMoved } from './policy-moved.ts';
import type { PullKey } from './ports.ts';
import { newestReleases, recordRelease } from './record-release.ts';
import { reopenRuns } from './report-runs.ts';
import { writeVerdicts } from './write-verdicts.ts';

/** The same words as the jobs have. */
export type EvaluationOutcome = { readonly kind: 'done' } | { readonly kind: 'retry-later'; readonly at: Date; readonly why: string };

interface At {
  readonly installation: number;
  readonly repository: number;
}

export type MoreWork =
  | { readonly kind: 'verdicts'; readonly installation: number }
  | (At & { readonly kind: 'gates' })
  | (At & { readonly kind: 'branch' })
  | (At & { readonly kind: 'release'; readonly tag: string })
  | (At & { readonly kind: 'pull-request'; readonly number: number });

/** Names of what jobs know by number. */
export interface JobDirectory {
  /** Null: not in this installation, or not any more. */
  target(installation: number, repository: number): Promise<Target | null>;
  /** The same after asking GitHub again: names may have changed, the App may have been removed. */
  refreshed(installation: number, repository: number): Promise<Target | null>;
  /** All repositories of an installation that are not archived. */
  targets(installation: number): Promise<readonly Target[]>;
  /** Null: nobody that we know. */
  login(installation: number, person: number): Promise<string | null>;
}

export interface EvaluatorOptions {
  readonly deps: Deps;
  readonly directory: JobDirectory;
  /** Puts more work into the queue, to be done at a moment or now; a key that waits already is not added again. */
  readonly ask: (work: MoreWork, when?: Date) => Promise<void>;
  readonly baseline: BaselineOptions;
}

export interface HeadEvaluator {
  'pull-request'(job: At & { readonly number: number }, signal: AbortSignal): Promise<EvaluationOutcome>;
  'merge-group'(job: At & { readonly head: string }, signal: AbortSignal): Promise<EvaluationOutcome>;
  head(job: At & { readonly head: string }, signal: AbortSignal): Promise<EvaluationOutcome>;
  button(
    job: At & { readonly head: string; readonly button: string; readonly sender: number },
    signal: AbortSignal,
  ): Promise<EvaluationOutcome>;
  command(job: At & { readonly comment: number }, signal: AbortSignal): Promise<EvaluationOutcome>;
  branch(job: At, signal: AbortSignal): Promise<EvaluationOutcome>;
  release(job: At & { readonly tag: string }, signal: AbortSignal): Promise<EvaluationOutcome>;
  releases(job: At & { readonly last: number }, signal: AbortSignal): Promise<EvaluationOutcome>;
  gates(job: At, signal: AbortSignal): Promise<EvaluationOutcome>;
  'all-gates'(job: Pick<At, 'installation'>, signal: AbortSignal): Promise<EvaluationOutcome>;
  landed(job: At & { readonly head: string; readonly sender: number }, signal: AbortSignal): Promise<EvaluationOutcome>;
  verdicts(job: Pick<At, 'installation'>, signal: AbortSignal): Promise<EvaluationOutcome>;
}

const DONE: EvaluationOutcome = { kind: 'done' };

export function createHeadEvaluator({ deps: given, directory, ask, baseline }: EvaluatorOptions): HeadEvaluator {
  const deps: Deps = { ...given, targets: (installation) => directory.targets(installation) };
  async function on(at: At, signal: AbortSignal, work: (target: Target) => Promise<HeadOutcome | null>): Promise<EvaluationOutcome> {
    const target = await directory.target(at.installation, at.repository);
    // Removed since: there is nobody who could read a verdict.
    if (target === null) return DONE;
    try {
      const outcome = await work(target);
      if (outcome === null || outcome.state === 'nothing') return DONE;
      // A pull request never waits for a baseline: it is read behind its back, for the next one.
      if (outcome.baselines.length > 0) await ask({ kind: 'branch', ...pick(at) });
      return outcome.state === 'later' ? { kind: 'retry-later', at: outcome.at, why: outcome.why } : DONE;
    } catch (error) {
      if (error instanceof RateLimited) return { kind: 'retry-later', at: error.retryAt, why: error.message };
      // Gone: nothing can be written, and nothing is green.
      if (!signal.aborted && (await isGone(directory, at, error))) return DONE;
      throw error;
    }
  }

  return {
    'pull-request': (job, signal) => on(job, signal, (target) => evaluatePullRequest(deps, target, job.number, signal)),
    'merge-group': (job, signal) => on(job, signal, (target) => evaluateMergeGroup(deps, target, job.head, signal)),
    head: (job, signal) => on(job, signal, (target) => again(deps, target, job.head, signal)),
    button: (job, signal) =>
      on(job, signal, async (target) => {
        if (job.button !== 'pin') return again(deps, target, job.head, signal);
        const login = await directory.login(job.installation, job.sender);
        if (login !== null) await pinModels(deps, target, { head: job.head, sender: { id: job.sender, login } }, signal);
        return null;
      }),
    command: (job, signal) =>
      on(job, signal, async (target) => {
        const { installation, repository, comment } = job;
        const login = (person: number): Promise<string | null> => directory.login(installation, person);
        const judge = (number: number): Promise<void> => ask({ kind: 'pull-request', installation, repository, number });
        await runCommand(deps, target, { comment, login, judge }, signal);
        return null;
      }),
    gates: (job, signal) =>
      on(job, signal, async (target) => {
        await gatesMoved(deps, target, ask, signal);
        return null;
      }),
    async 'all-gates'({ installation }) {
      const repositories = new Set((await deps.stores.kept.keys(installation)).map(({ repositoryId }) => repositoryId));
      let before = 0;
      for (const repository of repositories) {
        await ask({ kind: 'gates', installation, repository }, paced(before, deps.now()));
        before += 1;
      }
      return DONE;
    },
    landed: (job, signal) =>
      on(job, signal, async (target) => {
        const login = (person: number): Promise<string | null> => directory.login(job.installation, person);
        await recordBypass(deps, target, { head: job.head, sender: job.sender, login }, signal);
        return null;
      }),
    async verdicts({ installation }, signal) {
      const targets = await directory.targets(installation);
      const [any] = targets;
      // Uninstalled since.
      if (any === undefined) return DONE;
      const telling = {
        target: (repository: number) => Promise.resolve(targets.find(({ repositoryId }) => repositoryId === repository) ?? null),
        ask: ({ repositoryId: repository, number }: PullKey) => ask({ kind: 'pull-request', installation, repository, number }),
      };
      try {
        const at = await writeVerdicts(deps, any, telling, signal);
        return at === null
          ? DONE
          : { kind: 'retry-later', at, why: 'so many checks and comments as may be written in a minute or an hour were written' };
      } catch (error) {
        if (error instanceof RateLimited) return { kind: 'retry-later', at: error.retryAt, why: error.message };
        throw error;
      }
    },
    branch: (job, signal) =>
      on(job, signal, async (target) => {
        await policyMoved(deps, directory, target, ask, signal);
        return baselineOf(deps, target, baseline, ask, signal);
      }),
    release: (job, signal) =>
      on(job, signal, async (target) => {
        const at = await recordRelease(deps, target, job.tag, signal);
        return at === null ? null : { state: 'later', at, why: 'a hub did not answer, or the share of the hour is used', baselines: [] };
      }),
    releases: (job, signal) =>
      on(job, signal, async (target) => {
        for (const tag of await newestReleases(deps, target, job.last, signal)) await ask({ kind: 'release', ...pick(job), tag });
        return null;
      }),
  };
}

/** Repositories whose rules are read at once when a ruleset of the organization changes: with a token and three requests each, a fifth of the smallest quota. */
const AT_ONCE = 250;
/** Between those behind them: 360 an hour, so that most of the quota is left to what people push (T32). */
const PACE_MS = 10_000;

function paced(before: number, now: Date): Date | undefined {
  return before < AT_ONCE ? undefined : new Date(now.getTime() + (before - AT_ONCE + 1) * PACE_MS);
}

/**
 * Whether the repository or the installation is. 404 alone does not say so: GitHub says it also of what it does not know yet, and of an old
 * name; then a check is open, and must not stay so. A token for a repository that the installation lost is refused with 422.
 */
async function isGone(directory: JobDirectory, { installation, repository }: At, error: unknown): Promise<boolean> {
  return isGitHubError(error, 'missing', 'rejected') && (await directory.refreshed(installation, repository)) === null;
}

function pick({ installation, repository }: At): At {
  return { installation, repository };
}

/** "Re-run" of a pull request's head, or of a merge group's. */
async function again(deps: Deps, target: Target, head: string, signal: AbortSignal): Promise<HeadOutcome> {
  const outcome = await evaluateHead(deps, target, head, signal);
  return outcome.state === 'nothing' ? evaluateMergeGroup(deps, target, head, signal) : outcome;
}

/** Reads the default branch as a whole once; then those pull requests are judged again that met the limit before, and the inventory is brought up to date. */
async function baselineOf(
  deps: Deps,
  target: Target,
  options: BaselineOptions,
  ask: EvaluatorOptions['ask'],
  signal: AbortSignal,
): Promise<HeadOutcome | null> {
  const client = await deps.clients.open(readScope(target), signal);
  const repository = await readRepository(client, target);
  const tip = await readTip(client, repository, repository.defaultBranch);
  if (tip === null || repository.archived) return null;
  await ownPolicyMoved(deps, target, tipTree(deps, target, client, repository, tip), ask, signal);
  const outcome = await buildBaseline(deps, target, tip, options, signal);
  if (outcome.state === 'later')
    return { state: 'later', at: outcome.at, why: 'baselines have used their share of the hour', baselines: [] };
  if (outcome.fetched > deps.limits.blobs) await askForAll(deps, target, ask, signal);
  const at = await recordBranch(deps, target, client, repository, tip);
  return at === null ? null : { state: 'later', at, why: 'a hub did not answer', baselines: [] };
}

/** First no check of them is green any more, then they are asked for: nothing merges in between. */
async function askForAll(deps: Deps, target: Target, ask: EvaluatorOptions['ask'], signal: AbortSignal): Promise<void> {
  const { installationId: installation, repositoryId: repository } = target;
  const client = await deps.clients.open({ installationId: installation, repositoryIds: [repository], permissions: EVALUATE }, signal);
  const { pulls } = await openPullsWithHead(client, target, null);
  // What merges by itself as soon as it may comes first.
  for (const { number, head } of pulls.toSorted((a, b) => Number(b.autoMerge) - Number(a.autoMerge))) {
    await reopenRuns(deps, client, target, head);
    await ask({ kind: 'pull-request', installation, repository, number });
  }
}

function readScope({ installationId, repositoryId }: Target) {
  return { installationId, repositoryIds: [repositoryId], permissions: READ_ONLY };
}

function tipTree(deps: Deps, { installationId }: Target, client: GitHubClient, repository: RepositoryFacts, tip: string): Tree {
  const blobs = createBlobReader(client, repository, deps.stores.blobs(installationId), deps.limits);
  return createCommits(client, repository, blobs, false).tree(tip, commitLabel(repository.defaultBranch, tip), tip);
}
