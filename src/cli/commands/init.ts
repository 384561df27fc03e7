/** `weighbridge init`: three questions (or flags), the file as a diff, then the file. */
import { createInterface } from 'node:readline/promises';
import {
  exists,
  InputError,
  loadPolicy,
  LOCK_FILE,
  openRepository,
  PRESET_IDS,
  PRESETS,
  readText,
  rules,
  starterPolicy,
  type StarterAnswers,
  writeReport,
} from '../../core/index.ts';
import type { Arguments } from '../args.ts';
import type { Command } from '../command.ts';
import { isWithoutGit } from '../session.ts';
import { HELP } from '../shared-options.ts';

const FILE = '.github/weighbridge.yml';
const USES = ['commercial', 'research', 'distributed', 'saas', 'internal', 'device', 'api'];

export const initCommand: Command = {
  name: 'init',
  summary: 'write a first policy file',
  usage: 'weighbridge init [--use LIST] [--license EXPRESSION] [--evaluate] [--preset NAME] [--yes]',
  example: 'weighbridge init --use commercial,saas --license proprietary --evaluate --yes',
  details: `Writes ${FILE}. Without flags it asks three questions; without --yes it shows the file and asks before it writes.`,
  options: {
    use: { type: 'string', value: 'LIST', help: `what the product is for, comma-separated: ${USES.join(', ')}` },
    license: { type: 'string', value: 'EXPRESSION', help: 'license of the product: an SPDX expression or "proprietary"' },
    evaluate: { type: 'boolean', help: 'start without blocking: report what would have been refused' },
    preset: {
      type: 'string',
      value: 'NAME',
      help: `levels that fit together: ${PRESET_IDS.map((id) => `${id} (${PRESETS[id].about})`).join('; ')}`,
    },
    strict: { type: 'boolean', help: 'the same as --preset strict' },
    yes: { type: 'boolean', short: 'y', help: 'write without asking' },
    ...HELP,
  },
  async run(args, io) {
    const root = await rootOf(io.cwd);
    if (await exists(root, FILE))
      throw new InputError(
        'USAGE',
        `${FILE} exists already`,
        'Edit it; "weighbridge policy validate" checks it, "weighbridge policy explain" shows what is in force.',
      );
    const asked = io.isTerminal && !args.flag('yes');
    const answers = asked && args.text('use') === undefined ? await ask(args) : fromFlags(args);
    const text = starterPolicy(answers);
    loadPolicy(text, FILE, rules); // A mistake in an answer is said before anything is written.
    io.out(
      `--- /dev/null\n+++ b/${FILE}\n${text
        .trimEnd()
        .split('\n')
        .map((line) => `+${line}\n`)
        .join('')}\n`,
    );
    if (!args.flag('yes') && !(asked && (await confirm()))) {
      io.out('Nothing was written. Add --yes to write it.\n');
      return 0;
    }
    await writeReport(root, FILE, text);
    const marked = await markLock(root);
    io.out(
      `Wrote ${FILE}${marked ? `, and the line "${LOCK_FILE} linguist-generated" in .gitattributes` : ''}. It counts once the default branch has it: commit it there, then "weighbridge check".\n`,
    );
    return 0;
  },
};

/** Reviewers need not unfold a lock: GitHub hides what is marked as generated (linguist). */
async function markLock(root: string): Promise<boolean> {
  const line = `${LOCK_FILE} linguist-generated`;
  const now = (await exists(root, '.gitattributes')) ? await readText(root, '.gitattributes') : '';
  if (now.split(/\r?\n/).includes(line)) return false;
  await writeReport(root, '.gitattributes', `${now}${now === '' || now.endsWith('\n') ? '' : '\n'}${line}\n`);
  return true;
}

function fromFlags(args: Arguments): StarterAnswers {
  return {
    use: uses(args.text('use') ?? ''),
    license: args.text('license') ?? null,
    evaluate: args.flag('evaluate'),
    preset: presetOf(args),
  };
}

function presetOf(args: Arguments): StarterAnswers['preset'] {
  const text = args.text('preset');
  if (text === undefined) return args.flag('strict') ? 'strict' : 'default';
  const known = PRESET_IDS.find((id) => id === text);
  if (known !== undefined && !(args.flag('strict') && known !== 'strict')) return known;
  throw new InputError(
    'USAGE',
    known === undefined ? `--preset does not know "${text}"` : '--strict and another --preset exclude each other',
    `Presets: ${PRESET_IDS.join(', ')}.`,
  );
}

function uses(text: string): string[] {
  const list = text.split(/[\s,]+/).filter((word) => word !== '');
  const wrong = list.filter((word) => !USES.includes(word));
  if (wrong.length > 0) throw new InputError('USAGE', `--use does not know ${wrong.join(', ')}`, `Words: ${USES.join(', ')}.`);
  return list;
}

async function ask(args: Arguments): Promise<StarterAnswers> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const use = uses(await terminal.question(`1. What is the product for? (${USES.join(', ')}) `));
    const license = (await terminal.question('2. Its license? (an SPDX expression, or "proprietary"; empty: not said) ')).trim();
    const block = (await terminal.question('3. Block merges from today? (y/N: first only report what would be refused) '))
      .trim()
      .toLowerCase();
    return { use, license: license === '' ? null : license, evaluate: !block.startsWith('y'), preset: presetOf(args) };
  } finally {
    terminal.close();
  }
}

/** The top of the repository, where checks look for the file; outside git the folder itself. */
async function rootOf(folder: string): Promise<string> {
  try {
    const repository = await openRepository(folder);
    await repository.close();
    return repository.workTree ?? folder;
  } catch (error) {
    if (isWithoutGit(error)) return folder;
    throw error;
  }
}

async function confirm(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question('Write it? (y/N) ')).trim().toLowerCase().startsWith('y');
  } finally {
    terminal.close();
  }
}
