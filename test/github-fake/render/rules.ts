/** Rulesets and classic protection as GitHub writes them. */
import { requiredOf } from '../gate.ts';
import { without } from '../json.ts';
import { sourceName, sourceType } from '../rules.ts';
import type { Account, Json, Repository, Ruleset, State } from '../state.ts';
import { nodeId } from './accounts.ts';
import { apiUrl } from './repositories.ts';

export function rulesetJson(state: State, source: Account | Repository, ruleset: Ruleset): Json {
  const name = sourceName(source);
  const api = name.includes('/') ? `${state.url}/repos/${name}` : `${state.url}/orgs/${name}`;
  const html = name.includes('/')
    ? `${state.url}/${name}/rules/${ruleset.id}`
    : `${state.url}/organizations/${name}/settings/rules/${ruleset.id}`;
  return {
    id: ruleset.id,
    name: ruleset.name,
    target: ruleset.target,
    source_type: sourceType(source),
    source: name,
    enforcement: ruleset.enforcement,
    bypass_actors: ruleset.bypassActors,
    current_user_can_bypass: 'never',
    node_id: nodeId('RRS', ruleset.id),
    _links: { self: { href: `${api}/rulesets/${ruleset.id}` }, html: { href: html } },
    conditions: ruleset.conditions,
    rules: ruleset.rules,
    created_at: ruleset.createdAt,
    updated_at: ruleset.updatedAt,
  };
}

/** In lists rules and conditions are left out. */
export function rulesetSimpleJson(state: State, source: Account | Repository, ruleset: Ruleset): Json {
  return without(rulesetJson(state, source, ruleset), 'bypass_actors', 'conditions', 'rules', 'current_user_can_bypass');
}

export function statusChecksJson(state: State, repository: Repository, branch: string, protection: Json): Json | null {
  const checks = protection['required_status_checks'] as Json | null | undefined;
  if (checks === null || checks === undefined) return null;
  const url = `${apiUrl(state, repository)}/branches/${branch}/protection/required_status_checks`;
  const required = requiredOf(checks);
  return {
    url,
    strict: checks['strict'] === true,
    contexts: required.map((one) => one.context),
    contexts_url: `${url}/contexts`,
    checks: required.map((one) => ({ context: one.context, app_id: one.app })),
  };
}

export function protectionJson(state: State, repository: Repository, branch: string, protection: Json): Json {
  const url = `${apiUrl(state, repository)}/branches/${branch}/protection`;
  const checks = statusChecksJson(state, repository, branch, protection);
  const reviews = protection['required_pull_request_reviews'] as Json | null | undefined;
  return {
    url,
    enabled: true,
    ...(checks !== null && { required_status_checks: checks }),
    ...(reviews !== null &&
      reviews !== undefined && {
        required_pull_request_reviews: {
          url: `${url}/required_pull_request_reviews`,
          dismiss_stale_reviews: reviews['dismiss_stale_reviews'] === true,
          require_code_owner_reviews: reviews['require_code_owner_reviews'] === true,
          required_approving_review_count: Number(reviews['required_approving_review_count'] ?? 1),
        },
      }),
    enforce_admins: { url: `${url}/enforce_admins`, enabled: protection['enforce_admins'] === true },
    required_linear_history: { enabled: false },
    allow_force_pushes: { enabled: false },
    allow_deletions: { enabled: false },
  };
}
