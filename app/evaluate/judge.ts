/** Two commits behind GitHub's API → a verdict, by the core: which trees, which policy, then `check`. */
import { z } from 'zod';
import {
  type Bom,
  check,
  commitLabel,
  createEvidence,
  detectors,
  detectorStamp,
  explainStated,
  hubOverrideNote,
  InputError,
  type LayeredPolicy,
  type MaliceHeard,
  limitNote,
  type Note,
  openPorts,
  ORGANIZATION_FILE,
  type PickedTrees,
  policyOn,
  policyUnder,
  propertiesOf,
  reachThrough,
  type RepositoryTraits,
  type Tree,
  type Verdict,
  waivingIn,
  withoutReasons,
} from '../../src/core/index.ts';
import { type BlobLimits, type BlobReader, createBlobReader } from '../github/blobs.ts';
import { READ_ONLY } from '../github/calls.ts';
import type { GitHubClient } from '../github/client.ts';
import { at } from '../github/name.ts';
import { FileLost, organizationPolicy } from '../github/policy.ts';
import { absent, rememberingHost } from '../github/policy-host.ts';
import { openPolicyMemory, type PolicyMemory } from '../github/policy-memory.ts';
import { createCommits, type GitHubCommits, readTip, type RepositoryFacts } from '../github/repository.ts';
import { approvedOf, type Pull } from './approvals.ts';
import type { Deps, Target } from './deps.ts';
import { gitHubQuestions } from './question-budget.ts';
import { storedFacts } from './stored-facts.ts';

export interface AppJudgement {
  readonly verdict: Verdict;
  readonly bom: Bom;
  /** What the verdict rests on of reports of malice (T3). */
  readonly malice: readonly MaliceHeard[];
  /** Commit of the organization's policy; null without one. */
  readonly policyCommit: string | null;
  /** What the layers of the policy say, each with its place; null where everybody reads the check (T26). */
  readonly policyInForce: string | null;
  /** Tip of the branch that was merged into, by commit id. */
  readonly into: string | null;
  /** The base commit to read as a whole, at low priority; null when that was done. */
  readonly baselineOf: string | null;
}

export interface AppJudgeInput {
  readonly deps: Deps;
  readonly target: Target;
  readonly client: GitHubClient;
  readonly repository: RepositoryFacts;
  readonly fork: boolean;
  /** Whose reviews count; null: a group of a merge queue, which has none. */
  readonly pull: Pull | null;
  /** Branch that is merged into. */
  readonly into: string;
  /** GitHub says that the branches do not merge. */
  readonly conflict: boolean;
  readonly pick: (commits: GitHubCommits) => Promise<PickedTrees>;
}

/** Throws InputError when the policy cannot be used, GitHubError when GitHub does not answer: nothing is judged then. */
export async function judgeTrees(input: AppJudgeInput): Promise<AppJudgement> {
  const { deps, target, client, repository, fork, conflict } = input;
  const { installationId } = target;
  const blobs = createBlobReader(client, repository, deps.stores.blobs(installationId), deps.limits);
  const commits = createCommits(client, repository, blobs, conflict);
  const picked = await input.pick(commits);
  const { base, head, subject } = picked;
  const chosen = await policyOf(input, picked, commits);
  if (base !== null) await reserveChanges(base, head, blobs);
  // T26: a credential of the organization is not spent on what a stranger names, nor for a page that strangers read.
  const hub = await deps.hubs.settings(installationId, !fork && !repository.isPublic, await actionToken(input));
  const stamp = detectorStamp(detectors);
  const opened = openPorts({
    detectors,
    cache: storedFacts(deps.stores.facts, installationId, stamp),
    evidence: createEvidence(),
    hub,
    offline: false,
    budgets: new Map([['gh', gitHubQuestions(client.quota())]]),
    now: deps.now(),
    parsers: deps.parsers,
    progress: () => client.signal.throwIfAborted(),
  });
  try {
    const notes = [...picked.notes, ...(hub.custom ? [hubOverrideNote()] : []), ...chosen.notes];
    const late = (): Note[] => unreadNotes(blobs, deps.limits);
    const judging = { head, base, subject, policy: chosen.policy, review: chosen.review, late };
    const first = await check({ ...judging, notes }, opened.ports);
    const approved = await approvedOf(deps, target, input.pull, first.verdict, client.signal);
    // With the same evidence: nobody is asked a second time.
    const again = approved.approvals.length > 0 || approved.notes.length > 0;
    const result = again ? await check({ ...judging, ...approved, notes: [...notes, ...approved.notes] }, opened.ports) : first;
    return {
      bom: result.bom,
      malice: result.malice,
      verdict: repository.isPublic ? withoutReasons(result.verdict) : result.verdict,
      policyCommit: chosen.commit,
      policyInForce: repository.isPublic ? null : explainStated(chosen.policy),
      into: picked.policyFrom.commit,
      baselineOf: await unreadBase(input, base, stamp, blobs.unread()),
    };
  } finally {
    await opened.close();
  }
}

/**
 * T26: it reads this repository, which the pull request is in, and what GitHub shows to everybody. Of other repositories of the organization nobody
 * learns by it whether they have a commit: neither a fork that names them, nor who reads the check.
 */
