/** The merge result as a tree (T2), written into the private object store only. */
import type { MergeResult } from '../../ports/index.ts';
import { splitNul } from './path.ts';
import { failure, git, type GitCall, runGit } from './run.ts';

/**
 * `git merge-tree --write-tree` of two commits in the object store; `ancestor` where the history that tells it is not here.
 * Throws EffectError GIT_FAILED.
 */
export async function mergeTrees(store: GitCall, base: string, head: string, ancestor: string | null = null): Promise<MergeResult> {
  const [ours, theirs] = ancestor === null ? [base, head] : await related(store, base, head, ancestor);
  // The user's global attributes could name a merge driver; the result must not depend on who runs the check.
  const args = ['-c', 'core.attributesFile=/dev/null', 'merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', ours, theirs];
  const output = await runGit(store, args);
  const [tree = '', ...names] = splitNul(output.stdout);
  if (output.code === 0 && /^[0-9a-f]{40,64}$/.test(tree)) return { state: 'merged', tree };
  if (output.code === 1) return { state: 'conflict', paths: [...new Set(names.filter((name) => name !== ''))] };
  // It refuses histories that have nothing in common, and says so in words only.
  if (ancestor === null && (await mergeBase(store, base, head)) === null) return { state: 'unrelated' };
  throw failure(['merge-tree'], output);
}

/** The best common ancestor; null: there is none. Throws EffectError GIT_FAILED. */
export async function mergeBase(store: GitCall, a: string, b: string): Promise<string | null> {
  const output = await runGit(store, ['merge-base', '--end-of-options', a, b]);
  if (output.code === 0) return output.stdout.toString('latin1').trim();
  if (output.code === 1) return null;
  throw failure(['merge-base'], output);
}

const NOBODY = {
  GIT_AUTHOR_NAME: 'weighbridge',
  GIT_AUTHOR_EMAIL: 'weighbridge@invalid',
  GIT_AUTHOR_DATE: '1970-01-01T00:00:00Z',
  GIT_COMMITTER_NAME: 'weighbridge',
  GIT_COMMITTER_EMAIL: 'weighbridge@invalid',
  GIT_COMMITTER_DATE: '1970-01-01T00:00:00Z',
};

/** The same trees as commits with the history that they are said to have: `merge-tree --merge-base` came only with git 2.40. */
async function related(store: GitCall, base: string, head: string, ancestor: string): Promise<[string, string]> {
  const call: GitCall = { ...store, environment: { ...store.environment, ...NOBODY } };
  const commit = async (of: string, parents: readonly string[]): Promise<string> =>
    (await git(call, ['commit-tree', ...parents.flatMap((parent) => ['-p', parent]), '-m', 'x', `${of}^{tree}`])).toString('latin1').trim();
  const root = await commit(ancestor, []);
  return Promise.all([commit(base, [root]), commit(head, [root])]);
}
