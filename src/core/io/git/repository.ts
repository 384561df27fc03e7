/** One git repository: names become object ids once, from then on only ids are used (T14). */
import { basename, dirname } from 'node:path';
import { EffectError } from '../../base/errors.ts';
import type { Repository } from '../../ports/index.ts';
import { type Commit, hasCommit, isNearBehind, readCommit } from './commit.ts';
import { fetchCommits } from './fetch.ts';
import { findRepository } from './find-repository.ts';
import { createFolders } from './folders.ts';
import { createGitTree } from './git-tree.ts';
import { mergeBase, mergeTrees } from './merge-tree.ts';
import { createObjectReader } from './object-reader.ts';
import { openObjectStore } from './object-store.ts';
import { isPartial } from './partial.ts';
import { createRefs } from './refs.ts';
import { defaultBase, resolveCommit } from './resolve-revision.ts';
import type { GitCall } from './run.ts';
import { isDirty } from './work-tree.ts';

/**
 * Opens the repository that `directory` is in (or is: a bare one). Throws InputError NOT_A_FOLDER, NOT_A_REPOSITORY,
 * FOREIGN_REPOSITORY, EffectError GIT_*. Whoever opens it closes it: a process and a temporary folder belong to it.
 */
export async function openRepository(directory: string): Promise<Repository> {
  const found = await findRepository(directory);
  const { gitDirectory } = found;
  const workTree = found.isBare ? null : found.top;
  // A fixed folder to run in: what lies in the caller's current folder (.gitattributes, for example) must not matter.
  const call: GitCall = { gitDirectory, cwd: gitDirectory };
  const store = await openObjectStore(found);
  const reader = createObjectReader(store.call);
  const refs = createRefs(call, reader);
  const names = { call, refs, reader, head: found.head };
  const objects = { reader, folders: createFolders(reader) };
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
    resolve: (ref) => resolveCommit(names, ref),
    defaultBase: () => defaultBase(refs),
    isBranch: async (name) => (await refs.commitsOf([`refs/heads/${name}`, `refs/remotes/origin/${name}`])).some((id) => id !== null),
    mergeBase(a, b) {
      told.add(`${a} ${b}`);
      return mergeBase(store.call, a, b);
    },
    async mergeTree(base, head, ancestor) {
      // A fast-forward: the merge result is the tree of the newer commit.
      if (ancestor === base) return { state: 'merged', tree: (await commit(head)).tree };
      if (ancestor === head) return { state: 'merged', tree: (await commit(base)).tree };
      if (ancestor === null && (await isNearBehind(reader, base, head))) return { state: 'merged', tree: (await commit(head)).tree };
      return mergeTrees(store.call, base, head, told.has(`${base} ${head}`) ? null : ancestor);
    },
    // A partial clone may have a commit without its contents: there only what was fetched here is whole.
    has: async (id) => fetched.has(id) || (!partial && (await hasCommit(reader, id))),
    parents: async (id) => (await commit(id)).parents,
    async fetch(ids, from) {
      await fetchCommits(store.call, ids, from, partial);
      for (const id of ids) fetched.add(id);
    },
    tree: (treeish, label, commit) => createGitTree(objects, treeish, label, commit),
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
