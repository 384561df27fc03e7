/** Names become full commit ids, once (T14). */
import { InputError } from '../../base/errors.ts';
import { type GitCall, runGit } from './run.ts';

const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** One name to one full commit id. Throws InputError UNKNOWN_REVISION, UNBORN_BRANCH, AMBIGUOUS_REVISION, which say what to do. */
export async function resolveCommit(call: GitCall, ref: string): Promise<string> {
  if (ref === '' || ref.startsWith('-') || /[\0\n]/.test(ref)) {
    throw new InputError('UNKNOWN_REVISION', `"${ref}" is not the name of a revision`, 'Name a branch, a tag or a commit.');
  }
  // A full id is that object, whatever a branch may be called.
  if (ref !== 'HEAD' && !ref.startsWith('refs/') && !FULL_ID.test(ref)) {
    const named = await namedCommit(call, ref);
    if (named !== null) return named;
  }
  const output = await runGit(call, ['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`]);
  const id = output.stdout.toString('latin1').trim();
  if (output.code === 0 && FULL_ID.test(id)) return id;
  if (await isAmbiguous(call, ref)) {
    throw new InputError(
      'AMBIGUOUS_REVISION',
      `"${ref}" is the beginning of more than one commit id`,
      'Write the whole id: "git log" shows it.',
    );
  }
  if (await isUnborn(call, ref))
    throw new InputError('UNBORN_BRANCH', `${ref} has no commit yet`, 'Make the first commit, then check again.');
  const hint = 'Check the spelling with "git branch --all". In a shallow clone, fetch it first: git fetch origin <branch>.';
  throw new InputError('UNKNOWN_REVISION', `There is no revision "${ref}" in this repository`, hint);
}

/** A branch wins over a tag of the same name: the tag could be somebody else's. */
async function namedCommit(call: GitCall, ref: string): Promise<string | null> {
  const [head, remote, tag, origin] = await commitsOf(
    call,
    ['heads', 'remotes', 'tags', 'remotes/origin'].map((kind) => `refs/${kind}/${ref}`),
  );
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

/** The commit of each name, or null; one process answers for all. */
async function commitsOf(call: GitCall, refs: readonly string[]): Promise<(string | null)[]> {
  const output = await runGit(
    call,
    ['cat-file', '--batch-check=%(objecttype) %(objectname)'],
    refs.map((ref) => `${ref}^{commit}\n`).join(''),
  );
  const lines = output.stdout.toString('latin1').split('\n');
  return refs.map((_, index) => {
    const [type, id = ''] = (lines[index] ?? '').split(' ');
    return type === 'commit' && FULL_ID.test(id) ? id : null;
  });
}

/** Whether it is the beginning of more than one commit id. */
async function isAmbiguous(call: GitCall, ref: string): Promise<boolean> {
  if (!/^[0-9a-f]{4,63}$/i.test(ref)) return false;
  const output = await runGit(call, ['rev-parse', `--disambiguate=${ref.toLowerCase()}`]);
  const ids = output.stdout.toString('latin1').split('\n');
  const commits = await commitsOf(
    call,
    ids.filter((id) => FULL_ID.test(id)),
  );
  return commits.filter((id) => id !== null).length > 1;
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
export async function defaultBase(call: GitCall): Promise<string | null> {
  const [symbolic, commits] = await Promise.all([
    runGit(call, ['symbolic-ref', '--quiet', REMOTE_HEAD]),
    commitsOf(call, [REMOTE_HEAD, ...CONVENTIONAL_BASES]),
  ]);
  const remote = symbolic.code === 0 ? symbolic.stdout.toString('utf8').trim() : '';
  const ref = [remote, ...CONVENTIONAL_BASES].find((name, index) => name !== '' && commits[index] !== null);
  return ref?.replace(/^refs\/(?:heads|remotes)\//, '') ?? null;
}
