/** Two commits behind GitHub's API → a verdict, by the core: which trees, which policy, then `check`. */
import {
  type Bom,
  check,
  createEvidence,
  decide,
  detectors,
  detectorStamp,
  explainStated,
  type Dossier,
  hubOverrideNote,
  type MaliceHeard,
  limitNote,
  type Note,
  openPorts,
  packDossier,
  type PickedTrees,
  rules,
  type Tree,
  treeOfCommit,
  type Verdict,
  withoutReasons,
} from '../../src/core/index.ts';
import { type BlobLimits, type BlobReader, createBlobReader } from '../github/blobs.ts';
import { READ_ONLY } from '../github/calls.ts';
import type { GitHubClient } from '../github/client.ts';
import { createCommits, type GitHubCommits, type KnownCommits, type RepositoryFacts } from '../github/repository.ts';
import type { ListTree } from '../github/tree.ts';
import { approvedOf, type Pull } from './approvals.ts';
import type { Deps, Target } from './deps.ts';
import { restsOf, withGiven } from './given.ts';
import type { KeptFindings } from './kept-pull.ts';
import { policyOf, type PolicyInForce } from './policy-in-force.ts';
import type { Rests } from './ports.ts';
import { type Proposal, proposalOf } from './proposal.ts';
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
  /** To judge it again; null: it is no pull request, or changes the policy itself, and what that means is read from its trees. */
  readonly kept: KeptFindings | null;
  /** What it would make of the organization's policy; null: nothing. */
  readonly proposal: Proposal | null;
  readonly rests: Rests;
  /** Who may waive by a comment; empty: nobody. */
  readonly approvers: readonly string[];
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
  /** What was read with the pull request; absent: everything is asked. */
  readonly known?: KnownCommits;
}

/** Throws InputError when the policy cannot be used, GitHubError when GitHub does not answer: nothing is judged then. */
export async function judgeTrees(input: AppJudgeInput): Promise<AppJudgement> {
  const { deps, target, client, repository, fork, conflict } = input;
  const { installationId } = target;
  const blobs = createBlobReader(client, repository, deps.stores.blobs(installationId), deps.limits);
  const commits = createCommits(client, repository, blobs, conflict, input.known, listingOf(input));
  const picked = await input.pick(commits);
  const { base, head, subject } = picked;
  const inForce = await policyOf(input, picked, commits);
  const given = await deps.stores.waivers.given(installationId, target.repositoryId, input.pull?.number ?? null);
  const chosen = { ...inForce, policy: withGiven(inForce.policy, given) };
  if (base !== null) await reserveChanges(base, head, blobs);
  // T26: a credential of the organization is not spent on what a stranger names, nor for a page that strangers read.
  const hub = await deps.hubs.settings(installationId, !fork && !repository.isPublic, await actionToken(input));
  const stamp = detectorStamp(detectors);
  const now = deps.now();
  const opened = openPorts({
    detectors,
    cache: storedFacts(deps.stores.facts, installationId, stamp),
    evidence: createEvidence(),
    hub,
    offline: false,
    budgets: new Map([['gh', gitHubQuestions(client.quota())]]),
    now,
    parsers: deps.parsers,
    progress: () => client.signal.throwIfAborted(),
  });
  try {
    const notes = [...picked.notes, ...(hub.custom ? [hubOverrideNote()] : []), ...chosen.notes];
    const late = (): Note[] => unreadNotes(blobs, deps.limits);
    const judging = { head, base, subject, policy: chosen.policy, review: chosen.review, late };
    const first = await check({ ...judging, notes }, opened.ports);
    const approved = await approvedOf(deps, target, input.pull, first.verdict, client.signal);
    const { dossier } = first;
    const isDecided = approved.approvals.length === 0 && approved.notes.length === 0;
    // Only the decision is made again: what was read, asked and described stays.
    const { verdict, bom } = isDecided
      ? first
      : await decide(dossier, { ...judging, ...approved, rules, notes: [...dossier.notes, ...approved.notes], now });
    return {
      bom,
      malice: dossier.malice,
      verdict: repository.isPublic ? withoutReasons(verdict) : verdict,
      rests: restsOf(verdict),
      approvers: chosen.policy.approvers,
      policyCommit: chosen.commit,
      policyInForce: repository.isPublic ? null : explainStated(chosen.policy),
      into: picked.policyFrom.commit,
      // A group of a merge queue, a branch and a release are judged anew each time.
      kept: input.pull === null ? null : await keptOf(dossier, chosen, stamp),
      proposal: input.pull === null ? null : await proposalOf(input, picked, inForce),
      baselineOf: await unreadBase(input, base, stamp, blobs.unread()),
    };
  } finally {
    await opened.close();
  }
}

/** One commit as it is, such as a branch's tip or a release's: nothing is compared. Throws as `judgeTrees`. */
export function judgeCommit(
  on: Pick<AppJudgeInput, 'deps' | 'target' | 'client' | 'repository'>,
  at: { readonly name: string; readonly id: string },
): Promise<AppJudgement> {
  const { repository } = on;
  return judgeTrees({
    ...on,
    fork: false,
    pull: null,
    into: repository.defaultBranch,
    conflict: false,
    pick: (commits) => treeOfCommit(commits, at, repository.repo, commits.origin),
  });
}

function listingOf({ deps, target }: AppJudgeInput): ListTree | undefined {
  const of = { installation: target.installationId, repository: target.repositoryId };
  const { listings } = deps;
  return listings === undefined ? undefined : (list, tree) => listings.recall(of, tree, list);
}

async function keptOf(dossier: Dossier, { review, own }: PolicyInForce, stamp: string): Promise<KeptFindings | null> {
  if (review.changes.length > 0 || review.mistakes.length > 0) return null;
  return { stamp, dossier: await packDossier(dossier), own };
}

/** What is in force for a pull request as it is now, without judging it. Throws as `judgeTrees`. */
export async function policyInForce(input: AppJudgeInput): Promise<PolicyInForce> {
  const blobs = createBlobReader(input.client, input.repository, input.deps.stores.blobs(input.target.installationId), input.deps.limits);
  const commits = createCommits(input.client, input.repository, blobs, input.conflict, input.known, listingOf(input));
  return policyOf(input, await input.pick(commits), commits);
}

/**
 * T26: it reads this repository, which the pull request is in, and what GitHub shows to everybody. Of other repositories of the organization nobody
 * learns by it whether they have a commit: neither a fork that names them, nor who reads the check.
 */
function actionToken({ deps, target, client }: AppJudgeInput): Promise<string> {
  const { installationId, repositoryId } = target;
  return deps.clients.token({ installationId, repositoryIds: [repositoryId], permissions: READ_ONLY }, client.signal);
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
