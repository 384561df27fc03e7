/** `weighbridge policy validate|schema|explain`. */
import {
  EffectError,
  effectivePolicy,
  endedWaivers,
  exists,
  explainPolicy,
  InputError,
  loadWithKeys,
  openRepository,
  policyFor,
  type PolicyFile,
  policyJsonSchema,
  readText,
  rules,
  visibleUpTo,
} from '../../core/index.ts';
import type { Command, Io } from '../command.ts';
import { HELP } from '../shared-options.ts';

const DEFAULT_PATH = '.github/weighbridge.yml';

export const policyCommand: Command = {
  name: 'policy',
  summary: 'validate a policy file, print its JSON Schema, or explain every effective value',
  usage: 'weighbridge policy validate [FILE] | schema | explain [FILE]',
  example: 'weighbridge policy explain',
  details:
    `validate: all mistakes at once, with line and column (default file: ${DEFAULT_PATH}).\n` +
    'schema: the JSON Schema for editors.\n' +
    'explain: every value that is in force and where it comes from; without FILE the policy of the default branch, which judges.',
  options: { ...HELP },
  async run(args, io) {
    const [verb, file] = args.positionals;
    switch (verb) {
      case 'validate':
        return file === undefined ? validateDefault(io) : validate(file, io);
      case 'schema':
        io.out(`${JSON.stringify(policyJsonSchema(rules), null, 2)}\n`);
        return 0;
      case 'explain':
        return explain(file, io);
      default:
        throw new InputError(
          'USAGE',
          verb === undefined ? '"policy" needs a verb' : `"policy" has no verb "${verb}"`,
          'Use: weighbridge policy validate [FILE] | schema | explain [FILE]',
        );
    }
  },
};

/** Like the other verbs, of the repository around, wherever in it this runs. */
async function validateDefault(io: Io): Promise<number> {
  const top = (await topOf(io.cwd)) ?? io.cwd;
  if (!(await exists(top, DEFAULT_PATH)))
    throw new InputError('POLICY_MISSING', `There is no ${DEFAULT_PATH} here`, 'Name the file, or let "weighbridge init" write one.');
  return validate(DEFAULT_PATH, { ...io, cwd: top });
}

async function validate(file: string, io: Io): Promise<number> {
  const policy = await loaded(file, io);
  for (const remark of endedWaivers(policy, new Date())) io.out(`${visibleUpTo(remark, 500)}\n`);
  io.out(`${file}: no mistakes\n`);
  return 0;
}

/** With the keys that it names, by paths from the top of the repository, as where it judges. */
async function loaded(file: string, io: Io): Promise<PolicyFile> {
  const top = (await topOf(io.cwd)) ?? io.cwd;
  return loadWithKeys(await readText(io.cwd, file), file, rules, async (path) => {
    try {
      return new TextEncoder().encode(await readText(top, path));
    } catch (error) {
      if (error instanceof InputError || error instanceof EffectError) return { problem: error.message };
      throw error;
    }
  });
}

/** Null outside of a repository. */
async function topOf(folder: string): Promise<string | null> {
  try {
    const repository = await openRepository(folder);
    await repository.close();
    return repository.workTree;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

async function explain(file: string | undefined, io: Io): Promise<number> {
  if (file !== undefined) {
    io.out(explainPolicy(effectivePolicy([await loaded(file, io)], rules)));
    return 0;
  }
  const repository = await openRepository(io.cwd);
  try {
    // The policy that judges a branch is the one of its base, as in "check".
    const name = (await repository.defaultBase()) ?? 'HEAD';
    const commit = await repository.resolve(name);
    const tree = repository.tree(commit, `${name} (${commit.slice(0, 7)})`, commit);
    const chosen = await policyFor(null, tree, (path) => readText(io.cwd, path));
    io.out(
      `# The policy that judges branches: ${chosen.text === null ? `${chosen.policy.label} (${tree.label} has no file)` : chosen.policy.label}\n`,
    );
    const folder = repository.workTree ?? io.cwd;
    if (await differs(folder, chosen.text))
      io.out(
        `# ${DEFAULT_PATH} in the folder is not that file: it counts once it is on ${name}. To see it: weighbridge policy explain ${DEFAULT_PATH}\n`,
      );
    io.out(explainPolicy(chosen.policy));
    return 0;
  } finally {
    await repository.close();
  }
}

async function differs(folder: string, text: string | null): Promise<boolean> {
  return (await exists(folder, DEFAULT_PATH)) && (await readText(folder, DEFAULT_PATH)) !== text;
}
