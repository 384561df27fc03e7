/** The options of `weighbridge ruleset`, each read into what GitHub's API takes. A mistake is said in words before anything is sent. */
import { ALL_REPOSITORIES, type BypassActor, type ChosenProperty, type ChosenRepositories, InputError } from '../core/index.ts';
import type { Arguments } from './args.ts';
import type { RulesetPlace } from './install-ruleset.ts';

export function appIdOf(text: string | undefined): number {
  if (text !== undefined && /^[1-9]\d{0,14}$/.test(text)) return Number(text);
  const message = text === undefined ? '--app-id is missing' : `--app-id is a number; it was "${text}"`;
  throw new InputError('USAGE', message, 'It is on the settings page of the App ("App ID"). Without it anybody could report the check.');
}

export function branchesOf(text: string | undefined): string[] {
  return listOf('--branch', text ?? '~DEFAULT_BRANCH', 'is a list of branch names', 'For example --branch main,release/*');
}

/** `null` for neither: the ruleset is only printed, and for one repository. */
export function rulesetPlaceOf(args: Arguments): RulesetPlace | null {
  const [org, repo] = [args.text('org'), args.text('repo')];
  if (org !== undefined && repo !== undefined) throw new InputError('USAGE', '--org and --repo exclude each other', 'Give one of them.');
  const [organization = '', repository, ...more] = (org ?? repo ?? '').split('/');
  if (org === undefined && repo === undefined) return null;
  const fits = (name: string | undefined): boolean => name !== undefined && /^[\w.-]{1,100}$/.test(name);
  if (
    !fits(organization) ||
    more.length > 0 ||
    (repo === undefined) !== (repository === undefined) ||
    (repository !== undefined && !fits(repository))
  )
    throw new InputError('USAGE', repo === undefined ? '--org is a name' : '--repo is OWNER/REPO', 'For example --repo acme/product');
  return { organization, repository: repository ?? null };
}

export function repositoriesOf(args: Arguments, place: RulesetPlace | null): ChosenRepositories {
  const [names, properties] = [args.text('repositories'), args.texts('property')];
  if (names === undefined && properties.length === 0) return ALL_REPOSITORIES;
  if (place === null || place.repository !== null)
    throw new InputError('USAGE', '--repositories and --property choose among those of an organization', 'Add --org ORG.');
  if (names !== undefined && properties.length > 0)
    throw new InputError('USAGE', '--repositories and --property exclude each other', 'GitHub takes one kind of condition in a ruleset.');
  if (names === undefined) return { by: 'property', include: properties.map(propertyOf) };
  const list = listOf('--repositories', names, 'is a list of names or patterns', 'For example --repositories "ml-*,!ml-sandbox"');
  const exclude = list.filter((one) => one.startsWith('!')).map((one) => one.slice(1));
  const include = list.filter((one) => !one.startsWith('!'));
  if (exclude.includes('')) throw new InputError('USAGE', '"!" leaves out a name', 'For example --repositories "ml-*,!ml-sandbox"');
  return { by: 'name', include: include.length === 0 ? ['~ALL'] : include, exclude };
}

/** "risk=regulated,high": one of the values is enough; of several properties all must hold. */
function propertyOf(text: string): ChosenProperty {
  const at = text.indexOf('=');
  const name = text.slice(0, Math.max(at, 0)).trim();
  const values = text
    .slice(at + 1)
    .split(',')
    .map((one) => one.trim());
  if (!/^[\w.$#-]{1,75}$/.test(name) || values.some((one) => one === '' || one.length > 75 || hasControl(one)))
    throw new InputError('USAGE', '--property is NAME=VALUE', 'For example --property risk=regulated');
  return { name, property_values: values, source: 'custom' };
}

const ACTORS: Readonly<Record<string, BypassActor['actor_type']>> = { team: 'Team', role: 'RepositoryRole', app: 'Integration' };

/** `mode`: pull_request lets them merge a pull request, always lets them push as well. */
export function bypassOf(texts: readonly string[], mode: string | undefined): BypassActor[] {
  const bypass_mode = mode === 'always' ? 'always' : 'pull_request';
  return texts.map((text) => {
    // GitHub wants a number for it and does not look at it.
    if (text === 'organization-admin') return { actor_type: 'OrganizationAdmin', actor_id: 1, bypass_mode };
    const [, kind = '', number] = /^([a-z]{1,10}):([1-9]\d{0,14})$/.exec(text) ?? [];
    const actor_type = ACTORS[kind];
    if (actor_type !== undefined && number !== undefined) return { actor_type, actor_id: Number(number), bypass_mode };
    throw new InputError(
      'USAGE',
      `--bypass is organization-admin, team:ID, role:ID or app:ID; it was "${text.slice(0, 80)}"`,
      'The number of a team: gh api orgs/ORG/teams/SLUG --jq .id',
    );
  });
}

function listOf(option: string, text: string, what: string, example: string): string[] {
  const list = text.split(',').map((one) => one.trim());
  if (list.some((one) => one === '' || /\s/.test(one) || hasControl(one) || one.length > 250))
    throw new InputError('USAGE', `${option} ${what}`, example);
  return list;
}

function hasControl(text: string): boolean {
  return /[\0-\x1f\x7f]/.test(text);
}
