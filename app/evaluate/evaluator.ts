/** What the jobs call: one function per kind of job, each from the key of the job alone. Nothing here sleeps. */
import { basisOfPolicy, InputError } from '../../src/core/index.ts';
import { EVALUATE, READ_ONLY } from '../github/calls.ts';
import { isGitHubError, RateLimited } from '../github/errors.ts';
import { isPolicyName, organizationPolicy } from '../github/policy.ts';
import { type KeptPolicyMemory, openPolicyMemory } from '../github/policy-memory.ts';
import { openPullsWithHead } from '../github/pull.ts';
import { readRepository, readTip } from '../github/repository.ts';
import { type BaselineOptions, buildBaseline } from './baseline.ts';
import type { Deps, Target } from './deps.ts';
import { evaluateMergeGroup } from './evaluate-group.ts';
import { evaluateHead, evaluatePullRequest, type HeadOutcome } from './evaluate-head.ts';
import { recordBranch } from './inventory.ts';
import { pinModels } from './pin-models.ts';
import { reopenRuns } from './report-runs.ts';

/** The same words as the jobs have. */
export type EvaluationOutcome = { readonly kind: 'done' } | { readonly kind: 'retry-later'; readonly at: Date; readonly why: string };

interface At {
  readonly installation: number;
  readonly repository: number;
}

export type MoreWork = (At & { readonly kind: 'branch' }) | (At & { readonly kind: 'pull-request'; readonly number: number });

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
  /** Puts more work into the queue; a key that waits already is not added again. */
  readonly ask: (work: MoreWork) => Promise<void>;
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
  branch(job: At, signal: AbortSignal): Promise<EvaluationOutcome>;
}

const DONE: EvaluationOutcome = { kind: 'done' };

export function createHeadEvaluator({ deps, directory, ask, baseline }: EvaluatorOptions): HeadEvaluator {
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
    branch: (job, signal) =>
      on(job, signal, async (target) => {
        await policyMoved(deps, directory, target, ask, signal);
        return baselineOf(deps, target, baseline, ask, signal);
      }),
  };
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
  const outcome = await buildBaseline(deps, target, tip, options, signal);
  if (outcome.state === 'later')
    return { state: 'later', at: outcome.at, why: 'baselines have used their share of the hour', baselines: [] };
  if (outcome.fetched > deps.limits.blobs) await askForAll(deps, target, ask, signal);
  const at = await recordBranch(deps, target, client, repository, tip);
  return at === null ? null : { state: 'later', at, why: 'a hub did not answer', baselines: [] };
}

/**
 * T3: what was green under the old policy is asked again. A push matters to the policy where it goes to the bound repository, or to one that the
 * policy rests on; of those only one that changes what the policy is computed from, as a README moves nobody.
 */
async function policyMoved(
  deps: Deps,
  directory: JobDirectory,
  target: Target,
  ask: EvaluatorOptions['ask'],
  signal: AbortSignal,
): Promise<void> {
  const { policies, bindings } = deps.stores;
  const { installationId } = target;
  const [bound, known] = [await bindings.get(installationId), await policies.load(installationId)];
  if (bound === null ? !isCandidate(target) : bound.repositoryId !== target.repositoryId && !restsOn(known, target)) return;
  // From here on everybody reads anew, whoever reads at the moment.
  await policies.forget(installationId);
  const basis = await basisNow(deps, target, signal);
  if (basis === null || basis === known.announced) return;
  await askEverybody(deps, directory, target, ask, signal);
  await policies.announce(installationId, basis);
}

function isCandidate({ owner, account, repo }: Target): boolean {
  return owner.toLowerCase() === account.toLowerCase() && isPolicyName(repo);
}

/** Only what an organization's policy was read from is remembered under its scope (policy.ts). */
function restsOn({ answers }: KeptPolicyMemory, { owner, repo }: Target): boolean {
  const start = `organization ref ${owner}/${repo} `.toLowerCase();
  return Object.keys(answers).some((key) => key.startsWith(start));
}

/** Null: there is no policy of the organization. What cannot be used is one, too: nothing is green under it. */
async function basisNow(
  { clients, stores, policyPatience, now }: Deps,
  { installationId, account }: Target,
  signal: AbortSignal,
): Promise<string | null> {
  const memory = await openPolicyMemory(stores.policies, installationId, policyPatience, now);
  try {
    const found = await organizationPolicy({
      clients,
      bindings: stores.bindings,
      memory,
      installationId,
      account,
      signal,
      forPublic: false,
    });
    const basis = found === null ? null : `${found.repository.id} ${await basisOfPolicy(found.owner)}`;
    await memory.save();
    return basis;
  } catch (error) {
    if (error instanceof InputError) return `unusable: ${error.message}`;
    throw error;
  }
}

async function askEverybody(
  deps: Deps,
  directory: JobDirectory,
  target: Target,
  ask: EvaluatorOptions['ask'],
  signal: AbortSignal,
): Promise<void> {
  const failed: unknown[] = [];
  for (const other of await directory.targets(target.installationId)) {
    signal.throwIfAborted();
    try {
      await askForAll(deps, other, ask, signal);
    } catch (error) {
      if (error instanceof RateLimited) throw error;
      // One that is gone, or cannot be read now, does not keep the others green; only what is not gone is asked for again.
      const { installationId: installation, repositoryId: repository } = other;
      if (!(await isGone(directory, { installation, repository }, error))) failed.push(error);
    }
  }
  if (failed.length > 0) throw failed[0];
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
