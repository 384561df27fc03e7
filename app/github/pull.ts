/** A pull request as it is now: events are old when they arrive, and may arrive in any order. */
import { z } from 'zod';
import type { GitHubClient } from './client.ts';
import type { Person } from './collaborators.ts';
import { isObjectId } from './object-id.ts';
import { at, type RepositoryName } from './name.ts';

export interface PullRequest {
  readonly number: number;
  readonly open: boolean;
  readonly base: { readonly branch: string; readonly id: string };
  readonly head: { readonly branch: string; readonly id: string };
  /** From another repository, or from one that is gone. */
  readonly fork: boolean;
  /** GitHub's test merge, unproven; null when there is none (yet). */
  readonly merge: string | null;
  /** Null: GitHub has not tried yet; asking makes it try. */
  readonly mergeable: boolean | null;
  readonly autoMerge: boolean;
  /** GraphQL id. */
  readonly nodeId: string;
  /** Absent: whoever opened it is no user any more. */
  readonly author?: Person;
}

const id = z.string().refine(isObjectId);
const side = z.object({ ref: z.string().min(1).max(1000), sha: id, repo: z.object({ id: z.int() }).nullable() });
const simple = z.object({
  number: z.int().positive(),
  node_id: z.string().min(1).max(200),
  state: z.enum(['open', 'closed']),
  base: side,
  head: side,
  auto_merge: z.unknown().optional(),
  user: z.object({ id: z.int(), login: z.string().min(1).max(100) }).nullish(),
});
const full = simple.extend({ merge_commit_sha: id.nullish(), mergeable: z.boolean().nullish() });

/** Throws GitHubError. */
export async function readPull(client: GitHubClient, name: RepositoryName, number: number): Promise<PullRequest> {
  const found = await client.call('GET /repos/{owner}/{repo}/pulls/{pull_number}', { ...at(name), pull_number: number }, full);
  const mergeable = found.mergeable ?? null;
  return { ...pullOf(found), mergeable, merge: mergeable === true ? (found.merge_commit_sha ?? null) : null };
}

/** Pages of 100 open pull requests that are looked through for one head. */
const PAGES = 30;

export interface OpenPull {
  readonly number: number;
  readonly base: string;
  readonly head: string;
  readonly autoMerge: boolean;
}

/**
 * Open pull requests with exactly this head (null: all), forks too: the Checks API does not see those, so the list itself is read (T1).
 * `all` is false when there are more than are looked through.
 */
export async function openPullsWithHead(
  client: GitHubClient,
  name: RepositoryName,
  head: string | null,
): Promise<{ readonly pulls: readonly OpenPull[]; readonly all: boolean }> {
  const { items, all } = await client.list('GET /repos/{owner}/{repo}/pulls', { ...at(name), state: 'open' }, simple, { pages: PAGES });
  const pulls = items.filter((one) => one.state === 'open' && (head === null || one.head.sha === head)).map(pullOf);
  return { pulls: pulls.map(({ number, base, head: own, autoMerge }) => ({ number, base: base.branch, head: own.id, autoMerge })), all };
}

function pullOf(found: z.output<typeof simple>): Omit<PullRequest, 'merge' | 'mergeable'> {
  return {
    number: found.number,
    open: found.state === 'open',
    base: { branch: found.base.ref, id: found.base.sha },
    head: { branch: found.head.ref, id: found.head.sha },
    fork: found.head.repo?.id !== found.base.repo?.id,
    autoMerge: found.auto_merge !== null && found.auto_merge !== undefined,
    nodeId: found.node_id,
    ...(found.user == null ? {} : { author: { id: found.user.id, login: found.user.login } }),
  };
}
