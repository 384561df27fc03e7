/** A commit behind GitHub's API as a Tree: the same listing, kinds, digests and problems as the git tree gives. */
import { pathProblems, type Problem, type Tree, type TreeEntry } from '../../src/core/index.ts';
import type { BlobReader } from './blobs.ts';
import type { GitHubClient } from './client.ts';
import type { RepositoryName } from './name.ts';
import { listTree, type TreeListing } from './tree-listing.ts';

export interface TreeNames {
  /** Full git tree id. */
  readonly treeId: string;
  readonly label: string;
  readonly commit: string | null;
}

/** Lists a tree, or remembers it. */
export type ListTree = (list: () => Promise<TreeListing>, treeId: string) => Promise<TreeListing>;

/** Listing and reading throw GitHubError when GitHub does not answer: then nothing can be judged (T4). */
export function createGitHubTree(
  client: GitHubClient,
  name: RepositoryName,
  blobs: BlobReader,
  { treeId, label, commit }: TreeNames,
  listing: ListTree = (list) => list(),
): Tree {
  let listed: ReturnType<Tree['list']> | null = null;
  return {
    label,
    commit,
    treeId,
    list() {
      listed ??= list();
      return listed;
    },
    read: (entry, limit) => blobs.read(entry, limit),
    digest: (entry, observe) => blobs.digest(entry, observe),
    close: () => Promise.resolve(),
  };

  async function list(): ReturnType<Tree['list']> {
    const { entries, unclear } = await listing(() => listTree(client, name, treeId), treeId);
    return { entries, problems: [...pathProblems(entries), ...unclear.map(unclearPath)] };
  }
}

function unclearPath(entry: TreeEntry): Problem {
  const message = 'a path whose bytes GitHub does not tell: it may be another one than it looks';
  return { code: 'ambiguous-path', message, path: entry.path, line: 1, column: 1, blob: entry.id };
}
