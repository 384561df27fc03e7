/** NameSources become full commit ids, once (T14). */
import { InputError } from '../../base/errors.ts';
import { commitBehind, readCommit } from './commit.ts';
import type { ObjectReader } from './object-reader.ts';
import type { Refs } from './refs.ts';
import { type GitCall, runGit } from './run.ts';

const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** What names are looked up in. */
export interface NameSources {
  readonly call: GitCall;
  readonly refs: Refs;
  readonly reader: ObjectReader;
  /** The commit of HEAD when the repository was opened; null: unknown. */
  readonly head: string | null;
}

/** One name to one full commit id. Throws InputError UNKNOWN_REVISION, UNBORN_BRANCH, AMBIGUOUS_REVISION, which say what to do. */
export async function resolveCommit(names: NameSources, ref: string): Promise<string> {
  const { call } = names;
  if (ref === '' || ref.startsWith('-') || /[\0\n]/.test(ref)) {
    throw new InputError('UNKNOWN_REVISION', `"${ref}" is not the name of a revision`, 'Name a branch, a tag or a commit.');
  }
  const known = await knownCommit(names, ref);
  if (known !== null) return known;
  if (FULL_ID.test(ref) || /^refs\/[^~^:@]*$/.test(ref)) throw await unknown(call, ref);
  const output = await runGit(call, ['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`]);
  const id = output.stdout.toString('latin1').trim();
  if (output.code === 0 && FULL_ID.test(id)) return id;
  if (await isAmbiguous(names, ref)) {
    throw new InputError(
      'AMBIGUOUS_REVISION',
      `"${ref}" is the beginning of more than one commit id`,
      'Write the whole id: "git log" shows it.',
    );
  }
  throw await unknown(call, ref);
}

async function unknown(call: GitCall, ref: string): Promise<InputError> {
  if (await isUnborn(call, ref))
    return new InputError('UNBORN_BRANCH', `${ref} has no commit yet`, 'Make the first commit, then check again.');
  const hint = 'Check the spelling with "git branch --all". In a shallow clone, fetch it first: git fetch origin <branch>.';
  return new InputError('UNKNOWN_REVISION', `There is no revision "${ref}" in this repository`, hint);
}

/** Of what needs no rules of git: a full id is that object, whatever a branch may be called, and a whole name is that ref. */
async function knownCommit({ refs, reader, head }: NameSources, ref: string): Promise<string | null> {
  if (FULL_ID.test(ref)) return commitBehind(reader, ref);
  if (ref === 'HEAD') return head;
  return ref.startsWith('refs/') ? ((await refs.commitsOf([ref]))[0] ?? null) : namedCommit(refs, ref);
}

/** A branch wins over a tag of the same name: the tag could be somebody else's. */
async function namedCommit(refs: Refs, ref: string): Promise<string | null> {
  const kinds = ['heads', 'remotes', 'tags', 'remotes/origin'];
  const [head, remote, tag, origin] = await refs.commitsOf(kinds.map((kind) => `refs/${kind}/${ref}`));
  // A pull request may come from a branch that is called "origin/main": it must not stand in for the branch of the remote.
  if (head && remote && head !== remote) {
    const hint = `Write the whole name: refs/heads/${ref} or refs/remotes/${ref}.`;
    throw new InputError('AMBIGUOUS_REVISION', `"${ref}" is a branch here and a branch of a remote`, hint);
  }
  // A CI checkout often has no local branch: a tag that anybody may push must not stand in for the branch of origin.
  if (!head && !remote && tag && origin && tag !== origin) {
    const hint = `Write the whole name: refs/tags/${ref} or refs/remotes/origin/${ref}.`;
    throw new InputError('AMBIGUOUS_REVISION', `"${ref}" is a tag here and a branch of origin`, hint);
  }
  return head ?? remote ?? tag ?? null;
}

/** Whether it is the beginning of more than one commit id. */
async function isAmbiguous({ call, reader }: NameSources, ref: string): Promise<boolean> {
  if (!/^[0-9a-f]{4,63}$/i.test(ref)) return false;
  const output = await runGit(call, ['rev-parse', `--disambiguate=${ref.toLowerCase()}`]);
  const ids = output.stdout.toString('latin1').split('\n');
  const commits = await Promise.all(ids.map(async (id) => (await readCommit(reader, id)) !== null));
  return commits.filter(Boolean).length > 1;
}

async function isUnborn(call: GitCall, ref: string): Promise<boolean> {
  const symbolic = await runGit(call, ['symbolic-ref', '--quiet', 'HEAD']);
  const target = symbolic.stdout.toString('utf8').trim();
  if (symbolic.code !== 0 || (ref !== 'HEAD' && ref !== target && target !== `refs/heads/${ref}`)) return false;
  return (await runGit(call, ['rev-parse', '--verify', '--quiet', '--end-of-options', target])).code !== 0;
}

const REMOTE_HEAD = 'refs/remotes/origin/HEAD';
const CONVENTIONAL_BASES = ['refs/remotes/origin/main', 'refs/remotes/origin/master', 'refs/heads/main', 'refs/heads/master'] as const;

/** The branch that changes are merged into, by convention: what origin/HEAD points to, main, master. Null when there is none. */
export async function defaultBase(refs: Refs): Promise<string | null> {
  const [target, commits] = await Promise.all([refs.target(REMOTE_HEAD), refs.commitsOf([REMOTE_HEAD, ...CONVENTIONAL_BASES])]);
  const ref = [target, ...CONVENTIONAL_BASES].find((name, index) => name !== null && commits[index] !== null);
  return ref?.replace(/^refs\/(?:heads|remotes)\//, '') ?? null;
}
