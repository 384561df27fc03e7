/** From the event to the verdict: which commits, which policy, then the core. */
import { resolve, sep } from 'node:path';
import {
  type Bom,
  type ChosenPolicy,
  check,
  createEvidence,
  detectors,
  hubOverrideNote,
  DATABASE_VARIABLE,
  gitHubHost,
  HOST_VARIABLES,
  lazyReach,
  hubSettings,
  InputError,
  memoryCache,
  type Note,
  offlineNote,
  openAdvisoryDatabase,
  openPorts,
  openRepository,
  type Origin,
  type PickedTrees,
  policyOn,
  policyUnder,
  type Repository,
  type Tree,
  treeOfCommit,
  treesOfCommits,
  treesOfPullRequest,
  type Verdict,
  waivingIn,
  withoutReasons,
  withPolicyOf,
} from '../core/index.ts';
import type { ActionEvent } from './event.ts';
import type { GitHub } from './github.ts';
import type { ActionInputs, PolicySource } from './inputs.ts';
import type { Runner } from './runner.ts';

export type JudgedEvent = Exclude<ActionEvent, { kind: 'nothing' }>;

export interface ActionJudgement {
  readonly verdict: Verdict;
  readonly bom: Bom;
  /** What the person who reads the run should know; not part of the verdict. */
  readonly remarks: readonly string[];
}

/** Throws InputError and EffectError, which say what to do: then nothing was judged. */
export async function judgeEvent(
  inputs: ActionInputs,
  event: JudgedEvent,
  runner: Runner,
  github: GitHub,
  now: Date,
): Promise<ActionJudgement> {
  const directory = checkoutFolder(runner.workspace, inputs.workingDirectory);
  const repository = await openCheckout(directory);
  const origin: Origin = {
    fetch: (ids) => repository.fetch(ids, { url: runner.cloneUrl, token: inputs.githubToken }),
    mergeBase: (base, head) => github.mergeBase(base, head),
    tip: (branch) => github.tip(branch),
  };
  try {
    const picked = await treesOf(event, repository, runner, origin);
    const chosen = await policyOf(inputs.policy, picked, github, runner);
    // T26: a credential of this repository is not spent on what a stranger names.
    const spend = !(event.kind === 'pull-request' && event.fork);
    // The job's own token reads what GitHub shows to everybody, and is used for this repository anyway.
    const own = inputs.githubToken === null ? {} : { GITHUB_TOKEN: inputs.githubToken };
    const hub = hubSettings({ ...hubEnvironment(runner, spend ? inputs.hubToken : null, spend), ...own }, { hubUrl: null });
    const named = runner.hubEnvironment[DATABASE_VARIABLE] ?? '';
    const database = named === '' ? null : await openAdvisoryDatabase(runner.workspace, named, directory);
    const commit = async (): Promise<Tree> => repository.tree(await repository.resolve('HEAD'), 'checkout', null);
    // T17: no cache is restored, so that no earlier run can put words into this one.
    const opened = openPorts({
      detectors,
      cache: memoryCache(),
      evidence: createEvidence(),
      hub,
      offline: inputs.offline,
      ...(database === null ? {} : { database }),
      now,
      progress: () => undefined,
      checkout: { directory, commit },
      installed: { directory, commit, npmCache: runner.npmCache },
    });
    try {
      const notes = [...picked.notes, ...notesOf(inputs, event, hub.custom), ...chosen.notes];
      const { base, head, subject } = picked;
      const { policy: judging } = chosen;
      const policy = inputs.policy.from === 'base' ? judging : waivingIn(judging, `${runner.owner}/${runner.repo}`);
      const result = await check({ head, base, subject, policy, review: chosen.review, notes }, opened.ports);
      const verdict = runner.isPublic ? withoutReasons(result.verdict) : result.verdict;
      return { bom: result.bom, verdict, remarks: await remarksOn(event, repository, spend ? null : inputs.hubToken) };
    } finally {
      await opened.close();
    }
  } finally {
    await repository.close();
  }
}

function checkoutFolder(workspace: string, directory: string): string {
  const folder = resolve(workspace, directory);
  if (folder === resolve(workspace) || folder.startsWith(resolve(workspace) + sep)) return folder;
  throw new InputError(
    'PATH_OUTSIDE',
    `working-directory "${directory}" is not below the workspace`,
    'Name the "path" of actions/checkout.',
  );
}

