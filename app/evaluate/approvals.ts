/** What people have accepted of what waits for a review: on this pull request, and on others of the installation before. */
import { type Approval, type Awaited, awaitedIn, type Note, type Verdict } from '../../src/core/index.ts';
import { isApprover, reviewsOf } from '../github/approvals.ts';
import { APPROVALS } from '../github/calls.ts';
import type { GitHubClient } from '../github/client.ts';
import { isGitHubError } from '../github/errors.ts';
import { auditOf } from './audit-approvals.ts';
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
  if (waitingIn(verdict).length === 0) return { approvals: [], notes: [] };
  const { installationId, repositoryId } = target;
  try {
    const client = await deps.clients.open({ installationId, repositoryIds: [repositoryId], permissions: APPROVALS }, signal);
    const speaks = membership(client, target);
    if (pull !== null) await remember(deps, target, client, pull, awaitedIn(verdict), speaks);
    const approvals: KeptApproval[] = [];
    // Nor is who has left the team since (T3).
    for (const one of await givenBefore(deps, target, verdict)) if (await speaks(one.as, one.approver.slice(1))) approvals.push(one);
    return { approvals, notes: [] };
  } catch (error) {
    if (!isGitHubError(error, 'forbidden', 'rejected')) throw error;
    const text =
      'Who approves this pull request could not be read: an owner of the organization has to grant this App the permission "members: read".';
    return { approvals: [], notes: [{ code: 'approvals-unread', text }] };
  }
}

/** What was accepted before, by the store alone: whoever counts it asks first whether they still speak for the approver, unless nothing is decided by it. */
export async function givenBefore({ stores }: Deps, { installationId }: Target, verdict: Verdict): Promise<readonly KeptApproval[]> {
  const waiting = waitingIn(verdict);
  const asked = new Map(waiting.map(({ finding }) => [finding.component, finding.review?.approvers ?? []]));
  if (asked.size === 0) return [];
  // An approver of another policy, or of an earlier version, is not an approver of this one.
  return (await stores.approvals.find(installationId, [...asked.keys()])).filter(({ component, as }) => asked.get(component)?.includes(as));
}

function waitingIn({ findings }: Verdict): Verdict['findings'] {
  return findings.filter(({ finding, blocks }) => blocks && finding.review !== undefined);
}

/** Whether a person speaks for one of the approvers now. */
export type Speaks = (approver: string, login: string) => Promise<boolean>;

/** Each asked once. A team of another organization is none that this one decides about. */
export function membership(client: GitHubClient, { account }: Target): Speaks {
  const known = new Map<string, Promise<boolean>>();
  return (approver, login) => {
    const isOwn = !approver.includes('/') || approver.toLowerCase().startsWith(`@${account.toLowerCase()}/`);
    if (!isOwn) return Promise.resolve(false);
    const key = JSON.stringify([approver, login]);
    const asked = known.get(key) ?? isApprover(client, approver, login);
    known.set(key, asked);
    return asked;
  };
}

/** Keeps what the reviews of this pull request say now, and what they no longer say; both are in the audit log first (T31). */
async function remember(
  { stores }: Deps,
  target: Target,
  client: GitHubClient,
  pull: Pull,
  awaited: readonly Awaited[],
  speaks: Speaks,
): Promise<void> {
  const { installationId, repositoryId } = target;
  const { approving, withdrawn } = await reviewsOf(client, target, pull.number, pull.head);
  const gone = await stores.approvals.givenIn(installationId, repositoryId, withdrawn);
  const given: KeptApproval[] = [];
  for (const { review, login } of approving)
    for (const { approvers, ...accepted } of awaited)
      for (const as of approvers) if (await speaks(as, login)) given.push({ approver: `@${login}`, as, ...accepted, review });
  const before = await stores.approvals.givenIn(
    installationId,
    repositoryId,
    approving.map(({ review }) => review),
  );
  const fresh = given.filter((one) => !before.some((old) => isSame(old, one)));
  const entries = [
    ...gone.map((one) => auditOf(target, pull, one, 'withdrawn')),
    ...fresh.map((one) => auditOf(target, pull, one, 'given')),
  ];
  if (entries.length > 0) await stores.audit.append(entries);
  await stores.approvals.forget(installationId, repositoryId, withdrawn);
  await stores.approvals.add(installationId, { repositoryId, ...pull }, given);
}

function isSame(a: KeptApproval, b: KeptApproval): boolean {
  const keys = ['as', 'component', 'version', 'license', 'text', 'review'] as const;
  return keys.every((key) => a[key] === b[key]);
}
