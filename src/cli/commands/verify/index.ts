/** `weighbridge verify …`: proves signatures. One line per kind of thing in `verbs`. */
import { InputError } from '../../../core/index.ts';
import type { Command } from '../../command.ts';
import { HELP } from '../../shared-options.ts';
import { verifyBundleCommand } from './bundle.ts';
import { verifyHubCommand } from './hub.ts';
import { verifyModelCommand } from './model.ts';
import { verifyPackageCommand } from './package.ts';

const verbs: readonly Command[] = [verifyModelCommand, verifyHubCommand, verifyPackageCommand, verifyBundleCommand];

const list = verbs.map(({ name }) => `weighbridge ${name}`).join(' | ');

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'prove who signed something, and that nobody changed it since',
  usage: list,
  example: 'weighbridge verify hub --help',
  details: `${verbs.map(({ name, summary }) => `${name}: ${summary}`).join('\n')}\nEach has its own --help. Exit code 0: verified; 1: not verified; 2: could not run.`,
  options: { ...HELP },
  verbs,
  run(args) {
    const [verb] = args.positionals;
    throw new InputError('USAGE', verb === undefined ? '"verify" needs to know what' : `"verify" knows no "${verb}"`, `Use: ${list}`);
  },
};
