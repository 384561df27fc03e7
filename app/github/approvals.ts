/** Who approves a pull request as it is, and whether an approver of the policy is among them (T28, T40). */
import { z } from 'zod';
import type { GitHubClient } from './client.ts';
import { isGitHubError } from './errors.ts';
import { at, type RepositoryName } from './name.ts';

export interface Reviewed {
  /** People whose last word is an approval of exactly this head, and who wrote nothing of it. */
  readonly approving: readonly Reviewer[];
  /** Reviews that approve nothing any more: dismissed, or another word of the same person came later. */
  readonly withdrawn: readonly number[];
}

export interface Reviewer {
  readonly review: number;
  readonly login: string;
}

const person = z.object({ id: z.int(), login: z.string().min(1).max(100), type: z.string() }).nullable();
const reviewItem = z.object({ id: z.int(), user: person, state: z.string(), commit_id: z.string().nullable() });
const author = z.object({ user: person });
const commitItem = z.object({ author: z.object({ id: z.int() }).nullable(), committer: z.object({ id: z.int() }).nullable() });

/** Pages of 100 reviews. */
const REVIEW_PAGES = 10;
/** GitHub lists 250 commits of a pull request. */
const COMMIT_PAGES = 3;
const MOST_COMMITS = 250;

/** Throws GitHubError. */
export async function reviewsOf(client: GitHubClient, name: RepositoryName, number: number, head: string): Promise<Reviewed> {
  const where = { ...at(name), pull_number: number };
  const { items, all } = await client.list('GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews', where, reviewItem, {
    pages: REVIEW_PAGES,
  });
  // In the order in which they were given. A comment takes nothing back.
  const words = items.filter(({ state }) => state !== 'COMMENTED' && state !== 'PENDING');
  const last = new Map(words.map((one) => [one.user?.id ?? null, one]));
  const withdrawn = words.filter((one) => one.state !== 'APPROVED' || last.get(one.user?.id ?? null) !== one).map(({ id }) => id);
  const approving = [...last.values()].filter(
    ({ state, commit_id, user }) => state === 'APPROVED' && commit_id === head && user?.type === 'User',
  );
  if (!all || approving.length === 0) return { approving: [], withdrawn };
  const wrote = await writersOf(client, name, number);
  return {
    approving:
      wrote === null
        ? []
        : approving.flatMap(({ id, user }) => (user === null || wrote.has(user.id) ? [] : [{ review: id, login: user.login }])),
    withdrawn,
  };
}

/** Author of the pull request, authors and committers of its commits; null: it cannot be told who they are, so that anybody may be one of them. */
export async function writersOf(client: GitHubClient, name: RepositoryName, number: number): Promise<ReadonlySet<number> | null> {
  const where = { ...at(name), pull_number: number };
  const { user } = await client.call('GET /repos/{owner}/{repo}/pulls/{pull_number}', where, author);
  const { items, all } = await client.list('GET /repos/{owner}/{repo}/pulls/{pull_number}/commits', where, commitItem, {
    pages: COMMIT_PAGES,
  });
  if (!all || items.length >= MOST_COMMITS || user === null) return null;
  const people = items.flatMap((one) => [one.author, one.committer]);
  const ids = people.flatMap((one) => one?.id ?? []);
  return ids.length < people.length ? null : new Set([user.id, ...ids]);
}

/** Whether "@organization/team" has this member now, or "@name" is this person. Throws GitHubError where GitHub answers anything but yes or "is not a member". */
export async function isApprover(client: GitHubClient, approver: string, login: string): Promise<boolean> {
  const [org = '', team] = approver.slice(1).split('/');
  if (team === undefined) return org.toLowerCase() === login.toLowerCase();
  try {
    const route = 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}';
    const { state } = await client.call(route, { org, team_slug: team, username: login }, z.object({ state: z.string() }));
    return state === 'active';
  } catch (error) {
    if (isGitHubError(error, 'missing')) return false;
    throw error;
  }
}
