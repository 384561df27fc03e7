/**
 * A pull request, its repository, both tips, the test merge, our check runs on its head, what is said on it and all open pull requests, in one
 * question: what a verdict starts from is of one moment, and costs one request instead of ten.
 */
import { z } from 'zod';
import type { CheckRun } from './check-runs.ts';
import type { GitHubClient } from './client.ts';
import { COMMENT_FIELDS, type CommentList, commentList } from './comments.ts';
import { at, type RepositoryName } from './name.ts';
import { isObjectId } from './object-id.ts';
import type { PullRequest } from './pull.ts';
import { THREAD_FIELDS, type ThreadList, threadList } from './reviews.ts';
import type { CommitFacts, KnownCommits, RepositoryFacts } from './repository.ts';

export interface Scene {
  readonly repository: RepositoryFacts;
  readonly pull: PullRequest;
  readonly open: OpenPulls;
  /** Ours on its head, the newest of each name; null: they have to be asked for. */
  readonly runs: readonly CheckRun[] | null;
  readonly known: KnownCommits;
  readonly talk: Talk;
}

/** What is said on a pull request, by anybody. */
export interface Talk {
  readonly comments: CommentList;
  readonly threads: ThreadList;
}

export interface ListedPull {
  readonly number: number;
  readonly base: string;
  /** Where its base branch is; null: it is gone. */
  readonly tip: string | null;
  readonly head: string;
}

export interface OpenPulls {
  readonly pulls: readonly ListedPull[];
  /** False when there are more than are looked through. */
  readonly all: boolean;
}

/** Pages of 100 open pull requests that are looked through for one head (T1). */
const PAGES = 30;
const SUITES = 10;
const RUNS = 50;

const COMMIT = '... on Commit { oid tree { oid } parents(first: 3) { nodes { oid } } }';
const LIST = 'pageInfo { hasNextPage endCursor } nodes { number baseRefName baseRef { target { oid } } headRefOid }';
const CHECKS =
  `commits(last: 1) { nodes { commit { oid checkSuites(first: ${SUITES}, filterBy: { appId: $app }) { pageInfo { hasNextPage } nodes { ` +
  `checkRuns(first: ${RUNS}, filterBy: { checkType: LATEST }) { pageInfo { hasNextPage } nodes { ` +
  'databaseId name status conclusion permalink startedAt annotations(first: 1) { totalCount } } } } } } } }';
const SCENE =
  'query($owner: String!, $repo: String!, $number: Int!, $app: Int!) { repository(owner: $owner, name: $repo) { ' +
  'databaseId name owner { login } isPrivate visibility isArchived repositoryTopics(first: 100) { nodes { topic { name } } } ' +
  `defaultBranchRef { name target { ${COMMIT} } } ` +
  'pullRequest(number: $number) { id number state baseRefName baseRefOid headRefName headRefOid headRepository { databaseId } ' +
  `mergeable autoMergeRequest { enabledAt } author { login ... on User { databaseId } } baseRef { target { ${COMMIT} } } potentialMergeCommit { ${COMMIT} } ${CHECKS} ${COMMENT_FIELDS} ${THREAD_FIELDS} } ` +
  `pullRequests(states: OPEN, first: 100) { ${LIST} } } }`;
const OPEN =
  'query($owner: String!, $repo: String!, $after: String) { repository(owner: $owner, name: $repo) { ' +
  `pullRequests(states: OPEN, first: 100, after: $after) { ${LIST} } } }`;

