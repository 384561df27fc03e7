/** Check runs of one head: opened before anything is looked up, completed with the worst of all its pull requests (T1). */
import { CHECK_NAME, type Links } from '../../src/core/index.ts';
import {
  type CheckAction,
  type CheckOutput,
  type CheckRun,
  completeRun,
  createCompletedRun,
  createRun,
  ownRuns,
  progressRun,
} from '../github/check-runs.ts';
import type { GitHubClient } from '../github/client.ts';
import { ADVISORY_NAME, type Gate } from '../github/gate.ts';
import type { RepositoryName } from '../github/name.ts';
import { checkOutput, type CheckPart, PIN_ACTION, RERUN } from '../present/check-text.ts';
import type { Deps } from './deps.ts';
import { reported, type Reported, worst } from './outcome.ts';

/** Our open run of each name on one head. */
export interface OpenRuns {
  readonly runs: Map<string, CheckRun>;
  readonly head: string;
}

/** Names under which one head has runs of ours. */
interface NamedRuns {
  readonly runs: Pick<ReadonlySet<string>, 'has'>;
}

const LOOKING = { title: 'Looking', summary: 'Weighbridge reads what this change brings in.' };

/**
 * The first write: a completed run of an earlier evaluation must not speak for what was not judged yet. `seen`: our runs on it as they are; null: they
 * are asked for.
 */
export async function reopenRuns(
  deps: Deps,
  client: GitHubClient,
  name: RepositoryName,
  head: string,
  seen: readonly CheckRun[] | null = null,
): Promise<OpenRuns> {
  const runs = new Map<string, CheckRun>();
  for (const run of seen ?? (await ownRuns(client, name, head, deps.app.id))) {
    // Annotations are only ever added to a run: one that has some already would show them twice.
    const usable = run.status !== 'completed' && run.annotations === 0;
    runs.set(run.name, usable ? run : await createRun(client, name, { name: run.name, head, status: 'queued', ...LOOKING }));
  }
  return { runs, head };
}

/** The run of this name, opened where there is none. */
export async function openRun(client: GitHubClient, name: RepositoryName, open: OpenRuns, run: string): Promise<CheckRun> {
  const known = open.runs.get(run);
  if (known !== undefined) return known;
  const made = await createRun(client, name, { name: run, head: open.head, status: 'in_progress', ...LOOKING });
  open.runs.set(run, made);
  return made;
}

/**
 * Which run speaks for which parts. As soon as one base requires the check, it is the worst of all; bases that do not require it get
 * the run with the other name besides. A run that was opened, and whose name nobody needs any more, is completed all the same.
 */
export function runsFor<T extends { readonly gate: Gate }>(parts: readonly T[], open: NamedRuns): Map<string, readonly T[]> {
  const advisory = parts.filter(({ gate }) => gate.required === false);
  const needed = advisory.length < parts.length || open.runs.has(CHECK_NAME);
  const names = new Map<string, readonly T[]>();
  if (needed) names.set(CHECK_NAME, parts);
  if (advisory.length > 0) names.set(ADVISORY_NAME, advisory);
  else if (open.runs.has(ADVISORY_NAME)) names.set(ADVISORY_NAME, parts);
  return names;
}

/** `audit`: the newest hash of the audit log, of which GitHub holds a copy so (T31). */
export async function complete(
  deps: Deps,
  client: GitHubClient,
  name: RepositoryName,
  open: OpenRuns,
  parts: readonly CheckPart[],
  saying: Saying,
): Promise<Reported> {
  for (const said of saidBy(deps, parts, open, saying)) {
    const { id } = await openRun(client, name, open, said.run);
    await completeRun(client, name, id, said.conclusion, said.output, said.actions, deps.now());
  }
  return worst(parts.map(({ result }) => reported(result)));
}

/**
 * A new run of each name that is complete at once takes the place of what was said before: one write, and nothing is read. `known`: names that this head has
 * runs of; a green that stood under another name must not outlive what it rests on (T3). Answers with the address of the one that counts, and all names.
 */
export async function completeAnew(
  deps: Deps,
  client: GitHubClient,
  name: RepositoryName,
  head: string,
  parts: readonly CheckPart[],
  known: ReadonlySet<string>,
  saying: Saying,
): Promise<{ readonly url: string | null; readonly names: readonly string[] }> {
  const names = new Set(known);
  let url: string | null = null;
  for (const { run, conclusion, output, actions } of saidBy(deps, parts, { runs: known }, saying)) {
    ({ url } = await createCompletedRun(client, name, { name: run, head, conclusion, output, actions, now: deps.now() }));
    names.add(run);
  }
  return { url, names: [...names] };
}

interface Saying {
  readonly canPin: boolean;
  readonly audit: string | null;
}

interface Said {
  readonly run: string;
  readonly conclusion: Reported;
  readonly output: CheckOutput;
  readonly actions: readonly CheckAction[];
}

/** The advisory one first: what lets a merge pass is the last thing that is said. */
function saidBy({ rulesUrl }: Deps, parts: readonly CheckPart[], open: NamedRuns, { canPin, audit }: Saying): readonly Said[] {
  const links: Links = { rules: rulesUrl, more: null };
  return [...runsFor(parts, open)].reverse().map(([run, own]) => {
    const conclusion = worst(own.map(({ result }) => reported(result)));
    const actions = conclusion !== 'success' && canPin ? [RERUN, PIN_ACTION] : [RERUN];
    return { run, conclusion, output: checkOutput(run, own, links, audit), actions };
  });
}

/** The runs stay open, and say until when. */
export async function wait(
  client: GitHubClient,
  name: RepositoryName,
  open: OpenRuns,
  parts: readonly CheckPart[],
  why: string,
  at: Date,
): Promise<void> {
  const moment = at.toISOString().slice(0, 16).replace('T', ' ');
  for (const run of runsFor(parts, open).keys()) {
    const { id } = await openRun(client, name, open, run);
    await progressRun(client, name, id, `Waiting: next try at ${moment} UTC`, why);
  }
}
