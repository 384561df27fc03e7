/**
 * Writes whole files beside content of others: a fresh file is renamed over the name, and nothing is written through a link, into a pipe or into
 * a device. Whoever makes a pull request chooses what stands in a checkout under the name of a report.
 */
import { randomUUID } from 'node:crypto';
import { chmod, lstat, mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, parse, relative, resolve, sep } from 'node:path';
import { EffectError, InputError } from '../base/errors.ts';

/**
 * Writes a file where the operator says, making its folder. Folders may be links, as everywhere; but not those that lead out of the repository
 * that they stand in, or out of `cwd`. Throws InputError PATH_OUTSIDE, EffectError DISK.
 */
export async function writeReport(cwd: string, path: string, content: string | Uint8Array): Promise<void> {
  await named(path, async () => {
    const folder = await folderFor(cwd, path);
    await mkdir(folder, { recursive: true });
    await put(join(folder, basename(resolve(cwd, path))), path, content, null);
  });
}

/** As far as it is there, without links. What is missing behind it is only named. */
async function folderFor(cwd: string, path: string): Promise<string> {
  const folder = dirname(resolve(cwd, path));
  const { root } = parse(folder);
  const parts = relative(root, folder)
    .split(sep)
    .filter((part) => part !== '');
  const start = await realpath(cwd).catch(() => null);
  let here = root;
  // The narrowest repository that we are in, else the folder that we were started in.
  let home: string | null = null;
  for (const [index, part] of parts.entries()) {
    const next = join(here, part);
    const status = await lstat(next).catch(() => null);
    if (status === null) return join(here, ...parts.slice(index));
    here = status.isSymbolicLink() ? await realpath(next) : next;
    if (home !== null && !within(home, here))
      throw new InputError(
        'PATH_OUTSIDE',
        `${path} leads through the link ${part} out of ${home}`,
        'Name a folder that is not a link out of it.',
      );
    if (here === start || (await lstat(join(here, '.git')).catch(() => null)) !== null) home = here;
  }
  return here;
}

/**
 * Writes a file below `root` (made when it is not there), which may be a checkout of hostile content: a link in it must not lead the file elsewhere. Returns its path.
 * Throws InputError PATH_OUTSIDE, EffectError DISK.
 */
export async function writeInside(root: string, path: string, content: string | Uint8Array): Promise<string> {
  return inside(root, path, content, null);
}

/**
 * The same for a file that is there and holds `before`; its permissions stay. Throws EffectError DISK also where it holds anything else by
 * now: whoever changed it meanwhile keeps what they wrote.
 */
export async function replaceInside(root: string, path: string, before: string, after: string): Promise<string> {
  return inside(root, path, after, before);
}

function inside(root: string, path: string, content: string | Uint8Array, before: string | null): Promise<string> {
  const outside = new InputError('PATH_OUTSIDE', `${path} is not below ${root}`, 'Give a path inside of it, without links that lead out.');
  return named(path, async () => {
    await mkdir(root, { recursive: true });
    const top = await realpath(root);
    const file = resolve(root, path);
    if (!within(top, await deepestExisting(dirname(resolve(top, path))))) throw outside;
    await mkdir(dirname(file), { recursive: true });
    const folder = await realpath(dirname(file));
    if (!within(top, folder)) throw outside;
    if (/(?:^|[\\/])\.git(?:[\\/]|$)/i.test(join(relative(top, folder), basename(file)))) throw outside;
    const target = join(folder, basename(file));
    await put(target, path, content, before);
    return target;
  });
}

/** `before`: what it must hold now; null: whatever a plain file holds. */
async function put(target: string, path: string, content: string | Uint8Array, before: string | null): Promise<void> {
  const mode = before === null ? await modeOfPlain(target, path) : await modeOf(target, path, before);
  const fresh = join(dirname(target), `.weighbridge-${randomUUID()}`);
  try {
    await writeFile(fresh, content, { flag: 'wx' });
    if (mode !== null) await chmod(fresh, mode);
    await rename(fresh, target);
  } finally {
    await rm(fresh, { force: true });
  }
}

/** Permissions of what is there; null: nothing is. */
async function modeOfPlain(file: string, path: string): Promise<number | null> {
  const status = await lstat(file).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (status === null || status.isFile()) return status === null ? null : status.mode & 0o777;
  const what = status.isSymbolicLink()
    ? 'a link'
    : status.isDirectory()
      ? 'a folder'
      : status.isFIFO()
        ? 'a named pipe'
        : 'a device or socket';
  throw new InputError('PATH_OUTSIDE', `${path} is ${what}: nothing was written`, 'Name a plain file, or a name that is free.');
}

/** Permissions of a regular file that holds exactly this text. */
async function modeOf(file: string, path: string, text: string): Promise<number> {
  const status = await lstat(file);
  if (!status.isFile() || !(await readFile(file)).equals(Buffer.from(text)))
    throw new EffectError('DISK', `${path} changed while this ran, and was left as it is`, 'Run it again.');
  return status.mode & 0o777;
}

/** What the disk says, in our words. */
async function named<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InputError || error instanceof EffectError) throw error;
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new EffectError('DISK', `${path} cannot be written (${reason})`, 'Check the folder and the space on the disk.', { cause: error });
  }
}

/** Real path of the nearest folder above `path` (or itself) that is there. */
async function deepestExisting(path: string): Promise<string> {
  const real = await realpath(path).catch(() => null);
  return real ?? (dirname(path) === path ? path : deepestExisting(dirname(path)));
}

function within(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || (!/^\.\.(?:[\\/]|$)/.test(way) && !isAbsolute(way));
}
