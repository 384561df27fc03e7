/** Our one comment on a pull request: ours only when it carries our mark *and* GitHub says that our App wrote it. */
import { z } from 'zod';
import type { GitHubClient } from './client.ts';
import { isGitHubError } from './errors.ts';
import { at, type RepositoryName } from './name.ts';

export interface OwnComment {
  readonly id: number;
  /** GraphQL id. */
  readonly nodeId: string;
  readonly body: string;
  /** Folded away; absent: it was not told. */
  readonly minimized?: boolean;
  /** By somebody else than who wrote it; absent: it was not told. */
  readonly edited?: boolean;
}

/** What is asked of the comments on a pull request, and what comes. */
export const COMMENT_FIELDS =
  'comments(first: 100) { pageInfo { hasNextPage } nodes { id databaseId body isMinimized viewerDidAuthor author { login } editor { login } } }';
export const commentList = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean() }),
  nodes: z.array(
    z.object({
      id: z.string().min(1).max(200),
      databaseId: z.int().positive(),
      body: z.string(),
      isMinimized: z.boolean(),
      // Only what this very App wrote.
      viewerDidAuthor: z.boolean(),
      author: z.object({ login: z.string() }).nullable(),
      editor: z.object({ login: z.string() }).nullable(),
    }),
  ),
});
export type CommentList = z.output<typeof commentList>;

/** The same as `findComment` in a list that is there already; "unsure": it has to be asked for. */
export function commentIn(
  { nodes, pageInfo }: CommentList,
  who: { readonly mark: string; readonly known: number | null },
): OwnComment | 'none' | 'unsure' {
  const own = nodes.filter(({ viewerDidAuthor }) => viewerDidAuthor);
  const found = own.find(({ databaseId }) => databaseId === who.known) ?? own.find(({ body }) => body.startsWith(who.mark));
  if (found === undefined) return pageInfo.hasNextPage || who.known !== null ? 'unsure' : 'none';
  const edited = found.editor !== null && found.editor.login !== found.author?.login;
  return { id: found.databaseId, nodeId: found.id, body: found.body, minimized: found.isMinimized, edited };
}

const comment = z.object({
  id: z.int().positive(),
  node_id: z.string().min(1).max(200),
  body: z.string().nullish(),
  performed_via_github_app: z.object({ id: z.int() }).nullish(),
});

/** Pages of 100 that are looked through. */
const PAGES = 30;

/** `known`: the id that was stored. `unsure`: there are more comments than are looked through, and ours may be among the rest. */
export async function findComment(
  client: GitHubClient,
  name: RepositoryName,
  number: number,
  who: { readonly appId: number; readonly mark: string; readonly known: number | null },
): Promise<OwnComment | 'none' | 'unsure'> {
  const byUs = (one: z.output<typeof comment>): boolean => one.performed_via_github_app?.id === who.appId;
  if (who.known !== null) {
    try {
      const route = 'GET /repos/{owner}/{repo}/issues/comments/{comment_id}';
      const found = await client.call(route, { ...at(name), comment_id: who.known }, comment);
      // Whoever may write to the repository may edit it, and take the mark away: with the number it is known without.
      if (byUs(found)) return ownOf(found);
    } catch (error) {
      // Somebody deleted it: the list tells whether there is another one.
      if (!isGitHubError(error, 'missing')) throw error;
    }
  }
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
  const { items, all } = await client.list(route, { ...at(name), issue_number: number }, comment, { pages: PAGES });
  const found = items.find((one) => byUs(one) && (one.body ?? '').startsWith(who.mark));
  return found === undefined ? (all ? 'none' : 'unsure') : ownOf(found);
}

export async function addComment(client: GitHubClient, name: RepositoryName, number: number, body: string): Promise<OwnComment> {
  const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
  return ownOf(await client.call(route, { ...at(name), issue_number: number, body }, comment));
}

export async function updateComment(client: GitHubClient, name: RepositoryName, id: number, body: string): Promise<void> {
  await client.call('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', { ...at(name), comment_id: id, body }, comment);
}

/** Folds it away, or shows it again. Only GraphQL can. */
export async function minimizeComment(client: GitHubClient, nodeId: string, minimized: boolean): Promise<void> {
  const query = minimized
    ? 'mutation($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: RESOLVED }) { minimizedComment { isMinimized } } }'
    : 'mutation($id: ID!) { unminimizeComment(input: { subjectId: $id }) { unminimizedComment { isMinimized } } }';
  await client.graphql(query, { id: nodeId }, z.unknown());
}

export interface PostedComment {
  readonly body: string;
  /** GitHub says that it was never edited. */
  readonly untouched: boolean;
}

const posted = z.object({ body: z.string().nullish(), created_at: z.string(), updated_at: z.string() });

/** A comment of anybody as it stands; null: it is gone. */
export async function readComment(client: GitHubClient, name: RepositoryName, id: number): Promise<PostedComment | null> {
  try {
    const route = 'GET /repos/{owner}/{repo}/issues/comments/{comment_id}';
    const { body, created_at, updated_at } = await client.call(route, { ...at(name), comment_id: id }, posted);
    return { body: body ?? '', untouched: created_at === updated_at };
  } catch (error) {
    if (isGitHubError(error, 'missing')) return null;
    throw error;
  }
}

function ownOf(found: z.output<typeof comment>): OwnComment {
  return { id: found.id, nodeId: found.node_id, body: found.body ?? '' };
}
