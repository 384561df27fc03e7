/** `weighbridge why REF`: where a component is named, how that was read, and what is known about it. */
import { describeComponent, InputError, policyFor, readText, scan, openFolder, treeToScan } from '../../core/index.ts';
import type { Command } from '../command.ts';
import { withSession } from '../session.ts';
import { HELP, LOOK_UP, READ } from '../shared-options.ts';

export const whyCommand: Command = {
  name: 'why',
  summary: 'show where a component is named and what is known about it',
  usage: 'weighbridge why REF [--ref COMMIT] [OPTIONS]',
  example: 'weighbridge why hf:acme/support-llama --offline',
  details:
    'REF is a name as reports print it, the id of a finding (wb-…), or a reference: org/name or hf:org/name, with @<commit> for one revision only, hf:datasets/org/name, npm:name, pypi:name, service:provider/model, or a purl.\n' +
    'Exit code 0: it is named; 1: nothing has that name; 2: could not run.',
  options: {
    ref: { type: 'string', value: 'COMMIT', help: 'look in this commit instead of the working folder' },
    ...LOOK_UP,
    ...READ,
    ...HELP,
  },
  async run(args, io) {
    const text = args.positionals[0];
    if (text === undefined || args.positionals.length > 1)
      throw new InputError('USAGE', '"why" takes one name or reference', 'For example: weighbridge why hf:acme/support-llama');
    return withSession(args, io, { offline: args.flag('offline'), needsRepository: args.text('ref') !== undefined }, async (session) => {
      const target = await treeToScan(session.repository, { directory: session.directory, ref: args.text('ref') ?? null }, openFolder);
      const chosen = await policyFor(args.text('policy') ?? null, target.tree, (path) => readText(io.cwd, path));
      const result = await scan(target.tree, target.subject, chosen.policy, [], session.ports);
      const described = describeComponent(text, result);
      io.out(described.text);
      return described.isNamed ? 0 : 1;
    });
  },
};
