/** `weighbridge scan`: what is in this tree, as report or AI SBOM. Never fails because of what it finds. */
import { resolve } from 'node:path';
import { formats, InputError, openFolder, policyFor, readText, scan, treeToScan } from '../../core/index.ts';
import type { Command } from '../command.ts';
import { deliver, wantsColor } from '../output.ts';
import { withSession } from '../session.ts';
import { ADVISORIES, HELP, LOOK_UP, READ, REPORT } from '../shared-options.ts';

/** Questions of a scan that asks about every package. */
const ENRICHED = 50_000;

export const scanCommand: Command = {
  name: 'scan',
  summary: 'list the AI components of a folder or commit: report or AI SBOM',
  usage: 'weighbridge scan [FOLDER] [--ref REF] [OPTIONS]',
  example: 'weighbridge scan --offline --format cyclonedx -o sbom.cdx.json',
  details: 'Reads the working folder, or a commit with --ref. Exit code 0 whatever it finds; 2 when it could not run.',
  options: {
    ref: { type: 'string', value: 'REF', help: 'scan this commit instead of the working folder' },
    enrich: { type: 'boolean', help: 'ask npm and PyPI about every package: license, supplier, hash, age' },
    ...LOOK_UP,
    ...ADVISORIES,
    ...READ,
    ...REPORT,
    ...HELP,
  },
  async run(args, io) {
    if (args.positionals.length > 1) throw new InputError('USAGE', '"scan" takes one folder', 'See "weighbridge scan --help".');
    return withSession(
      args,
      io,
      {
        offline: args.flag('offline'),
        needsRepository: args.text('ref') !== undefined,
        advisories: true,
        remembersPackages: true,
        hearsInstalled: { folder: args.positionals[0] === undefined ? null : resolve(io.cwd, args.positionals[0]) },
        ...(args.flag('enrich') ? { budget: ENRICHED } : {}),
      },
      async (session) => {
        const picked = await treeToScan(
          session.repository,
          {
            directory: args.positionals[0] === undefined ? session.directory : resolve(io.cwd, args.positionals[0]),
            ref: args.text('ref') ?? null,
          },
          openFolder,
        );
        const chosen = await policyFor(args.text('policy') ?? null, picked.tree, (path) => readText(io.cwd, path));
        const result = await scan(
          picked.tree,
          picked.subject,
          chosen.policy,
          [...session.notes, ...chosen.notes],
          session.ports,
          args.flag('enrich'),
        );
        const format = formats.find((candidate) => candidate.id === (args.text('format') ?? 'terminal')) ?? formats[0];
        const specVersion = args.text('spec-version') === '1.6' ? '1.6' : '1.7';
        await deliver(format?.render(result.verdict, result.bom, { color: wantsColor(args, io), specVersion }) ?? '', args, io);
        return 0;
      },
    );
  },
};
