/** `weighbridge pin`: writes commits into the code, and what they hold into the lock. */
import { relative, resolve } from 'node:path';
import {
  exists,
  InputError,
  keysOf,
  LOCK_FILE,
  lockTree,
  openFolder,
  pinTree,
  policyFor,
  readText,
  replaceInside,
  treeToScan,
  visibleUpTo,
  writeInside,
} from '../../core/index.ts';
import type { Command } from '../command.ts';
import { WHOLE_TREE_BUDGET, withSession } from '../session.ts';
import { HELP, LOOK_UP } from '../shared-options.ts';
import { tellNotLocked, tellUnread } from './lock.ts';

export const pinCommand: Command = {
  name: 'pin',
  summary: 'write the commit of every floating model and dataset into the code, and the lock',
  usage: 'weighbridge pin [PATH…] [--dry-run] [--write]',
  example: 'weighbridge pin --offline',
  details:
    'Shows the edits as a diff; --write makes them and writes the lock. Changes Python, notebooks, shell scripts, YAML and Dockerfiles.\n' +
    'What cannot be placed exactly is listed and left alone.\n' +
    'Exit code 0: nothing floats any more (or would, with --write); 1: something could not be pinned; 2: could not run.',
  options: {
    write: { type: 'boolean', help: 'change the files and write the lock' },
    'dry-run': { type: 'boolean', help: 'only show the edits, as without --write' },
    directory: { type: 'string', short: 'C', value: 'DIR', help: 'work in DIR instead of the current folder' },
    ...LOOK_UP,
    ...HELP,
  },
  async run(args, io) {
    if (args.flag('write') && args.flag('dry-run'))
      throw new InputError('USAGE', '--write and --dry-run are opposites', 'Give one of them.');
    return withSession(args, io, { offline: args.flag('offline'), needsRepository: false, budget: WHOLE_TREE_BUDGET }, async (session) => {
      const folder = session.directory;
      for (const path of args.positionals)
        if (!(await exists(io.cwd, path)))
          throw new InputError('USAGE', `${visibleUpTo(path, 300)} does not exist`, 'Name a file or folder of the tree.');
      const within = args.positionals.map((path) => below(folder, resolve(io.cwd, path), path));
      const names = { directory: folder, ref: null };
      const { tree, subject } = await treeToScan(session.repository, names, openFolder);
      const { policy } = await policyFor(null, tree, (path) => readText(io.cwd, path));
      const plan = await pinTree(tree, subject, within, session.ports);
      for (const { path, hunks } of plan.files) {
        io.out(`--- a/${visibleUpTo(path, 300)}\n+++ b/${visibleUpTo(path, 300)}\n`);
        for (const { line, before, after } of hunks)
          io.out(`@@ -${line} +${line} @@\n-${visibleUpTo(before ?? '', 400)}\n+${visibleUpTo(after, 400)}\n`);
      }
      tellUnread(plan.problems, io);
      for (const { path, line, reference, reason } of plan.notPinned)
        io.out(`! ${visibleUpTo(`${path}:${line}: ${reference} is not pinned: ${reason}`, 500)}\n`);
      const edits = plan.files.reduce((sum, file) => sum + file.hunks.length, 0);
      const amount = `${counted(edits, 'line')} in ${counted(plan.files.length, 'file')}.`;
      const left = plan.notPinned.length === 0 ? 0 : 1;
      const nothing = left === 0 ? 'Nothing to pin.\n' : 'Nothing else to pin.\n';
      if (!args.flag('write')) {
        io.out(edits === 0 ? nothing : `${amount} Add --write to change them.\n`);
        return left;
      }
      for (const { path, before, after } of plan.files) await replaceInside(folder, path, before, after);
      io.out(edits === 0 ? nothing : `Pinned: ${amount}\n`);
      const after = await treeToScan(session.repository, names, openFolder);
      const made = await lockTree(after.tree, after.subject, { references: [], update: false, keys: keysOf(policy) }, session.ports);
      tellNotLocked(made, io);
      if (made.lock.entries.size > 0) {
        await writeInside(folder, LOCK_FILE, made.text);
        io.out(`wrote ${LOCK_FILE}: ${made.lock.entries.size} locked.\n`);
      }
      return left === 0 && made.notLocked.length === 0 ? 0 : 1;
    });
  },
};

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function below(folder: string, path: string, named: string): string {
  const way = relative(folder, path).replaceAll('\\', '/');
  if (way === '..' || way.startsWith('../'))
    throw new InputError('PATH_OUTSIDE', `${named} is not below ${folder}`, 'Name files of this repository.');
  return way === '' ? '.' : way;
}