const oid = z.string().refine(isObjectId);
const branch = z.string().min(1).max(1000);
const more = z.object({ hasNextPage: z.boolean() });
const commit = z.object({ oid, tree: z.object({ oid }), parents: z.object({ nodes: z.array(z.object({ oid })).max(3) }) });
const ref = z.object({ target: commit.or(z.object({}).strict()).nullable() }).nullable();
const list = z.object({
  pageInfo: more.extend({ endCursor: z.string().nullable() }),
  nodes: z.array(
    z.object({
      number: z.int().positive(),
      baseRefName: branch,
      baseRef: z.object({ target: z.object({ oid }).nullable() }).nullable(),
      headRefOid: oid,
    }),
  ),
});
const run = z.object({
  databaseId: z.int().positive(),
  name: z.string(),
  status: z.string(),
  conclusion: z.string().nullable(),
  permalink: z.string(),
  startedAt: z.string().nullable(),
  annotations: z.object({ totalCount: z.int() }).nullable(),
});
const suites = z.object({
  pageInfo: more,
  nodes: z.array(z.object({ checkRuns: z.object({ pageInfo: more, nodes: z.array(run) }).nullable() })),
});
const answer = z.object({
  repository: z.object({
    databaseId: z.int().positive(),
    name: z.string().min(1).max(200),
    owner: z.object({ login: z.string().min(1).max(100) }),
    isPrivate: z.boolean(),
    visibility: z.string(),
    isArchived: z.boolean(),
    repositoryTopics: z.object({ nodes: z.array(z.object({ topic: z.object({ name: z.string() }) })) }),
    defaultBranchRef: z.object({ name: branch, target: commit.or(z.object({}).strict()).nullable() }).nullable(),
    pullRequest: z.object({
      id: z.string().min(1).max(200),
      number: z.int().positive(),
      state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
      baseRefName: branch,
      baseRefOid: oid,
      baseRef: ref,
      headRefName: branch,
      headRefOid: oid,
      headRepository: z.object({ databaseId: z.int() }).nullable(),
      mergeable: z.enum(['MERGEABLE', 'CONFLICTING', 'UNKNOWN']),
      autoMergeRequest: z.unknown(),
      // Only a person has a number here: a bot is no collaborator.
      author: z.object({ login: z.string().min(1).max(100), databaseId: z.int().positive().optional() }).nullable(),
      potentialMergeCommit: commit.nullable(),
      comments: commentList,
      reviewThreads: threadList,
      commits: z.object({ nodes: z.array(z.object({ commit: z.object({ oid, checkSuites: suites.nullable() }) })) }),
    }),
    pullRequests: list,
  }),
});

type Answered = z.output<typeof answer>['repository'];

/** Throws GitHubError; "missing" where repository or pull request is not ours to see. `appId`: whose check runs. */
export async function readScene(client: GitHubClient, name: RepositoryName, number: number, appId: number): Promise<Scene> {
  const { repository } = await client.graphql(SCENE, { ...at(name), number, app: appId }, answer);
  const { pullRequest: pull, pullRequests, defaultBranchRef: defaults } = repository;
  const open = await allOpen(client, name, pullRequests);
  const base = commitIn(pull.baseRef?.target ?? null);
  const defaultTip = commitIn(defaults?.target ?? null);
  const merge = pull.mergeable === 'MERGEABLE' ? commitIn(pull.potentialMergeCommit) : null;
  const tips = new Map(open.pulls.flatMap((one): [string, string][] => (one.tip === null ? [] : [[one.base, one.tip]])));
  if (base !== null) tips.set(pull.baseRefName, base.id);
  if (defaults !== null && defaultTip !== null) tips.set(defaults.name, defaultTip.id);
  return {
    repository: factsOf(repository),
    pull: {
      number: pull.number,
      open: pull.state === 'OPEN',
      base: { branch: pull.baseRefName, id: pull.baseRefOid },
      head: { branch: pull.headRefName, id: pull.headRefOid },
      fork: pull.headRepository?.databaseId !== repository.databaseId,
      merge: merge?.id ?? null,
      mergeable: pull.mergeable === 'UNKNOWN' ? null : pull.mergeable === 'MERGEABLE',
      autoMerge: pull.autoMergeRequest !== null && pull.autoMergeRequest !== undefined,
      ...authorIn(pull),
      nodeId: pull.id,
    },
    open,
    // The commit of a fork may be told as the fork's, which has no checks of ours.
    runs: pull.headRepository?.databaseId === repository.databaseId ? runsIn(pull) : null,
    talk: { comments: pull.comments, threads: pull.reviewThreads },
    known: { tips, commits: [base, defaultTip, merge].filter((one) => one !== null) },
  };
}

