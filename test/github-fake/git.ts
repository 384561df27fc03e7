/** git itself, on the repositories of the stand-in. Nothing of the machine's or user's configuration takes part. */
import { type Ran, runSmall } from '../support/small-process.ts';
import { hasLoose, once } from './memo.ts';
import { readRef } from './refs.ts';
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
export function tryGit(directory: string, args: readonly string[], options: GitOptions = {}): Buffer | null {
  const { status, stdout } = run(directory, args, options);
  return status === 0 ? stdout : null;
}

/** Output as text without its line end; throws when git fails. */
export function git(directory: string, args: readonly string[], options: GitOptions = {}): string {
  const { status, stdout, stderr } = run(directory, args, options);
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.toString().replace(/\n$/, '');
}

function run(directory: string, args: readonly string[], { input, env = {} }: GitOptions): Ran {
  const environment = { PATH: process.env['PATH'], ...ENVIRONMENT, ...env };
  return runSmall({ program: 'git', args: [`--git-dir=${directory}`, ...args], env: environment, input });
}

const ID = /^[0-9a-f]{40}$/;

/** A fact that rests on object ids alone. What is not there may come: null is asked again. */
function remember<T>(
  repository: Repository,
  key: string,
  ids: readonly string[],
  ask: () => T | null,
  objectsOf?: (made: T) => readonly string[],
): T | null {
  if (!ids.every((id) => ID.test(id))) return ask();
  const name = `${key} ${ids.join(' ')}`;
  const known = repository.facts.get(name) as T | undefined;
  if (known !== undefined) return known;
  const found = once(repository.gitDirectory, key, ids, ask, objectsOf);
  if (found !== null) repository.facts.set(name, found);
  return found;
}

/** Object id that a ref, branch, tag or id stands for, or null. Only ids of objects that are here. */
export function resolve(repository: Repository, name: string, type: 'commit' | 'tree' | '' = 'commit'): string | null {
  // What begins with a dash would be an option; what has a colon or a brace would be a path or a reflog.
  if (/^-|[:{}^~\s]/.test(name)) return null;
  const parse = (form: string): string | null =>
    textOf(repository, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${form}^{${type || 'object'}}`]);
  if (ID.test(name)) return remember(repository, `resolve ${type}`, [name], () => parse(name));
  const forms = [name.startsWith('refs/') ? name : `refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`, name];
  for (const form of forms) {
    const id = readRef(repository.gitDirectory, form);
    if (id === null) continue;
    const found = id === undefined ? parse(form) : remember(repository, `resolve ${type}`, [id], () => parse(id));
    if (found !== null) return found;
  }
  return null;
}

const textOf = (repository: Repository, args: readonly string[]): string | null =>
  tryGit(repository.gitDirectory, args)?.toString().trim() ?? null;

export function branchTip(repository: Repository, branch: string): string | null {
  const ref = `refs/heads/${branch}`;
  const known = readRef(repository.gitDirectory, ref);
  return known === undefined ? textOf(repository, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]) : known;
}

export function isAncestor(repository: Repository, ancestor: string, of: string): boolean {
  const { gitDirectory } = repository;
  const answer = remember(repository, 'ancestor', [ancestor, of], () => {
    if (tryGit(gitDirectory, ['merge-base', '--is-ancestor', ancestor, of]) !== null) return 'yes';
    // A "no" about commits that are not here is none.
    return hasLoose(gitDirectory, ancestor) && hasLoose(gitDirectory, of) ? 'no' : null;
  });
  return answer === 'yes';
}

export function mergeBase(repository: Repository, a: string, b: string): string | null {
  return remember(repository, 'base', [a, b], () => textOf(repository, ['merge-base', a, b]));
}

/** Lines that `diff --numstat` gives: additions, deletions, path. */
export function numbersOf(repository: Repository, from: string, to: string): string[] {
  const out = remember(repository, 'numbers', [from, to], () => textOf(repository, ['diff', '--numstat', '-M', from, to]));
  return (out ?? '').split('\n').filter((line) => line !== '');
}

/** How many commits `to` has and `from` has not. */
export function countCommits(repository: Repository, from: string, to: string): number {
  return Number(remember(repository, 'count', [from, to], () => textOf(repository, ['rev-list', '--count', `${from}..${to}`])));
}

/** The tree that git's own merge of two commits gives; null on a conflict or without a common ancestor. */
export function mergedTree(repository: Repository, base: string, head: string): string | null {
  const merge = (): string | null => {
    const out = textOf(repository, ['merge-tree', '--write-tree', '--no-messages', base, head]);
    return out?.split('\n')[0] ?? null;
  };
  return remember(repository, 'merge', [base, head], merge, (tree) => objectsOfTree(repository.gitDirectory, tree));
}

/** Ids of a tree and of what is in it, but for submodules, whose commits are elsewhere. */
export function objectsOfTree(gitDirectory: string, tree: string): string[] {
  const lines = git(gitDirectory, ['ls-tree', '-r', '-t', '-z', tree]).split('\0');
  const ids = lines.filter((line) => line !== '' && !line.startsWith('160000')).map((line) => line.split('\t')[0]?.split(' ')[2] ?? '');
  return [tree, ...new Set(ids)];
}

/** Facts of the commits that one push brought, oldest first, at most 20. */
export function pushed(repository: Repository, before: string | null, after: string): readonly CommitFacts[] {
  const range = before === null ? after : `${before}..${after}`;
  const ids = before === null ? [after] : [before, after];
  return remember(repository, `pushed ${ids.length}`, ids, () => log(repository, ['-20', '--reverse', range, '--'])) ?? [];
}

/** Paths that a commit changed against its first parent, each after the letter of what happened to it. */
export function changedNames(repository: Repository, commit: string): readonly string[] {
  const args = ['diff-tree', '-r', '-z', '--root', '--no-commit-id', '--name-status', '--no-renames', commit];
  const out = remember(repository, 'names', [commit], () => tryGit(repository.gitDirectory, args)?.toString() ?? null);
  return (out ?? '').split('\0');
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

export function listTree(repository: Repository, tree: string, recursive: boolean): readonly TreeEntry[] {
  return remember(repository, recursive ? 'tree -r' : 'tree', [tree], () => entriesOf(repository, tree, recursive)) ?? [];
}

function entriesOf(repository: Repository, tree: string, recursive: boolean): TreeEntry[] | null {
  const out = tryGit(repository.gitDirectory, ['ls-tree', '-z', '-l', ...(recursive ? ['-r', '-t'] : []), tree]);
  if (out === null) return null;
  return out
    .toString()
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
  const known = readRef(repository.gitDirectory, sha);
  if (known === null) return null;
  const id = known ?? sha;
  return remember(repository, 'commit', [id], () => log(repository, ['-1', id, '--'])[0] ?? null);
}

function moment(date: string): string {
  return new Date(date).toISOString().replace('.000Z', 'Z');
}
