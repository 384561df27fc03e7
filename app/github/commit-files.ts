/** One commit on top of a branch, by the Git database API: refused by GitHub when the branch has moved since. */
import { z } from 'zod';
import type { GitHubClient } from './client.ts';
import { at, type RepositoryName } from './name.ts';
import { isObjectId } from './object-id.ts';

export interface NewFile {
  readonly path: string;
  readonly text: string;
  readonly executable: boolean;
}

const made = z.object({ sha: z.string().refine(isObjectId) });

interface Parent {
  readonly commit: string;
  readonly tree: string;
}

/** `parent`: commit and tree that the branch is at. Throws GitHubError "rejected" when it is not any more. */
export async function commitFiles(
  client: GitHubClient,
  name: RepositoryName,
  branch: string,
  parent: Parent,
  message: string,
  files: readonly NewFile[],
): Promise<string> {
  const commit = await makeCommit(client, name, parent, message, files);
  // Its only parent is what the branch was: anything else is no fast-forward, and is refused.
  const route = 'PATCH /repos/{owner}/{repo}/git/refs/{ref}';
  await client.call(route, { ...at(name), ref: `heads/${branch}`, sha: commit, force: false }, z.unknown());
  return commit;
}

/** The same on a branch of its own. Throws GitHubError "rejected" where there is one of this name. */
export async function commitFilesAside(
  client: GitHubClient,
  name: RepositoryName,
  branch: string,
  parent: Parent,
  message: string,
  files: readonly NewFile[],
): Promise<void> {
  const sha = await makeCommit(client, name, parent, message, files);
  await client.call('POST /repos/{owner}/{repo}/git/refs', { ...at(name), ref: `refs/heads/${branch}`, sha }, z.unknown());
}

async function makeCommit(
  client: GitHubClient,
  name: RepositoryName,
  parent: Parent,
  message: string,
  files: readonly NewFile[],
): Promise<string> {
  const rows = [];
  for (const { path, text, executable } of files) {
    const blob = await client.call('POST /repos/{owner}/{repo}/git/blobs', { ...at(name), content: text, encoding: 'utf-8' }, made);
    rows.push({ path, mode: executable ? '100755' : '100644', type: 'blob', sha: blob.sha });
  }
  const tree = await client.call('POST /repos/{owner}/{repo}/git/trees', { ...at(name), base_tree: parent.tree, tree: rows }, made);
  const commit = await client.call(
    'POST /repos/{owner}/{repo}/git/commits',
    { ...at(name), message, tree: tree.sha, parents: [parent.commit] },
    made,
  );
  return commit.sha;
}
