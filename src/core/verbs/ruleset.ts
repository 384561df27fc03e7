/** The rule that makes the check a gate: a ruleset of GitHub that requires it from one App, on an up-to-date branch (T2, T4). Pure. */

/** The check that rules require; the App reports it. */
export const CHECK_NAME = 'weighbridge';

export interface GateRule {
  /** The App's numeric id: without it, everybody with write access could report the name. */
  readonly appId: number;
  /** For repositories of an organization, or for one. */
  readonly level: 'organization' | 'repository';
  /** Which repositories of an organization; for one there is nothing to choose. */
  readonly repositories: ChosenRepositories;
  /** "evaluate" shows what the rule would stop, and stops nothing. */
  readonly enforcement: Enforcement;
  readonly bypass: readonly BypassActor[];
  /** Branches, or "~DEFAULT_BRANCH". */
  readonly branches: readonly string[];
}

/** GitHub takes names or properties, not both. */
export type ChosenRepositories =
  | { readonly by: 'name'; readonly include: readonly string[]; readonly exclude: readonly string[] }
  | { readonly by: 'property'; readonly include: readonly ChosenProperty[] };

export interface ChosenProperty {
  readonly name: string;
  /** One of them is enough. */
  readonly property_values: readonly string[];
  readonly source: 'custom';
}

export type Enforcement = 'active' | 'evaluate';

/** Who may merge without the check; what they merge is recorded as `merge/bypassed` (T4). */
export interface BypassActor {
  readonly actor_type: 'Integration' | 'OrganizationAdmin' | 'RepositoryRole' | 'Team';
  readonly actor_id: number;
  readonly bypass_mode: 'always' | 'pull_request';
}

interface Included<T> {
  readonly include: readonly T[];
  readonly exclude: readonly T[];
}

/** The body of `POST /orgs/{org}/rulesets` or `POST /repos/{owner}/{repo}/rulesets`. */
export interface Ruleset {
  readonly name: string;
  readonly target: 'branch';
  readonly enforcement: Enforcement;
  readonly conditions: {
    readonly ref_name: Included<string>;
    readonly repository_name?: Included<string>;
    readonly repository_property?: Included<ChosenProperty>;
  };
  readonly bypass_actors: readonly BypassActor[];
  readonly rules: readonly [
    {
      readonly type: 'required_status_checks';
      readonly parameters: {
        readonly required_status_checks: readonly [{ readonly context: string; readonly integration_id: number }];
        readonly strict_required_status_checks_policy: true;
        readonly do_not_enforce_on_create: boolean;
      };
    },
  ];
}

const DEFAULT_BRANCH = '~DEFAULT_BRANCH';
export const RULESET_NAME = 'Weighbridge';

export const ALL_REPOSITORIES: ChosenRepositories = { by: 'name', include: ['~ALL'], exclude: [] };

export function gateRuleset({ appId, level, branches, repositories, enforcement, bypass }: GateRule): Ruleset {
  const include = branches.map((branch) => (branch.startsWith('~') || branch.startsWith('refs/') ? branch : `refs/heads/${branch}`));
  return {
    name: RULESET_NAME,
    target: 'branch',
    enforcement,
    conditions: {
      ref_name: { include, exclude: [] },
      ...(level === 'organization' ? conditionOn(repositories) : {}),
    },
    bypass_actors: bypass,
    rules: [
      {
        type: 'required_status_checks',
        parameters: {
          required_status_checks: [{ context: CHECK_NAME, integration_id: appId }],
          strict_required_status_checks_policy: true,
          // A new repository must get its first branch somehow; another branch could be created with what nobody checked.
          do_not_enforce_on_create: include.every((branch) => branch === DEFAULT_BRANCH),
        },
      },
    ],
  };
}

function conditionOn(chosen: ChosenRepositories): Pick<Ruleset['conditions'], 'repository_name' | 'repository_property'> {
  return chosen.by === 'name'
    ? { repository_name: { include: chosen.include, exclude: chosen.exclude } }
    : { repository_property: { include: chosen.include, exclude: [] } };
}
