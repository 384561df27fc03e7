/** Classic branch protection that changes, and the webhook that says so. */
import { requiredOf } from './gate.ts';
import { settle } from './merging.ts';
import { accountJson } from './render/accounts.ts';
import type { Account, Json, Repository, State } from './state.ts';

/** `protection` in the words of the PUT; null takes it away. False when there was none to take. */
export function setProtection(state: State, repository: Repository, branch: string, protection: Json | null, by: Account): boolean {
  const before = repository.protection.get(branch);
  if (protection === null && before === undefined) return false;
  if (protection === null) repository.protection.delete(branch);
  else repository.protection.set(branch, protection);
  const action = protection === null ? 'deleted' : before === undefined ? 'created' : 'edited';
  state.emit('branch_protection_rule', repository, {
    action,
    rule: ruleJson(state, repository, branch, protection ?? before ?? {}),
    sender: accountJson(state, by),
    ...(action === 'edited' && { changes: {} }),
  });
  settle(state, repository);
  return true;
}

const LEVELS = [
  'signature_requirement',
  'linear_history_requirement',
  'lock_branch',
  'allow_force_pushes',
  'allow_deletions',
  'merge_queue',
  'required_deployments',
].map((one) => [`${one}_enforcement_level`, 'off']);

/** Webhooks tell a rule in other words than the API. */
function ruleJson(state: State, repository: Repository, name: string, protection: Json): Json {
  const checks = protection['required_status_checks'] as Json | null | undefined;
  const reviews = protection['required_pull_request_reviews'] as Json | null | undefined;
  const level = (set: unknown): string => (set === null || set === undefined ? 'off' : 'everyone');
  return {
    id: state.nextId(),
    repository_id: repository.id,
    name,
    created_at: state.moment(),
    updated_at: state.moment(),
    pull_request_reviews_enforcement_level: level(reviews),
    required_approving_review_count: Number(reviews?.['required_approving_review_count'] ?? 0),
    dismiss_stale_reviews_on_push: false,
    require_code_owner_review: false,
    authorized_dismissal_actors_only: false,
    ignore_approvals_from_contributors: false,
    required_status_checks: requiredOf(checks ?? null).map((one) => one.context),
    required_status_checks_enforcement_level: level(checks),
    strict_required_status_checks_policy: checks?.['strict'] === true,
    ...Object.fromEntries(LEVELS),
    admin_enforced: protection['enforce_admins'] === true,
    required_conversation_resolution_level: 'off',
    authorized_actors_only: false,
    authorized_actor_names: [],
  };
}
