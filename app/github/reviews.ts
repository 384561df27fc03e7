/** Suggestions of ours on a pull request: one review for all that are new, and the threads of those that are done. */
import { z } from 'zod';
import type { GitHubClient } from './client.ts';
import { shownLines } from './diff-lines.ts';
import { at, type RepositoryName } from './name.ts';

export interface ReviewComment {
  readonly path: string;
  readonly line: number;
  readonly body: string;
}

const file = z.object({ filename: z.string(), status: z.string(), patch: z.string().optional() });
/** Pages of 100 files; GitHub lists 3,000. */
const FILE_PAGES = 30;

/** Path → lines that the diff shows. */
export async function readDiff(
  client: GitHubClient,
  name: RepositoryName,
  number: number,
): Promise<ReadonlyMap<string, ReadonlyMap<number, string>>> {
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files';
  const { items } = await client.list(route, { ...at(name), pull_number: number }, file, { pages: FILE_PAGES });
  return new Map(items.flatMap(({ filename, patch }) => (patch === undefined ? [] : [[filename, shownLines(patch)]])));
}

export async function addReview(
  client: GitHubClient,
  name: RepositoryName,
  number: number,
  head: string,
  comments: readonly ReviewComment[],
): Promise<void> {
  await client.call(
    'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    { ...at(name), pull_number: number, commit_id: head, event: 'COMMENT', comments: comments.map((one) => ({ ...one, side: 'RIGHT' })) },
    z.unknown(),
  );
}

export interface Thread {
  /** GraphQL id. */
  readonly id: string;
  readonly resolved: boolean;
  /** Of its first comment. */
  readonly body: string;
}

/** What is asked of the threads of a pull request, and what comes. */
export const THREAD_FIELDS =
  'reviewThreads(first: 100) { pageInfo { hasNextPage } nodes { id isResolved comments(first: 1) { nodes { body author { login } } } } }';
const THREADS =
  'query($owner: String!, $repo: String!, $number: Int!) { repository(owner: $owner, name: $repo) { pullRequest(number: $number) { ' +
  `${THREAD_FIELDS} } } }`;

export const threadList = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean() }),
  nodes: z.array(
    z.object({
      id: z.string(),
      isResolved: z.boolean(),
      comments: z.object({ nodes: z.array(z.object({ body: z.string(), author: z.object({ login: z.string() }).nullable() })) }),
    }),
  ),
});
export type ThreadList = z.output<typeof threadList>;

const threads = z.object({ repository: z.object({ pullRequest: z.object({ reviewThreads: threadList }) }) });

export async function readThreads(client: GitHubClient, name: RepositoryName, number: number): Promise<ThreadList> {
  return (await client.graphql(THREADS, { ...at(name), number }, threads)).repository.pullRequest.reviewThreads;
}

/**
 * Threads that our App began; GraphQL names a bot without "[bot]", and no person can take the name of an App. `all` is false when there are
 * more threads than are looked through, and ours may be among the rest.
 */
export function ownThreads({ nodes, pageInfo }: ThreadList, slug: string): { readonly threads: readonly Thread[]; readonly all: boolean } {
  const own = nodes.flatMap(({ id, isResolved, comments }) => {
    const [first] = comments.nodes;
    return first?.author?.login.replace(/\[bot\]$/, '') === slug ? [{ id, resolved: isResolved, body: first.body }] : [];
  });
  return { threads: own, all: !pageInfo.hasNextPage };
}

export async function resolveThread(client: GitHubClient, id: string): Promise<void> {
  await client.graphql(
    'mutation($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { isResolved } } }',
    { id },
    z.unknown(),
  );
}
