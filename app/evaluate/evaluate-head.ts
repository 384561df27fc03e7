/**
 * The check of one head. Its conclusion is the worst over all open pull requests with that head, each judged against its own base (T1);
 * while it looks, the run is open; what could not be looked at is never green (T4).
 */
import type { Links } from '../../src/core/index.ts';
import { EVALUATE } from '../github/calls.ts';
import { completeRun, ownRuns } from '../github/check-runs.ts';
import type { GitHubClient } from '../github/client.ts';
import { readGate } from '../github/gate.ts';
import { type OpenPulls, readOpenPulls, readScene, type Scene } from '../github/head-scene.ts';
import { openPullsWithHead, readPull } from '../github/pull.ts';
import type { RepositoryFacts } from '../github/repository.ts';
import { linksOf, RERUN } from '../present/check-text.ts';
import { failureText } from '../present/comment.ts';
import { auditVerdicts } from './audit-verdicts.ts';
import type { Deps, Target } from './deps.ts';
import { evaluatePull } from './evaluate-pull.ts';
import { type Candidate, type PullPart } from './pull-part.ts';
import { nextTry, type Reported, reported, waitingFor } from './outcome.ts';
import type { PullRecord } from './ports.ts';
import { recordVerdict } from './record-verdict.ts';
import { reportComment } from './report-comment.ts';
import { reportSuggestions } from './report-suggestions.ts';
import { stillStands } from './still-stands.ts';
import { toldOf } from './told.ts';
import { complete, type OpenRuns, openRun, reopenRuns, runsFor, wait } from './report-runs.ts';

export type HeadOutcome =
  | { readonly state: 'done'; readonly conclusion: Reported; readonly baselines: readonly string[] }
  /** The runs are open; evaluate the same pull request again then. */
  | { readonly state: 'later'; readonly at: Date; readonly why: string; readonly baselines: readonly string[] }
  /** Closed, or gone: nothing was written. */
  | { readonly state: 'nothing'; readonly why: string };

/** Bases may move while they are judged: after this many rounds the rest is left to the next event. */
const ROUNDS = 3;
const MOVING_WAIT_MS = 30_000;

/**
 * Evaluates a pull request, and with it every other one of the same head. Throws GitHubError (RateLimited with the moment): then the
 * runs that were opened are still open, and the job comes again.
 */
export async function evaluatePullRequest(deps: Deps, target: Target, number: number, signal: AbortSignal): Promise<HeadOutcome> {
  const client = await openFor(deps, target, signal);
  const scene = await readScene(client, target, number, deps.app.id);
  const { installationId, repositoryId } = target;
  if (!scene.pull.open) {
    await deps.stores.evaluations.forgetAsked({ installationId, repositoryId, number });
    await deps.stores.kept.drop({ installationId, repositoryId, number });
  }
  const says = scene.pull.open ? await stillStands(deps, target, client, scene) : null;
  if (says !== null) return { state: 'done', conclusion: says, baselines: [] };
  return locked(deps, target, client, scene.pull.head.id, number, scene);
}

/** All open pull requests with this head: "Re-run" names no pull request when it is from a fork. Throws as above. */
export async function evaluateHead(deps: Deps, target: Target, head: string, signal: AbortSignal): Promise<HeadOutcome> {
  const client = await openFor(deps, target, signal);
  const [first] = (await openPullsWithHead(client, target, head)).pulls;
  if (first === undefined) return NOBODY;
  return locked(deps, target, client, head, first.number, null);
}

const NOBODY: HeadOutcome = { state: 'nothing', why: 'no open pull request has this head' };

function openFor(deps: Deps, { installationId, repositoryId }: Target, signal: AbortSignal): Promise<GitHubClient> {
  return deps.clients.open({ installationId, repositoryIds: [repositoryId], permissions: EVALUATE }, signal);
}

/** `seen`: the scene of the pull request with this number, as it was before there was a lock; null: it was not read. */
function locked(deps: Deps, target: Target, client: GitHubClient, head: string, number: number, seen: Scene | null): Promise<HeadOutcome> {
  return deps.stores.locks.run(`${target.repositoryId} ${head}`, async () => {
    const holds = seen !== null && (await isCurrent(deps, target, seen, head));
    return evaluateAll(deps, target, client, head, holds ? seen : await readScene(client, target, number, deps.app.id));
  });
}

/**
 * Whoever evaluated this head after the scene was read has kept what it found, and a run that was open then may be complete now: both are reason to look
 * again, so that no run speaks for what was not judged (T1), and nothing is said twice.
 */
async function isCurrent({ stores }: Deps, target: Target, { runs }: Scene, head: string): Promise<boolean> {
  if (runs?.some(({ status }) => status !== 'completed') === true) return false;
  return (await stores.kept.ofHead(target, head)).length === 0;
}

