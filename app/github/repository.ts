/** One repository behind GitHub's API: what it is now, its branches, commits and trees. */
import { z } from 'zod';
import { type Commits, hostedRepositoryOf, type Origin, repositoryAnswer, type Tree } from '../../src/core/index.ts';
import type { BlobReader } from './blobs.ts';
import type { GitHubClient } from './client.ts';
import { isGitHubError } from './errors.ts';
import { isObjectId } from './object-id.ts';
import { createGitHubTree, type ListTree } from './tree.ts';
import { at, type RepositoryName } from './name.ts';

export interface RepositoryFacts extends RepositoryName {
  /** The numeric id stays when a repository is renamed. */
  readonly id: number;
  readonly defaultBranch: string;
  /** Everybody may read it. "internal" is not public. */
  readonly isPublic: boolean;
  readonly archived: boolean;
  readonly topics: readonly string[];
}

/** Throws GitHubError "missing". A renamed repository answers under its old name, with its new one. */
export async function readRepository(client: GitHubClient, name: RepositoryName): Promise<RepositoryFacts> {
  const found = await client.call('GET /repos/{owner}/{repo}', at(name), repositoryAnswer);
  return { ...hostedRepositoryOf(found), topics: found.topics ?? [] };
}

const id = z.string().refine(isObjectId);
const commitAnswer = z.object({ sha: id, tree: z.object({ sha: id }), parents: z.array(z.object({ sha: id })).max(100) });
const refAnswer = z.object({ ref: z.string(), object: z.object({ sha: id, type: z.string() }) });

export interface CommitFacts {
  readonly id: string;
  readonly tree: string;
  readonly parents: readonly string[];
}

/** Where a branch is now; null when it is gone. */
export async function readTip(client: GitHubClient, name: RepositoryName, branch: string): Promise<string | null> {
  try {
    const route = 'GET /repos/{owner}/{repo}/git/ref/{ref}';
    const found = await client.call(route, { ...at(name), ref: `heads/${branch}` }, refAnswer);
    return found.ref === `refs/heads/${branch}` && found.object.type === 'commit' ? found.object.sha : null;
  } catch (error) {
    if (isGitHubError(error, 'missing', 'conflict')) return null;
    throw error;
  }
}

export interface QueuedGroup {
  readonly base: { readonly branch: string; readonly id: string };
  readonly head: { readonly branch: string; readonly id: string };
}

/** A ref of the queue is "gh-readonly-queue/<base branch>/pr-<number>-<commit of the base>". */
const QUEUE = 'heads/gh-readonly-queue/';
const QUEUE_REF = /^refs\/heads\/gh-readonly-queue\/(.{1,1000})\/pr-\d{1,10}-([0-9a-f]{40}(?:[0-9a-f]{24})?)$/;

/** The group of a merge queue whose head this is; null when there is none (any more). */
export async function readQueuedGroup(client: GitHubClient, name: RepositoryName, head: string): Promise<QueuedGroup | null> {
  const route = 'GET /repos/{owner}/{repo}/git/matching-refs/{ref}';
  const refs = await client.call(route, { ...at(name), ref: QUEUE }, z.array(refAnswer));
  for (const { ref, object } of refs) {
    const [, branch, base] = object.sha === head ? (QUEUE_REF.exec(ref) ?? []) : [];
    if (branch !== undefined && base !== undefined)
      return { base: { branch, id: base }, head: { branch: ref.slice('refs/heads/'.length), id: head } };
  }
  return null;
}

export async function readApiCommit(client: GitHubClient, name: RepositoryName, commit: string): Promise<CommitFacts> {
  const route = 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}';
  const found = await client.call(route, { ...at(name), commit_sha: commit }, commitAnswer);
  return { id: found.sha, tree: found.tree.sha, parents: found.parents.map((parent) => parent.sha) };
}

/** The best common ancestor; null when there is none. */
export async function readMergeBase(client: GitHubClient, name: RepositoryName, base: string, head: string): Promise<string | null> {
  try {
    const route = 'GET /repos/{owner}/{repo}/compare/{basehead}';
    // One commit per page: only the common ancestor is wanted.
    const parameters = { ...at(name), basehead: `${base}...${head}`, per_page: 1 };
    return (await client.call(route, parameters, z.object({ merge_base_commit: z.object({ sha: id }) }))).merge_base_commit.sha;
  } catch (error) {
    // Both commits were read before: what is missing is an ancestor.
    if (isGitHubError(error, 'missing')) return null;
    throw error;
  }
}

/** What choosing trees needs (src/core/choose/commits.ts): GitHub merges, nobody here does. */
export interface GitHubCommits extends Commits {
  readonly origin: Origin;
  /** All trees that were asked for. */
  trees(): readonly Tree[];
}

/** What was read of a repository with the pull request, and need not be asked again for it. */
export interface KnownCommits {
  /** By name of the branch. */
  readonly tips: ReadonlyMap<string, string>;
  readonly commits: readonly CommitFacts[];
}

const NOTHING_KNOWN: KnownCommits = { tips: new Map(), commits: [] };

/** `conflict`: GitHub says that it does not merge; else an absent merge is only not known. */
export function createCommits(
  client: GitHubClient,
  name: RepositoryName,
  blobs: BlobReader,
  conflict: boolean,
  known: KnownCommits = NOTHING_KNOWN,
  listing?: ListTree,
): GitHubCommits {
  const commits = new Map<string, Promise<CommitFacts>>(known.commits.map((one) => [one.id, Promise.resolve(one)]));
  const trees = new Map<string, Tree>();
  const commit = (of: string): Promise<CommitFacts> => {
    const found = commits.get(of) ?? readApiCommit(client, name, of);
    commits.set(of, found);
    return found;
  };
  return {
    has: () => Promise.resolve(true),
    async parents(of) {
      return (await commit(of)).parents;
    },
    mergeTree: () => Promise.resolve(conflict ? { state: 'conflict', paths: [] } : { state: 'unknown' }),
    tree(treeish, label, of) {
      const opened = trees.get(`${treeish} ${label}`);
      if (opened !== undefined) return opened;
      const tree = lazyTree(
        async () => {
          const { tree: treeId } = await commit(treeish);
          return createGitHubTree(client, name, blobs, { treeId, label, commit: of }, listing);
        },
        label,
        of,
      );
      trees.set(`${treeish} ${label}`, tree);
      return tree;
    },
    trees: () => [...trees.values()],
    origin: {
      fetch: () => Promise.resolve(),
      mergeBase: (base, head) => readMergeBase(client, name, base, head),
      tip: (branch) => {
        const tip = known.tips.get(branch);
        return tip === undefined ? readTip(client, name, branch) : Promise.resolve(tip);
      },
    },
  };
}

/** A commit names its tree only when it is asked; choosing trees does not wait. */
function lazyTree(open: () => Promise<Tree>, label: string, commit: string | null): Tree {
  let opened: Promise<Tree> | null = null;
  const tree = (): Promise<Tree> => (opened ??= open());
  return {
    label,
    commit,
    treeId: null,
    list: async () => (await tree()).list(),
    read: async (entry, limit) => (await tree()).read(entry, limit),
    digest: async (entry) => (await tree()).digest(entry),
    close: () => Promise.resolve(),
  };
}
