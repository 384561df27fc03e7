/** `weighbridge ruleset`: the rule that makes the App's check required, printed or installed. */
import { gateRuleset, InputError } from '../../core/index.ts';
import type { Arguments } from '../args.ts';
import type { Command, Io } from '../command.ts';
import { API_URL, apiUrlOf } from '../github-api.ts';
import { installRuleset, type RulesetPlace } from '../install-ruleset.ts';
import { HELP } from '../shared-options.ts';

export const rulesetCommand: Command = {
  name: 'ruleset',
  summary: 'print, or install, the GitHub ruleset that makes the check of the App required',
  usage: 'weighbridge ruleset --app-id ID [--branch LIST] [--org ORG | --repo OWNER/REPO] [--install]',
  example: 'weighbridge ruleset --app-id 123456 --org acme',
  details:
    'Prints the body of GitHub\'s API for rulesets (also taken by "Import a ruleset" in the settings). It requires the check from this App only, on a branch that is up to date.\n' +
    'With --install it is sent to GitHub with the token of GITHUB_TOKEN, which must be allowed to administer that organization or repository; a ruleset of the same name is replaced. The token is not kept.',
  options: {
    'app-id': { type: 'string', value: 'ID', help: 'numeric id of the App, from its settings page' },
    branch: { type: 'string', value: 'LIST', help: 'branches or patterns, comma-separated (default: the default branch)' },
    org: { type: 'string', value: 'ORG', help: 'for all repositories of an organization' },
    repo: { type: 'string', value: 'OWNER/REPO', help: 'for one repository' },
    install: { type: 'boolean', help: 'send it to GitHub instead of printing it' },
    ...API_URL,
    ...HELP,
  },
  async run(args, io) {
    const place = placeOf(args);
    const level = place !== null && place.repository === null ? 'organization' : 'repository';
    const ruleset = gateRuleset({ appId: appIdOf(args.text('app-id')), level, branches: branchesOf(args.text('branch')) });
    if (!args.flag('install')) {
      io.out(`${JSON.stringify(ruleset, null, 2)}\n`);
      return 0;
    }
    if (place === null) throw new InputError('USAGE', '--install needs to know where', 'Add --org ORG or --repo OWNER/REPO.');
    const { id, replaced } = await installRuleset(place, ruleset, tokenOf(io), apiUrlOf(args, io));
    const where = place.repository === null ? `the organization ${place.organization}` : `${place.organization}/${place.repository}`;
    io.out(`Ruleset ${id} ${replaced ? 'replaced' : 'added'} in ${where}: "${ruleset.name}" is active.\n`);
    return 0;
  },
};

function appIdOf(text: string | undefined): number {
  if (text !== undefined && /^[1-9]\d{0,14}$/.test(text)) return Number(text);
  const message = text === undefined ? '--app-id is missing' : `--app-id is a number; it was "${text}"`;
  throw new InputError('USAGE', message, 'It is on the settings page of the App ("App ID"). Without it anybody could report the check.');
}

function branchesOf(text: string | undefined): string[] {
  const branches = (text ?? '~DEFAULT_BRANCH').split(',').map((one) => one.trim());
  const bad = branches.find((one) => one === '' || /[\s\0-\x1f\x7f]/.test(one) || one.length > 250);
  if (bad === undefined) return branches;
  throw new InputError('USAGE', '--branch is a list of branch names', 'For example --branch main,release/*');
}

function placeOf(args: Arguments): RulesetPlace | null {
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

function tokenOf(io: Io): string {
  const token = (io.env['GITHUB_TOKEN'] || io.env['GH_TOKEN'] || '').trim();
  // It becomes a header; the message does not repeat it.
  if (/^[\x21-\x7e]{8,2000}$/.test(token)) return token;
  throw new InputError('USAGE', 'GITHUB_TOKEN is not a token', 'Set it to a token that may administer the organization or repository.');
}