async function evaluateAll(deps: Deps, target: Target, client: GitHubClient, head: string, first: Scene): Promise<HeadOutcome> {
  // A closed one, or a head that somebody asks for: only where a pull request is open there is something to say.
  if (numbersIn(first, head).length === 0) return NOBODY;
  const { repository } = first;
  if (repository.id !== target.repositoryId) return { state: 'nothing', why: 'another repository has this name now' };
  if (repository.archived) return { state: 'nothing', why: 'the repository is archived' };
  await begin(deps, target, head, numbersIn(first, head));
  // Before any look-up (T1).
  const runs = await reopenRuns(deps, client, repository, head, first.pull.head.id === head ? first.runs : null);
  let scene = first;
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0) scene = await readScene(client, repository, first.pull.number, deps.app.id);
    const numbers = numbersIn(scene, head);
    if (numbers.length === 0) return closed(deps, client, repository, runs);
    await begin(deps, target, head, numbers);
    const candidates: Candidate[] = [];
    for (const number of numbers) {
      const pull = number === scene.pull.number ? scene.pull : await readPull(client, repository, number);
      if (!pull.open || pull.head.id !== head) continue;
      candidates.push({ pull, gate: await readGate(client, repository, pull.base.branch, deps.app.id) });
    }
    if (candidates.length === 0) return closed(deps, client, repository, runs);
    // Whoever looks at the pull request sees that somebody is at it.
    for (const run of runsFor(candidates, runs).keys()) await openRun(client, repository, runs, run);
    const parts: PullPart[] = [];
    for (const candidate of candidates) parts.push(await evaluatePull(deps, target, client, repository, candidate, scene.known));
    const said = scene.open.all ? parts : parts.map(uncertain);
    const { waits, baselines } = await tell(deps, target, client, repository, runs, said, scene);
    // While it was judged and told, somebody may have opened another one, moved a base, or pushed: nothing is green before this is asked.
    const after = await readOpenPulls(client, repository);
    if (after.all !== scene.open.all || !isAsJudged(after, head, parts)) continue;
    return conclude(deps, target, client, repository, runs, { parts: said, waits, baselines });
  }
  const at = new Date(deps.now().getTime() + MOVING_WAIT_MS);
  return { state: 'later', at, why: 'bases or pull requests moved while they were judged', baselines: [] };
}

/** Before the policy is read: one that moves from here on finds them, and a check that is written meanwhile for others of this head waits for them (T1, T3). */
async function begin({ stores }: Deps, { installationId, repositoryId }: Target, head: string, numbers: readonly number[]): Promise<void> {
  for (const number of numbers) await stores.kept.begin({ installationId, repositoryId, number }, head);
}

/** Those with this head; the one that the scene is of, whatever the list says. */
function numbersIn({ pull, open }: Scene, head: string): readonly number[] {
  const own = pull.open && pull.head.id === head ? [pull.number] : [];
  const numbers = open.pulls.filter((one) => one.head === head).map(({ number }) => number);
  return [...new Set([...numbers, ...own])].sort((a, b) => a - b);
}

/** T1, T2: the same pull requests have this head, each into the branch that it was judged for, and that is where it was. */
function isAsJudged({ pulls }: OpenPulls, head: string, parts: readonly PullPart[]): boolean {
  const now = new Map(pulls.filter((one) => one.head === head).map((one) => [one.number, one]));
  return (
    now.size === parts.length &&
    parts.every(({ number, base, judged }) => {
      const found = now.get(number);
      return found?.base === base && (judged?.into == null || found.tip === judged.into);
    })
  );
}

/**
 * The job was tried as often as jobs are: every run of ours that is still open on this head is completed, and not green (T4). Whatever
 * went wrong, as little as possible is read here.
 */
export async function giveUp(
  deps: Deps,
  target: Target,
  what: { readonly number: number } | { readonly head: string },
  signal: AbortSignal,
): Promise<void> {
  const client = await openFor(deps, target, signal);
  const head = 'head' in what ? what.head : (await readPull(client, target, what.number)).head.id;
  await deps.stores.locks.run(`${target.repositoryId} ${head}`, async () => {
    const lines = ['Press Re-run; if it happens again, the operator of this App has the details.'];
    const output = {
      title: 'Could not check: Weighbridge gave up',
      summary: failureText({ kind: 'failed', title: 'Weighbridge gave up', lines }),
    };
    const open = (await ownRuns(client, target, head, deps.app.id)).filter(({ status }) => status !== 'completed');
    for (const { id } of open)
      await completeRun(client, target, id, 'action_required', { ...output, annotations: [] }, [RERUN], deps.now());
  });
}

