/** `weighbridge check`: may this branch be merged? */
import {
  check,
  type ChosenPolicy,
  type Conclusion,
  formats,
  gitHubHost,
  InputError,
  lazyReach,
  type Note,
  organizationLayer,
  type PickedTrees,
  pickTrees,
  policyOn,
  policyUnder,
  readText,
  type Verdict,
  waivingIn,
} from '../../core/index.ts';
import type { Arguments } from '../args.ts';
import type { Command, Io } from '../command.ts';
import { API_URL, askGitHubOf, repositoryArgument } from '../github-api.ts';
import { deliver, wantsColor } from '../output.ts';
import { withSession } from '../session.ts';
import { ADVISORIES, HELP, LOOK_UP, READ, REPORT, TRUST_ROOT } from '../shared-options.ts';

export const checkCommand: Command = {
  name: 'check',
  summary: 'judge what a branch changes, as if it were merged now',
  usage: 'weighbridge check [--base REF] [--head REF] [OPTIONS]',
  example: 'weighbridge check --base main --head feature --offline',
  details:
    'Judges the merge of HEAD into the base against the base, with the policy of the default branch.\n' +
    'Only what the change adds or worsens blocks. Exit code 0: may merge (pass or warn); 1: blocked, or a review is asked for; 2: could not run, or waits for an answer.',
  options: {
    base: {
      type: 'string',
      value: 'REF',
      help: 'branch to merge into (default: origin/HEAD, then origin/main, origin/master, main, master)',
    },
    head: { type: 'string', value: 'REF', help: 'what to merge (default: HEAD)' },
    'hash-files': {
      type: 'boolean',
      help: 'hash files in the checkout too: LFS content, folders that "pull" filled, and what is installed of changed packages',
    },
    repo: {
      type: 'string',
      value: 'OWNER/NAME',
      help: 'judge with the layers that hold for this repository on GitHub: those of its organization, read with GITHUB_TOKEN, and its own',
    },
    ...API_URL,
    ...TRUST_ROOT,
    ...LOOK_UP,
    ...ADVISORIES,
    ...READ,
    ...REPORT,
    ...HELP,
  },
  async run(args, io) {
    if (args.positionals.length > 0)
      throw new InputError('USAGE', `"check" takes no "${args.positionals[0]}"`, 'Name branches with --base and --head.');
    return withSession(
      args,
      io,
      {
        offline: args.flag('offline'),
        needsRepository: true,
        hashFiles: args.flag('hash-files'),
        keepsBase: true,
        advisories: true,
        remembersPackages: true,
      },
      async (session) => {
        if (session.repository === null)
          throw new InputError(
            'NOT_A_REPOSITORY',
            `${session.directory} is not in a git repository`,
            'Use "weighbridge scan" for a folder without git.',
          );
        const picked = await pickTrees(session.repository, { base: args.text('base') ?? null, head: args.text('head') ?? null });
        const chosen = await chosenPolicy(args, io, picked);
        const notes: Note[] = [...picked.notes, ...session.notes, ...chosen.notes];
        const result = await check(
          {
            head: picked.head,
            base: picked.base,
            subject: picked.subject,
            policy: chosen.policy,
            review: chosen.review,
            notes,
            kept: session.kept,
          },
          session.ports,
        );
        const format = formats.find((candidate) => candidate.id === (args.text('format') ?? 'terminal'));
        if (format === undefined) throw new InputError('USAGE', 'There is no such format', 'See "weighbridge check --help".');
        const specVersion = args.text('spec-version') === '1.6' ? '1.6' : '1.7';
        await deliver(format.render(result.verdict, result.bom, { color: wantsColor(args, io), specVersion }), args, io);
        return exitCode(result.verdict);
      },
    );
  },
};

/** Without --repo nobody is asked: the repository's own file is its owner's word. */
async function chosenPolicy(args: Arguments, io: Io, picked: PickedTrees): Promise<ChosenPolicy> {
  const [named, argument] = [args.text('repo'), args.text('policy') ?? null];
  const readDisk = (path: string): Promise<string> => readText(io.cwd, path);
  if (named === undefined) return policyOn(argument, picked, readDisk);
  if (argument !== null || args.flag('offline'))
    throw new InputError('USAGE', `--repo and ${argument === null ? '--offline' : '--policy'} exclude each other`, 'Give one of them.');
  const at = repositoryArgument(named);
  const host = gitHubHost(askGitHubOf(args, io));
  const trees = { ...picked, reach: lazyReach(host, at, false) };
  const organization = await organizationLayer(host, at.owner, false);
  if (organization === null) return policyOn(null, trees, readDisk);
  const chosen = await policyUnder(organization, trees, { home: null, discreet: false, repository: () => host.traits(at) });
  return { ...chosen, policy: waivingIn(chosen.policy, `${at.owner}/${at.repo}`) };
}

/** Whoever waits has no verdict yet: a program that takes 1 for "refused" must not read that there. */
const EXIT: Readonly<Record<Conclusion, number>> = { pass: 0, warn: 0, review: 1, block: 1, wait: 2 };

function exitCode(verdict: Verdict): number {
  return EXIT[verdict.conclusion];
}
