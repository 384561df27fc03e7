/** `weighbridge lock`: writes what the code loads, byte for byte, into weighbridge.lock. */
import {
  keysOf,
  LOCK_FILE,
  type LockedTree,
  lockChanges,
  lockTree,
  openFolder,
  policyFor,
  readText,
  treeToScan,
  visibleUpTo,
  writeInside,
} from '../../core/index.ts';
import type { Command, Io } from '../command.ts';
import { WHOLE_TREE_BUDGET, withSession } from '../session.ts';
import { HELP, LOOK_UP } from '../shared-options.ts';

export const lockCommand: Command = {
  name: 'lock',
  summary: 'write commit, files and digests of every model and dataset that the code loads',
  usage: 'weighbridge lock [REF…] [--update] [--check]',
  example: 'weighbridge lock --check --offline',
  details:
    `Writes ${LOCK_FILE} at the root of the repository. An entry stays while the code asks for the same; REF or --update writes it anew.\n` +
    'A lock records, it does not pin: "weighbridge pin" writes commits into the code.\n' +
    'Exit code 0: the lock is complete; 1: something could not be locked, or --check found a difference; 2: could not run.',
  options: {
    update: { type: 'boolean', help: 'write all entries anew: branches and tags at the commit where they are now' },
    check: { type: 'boolean', help: 'write nothing; exit 1 when the lock would change' },
    directory: { type: 'string', short: 'C', value: 'DIR', help: 'work in DIR instead of the current folder' },
    ...LOOK_UP,
    ...HELP,
  },
  async run(args, io) {
    return withSession(args, io, { offline: args.flag('offline'), needsRepository: false, budget: WHOLE_TREE_BUDGET }, async (session) => {
      const { tree, subject } = await treeToScan(session.repository, { directory: session.directory, ref: null }, openFolder);
      const { policy } = await policyFor(null, tree, (path) => readText(io.cwd, path));
      const options = { references: args.positionals, update: args.flag('update'), keys: keysOf(policy) };
      const made = await lockTree(tree, subject, options, session.ports);
      const changes = lockChanges(made.before, made.lock);
      for (const { type, reference, commit, files } of changes) {
        const sign = { added: '+', changed: '~', removed: '-' }[type];
        io.out(`${sign} ${visibleUpTo(reference, 200)}${commit === null ? '' : `  ${commit}  ${files} files`}\n`);
      }
      tellUnread(made.problems, io);
      tellNotLocked(made, io);
      if (args.flag('check')) {
        const left =
          made.notLocked.length === 0 ? '' : `, except for ${made.notLocked.length} of the loads, which could not be locked (see above)`;
        io.out(changes.length === 0 ? `${LOCK_FILE} is up to date${left}.\n` : `${LOCK_FILE} would change: run "weighbridge lock".\n`);
        return changes.length === 0 && made.notLocked.length === 0 ? 0 : 1;
      }
      if (made.lock.entries.size === 0 && made.before === null) {
        io.out(
          made.notLocked.length === 0
            ? 'Nothing to lock: the code loads no model or dataset of a hub.\n'
            : 'Nothing was locked: no model or dataset of a hub could be.\n',
        );
        return made.notLocked.length === 0 ? 0 : 1;
      }
      if (changes.length > 0) await writeInside(session.directory, LOCK_FILE, made.text);
      io.out(`${changes.length === 0 ? `${LOCK_FILE} is up to date` : `wrote ${LOCK_FILE}`}: ${made.lock.entries.size} locked.\n`);
      return made.notLocked.length === 0 ? 0 : 1;
    });
  },
};

const UNREAD = 10;

/** What was not read was not looked at: said, so that a complete lock is not taken for more than it is (T4). */
export function tellUnread(problems: LockedTree['problems'], io: Io): void {
  for (const { path, line, message } of problems.slice(0, UNREAD))
    io.out(`? ${visibleUpTo(`${path}:${line}: not read, ${message}`, 500)}\n`);
  if (problems.length > UNREAD) io.out(`? +${problems.length - UNREAD} more that could not be read\n`);
}

export function tellNotLocked({ notLocked }: Pick<LockedTree, 'notLocked'>, io: Io): void {
  for (const { reference, place, reason } of notLocked) {
    const where = place === null ? '' : ` (${place.path}:${place.line})`;
    io.out(`! ${visibleUpTo(`${reference}${where}: not locked, ${reason}`, 500)}\n`);
  }
}
