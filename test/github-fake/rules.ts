/** Which rules apply to a branch: rulesets of organization and repository, and classic protection. */
import { fullName } from './render/repositories.ts';
import type { Account, Json, Pull, Repository, Ruleset, State } from './state.ts';
import { atLeast, roleOf } from './access.ts';

export interface AppliedRule {
  readonly type: string;
  readonly parameters: Json;
  readonly ruleset: Ruleset;
  readonly source: Account | Repository;
}

const isRepository = (source: Account | Repository): source is Repository => 'gitDirectory' in source;
export const sourceName = (source: Account | Repository): string => (isRepository(source) ? fullName(source) : source.login);
export const sourceType = (source: Account | Repository): string => (isRepository(source) ? 'Repository' : 'Organization');

/** All rules of active rulesets of all levels; `evaluate` and `disabled` ones are not among them. */
export function rulesOf(repository: Repository, branch: string): AppliedRule[] {
  const levels: (readonly [Account | Repository, readonly Ruleset[]])[] = [
    [repository.owner, repository.owner.rulesets],
    [repository, repository.rulesets],
  ];
  return levels.flatMap(([source, rulesets]) =>
    rulesets
      .filter((one) => one.enforcement === 'active' && one.target === 'branch' && matches(one.conditions, repository, branch))
      .flatMap((ruleset) =>
        ruleset.rules.map((rule) => ({ type: String(rule['type']), parameters: (rule['parameters'] ?? {}) as Json, ruleset, source })),
      ),
  );
}

interface Names {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

/** Conditions of a ruleset. Without `ref_name` a ruleset matches no branch; a repository's own has no condition on repositories. */
export function matches(conditions: Json, repository: Repository, branch: string): boolean {
  const refs = conditions['ref_name'] as Names | undefined;
  const names = conditions['repository_name'] as Names | undefined;
  const ids = conditions['repository_id'] as { readonly repository_ids?: readonly number[] } | undefined;
  const properties = conditions['repository_property'] as Readonly<Record<'include' | 'exclude', readonly Property[]>> | undefined;
  const ref = (pattern: string): boolean =>
    pattern === '~ALL' ||
    (pattern === '~DEFAULT_BRANCH' ? branch === repository.defaultBranch : globMatches(pattern, `refs/heads/${branch}`));
  const name = (pattern: string): boolean => pattern === '~ALL' || globMatches(pattern, repository.name);
  const has = ({ name: key, property_values: values }: Property): boolean => {
    const own = repository.properties.get(key) ?? null;
    return values.some((value) => (Array.isArray(own) ? own.includes(value) : own === value));
  };
  const within = (lists: Names | undefined, test: (pattern: string) => boolean): boolean =>
    lists === undefined || ((lists.include ?? []).some(test) && !(lists.exclude ?? []).some(test));
  return (
    refs !== undefined &&
    within(refs, ref) &&
    within(names, name) &&
    (ids === undefined || (ids.repository_ids ?? []).includes(repository.id)) &&
    (properties === undefined || ((properties.include ?? []).every(has) && !(properties.exclude ?? []).some(has)))
  );
}

interface Property {
  readonly name: string;
  readonly property_values: readonly string[];
}

/** fnmatch with FNM_PATHNAME as GitHub's patterns: `*` and `?` stop at `/`, `**` does not. */
export function globMatches(pattern: string, text: string): boolean {
  const source = pattern
    .split(/(\*\*|\*|\?)/)
    .map((part) => ({ '**': '.*', '*': '[^/]*', '?': '[^/]' })[part] ?? part.replace(/[.+^${}()|[\]\\]/g, '\\$&'))
    .join('');
  return new RegExp(`^${source}$`).test(text);
}

/** The classic protection of a branch: the exact name first, then patterns. */
export function protectionOf(repository: Repository, branch: string): Json | null {
  const exact = repository.protection.get(branch);
  return exact ?? [...repository.protection].find(([pattern]) => globMatches(pattern, branch))?.[1] ?? null;
}

/** Whether a person may pass by the rules of a ruleset. */
export function mayBypass(state: State, { ruleset, source }: AppliedRule, repository: Repository, who: Account): boolean {
  return ruleset.bypassActors.some(({ actor_type: type, actor_id: id }) => {
    if (type === 'OrganizationAdmin') return repository.owner.members.get(who.login) === 'admin';
    // Ids of the built-in roles: 2 maintain, 4 write, 5 admin.
    if (type === 'RepositoryRole')
      return atLeast(roleOf(state, repository, who), id === 5 ? 'admin' : id === 2 ? 'maintain' : 'write') && source !== null;
    if (type === 'Integration') return [...state.apps.values()].some((app) => app.id === id && app.bot === who);
    if (type === 'Team') return state.teams.some((team) => team.id === id && team.members.has(who.login));
    return type === 'User' && who.id === id;
  });
}

/** The rules that count for a merge of this pull request. */
export const rulesFor = (pull: Pull): AppliedRule[] => rulesOf(pull.repository, pull.baseRef);