function authorIn({ author }: Answered['pullRequest']): Pick<PullRequest, 'author'> {
  return author?.databaseId === undefined ? {} : { author: { id: author.databaseId, login: author.login } };
}

/** All open pull requests, and where their bases are: what is asked before anything is green (T1, T2). */
export async function readOpenPulls(client: GitHubClient, name: RepositoryName): Promise<OpenPulls> {
  return allOpen(client, name, await listAfter(client, name, null));
}

const listed = z.object({ repository: z.object({ pullRequests: list }) });

async function listAfter(client: GitHubClient, name: RepositoryName, after: string | null): Promise<z.output<typeof list>> {
  return (await client.graphql(OPEN, { ...at(name), after }, listed)).repository.pullRequests;
}

async function allOpen(client: GitHubClient, name: RepositoryName, first: z.output<typeof list>): Promise<OpenPulls> {
  const nodes = [...first.nodes];
  let { pageInfo } = first;
  for (let page = 1; pageInfo.hasNextPage && page < PAGES; page++) {
    const next = await listAfter(client, name, pageInfo.endCursor);
    nodes.push(...next.nodes);
    ({ pageInfo } = next);
  }
  const pulls = nodes.map(({ number, baseRefName, baseRef, headRefOid }) => ({
    number,
    base: baseRefName,
    tip: baseRef?.target?.oid ?? null,
    head: headRefOid,
  }));
  return { pulls, all: !pageInfo.hasNextPage };
}

function factsOf(found: Answered): RepositoryFacts {
  return {
    id: found.databaseId,
    owner: found.owner.login,
    repo: found.name,
    defaultBranch: found.defaultBranchRef?.name ?? '',
    // Both must say so: what is shown to everybody must be everybody's (T26).
    isPublic: !found.isPrivate && found.visibility === 'PUBLIC',
    archived: found.isArchived,
    topics: found.repositoryTopics.nodes.map(({ topic }) => topic.name),
  };
}

function commitIn(found: z.output<typeof commit> | object | null): CommitFacts | null {
  if (found === null || !('oid' in found)) return null;
  const { oid: id, tree, parents } = found as z.output<typeof commit>;
  return { id, tree: tree.oid, parents: parents.nodes.map((parent) => parent.oid) };
}

/** Null where the answer is not of this head, or was cut off: a run that is not seen would go on to speak for what was not judged (T1). */
function runsIn({ headRefOid, commits }: Answered['pullRequest']): readonly CheckRun[] | null {
  const [last] = commits.nodes;
  const found = last?.commit.oid === headRefOid ? last.commit.checkSuites : null;
  if (found === null || found.pageInfo.hasNextPage) return null;
  const newest = new Map<string, CheckRun>();
  for (const { checkRuns } of found.nodes) {
    if (checkRuns === null || checkRuns.pageInfo.hasNextPage) return null;
    for (const one of checkRuns.nodes) if ((newest.get(one.name)?.id ?? 0) < one.databaseId) newest.set(one.name, runOf(one));
  }
  return [...newest.values()];
}

function runOf({ databaseId, name, status, conclusion, permalink, startedAt, annotations }: z.output<typeof run>): CheckRun {
  return {
    id: databaseId,
    name,
    status: status.toLowerCase(),
    conclusion: conclusion?.toLowerCase() ?? null,
    url: permalink,
    // Where GitHub does not count them there may be some: such a run is not used again.
    annotations: annotations?.totalCount ?? 1,
    startedAt,
  };
}
