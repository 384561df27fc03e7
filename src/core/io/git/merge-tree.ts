/** The merge result as a tree (T2), written into the private object store only. */
import { splitNul } from './path.ts';
import { failure, type GitCall, runGit } from './run.ts';

type MergeResult = { readonly state: 'merged'; readonly tree: string } | { readonly state: 'conflict'; readonly paths: readonly string[] };

/** `git merge-tree --write-tree` of two commits in the object store. Throws EffectError GIT_FAILED, also for unrelated histories. */
export async function mergeTrees(store: GitCall, base: string, head: string): Promise<MergeResult> {
  // The user's global attributes could name a merge driver; the result must not depend on who runs the check.
  const args = ['-c', 'core.attributesFile=/dev/null', 'merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', base, head];
  const output = await runGit(store, args);
  const [tree = '', ...names] = splitNul(output.stdout);
  if (output.code === 0 && /^[0-9a-f]{40,64}$/.test(tree)) return { state: 'merged', tree };
  if (output.code === 1) return { state: 'conflict', paths: [...new Set(names.filter((name) => name !== ''))] };
  throw failure(['merge-tree'], output);
}