function actionToken({ deps, target, client }: AppJudgeInput): Promise<string> {
  const { installationId, repositoryId } = target;
  return deps.clients.token({ installationId, repositoryIds: [repositoryId], permissions: READ_ONLY }, client.signal);
}

/** The organization's file with its groups and the repository's own below it; without an organization's, the repository's own is its owner's word. */
async function policyOf(
  input: AppJudgeInput,
  picked: PickedTrees,
  commits: GitHubCommits,
): Promise<LayeredPolicy & { readonly commit: string | null }> {
  const { deps, target, client, repository, into } = input;
  const { installationId, account } = target;
  const memory = await openPolicyMemory(deps.stores.policies, installationId, deps.policyPatience, deps.now);
  const lookup = { clients: deps.clients, bindings: deps.stores.bindings, memory, installationId, account, signal: client.signal };
  const organization = await organizationPolicy({ ...lookup, forPublic: repository.isPublic }).catch((error: unknown) => {
    // T40: what is lost in a file can be mended by a change of that file, and by nothing else.
    if (error instanceof FileLost && error.repository.id === target.repositoryId)
      return { owner: error, repository: error.repository, commit: null };
    throw error;
  });
  const policyFrom = await defaultTree(client, repository, picked, commits);
  const own = memory.scope(`repository ${target.repositoryId}`);
  // T26: what a repository rests on is read with a token of that repository alone, which also sees what everybody may see.
  const host = rememberingHost(() => Promise.resolve(client), own);
  const reach = reachThrough(host, repository, repository.isPublic);
  const trees = { policyFrom, base: picked.base, head: picked.head, elsewhere: into !== repository.defaultBranch, reach };
  if (organization !== null) {
    const home = organization.repository.id === target.repositoryId ? ORGANIZATION_FILE : null;
    const discreet = repository.isPublic && !organization.repository.isPublic;
    const under = await policyUnder(organization.owner, trees, { home, discreet, repository: (asked) => traitsOf(input, own, asked) });
    await memory.save();
    return { ...under, policy: waivingIn(under.policy, `${repository.owner}/${repository.repo}`), commit: organization.commit };
  }
  const chosen = await policyOn(null, trees, () => Promise.reject(new InputError('USAGE', 'The App reads no disk', 'Commit the policy.')));
  await memory.save();
  return { ...chosen, refused: [], commit: null };
}

/** T25: ids and custom properties are the organization's; where it has not let the App read properties nobody can tell, and the stricter holds. */
async function traitsOf(
  { deps, target, client, repository }: AppJudgeInput,
  memory: PolicyMemory,
  asked: ReadonlySet<keyof RepositoryTraits>,
): Promise<RepositoryTraits> {
  const route = 'GET /repos/{owner}/{repo}/properties/values';
  const read = (): Promise<z.output<typeof properties> | null> =>
    absent(() => client.call(route, at(repository), properties), 'missing', 'forbidden');
  const values = asked.has('properties')
    ? await memory.recall('properties', deps.policyPatience.state, read, (answer) => answer !== null)
    : null;
  return {
    id: target.repositoryId,
    name: repository.repo,
    topics: repository.topics,
    properties: values === null ? null : propertiesOf(values),
  };
}

const properties = z.array(z.object({ property_name: z.string(), value: z.union([z.string(), z.array(z.string()), z.null()]) }));

/** T23: the repository's file is the one of the default branch, also for a pull request into another branch. */
async function defaultTree(client: GitHubClient, repository: RepositoryFacts, picked: PickedTrees, commits: GitHubCommits): Promise<Tree> {
  const branch = repository.defaultBranch;
  const tip = await readTip(client, repository, branch);
  if (tip === null)
    throw new InputError(
      'POLICY_MISSING',
      'The default branch cannot be read',
      'It holds the policy. Push it, then check again. Nothing was judged.',
    );
  return picked.policyFrom.commit === tip ? picked.policyFrom : commits.tree(tip, commitLabel(branch, tip), tip);
}

/** Base and head differ in few files: those are read whatever else is. */
async function reserveChanges(base: Tree, head: Tree, blobs: BlobReader): Promise<void> {
  const before = new Map((await base.list()).entries.map((entry) => [entry.path, entry]));
  const { entries } = await head.list();
  const changed = entries.flatMap((entry) => {
    const old = before.get(entry.path);
    return old?.id === entry.id ? [] : old === undefined ? [entry] : [entry, old];
  });
  const wanted = changed.filter(({ kind, path, size }) => kind === 'symlink' || detectors.some((detector) => detector.wants(path, size)));
  blobs.reserve(wanted.map(({ id }) => id));
}

function unreadNotes(blobs: BlobReader, limits: BlobLimits): Note[] {
  const count = blobs.unread();
  if (count === 0) return [];
  const text = `${count} files were not read: one pull request reads at most ${limits.blobs} files that are not known yet. Once the repository was read as a whole, the check is repeated.`;
  return [limitNote(text)];
}

async function unreadBase({ deps, target }: AppJudgeInput, base: Tree | null, stamp: string, unread: number): Promise<string | null> {
  if (base?.commit == null) return null;
  const known = await deps.stores.baselines.has(target.installationId, target.repositoryId, stamp);
  return known && unread === 0 ? null : base.commit;
}