async function openCheckout(directory: string): Promise<Repository> {
  try {
    const repository = await openRepository(directory);
    if (repository.workTree !== null) return repository;
    await repository.close();
    throw new InputError('NOT_A_REPOSITORY', `${directory} is a bare repository`, 'Name a folder of the checkout.');
  } catch (error) {
    if (!(error instanceof InputError) || (error.code !== 'NOT_A_REPOSITORY' && error.code !== 'NOT_A_FOLDER')) throw error;
    const hint = `${error.hint} In a workflow, a step with actions/checkout must come before this one.`;
    throw new InputError(error.code, error.message, hint);
  }
}

async function treesOf(event: JudgedEvent, repository: Repository, { repo, defaultBranch }: Runner, origin: Origin): Promise<PickedTrees> {
  if (event.kind === 'scan') return treeOfCommit(repository, event.commit, repo, origin);
  const picked =
    event.kind === 'pull-request'
      ? await treesOfPullRequest(repository, event, repo, origin)
      : await treesOfCommits(repository, event.base, event.head, repo, origin);
  return withPolicyOf(repository, picked, event.base.name, defaultBranch, origin);
}

/** T6: of the default branch's commit, or of another repository at a full commit; never of the pull request. */
async function policyOf(
  input: PolicySource,
  picked: PickedTrees,
  github: GitHub,
  { owner, repo, isPublic }: Runner,
): Promise<ChosenPolicy> {
  const host = gitHubHost((route, parameters) => github.ask(route, parameters));
  const own = { owner, repo };
  const trees = { ...picked, reach: lazyReach(host, own, isPublic) };
  if (input.from === 'base') {
    return policyOn(input.path, trees, () =>
      Promise.reject(new InputError('USAGE', 'A policy from the disk is not used here', 'Name a path in the default branch.')),
    );
  }
  const beside = async (path: string): Promise<Uint8Array | { readonly problem: string }> => {
    try {
      return await github.file({ ...input, path });
    } catch (error) {
      if (error instanceof InputError) return { problem: error.message };
      throw error;
    }
  };
  try {
    const name = labelOf(input, isPublic);
    // Of another repository: its groups hold here, and what the repository says itself may only tighten it (T24).
    const policy = { bytes: await github.file(input), path: name, label: name, beside, reach: lazyReach(host, input, isPublic) };
    return await policyUnder(policy, trees, { home: null, discreet: isPublic, repository: () => host.traits(own) });
  } catch (error) {
    throw isPublic && error instanceof InputError ? unnamed(error) : error;
  }
}

/** T26: neither the name of that repository nor a word of its policy stands where everybody reads. */
function unnamed({ code, mistakes }: InputError): InputError {
  const what = mistakes.length === 0 ? 'cannot be read' : mistakes.length === 1 ? 'has a mistake' : `has ${mistakes.length} mistakes`;
  const hint =
    'Somebody who may read it sees more with "weighbridge policy validate". Check owner, path, commit and github-token. Nothing was judged.';
  return new InputError(code, `The policy of another repository, which the step names, ${what}`, hint);
}

/** T26: who reads a public repository need not know the name of the one with the policy. */
function labelOf({ owner, repo, path, commit }: Extract<PolicySource, { from: 'repository' }>, isPublic: boolean): string {
  return isPublic ? `of another repository at ${commit.slice(0, 12)}` : `${owner}/${repo}/${path}@${commit}`;
}

function hubEnvironment(runner: Runner, token: string | null, spend: boolean): Readonly<Record<string, string | undefined>> {
  const all = runner.hubEnvironment;
  if (!spend) return Object.fromEntries(HOST_VARIABLES.addresses.map((name) => [name, all[name]]));
  return token === null ? all : { ...all, HF_TOKEN: token };
}

function notesOf(inputs: ActionInputs, event: JudgedEvent, customHub: boolean): Note[] {
  const notes: Note[] = [];
  if (event.kind === 'scan')
    notes.push({
      code: 'no-base',
      text: 'This event has nothing to compare with: everything counts as already there, and nothing is refused.',
    });
  if (inputs.warnOnly) notes.push({ code: 'warn-only', text: 'The workflow sets warn-only: whatever is found, the job does not fail.' });
  if (inputs.offline) notes.push(offlineNote());
  else if (customHub) notes.push(hubOverrideNote());
  return notes;
}

async function remarksOn(event: JudgedEvent, repository: Repository, unspent: string | null): Promise<string[]> {
  const remarks: string[] = [];
  if (event.kind === 'pull-request' && event.merge !== null) {
    const out = await repository.resolve('HEAD').catch(() => null);
    if (out !== event.merge)
      remarks.push(
        `The checkout is at ${out?.slice(0, 7) ?? 'no commit'}, not at the merge commit ${event.merge.slice(0, 7)}: judged was what merging gives, read by commit id.`,
      );
  }
  if (unspent !== null) remarks.push('hf-token was not used: the pull request comes from a fork.');
  return remarks;
}
