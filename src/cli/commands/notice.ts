/** `weighbridge notice`: components of others by license, with names, attributions and texts, for whoever ships the product. */
import {
  noticeFiles,
  noticeJson,
  type NoticedTree,
  noticeText,
  noticeTree,
  openFolder,
  policyFor,
  readText,
  treeToScan,
  visibleUpTo,
  writeBundle,
} from '../../core/index.ts';
import type { Command, Io } from '../command.ts';
import { WHOLE_TREE_BUDGET, withSession } from '../session.ts';
import { HELP, LOOK_UP, READ } from '../shared-options.ts';

export const noticeCommand: Command = {
  name: 'notice',
  summary: 'write the notices of all that ships: components by license, names to show, texts',
  usage: 'weighbridge notice [--out FOLDER] [--format text|json]',
  example: 'weighbridge notice --offline --out notices',
  details:
    'Reads the working folder and what is installed beside it. Into FOLDER go NOTICE.txt (or NOTICE.json) and texts/, the texts of licenses as they lie there; without --out all of it is printed.\n' +
    'Of a text that is not at hand the address is given: none is made up. A file that is there and says something else is left alone without --force.\n' +
    'Exit code 0: the license of everything is known; 1: of something it is not, and the notice says of what; 2: could not run.',
  options: {
    out: { type: 'string', value: 'FOLDER', help: 'write into this folder; it may be there already' },
    format: { type: 'string', value: 'FORMAT', help: 'for a person or for a program', choices: ['text', 'json'] },
    force: { type: 'boolean', help: 'replace files in FOLDER that say something else' },
    ...LOOK_UP,
    ...READ,
    ...HELP,
  },
  async run(args, io) {
    const options = { offline: args.flag('offline'), needsRepository: false, budget: WHOLE_TREE_BUDGET, hearsInstalled: { folder: null } };
    return withSession(args, io, { ...options, remembersPackages: true }, async (session) => {
      const picked = await treeToScan(session.repository, { directory: session.directory, ref: null }, openFolder);
      const chosen = await policyFor(args.text('policy') ?? null, picked.tree, (path) => readText(io.cwd, path));
      const made = await noticeTree(picked.tree, picked.subject, chosen.policy, session.ports);
      const format = args.text('format') === 'json' ? 'json' : 'text';
      const folder = args.text('out');
      if (folder === undefined) io.out(format === 'json' ? noticeJson(made.notice) : noticeText(made.notice, true));
      else {
        const files = noticeFiles(made.notice, format);
        const written = await writeBundle(io.cwd, folder, files, args.flag('force'));
        io.err(
          `wrote ${written} of ${files.size} files into ${visibleUpTo(folder, 200)}${written < files.size ? '; the others were there' : ''}\n`,
        );
      }
      tellLeft(made, io);
      return made.notice.unknown.length === 0 ? 0 : 1;
    });
  },
};

/** What is in no notice is said, so that a short one is not taken for a whole one (T4). */
function tellLeft({ notice, cut, unread, unnamed }: NoticedTree, io: Io): void {
  if (notice.unknown.length > 0) io.err(`? components whose license is not known: ${notice.unknown.length} (see the end of the notice)\n`);
  if (unnamed > 0) io.err(`? loads that could not be named: ${unnamed}; what they load is in no notice\n`);
  if (unread > 0) io.err(`? places that could not be read: ${unread}; what they name is in no notice\n`);
  if (cut) io.err('? not all texts were read: there are more than one run reads\n');
}
