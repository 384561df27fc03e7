/** What a pull request would make of the organization's policy (T40), to be tried before it is in force. */
import {
  InputError,
  needsPerson,
  ORGANIZATION_FILE,
  ownerFile,
  type PickedTrees,
  POLICY_PATHS,
  proposedPolicy,
} from '../../src/core/index.ts';
import { isGitHubError } from '../github/errors.ts';
import type { OrganizationPolicy } from '../github/policy.ts';
import type { RepositoryFacts } from '../github/repository.ts';
import type { Deps, Target } from './deps.ts';
import type { PolicyInForce } from './policy-in-force.ts';

export type Proposal =
  | {
      readonly kind: 'policy';
      readonly proposed: OrganizationPolicy;
      /** Null: what is in force cannot be used. */
      readonly inForce: OrganizationPolicy | null;
    }
  /** Nothing can be tried. */
  | { readonly kind: 'none'; readonly why: string };

export interface ProposalQuestion {
  readonly deps: Deps;
  readonly target: Target;
  readonly repository: RepositoryFacts;
  /** Branch that is merged into. */
  readonly into: string;
}

/** Null: whatever the change does, the organization's policy stays as it is. */
export async function proposalOf(
  { deps, target, repository, into }: ProposalQuestion,
  { head, notes }: PickedTrees,
  { review, organization }: PolicyInForce,
): Promise<Proposal | null> {
  if (into !== repository.defaultBranch || !review.changes.some(({ path }) => isOrganizations(path))) return null;
  const bound = await deps.stores.bindings.get(target.installationId);
  if (bound?.repositoryId !== target.repositoryId) return null;
  // What would be merged is not known: another policy than that would be tried.
  if (needsPerson(notes)) return none('There is no merge result whose policy could be tried.');
  if (review.mistakes.length > 0) return none('The proposed policy has mistakes: correct them first.');
  try {
    const owner = await proposedPolicy(head, ORGANIZATION_FILE, organization?.owner.reach);
    if (owner === null) return none('The change leaves no policy: without one nothing is judged, and every pull request waits.');
    if ((await ownerFile(owner)).file === null) return none('The proposed policy has mistakes: correct them first.');
    return { kind: 'policy', proposed: { owner, repository, commit: head.commit ?? '' }, inForce: organization };
  } catch (error) {
    // The review has read the same: what fails only now is no reason to keep the verdict back.
    if (error instanceof InputError || isGitHubError(error)) return none('The proposed policy, or what it rests on, cannot be read.');
    throw error;
  }
}

/** Its file, or what lies beside it: keys. The other paths are those of the repository's own policy. */
function isOrganizations(path: string): boolean {
  return path === ORGANIZATION_FILE || !POLICY_PATHS.some((own) => own === path);
}

function none(why: string): Proposal {
  return { kind: 'none', why };
}
