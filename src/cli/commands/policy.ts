/** `weighbridge policy validate|schema|explain`. */
import {
  effectivePolicy,
  exists,
  explainedJson,
  explainPolicy,
  gitHubHost,
  InputError,
  openRepository,
  policyFor,
  policyJsonSchema,
  policyOfRepository,
  readText,
  rules,
  visibleUpTo,
} from '../../core/index.ts';
import type { Arguments } from '../args.ts';
import type { Command, Io } from '../command.ts';
import { API_URL, askGitHubOf, repositoryArgument } from '../github-api.ts';
import { HELP } from '../shared-options.ts';
import { DEFAULT_PATH, loadedPolicy, validatePolicy } from '../validate-policy.ts';

type Format = 'terminal' | 'json';

export const policyCommand: Command = {
  name: 'policy',
  summary: 'validate a policy file, print its JSON Schema, or explain every effective value',
  usage: 'weighbridge policy validate [FILE] | schema | explain [FILE | --repo OWNER/NAME]',
  example: 'weighbridge policy explain',
  details:
    `validate: all mistakes at once, with line and column (default file: ${DEFAULT_PATH}).\n` +
    'schema: the JSON Schema for editors.\n' +
    'explain: every value that is in force and where it comes from; without FILE the policy of the default branch, which judges.\n' +
    'With --repo it is read from GitHub, with all layers that hold there: organization, groups, repository. The token of GITHUB_TOKEN is used, and not kept.',
  options: {
    repo: { type: 'string', value: 'OWNER/NAME', help: 'explain: of this repository on GitHub, with the layers of its organization' },
    format: { type: 'string', value: 'FORMAT', help: 'terminal or json (validate and explain)' },
    ...API_URL,
    ...HELP,
  },
  async run(args, io) {
    const [verb, file] = args.positionals;
    const format = args.text('format') ?? 'terminal';
    if (format !== 'terminal' && format !== 'json')
      throw new InputError('USAGE', 'There is no such format', 'Use --format terminal or --format json.');
    const repo = args.text('repo');
    if (repo !== undefined && (verb !== 'explain' || file !== undefined))
      throw new InputError('USAGE', '--repo belongs to "explain", without a file', 'Use: weighbridge policy explain --repo OWNER/NAME');
    switch (verb) {
      case 'validate':
        return validatePolicy(file ?? null, format, io);
      case 'schema':
        io.out(`${JSON.stringify(policyJsonSchema(rules), null, 2)}\n`);
        return 0;
      case 'explain':
        return repo === undefined ? explain(file, format, io) : explainRepository(repositoryArgument(repo), format, args, io);
      default:
        throw new InputError(
          'USAGE',
          verb === undefined ? '"policy" needs a verb' : `"policy" has no verb "${verb}"`,
          'Use: weighbridge policy validate [FILE] | schema | explain [FILE | --repo OWNER/NAME]',
        );
    }
  },
};

/** As GitHub has it now. */
async function explainRepository(
  at: { readonly owner: string; readonly repo: string },
  format: Format,
  args: Arguments,
  io: Io,
): Promise<number> {
  const { policy, refused } = await policyOfRepository(gitHubHost(askGitHubOf(args, io)), at);
  if (format === 'json') {
    io.out(explainedJson(policy, refused));
    return 0;
  }
  io.out(`# The policy of ${at.owner}/${at.repo}: ${visibleUpTo(policy.label, 500)}\n`);
  for (const { message, where } of refused)
    io.out(`# not taken, as the layer above stays in force: ${visibleUpTo(`${where ?? ''} ${message}`, 300)}\n`);
  io.out(explainPolicy(policy));
  return 0;
}

async function explain(file: string | undefined, format: Format, io: Io): Promise<number> {
  const print = format === 'json' ? explainedJson : explainPolicy;
  if (file !== undefined) {
    io.out(print(effectivePolicy([await loadedPolicy(file, io)], rules)));
    return 0;
  }
  const repository = await openRepository(io.cwd);
  try {
    // The policy that judges a branch is the one of its base, as in "check".
    const name = (await repository.defaultBase()) ?? 'HEAD';
    const commit = await repository.resolve(name);
    const tree = repository.tree(commit, `${name} (${commit.slice(0, 7)})`, commit);
    const chosen = await policyFor(null, tree, (path) => readText(io.cwd, path));
    const says = (text: string): void => (format === 'json' ? undefined : io.out(text));
    says(
      `# The policy that judges branches: ${chosen.text === null ? `${chosen.policy.label} (${tree.label} has no file)` : chosen.policy.label}\n`,
    );
    const folder = repository.workTree ?? io.cwd;
    if (await differs(folder, chosen.text))
      says(
        `# ${DEFAULT_PATH} in the folder is not that file: it counts once it is on ${name}. To see it: weighbridge policy explain ${DEFAULT_PATH}\n`,
      );
    io.out(print(chosen.policy));
    return 0;
  } finally {
    await repository.close();
  }
}

async function differs(folder: string, text: string | null): Promise<boolean> {
  return (await exists(folder, DEFAULT_PATH)) && (await readText(folder, DEFAULT_PATH)) !== text;
}
