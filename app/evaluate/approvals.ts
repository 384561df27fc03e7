/** What people have accepted of what waits for a review: on this pull request, and on others of the installation before. */
import { type Approval, type Awaited, awaitedIn, type Note, type Verdict } from '../../src/core/index.ts';
import { isApprover, reviewsOf } from '../github/approvals.ts';
import { APPROVALS } from '../github/calls.ts';
import type { GitHubClient } from '../github/client.ts';
import { isGitHubError } from '../github/errors.ts';
import type { Deps, Target } from './deps.ts';
import type { KeptApproval } from './ports.ts';

export interface Pull {
  readonly number: number;
  readonly head: string;
}

export interface Approved {
  readonly approvals: readonly Approval[];
  readonly notes: readonly Note[];
}

/** `pull`: null for a group of a merge queue, in which only what was accepted before counts. Throws GitHubError when GitHub does not answer. */
export async function approvedOf(deps: Deps, target: Target, pull: Pull | null, verdict: Verdict, signal: AbortSignal): Promise<Approved> {
  const waiting = verdict.findings.filter(({ finding, blocks }) => blocks && finding.review !== undefined);
  if (waiting.length === 0) return { approvals: [], notes: [] };
  const { installationId } = target;
  const notes = pull === null ? [] : await remember(deps, target, pull, awaitedIn(verdict), signal);
  const components = [...new Set(waiting.map(({ finding }) => finding.component))];
  const kept = await deps.stores.approvals.find(installationId, components);
  // An approver of another policy, or of an earlier version, is not an approver of this one.
  const asked = new Map(waiting.map(({ finding }) => [finding.component, finding.review?.approvers ?? []]));
  return { approvals: kept.filter((one) => asked.get(one.component)?.includes(one.as) === true), notes };
}

/** Keeps what the reviews of this pull request say now. */
async function remember(deps: Deps, target: Target, pull: Pull, awaited: readonly Awaited[], signal: AbortSignal): Promise<Note[]> {
  const { installationId, repositoryId } = target;
  const { approvals } = deps.stores;
  try {
    const client = await deps.clients.open({ installationId, repositoryIds: [repositoryId], permissions: APPROVALS }, signal);
    const { approving, withdrawn } = await reviewsOf(client, target, pull.number, pull.head);
    await approvals.forget(installationId, repositoryId, withdrawn);
    const given: KeptApproval[] = [];
    for (const { review, login } of approving)
      for (const [as, of] of await roles(client, target, login, awaited))
        for (const { component, version, license } of of) given.push({ approver: `@${login}`, as, component, version, license, review });
    await approvals.add(installationId, { repositoryId, ...pull }, given);
    return [];
  } catch (error) {
    if (!isGitHubError(error, 'forbidden', 'rejected')) throw error;
    const text =
      'Who approves this pull request could not be read: an owner of the organization has to grant this App the permission "members: read".';
    return [{ code: 'approvals-unread', text }];
  }
}

/** As which of the approvers a person speaks, and about what. A team of another organization is none that this one decides about. */
async function roles(
  client: GitHubClient,
  { account }: Target,
  login: string,
  awaited: readonly Awaited[],
): Promise<ReadonlyMap<string, readonly Awaited[]>> {
  const found = new Map<string, readonly Awaited[]>();
  for (const approver of new Set(awaited.flatMap(({ approvers }) => approvers))) {
    const isOwn = !approver.includes('/') || approver.toLowerCase().startsWith(`@${account.toLowerCase()}/`);
    if (!isOwn || !(await isApprover(client, approver, login))) continue;
    found.set(
      approver,
      awaited.filter(({ approvers }) => approvers.includes(approver)),
    );
  }
  return found;
}
