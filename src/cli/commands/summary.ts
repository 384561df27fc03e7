/** `weighbridge` alone: what is here, in at most 20 lines, asking nobody. */
import { openFolder, policyFor, readText, renderSummary, scan, treeToScan } from '../../core/index.ts';
import type { Command } from '../command.ts';
import { withSession } from '../session.ts';
import { HELP, READ } from '../shared-options.ts';

export const summary: Command = {
  name: '',
  summary: 'what is in this folder, in 20 lines; asks nobody',
  usage: 'weighbridge [-C DIR]',
  example: 'weighbridge',
  details: 'Reads the working folder only. "weighbridge --help" lists all commands.',
  options: { ...READ, ...HELP },
  async run(args, io) {
    return withSession(args, io, { offline: true, needsRepository: false }, async (session) => {
      const picked = await treeToScan(null, { directory: session.directory, ref: null }, openFolder);
      const chosen = await policyFor(args.text('policy') ?? null, picked.tree, (path) => readText(io.cwd, path));
      const result = await scan(picked.tree, picked.subject, chosen.policy, chosen.notes, session.ports);
      io.out(
        renderSummary(
          result.bom,
          result.verdict.findings.map((judged) => judged.finding),
          result.verdict.notes,
        ),
      );
      return 0;
    });
  },
};
