/** git itself, on the repositories of the stand-in. Nothing of the machine's or user's configuration takes part. */
import { spawnSync } from 'node:child_process';
import type { Repository } from './state.ts';

/** Configuration, and who GitHub is in commits that it makes. */
const ENVIRONMENT: Readonly<Record<string, string>> = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'GitHub',
  GIT_AUTHOR_EMAIL: 'noreply@example.org',
  GIT_COMMITTER_NAME: 'GitHub',
  GIT_COMMITTER_EMAIL: 'noreply@example.org',
};

export interface GitOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** Output of a git command as bytes; null when it fails. */
export function tryGit(directory: string, args: readonly string[], { input, env = {} }: GitOptions = {}): Buffer | null {
  const ran = spawnSync('git', [`--git-dir=${directory}`, ...args], {
    env: { PATH: process.env['PATH'], ...ENVIRONMENT, ...env },
    maxBuffer: 1 << 30,
    ...(input !== undefined && { input }),
  });
  return ran.status === 0 ? ran.stdout : null;
}

/** Output as text without its line end; throws when git fails. */
export function git(directory: string, args: readonly string[], options: GitOptions = {}): string {
  const ran = spawnSync('git', [`--git-dir=${directory}`, ...args], {
    env: { PATH: process.env['PATH'], ...ENVIRONMENT, ...options.env },
    maxBuffer: 1 << 30,
    ...(options.input !== undefined && { input: options.input }),
  });
  if (ran.status !== 0) throw new Error(`git ${args.join(' ')}: ${ran.stderr.toString() || String(ran.error)}`);
  return ran.stdout.toString().replace(/\n$/, '');
}

/** Object id that a ref, branch, tag or id stands for, or null. Only ids of objects that are here. */
export function resolve(repository: Repository, name: string, type: 'commit' | 'tree' | '' = 'commit'): string | null {
  // What begins with a dash would be an option; what has a colon or a brace would be a path or a reflog.
  if (/^-|[:{}^~\s]/.test(name)) return null;
  const forms = /^[0-9a-f]{40}$/.test(name)
    ? [name]
    : [name.startsWith('refs/') ? name : `refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`, name];
  for (const form of forms) {
    const found = tryGit(repository.gitDirectory, [
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${form}^{${type || 'object'}}`,
    ]);
    if (found !== null) return found.toString().trim();
  }
  return null;
}

export function branchTip(repository: Repository, branch: string): string | null {
  const found = tryGit(repository.gitDirectory, ['rev-parse', '--verify', '--quiet', `refs/heads/${branch}^{commit}`]);
  return found === null ? null : found.toString().trim();
}

export function isAncestor(repository: Repository, ancestor: string, of: string): boolean {
  return tryGit(repository.gitDirectory, ['merge-base', '--is-ancestor', ancestor, of]) !== null;
}

export function mergeBase(repository: Repository, a: string, b: string): string | null {
  return tryGit(repository.gitDirectory, ['merge-base', a, b])?.toString().trim() ?? null;
}

/** An object by id; null when it is not there or of another type. */
export function readObject(repository: Repository, id: string, type: string): Buffer | null {
  return /^[0-9a-f]{40}$/.test(id) ? tryGit(repository.gitDirectory, ['cat-file', type, id]) : null;
}

export interface TreeEntry {
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  readonly size: number | null;
  readonly path: string;
}

export function listTree(repository: Repository, tree: string, recursive: boolean): TreeEntry[] {
  const out = tryGit(repository.gitDirectory, ['ls-tree', '-z', '-l', ...(recursive ? ['-r', '-t'] : []), tree]);
  return (out?.toString() ?? '')
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const tab = line.indexOf('\t');
      const [mode = '', type = '', sha = '', size = '-'] = line.slice(0, tab).split(/ +/);
      return { mode, type, sha, size: size === '-' ? null : Number(size), path: line.slice(tab + 1) };
    });
}

export interface CommitFacts {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  readonly message: string;
}

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

/** Facts of commits, newest first as git lists them. */
export function log(repository: Repository, args: readonly string[]): CommitFacts[] {
  const format = ['%H', '%T', '%P', '%an', '%ae', '%aI', '%cn', '%ce', '%cI', '%B'].join('%x00');
  const out = tryGit(repository.gitDirectory, ['log', '-z', `--format=${format}%x01`, ...args]);
  return (out?.toString() ?? '')
    .split('\x01')
    .filter((one) => one.replace('\0', '') !== '')
    .map((one) => {
      const [sha = '', tree = '', parents = '', an = '', ae = '', ad = '', cn = '', ce = '', cd = '', message = ''] = one
        .replace(/^\0/, '')
        .split('\0');
      return {
        sha,
        tree,
        parents: parents === '' ? [] : parents.split(' '),
        author: { name: an, email: ae, date: moment(ad) },
        committer: { name: cn, email: ce, date: moment(cd) },
        message: message.replace(/\n+$/, ''),
      };
    });
}

export function commitOf(repository: Repository, sha: string): CommitFacts | null {
  return log(repository, ['-1', sha, '--'])[0] ?? null;
}

function moment(date: string): string {
  return new Date(date).toISOString().replace('.000Z', 'Z');
}
