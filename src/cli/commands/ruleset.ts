/** `weighbridge ruleset`: the rule that makes the App's check required, printed, installed or removed. */
import { gateRuleset, InputError, RULESET_NAME } from '../../core/index.ts';
import type { Arguments } from '../args.ts';
import type { Command, Io } from '../command.ts';
import { API_URL, apiUrlOf, askGitHubOf } from '../github-api.ts';
import { installRuleset, removeRuleset, type RulesetPlace } from '../install-ruleset.ts';
import { appIdOf, branchesOf, bypassOf, rulesetPlaceOf, repositoriesOf } from '../ruleset-options.ts';
import { HELP } from '../shared-options.ts';
import { withoutApp } from '../without-app.ts';

export const rulesetCommand: Command = {
  name: 'ruleset',
  summary: 'print, install or remove the GitHub ruleset that makes the check of the App required',
  usage:
    'weighbridge ruleset --app-id ID [--branch LIST] [--org ORG [--repositories LIST | --property NAME=VALUE] | --repo OWNER/REPO] [--enforcement evaluate|active] [--bypass ACTOR] [--install] | --remove',
  example: 'weighbridge ruleset --app-id 123456 --org acme',
  details:
    'Prints the body of GitHub\'s API for rulesets (also taken by "Import a ruleset" in the settings). It requires the check from this App only, on a branch that is up to date.\n' +
    'With --install it is sent to GitHub with the token of GITHUB_TOKEN, which must be allowed to administer that organization or repository; a ruleset of the same name is replaced. The token is not kept. Repositories that it would block for ever, because the App is not installed there, are named where the token can tell.\n' +
    'Open pull requests need nothing: the App hears of a changed ruleset and reports under the name that counts. From install to enforce, step by step: docs/rollout.md.',
  options: {
    'app-id': { type: 'string', value: 'ID', help: 'numeric id of the App, from its settings page' },
    branch: { type: 'string', value: 'LIST', help: 'branches or patterns, comma-separated (default: the default branch)' },
    org: { type: 'string', value: 'ORG', help: 'for repositories of an organization: all, or those of the next two options' },
    repositories: { type: 'string', value: 'LIST', help: 'names or patterns, comma-separated; "!name" leaves one out' },
    property: {
      type: 'string',
      multiple: true,
      value: 'NAME=VALUE',
      help: 'repositories with this custom property; may be given several times',
    },
    repo: { type: 'string', value: 'OWNER/REPO', help: 'for one repository' },
    enforcement: {
      type: 'string',
      value: 'MODE',
      choices: ['active', 'evaluate'],
      help: 'evaluate: show what it would stop, and stop nothing (GitHub Enterprise only); default active',
    },
    bypass: {
      type: 'string',
      multiple: true,
      value: 'ACTOR',
      help: 'who may merge without the check: organization-admin, team:ID, role:ID, app:ID; the App records it',
    },
    'bypass-mode': {
      type: 'string',
      value: 'MODE',
      choices: ['pull_request', 'always'],
      help: 'pull_request: only by merging a pull request (default); always: also by a push',
    },
    install: { type: 'boolean', help: 'send it to GitHub instead of printing it' },
    remove: { type: 'boolean', help: `remove the ruleset "${RULESET_NAME}" from there` },
    ...API_URL,
    ...HELP,
  },
  async run(args, io) {
    const place = rulesetPlaceOf(args);
    if (args.flag('remove')) return remove(args, io, place);
    const level = place !== null && place.repository === null ? 'organization' : 'repository';
    const repositories = repositoriesOf(args, place);
    const ruleset = gateRuleset({
      appId: appIdOf(args.text('app-id')),
      level,
      branches: branchesOf(args.text('branch')),
      repositories,
      enforcement: args.text('enforcement') === 'evaluate' ? 'evaluate' : 'active',
      bypass: bypassOf(args.texts('bypass'), args.text('bypass-mode')),
    });
    if (!args.flag('install')) {
      io.out(`${JSON.stringify(ruleset, null, 2)}\n`);
      return 0;
    }
    if (place === null) throw new InputError('USAGE', '--install needs to know where', 'Add --org ORG or --repo OWNER/REPO.');
    const token = tokenOf(io);
    // Before it is sent: whoever reads it can still take it back.
    for (const line of await withoutApp(askGitHubOf(args, io), place, repositories, appIdOf(args.text('app-id')))) io.err(`${line}\n`);
    const { id, replaced } = await installRuleset(place, ruleset, token, apiUrlOf(args, io));
    const state = ruleset.enforcement === 'active' ? 'is active' : 'is evaluated, and stops nothing';
    io.out(`Ruleset ${id} ${replaced ? 'replaced' : 'added'} in ${wordsFor(place)}: "${ruleset.name}" ${state}.\n`);
    return 0;
  },
};

async function remove(args: Arguments, io: Io, place: RulesetPlace | null): Promise<number> {
  if (args.flag('install')) throw new InputError('USAGE', '--install and --remove exclude each other', 'Give one of them.');
  if (place === null) throw new InputError('USAGE', '--remove needs to know where', 'Add --org ORG or --repo OWNER/REPO.');
  const id = await removeRuleset(place, RULESET_NAME, tokenOf(io), apiUrlOf(args, io));
  io.out(
    id === null
      ? `${wordsFor(place)} has no ruleset "${RULESET_NAME}".\n`
      : `Ruleset ${id} removed from ${wordsFor(place)}: "${RULESET_NAME}" requires nothing any more.\n`,
  );
  return 0;
}

function wordsFor({ organization, repository }: RulesetPlace): string {
  return repository === null ? `the organization ${organization}` : `${organization}/${repository}`;
}

function tokenOf(io: Io): string {
  const token = (io.env['GITHUB_TOKEN'] || io.env['GH_TOKEN'] || '').trim();
  // It becomes a header; the message does not repeat it.
  if (/^[\x21-\x7e]{8,2000}$/.test(token)) return token;
  throw new InputError('USAGE', 'GITHUB_TOKEN is not a token', 'Set it to a token that may administer the organization or repository.');
}
