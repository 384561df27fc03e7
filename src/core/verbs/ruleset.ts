/** The rule that makes the check a gate: a ruleset of GitHub that requires it from one App, on an up-to-date branch (T2, T4). Pure. */

/** The check that rules require; the App reports it. */
export const CHECK_NAME = 'weighbridge';

export interface GateRule {
  /** The App's numeric id: without it, everybody with write access could report the name. */
  readonly appId: number;
  /** For all repositories of an organization, or for one. */
  readonly level: 'organization' | 'repository';
  /** Branches, or "~DEFAULT_BRANCH". */
  readonly branches: readonly string[];
}

/** The body of `POST /orgs/{org}/rulesets` or `POST /repos/{owner}/{repo}/rulesets`. */
export interface Ruleset {
  readonly name: string;
  readonly target: 'branch';
  readonly enforcement: 'active';
  readonly conditions: {
    readonly ref_name: { readonly include: readonly string[]; readonly exclude: readonly string[] };
    readonly repository_name?: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  };
  readonly bypass_actors: readonly [];
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
const RULESET_NAME = 'Weighbridge';

export function gateRuleset({ appId, level, branches }: GateRule): Ruleset {
  const include = branches.map((branch) => (branch.startsWith('~') || branch.startsWith('refs/') ? branch : `refs/heads/${branch}`));
  return {
    name: RULESET_NAME,
    target: 'branch',
    enforcement: 'active',
    conditions: {
      ref_name: { include, exclude: [] },
      ...(level === 'organization' ? { repository_name: { include: ['~ALL'], exclude: [] } } : {}),
    },
    bypass_actors: [],
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
