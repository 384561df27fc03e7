/** One git repository: names become object ids once, from then on only ids are used (T14). */
import { basename, dirname } from 'node:path';
import { EffectError } from '../../base/errors.ts';
import type { Repository } from '../../ports/index.ts';
import { type Commit, hasCommit, readCommit } from './commit.ts';
import { fetchCommits } from './fetch.ts';
import { checkGitVersion, findRepository } from './find-repository.ts';
import { createGitTree } from './git-tree.ts';
import { mergeTrees } from './merge-tree.ts';
import { createObjectReader } from './object-reader.ts';
import { openObjectStore } from './object-store.ts';
import { isPartial } from './partial.ts';
import { defaultBase, resolveCommit } from './resolve-revision.ts';
import { failure, type GitCall, runGit } from './run.ts';
import { isDirty } from './work-tree.ts';

/**
 * Opens the repository that `directory` is in (or is: a bare one). Throws InputError NOT_A_FOLDER, NOT_A_REPOSITORY,
 * FOREIGN_REPOSITORY, EffectError GIT_*. Whoever opens it closes it: a process and a temporary folder belong to it.
 */
export async function openRepository(directory: string): Promise<Repository> {
  // In parallel. An old git is reported first: it may be why nothing was found.
  const [version, found] = await Promise.allSettled([checkGitVersion(), findRepository(directory)]);
  if (version.status === 'rejected') throw version.reason;
  if (found.status === 'rejected') throw found.reason;
  const { gitDirectory, workTree } = found.value;
  // A fixed folder to run in: what lies in the caller's current folder (.gitattributes, for example) must not matter.
  const call: GitCall = { gitDirectory, cwd: gitDirectory };
  const store = await openObjectStore(call);
  const reader = createObjectReader(store.call);
  const partial = await isPartial(store.borrowed);
  const fetched = new Set<string>();
  /** Pairs of commits whose history is here. */
  const told = new Set<string>();
  const commit = async (id: string): Promise<Commit> => {
    const read = await readCommit(reader, id);
    if (read !== null) return read;
    throw new EffectError('GIT_FAILED', `Commit ${id} cannot be read`, 'Fetch it, or check in a full clone.');
  };
  return {
    gitDirectory,
    workTree,
    name: () => nameOf(workTree ?? gitDirectory),
    resolve: (ref) => resolveCommit(call, ref),
    defaultBase: () => defaultBase(call),
    async mergeBase(a, b) {
      const output = await runGit(store.call, ['merge-base', '--end-of-options', a, b]);
      told.add(`${a} ${b}`);
      if (output.code === 0) return output.stdout.toString('latin1').trim();
      if (output.code === 1) return null;
      throw failure(['merge-base'], output);
    },
    async mergeTree(base, head, mergeBase) {
      // A fast-forward: the merge result is the tree of the newer commit.
      if (mergeBase === base) return { state: 'merged', tree: (await commit(head)).tree };
      if (mergeBase === head) return { state: 'merged', tree: (await commit(base)).tree };
      return mergeTrees(store.call, base, head, told.has(`${base} ${head}`) ? null : mergeBase);
    },
    // A partial clone may have a commit without its contents: there only what was fetched here is whole.
    has: async (id) => fetched.has(id) || (!partial && (await hasCommit(reader, id))),
    parents: async (id) => (await commit(id)).parents,
    async fetch(ids, from) {
      await fetchCommits(store.call, ids, from, partial);
      for (const id of ids) fetched.add(id);
    },
    tree: (treeish, label, commit) => createGitTree(store.call, reader, treeish, label, commit),
    isDirty: () => (workTree === null ? Promise.resolve(false) : isDirty(call, workTree)),
    async close() {
      await reader.close();
      await store.close();
    },
  };
}

function nameOf(folder: string): string {
  const name = basename(folder);
  return name === '.git' ? basename(dirname(folder)) : name.replace(/\.git$/, '');
}
