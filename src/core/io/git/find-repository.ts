/** Where the repository is that a folder belongs to, with git's own protection against other people's repositories. */
import { realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EffectError, InputError } from '../../base/errors.ts';
import { type GitLocation, locate, versionIn } from './locate.ts';
import { git, runGit } from './run.ts';

/** `merge-tree --write-tree` and `safe.bareRepository` came with it. */
const MINIMUM = [2, 38] as const;

/** Throws InputError NOT_A_FOLDER, NOT_A_REPOSITORY, FOREIGN_REPOSITORY, EffectError GIT_MISSING, GIT_TOO_OLD, also for a repository of a format that this git does not know. */
export async function findRepository(directory: string): Promise<GitLocation> {
  const start = await realpath(directory).catch(() => null);
  if (start === null) throw new InputError('NOT_A_FOLDER', `${directory} does not exist`, 'Name an existing folder.');
  // git prints one path per line: the first half of such a path could be another repository.
  if (start.includes('\n'))
    throw new InputError('NOT_A_FOLDER', `${JSON.stringify(directory)} has a line break in its path`, 'Move or rename the folder.');
  if (!(await stat(start)).isDirectory()) throw new InputError('NOT_A_FOLDER', `${directory} is not a folder`, 'Name a folder.');
  const { location, output } = await locate({ gitDirectory: null, cwd: start });
  // An old git is reported first: it may be why nothing was found.
  refuseOld(versionIn(output) ?? (await versionAsked()));
  if (location !== null) return location;
  await refuseUnsafe(directory, start);
  // A bare repository is only opened when it is named itself, never found around or inside a tree (safe.bareRepository=explicit).
  for (const candidate of [start, join(start, '.git')]) {
    const bare = (await locate({ gitDirectory: candidate, cwd: start })).location;
    if (bare?.isBare !== true) continue;
    await refuseInside(start, directory);
    await refuseForeign(candidate, directory);
    return { ...bare, gitDirectory: candidate };
  }
  throw new InputError(
    'NOT_A_REPOSITORY',
    `${directory} is not in a git repository`,
    'Run it inside one, or use "weighbridge scan FOLDER" for a folder without git.',
  );
}

/** For a git that does not say it beside an answer. */
async function versionAsked(): Promise<string> {
  return (await git({ gitDirectory: null }, ['--version'])).toString('utf8').trim();
}

function refuseOld(text: string): void {
  const [, major = '0', minor = '0'] = /(\d{1,9})\.(\d{1,9})/.exec(text) ?? [];
  if (Number(major) > MINIMUM[0] || (Number(major) === MINIMUM[0] && Number(minor) >= MINIMUM[1])) return;
  const name = text.startsWith('git') ? text : `git ${text}`;
  throw new EffectError('GIT_TOO_OLD', `${name} is too old`, `Install git ${MINIMUM.join('.')} or newer.`);
}

/** Files of a tree can spell a bare repository. Objects of its author's making must not stand in for those of the repository around it (T14). */
async function refuseInside(start: string, directory: string): Promise<void> {
  if ((await topOf(dirname(start))) === null) return;
  const hint = 'Name the top of the repository that is meant.';
  throw new InputError('NOT_A_REPOSITORY', `${directory} is a bare repository inside of another one`, hint);
}

async function topOf(start: string): Promise<string | null> {
  const output = await runGit({ gitDirectory: null, cwd: start }, ['rev-parse', '--show-toplevel']);
  const top = output.stdout.toString('utf8').replace(/\n$/, '');
  return output.code === 0 && top !== '' ? top : null;
}

/** Where git found a repository and did not open it: asked in another way, it answers why. */
async function refuseUnsafe(directory: string, start: string): Promise<void> {
  // Whoever it belongs to, this once: only the question where it is, which runs nothing of it.
  const anyone = await runGit({ gitDirectory: null, cwd: start }, ['-c', 'safe.directory=*', 'rev-parse', '--absolute-git-dir']);
  if (anyone.code === 0 && (await runGit({ gitDirectory: null, cwd: start }, ['rev-parse', '--absolute-git-dir'])).code !== 0)
    throw foreign(directory, start);
  if (anyone.code !== 0 && (await hasNewFormat(start)))
    throw new EffectError('GIT_TOO_OLD', `This git cannot read the format of ${directory}`, 'Install a newer git.');
}

/** Version 0 every git reads; from 1 on it has extensions that an older one does not know. */
async function hasNewFormat(start: string): Promise<boolean> {
  for (let folder = start; ; folder = dirname(folder)) {
    const config = join(folder, '.git', 'config');
    if (
      await stat(config).then(
        (found) => found.isFile(),
        () => false,
      )
    ) {
      const asked = await runGit({ gitDirectory: null, cwd: '/' }, ['config', '--file', config, '--get', 'core.repositoryFormatVersion']);
      return asked.code === 0 && Number(asked.stdout.toString('utf8')) > 0;
    }
    if (dirname(folder) === folder) return false;
  }
}

/** git checks the owner only of repositories that it finds; one that is named (--git-dir) needs the same check. */
async function refuseForeign(gitDirectory: string, directory: string): Promise<void> {
  const me = process.geteuid?.();
  const owner = (await stat(gitDirectory)).uid;
  if (me === undefined || owner === me || (me === 0 && String(owner) === process.env['SUDO_UID'])) return;
  const output = await runGit({ gitDirectory: null, cwd: '/' }, ['config', '--global', '--get-all', 'safe.directory']);
  const safe = output.stdout.toString('utf8').split('\n');
  if (!safe.includes('*') && !safe.includes(gitDirectory)) throw foreign(directory, gitDirectory);
}

function foreign(directory: string, folder: string): InputError {
  const hint = `If you trust it: git config --global --add safe.directory "${folder}"`;
  return new InputError('FOREIGN_REPOSITORY', `git refuses ${directory}: it belongs to another user`, hint);
}
