/** Small files of the operator's own: policies, the cache folder. Nothing here reads the tree under test. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { EffectError, InputError } from '../base/errors.ts';

const MAX_TEXT = 1024 * 1024;

/** A text file of at most 1 MB. Throws InputError POLICY_MISSING, EffectError DISK. */
export async function readText(cwd: string, path: string): Promise<string> {
  const file = resolve(cwd, path);
  try {
    if ((await stat(file)).size > MAX_TEXT) throw new EffectError('DISK', `${path} is larger than 1 MB`, 'Give a smaller file.');
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof EffectError) throw error;
    throw new InputError('POLICY_MISSING', `${path} ${reason(error)}`, 'Check the path; it counts from the current folder.');
  }
}

export async function exists(cwd: string, path: string): Promise<boolean> {
  return stat(resolve(cwd, path)).then(
    () => true,
    () => false,
  );
}

/** One cache file per repository, in the user's cache folder (XDG Base Directory), never inside the repository. */
export function factCacheFile(env: Environment, gitDirectory: string): string {
  return cacheFile(env, `facts-${nameOf(gitDirectory)}.json`);
}

/** Where the last base of a repository is kept, in the same folder. */
export function keptTreeFile(env: Environment, gitDirectory: string): string {
  return cacheFile(env, `tree-${nameOf(gitDirectory)}.sqlite`);
}

/** What registries said of packages, in the same folder, for all repositories. */
export function metadataFile(env: Environment): string {
  return cacheFile(env, 'packages.sqlite');
}

type Environment = Readonly<Record<string, string | undefined>>;

function cacheFile(env: Environment, name: string): string {
  return join(env['XDG_CACHE_HOME'] || join(env['HOME'] || homedir(), '.cache'), 'weighbridge', name);
}

function nameOf(gitDirectory: string): string {
  return createHash('sha256').update(gitDirectory).digest('hex').slice(0, 32);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EISDIR: 'is a folder, not a file',
  EACCES: 'may not be read by this user',
};

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
  return REASONS[code] ?? `cannot be read (${code})`;
}
