/** Scenes: what organizations and repositories demand of a merge. */
import { setProtection } from '../protection.ts';
import { addRuleset, changed } from '../routes/rules.ts';
import type { Account, Json, Repository, Ruleset, State } from '../state.ts';
import { accountNamed, repositoryNamed } from './names.ts';

export interface RequiredChecksScene {
  /** App that must report; null: any source. */
  readonly app: number | null;
  readonly strict?: boolean;
  readonly branches?: readonly string[];
  readonly name?: string;
}

export interface RuleScenes {
  /** On "acme" (organization) or "acme/product", in the API's words: { name, enforcement, conditions, rules, bypass_actors }. */
  addRuleset(on: string, ruleset: Json): Ruleset;
  removeRuleset(on: string, id: number): void;
  /** The ruleset most tests want: this check is required on the default branch. */
  requireCheck(on: string, context: string, options: RequiredChecksScene): Ruleset;
  /** The merge queue of a branch (repositories only). */
  requireMergeQueue(repository: string): Ruleset;
  /** Classic protection in the words of the PUT; null removes it. */
  protect(repository: string, branch: string, protection: Json | null): void;
}

export function ruleScenes(state: State): RuleScenes {
  const source = (on: string): Account | Repository => (on.includes('/') ? repositoryNamed(state, on) : accountNamed(state, on));
  const add = (on: string, ruleset: Json): Ruleset => {
    const found = source(on);
    return addRuleset(state, found, ruleset, 'gitDirectory' in found ? found.owner : found);
  };
  const on = (branches: readonly string[]): Json => ({ ref_name: { include: branches, exclude: [] } });
  return {
    addRuleset: add,
    removeRuleset(name, id) {
      const found = source(name);
      const at = found.rulesets.findIndex((one) => one.id === id);
      const [gone] = found.rulesets.splice(at, 1);
      if (gone !== undefined) changed(state, found, gone, 'deleted', 'gitDirectory' in found ? found.owner : found);
    },
    requireCheck(name, context, { app, strict = false, branches = ['~DEFAULT_BRANCH'], name: title = `require ${context}` }) {
      const everywhere = name.includes('/') ? {} : { repository_name: { include: ['~ALL'], exclude: [] } };
      return add(name, {
        name: title,
        enforcement: 'active',
        conditions: { ...on(branches), ...everywhere },
        rules: [
          {
            type: 'required_status_checks',
            parameters: {
              strict_required_status_checks_policy: strict,
              required_status_checks: [{ context, ...(app !== null && { integration_id: app }) }],
            },
          },
        ],
      });
    },
    requireMergeQueue: (name) =>
      add(name, {
        name: 'merge queue',
        enforcement: 'active',
        conditions: on(['~DEFAULT_BRANCH']),
        rules: [
          {
            type: 'merge_queue',
            parameters: {
              check_response_timeout_minutes: 60,
              grouping_strategy: 'ALLGREEN',
              max_entries_to_build: 5,
              max_entries_to_merge: 5,
              merge_method: 'MERGE',
              min_entries_to_merge: 1,
              min_entries_to_merge_wait_minutes: 5,
            },
          },
        ],
      }),
    protect(name, branch, protection) {
      const repository = repositoryNamed(state, name);
      setProtection(state, repository, branch, protection, repository.owner);
    },
  };
}