/** T1: with more open pull requests than are looked through, another one may have this head. */
function uncertain(part: PullPart): PullPart {
  const lines = ['This repository has more open pull requests than the check looks through. Close some, then press Re-run.'];
  return { ...part, result: { kind: 'failed', title: 'another pull request may have the same head', lines }, judged: null };
}

/** Runs that were opened again must not stay open; nothing is judged, so nothing good is said. */
async function closed(deps: Deps, client: GitHubClient, repository: RepositoryFacts, runs: OpenRuns): Promise<HeadOutcome> {
  if (runs.runs.size > 0) await complete(deps, client, repository, runs, [], { canPin: false, audit: null });
  return NOBODY;
}

interface Told {
  readonly parts: readonly PullPart[];
  /** When to try again: one moment for each that waits. */
  readonly waits: readonly Date[];
  readonly baselines: readonly string[];
}

/** Comments and suggestions: they take long, and let nothing pass. */
async function tell(
  deps: Deps,
  target: Target,
  client: GitHubClient,
  repository: RepositoryFacts,
  runs: OpenRuns,
  parts: readonly PullPart[],
  scene: Scene,
): Promise<Omit<Told, 'parts'>> {
  const waits: Date[] = [];
  const baselines = [...new Set(parts.flatMap(({ judged }) => judged?.baselineOf ?? []))];
  for (const part of parts) {
    const key = { installationId: target.installationId, repositoryId: target.repositoryId, number: part.pull.number };
    const record = await deps.stores.evaluations.pull(key);
    const { at, since } = patience(deps, part, record);
    if (at !== null) waits.push(at);
    let commentId = record?.commentId ?? null;
    // While it waits, what stood there before stays: a hub that is down for a minute is no news.
    if (at === null) {
      const [run] = runsFor(parts, runs).keys();
      const { url } = await openRun(client, repository, runs, run ?? '');
      const talk = part.number === scene.pull.number ? scene.talk : null;
      const links: Links = linksOf(part, { rules: deps.rulesUrl, more: url });
      commentId = await reportComment(deps, client, repository, part.pull.number, commentId, part.result, links, {
        dryRun: part.dryRun ?? null,
        seen: talk?.comments ?? null,
      });
      await reportSuggestions(deps, client, repository, part, talk?.threads ?? null);
    }
    await deps.stores.evaluations.savePull(key, { head: part.pull.head.id, waitingSince: since?.toISOString() ?? null, commentId });
  }
  return { waits, baselines };
}

/** The log, the check, which names the log's newest hash (T31), then the record of what it said. */
async function conclude(
  deps: Deps,
  target: Target,
  client: GitHubClient,
  repository: RepositoryFacts,
  runs: OpenRuns,
  { parts, waits, baselines }: Told,
): Promise<HeadOutcome> {
  const { head } = runs;
  const [soonest] = waits.toSorted((a, b) => a.getTime() - b.getTime());
  if (soonest !== undefined) {
    const why = 'Not everything could be looked up yet: a hub did not answer, or GitHub has not merged. The check asks again by itself.';
    await wait(client, repository, runs, parts, why, soonest);
    await record(deps, target, repository, runs, parts);
    return { state: 'later', at: soonest, why, baselines };
  }
  const canPin = deps.offerPin && parts.every(({ pull }) => !pull.fork);
  const audit = await auditVerdicts(deps, target, head, parts);
  const conclusion = await complete(deps, client, repository, runs, parts, { canPin, audit });
  await record(deps, target, repository, runs, parts);
  return { state: 'done', conclusion, baselines };
}

async function record(
  deps: Deps,
  target: Target,
  repository: RepositoryFacts,
  { runs }: OpenRuns,
  parts: readonly PullPart[],
): Promise<void> {
  const names = [...runs.keys()];
  const { installationId, repositoryId } = target;
  for (const { pull, gate, judged, result, policyCommit: policy } of parts) {
    const of = { installationId, repositoryId, number: pull.number };
    const state = {
      ...of,
      base: judged?.into ?? pull.base.id,
      head: pull.head.id,
      conclusion: reported(result),
      told: toldOf(result, gate),
      autoMerge: pull.autoMerge,
    };
    const kept = judged?.kept == null ? null : { ...judged.kept, pull, gate, repository, policyCommit: policy, names };
    await deps.stores.kept.save({ ...state, kept });
    await recordVerdict(deps, target, { pull, judged });
  }
}

/** `at`: when to try again; null when there is nothing to wait for, or it was waited long enough. */
function patience(deps: Deps, part: PullPart, record: PullRecord | null): { readonly at: Date | null; readonly since: Date | null } {
  const waiting = waitingFor(part.result);
  if (waiting === null) return { at: null, since: null };
  const known = record?.head === part.pull.head.id && record.waitingSince !== null ? new Date(record.waitingSince) : null;
  const since = known ?? deps.now();
  return { at: nextTry(waiting, since, deps.now()), since };
}
