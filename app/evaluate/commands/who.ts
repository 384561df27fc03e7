/** T28: a member of the approvers, asked of GitHub now, who is neither author nor committer. */
import { errorWords, InputError, markdownCode, markdownText } from '../../../src/core/index.ts';
import { writersOf } from '../../github/approvals.ts';
import { APPROVALS } from '../../github/calls.ts';
import { isGitHubError } from '../../github/errors.ts';
import { membership } from '../approvals.ts';
import { inputOf } from '../evaluate-pull.ts';
import { policyInForce } from '../judge.ts';
import type { PolicyInForce } from '../policy-in-force.ts';
import { type CommandAnswer, type CommentContext, refusal } from './context.ts';

export interface Entitled {
  /** The entry of `approvers` that they speak for. */
  readonly as: string;
  readonly inForce: PolicyInForce;
}

/** Who may do `what`; else why not, and who may. Throws GitHubError. */
export async function entitled(context: CommentContext, what: 'waive' | 'approve'): Promise<Entitled | CommandAnswer> {
  const { deps, target, client, repository, pull, sender } = context;
  let inForce: PolicyInForce;
  try {
    inForce = await policyInForce(inputOf(deps, target, client, repository, pull));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return refusal(`the policy cannot be used (${markdownText(errorWords(error)?.message ?? 'it has mistakes')}), and it says who may.`);
  }
  const { approvers, waiving } = inForce.policy;
  if (approvers.length === 0) return refusal('the policy names no `approvers`, so that nobody can do this in a comment.');
  const who = mayDo(what, approvers, repository.isPublic);
  const role = await roleOf(context, approvers);
  if (role === 'unread')
    return refusal(
      'who belongs to the approvers could not be read: an owner of the organization has to grant this App the permission "members: read".',
    );
  const { as } = role;
  if (as === null) return refusal(`you are not one of the approvers. ${who}`);
  const writers = await writersOf(client, repository, pull.number);
  if (writers === null)
    return refusal(
      `it cannot be told who wrote this change: it has too many commits, or some of people whom GitHub does not know. ${inPolicy(what)}`,
    );
  if (writers.has(sender.id) && !(what === 'waive' && waiving.byAuthor))
    return refusal(`you wrote some of this change, and nobody decides about their own. ${who}`);
  return { as, inForce };
}

async function roleOf(
  { deps, target, client, sender }: CommentContext,
  approvers: readonly string[],
): Promise<{ readonly as: string | null } | 'unread'> {
  const { installationId, repositoryId } = target;
  try {
    const scope = { installationId, repositoryIds: [repositoryId], permissions: APPROVALS };
    const speaks = membership(await deps.clients.open(scope, client.signal), target);
    for (const approver of approvers) if (await speaks(approver, sender.login)) return { as: approver };
    return { as: null };
  } catch (error) {
    if (isGitHubError(error, 'forbidden', 'rejected')) return 'unread';
    throw error;
  }
}

/** T26: teams of an organization are known to its members only. */
function mayDo(what: 'waive' | 'approve', approvers: readonly string[], isPublic: boolean): string {
  const who = isPublic ? 'an approver of the policy' : approvers.map((one) => markdownCode(one)).join(', ');
  return `Who may ${what} it: ${who}, if they wrote none of it.`;
}

function inPolicy(what: 'waive' | 'approve'): string {
  return what === 'waive' ? 'The policy can waive it.' : 'A waiver of the policy can settle it.';
}
