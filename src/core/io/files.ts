/** Small files of the operator's own: reports, policies, the cache folder. Nothing here reads the tree under test. */
import { createHash, randomUUID } from 'node:crypto';
import { chmod, lstat, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { EffectError, InputError } from '../errors.ts';

const MAX_TEXT = 1024 * 1024;

/** A text file of at most 1 MB. Throws InputError POLICY_MISSING, EffectError DISK. */
export async function readText(cwd: string, path: string): Promise<string> {
  const file = resolve(cwd, path);
  try {
    if ((await stat(file)).size > MAX_TEXT) throw new EffectError('DISK', `${path} is larger than 1 MB`, 'Give a smaller file.');
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof EffectError) throw error;
    throw new InputError('POLICY_MISSING', `${path} cannot be read (${reason(error)})`, 'Check the path.');
  }
}

export async function exists(cwd: string, path: string): Promise<boolean> {
  return stat(resolve(cwd, path)).then(
    () => true,
    () => false,
  );
}

/** Writes a report or a policy, making its folder. */
export async function writeReport(cwd: string, path: string, text: string): Promise<void> {
  const file = resolve(cwd, path);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  } catch (error) {
    throw new EffectError('DISK', `${path} cannot be written (${reason(error)})`, 'Check the folder and the space on the disk.', {
      cause: error,
    });
  }
}

/**
 * Writes a file below `root` (made when it is not there), which may be a checkout of hostile content: a link in it must not lead the file elsewhere. Returns its path.
 * Throws InputError PATH_OUTSIDE, EffectError DISK.
 */
export async function writeInside(root: string, path: string, text: string): Promise<string> {
  return write(root, path, text, null);
}

/**
 * The same for a file that is there and holds `before`; its permissions stay. Throws EffectError DISK also where it holds anything else by
 * now: whoever changed it meanwhile keeps what they wrote.
 */
export async function replaceInside(root: string, path: string, before: string, after: string): Promise<string> {
  return write(root, path, after, before);
}

async function write(root: string, path: string, text: string, before: string | null): Promise<string> {
  const file = resolve(root, path);
  const outside = new InputError('PATH_OUTSIDE', `${path} is not below ${root}`, 'Give a path inside of it, without links that lead out.');
  try {
    await mkdir(root, { recursive: true });
    const top = await realpath(root);
    if (!within(top, await deepestExisting(dirname(resolve(top, path))))) throw outside;
    await mkdir(dirname(file), { recursive: true });
    const folder = await realpath(dirname(file));
    if (!within(top, folder)) throw outside;
    // A new file renamed over the name: what was a link there is replaced, never followed.
    if (/(?:^|[\\/])\.git(?:[\\/]|$)/i.test(join(relative(top, folder), basename(file)))) throw outside;
    const target = join(folder, basename(file));
    const fresh = join(folder, `.weighbridge-${randomUUID()}`);
    try {
      const mode = before === null ? null : await modeOf(target, path, before);
      await writeFile(fresh, text, { flag: 'wx' });
      if (mode !== null) await chmod(fresh, mode);
      await rename(fresh, target);
    } finally {
      await rm(fresh, { force: true });
    }
    return target;
  } catch (error) {
    if (error instanceof InputError || error instanceof EffectError) throw error;
    throw new EffectError('DISK', `${path} cannot be written (${reason(error)})`, 'Check the folder and the space on the disk.', {
      cause: error,
    });
  }
}

/** Permissions of a regular file that holds exactly this text. */
async function modeOf(file: string, path: string, text: string): Promise<number> {
  const status = await lstat(file);
  if (!status.isFile() || !(await readFile(file)).equals(Buffer.from(text)))
    throw new EffectError('DISK', `${path} changed while this ran, and was left as it is`, 'Run it again.');
  return status.mode & 0o777;
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

/** One cache file per repository, in the user's cache folder (XDG Base Directory), never inside the repository. */
export function factCacheFile(env: Readonly<Record<string, string | undefined>>, gitDirectory: string): string {
  const root = env['XDG_CACHE_HOME'] || join(env['HOME'] || homedir(), '.cache');
  return join(root, 'weighbridge', `facts-${createHash('sha256').update(gitDirectory).digest('hex').slice(0, 32)}.json`);
}

function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
}
