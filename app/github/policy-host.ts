/** Repositories with policies behind GitHub's API, read with the token of one scope and remembered for it. */
import { z } from 'zod';
import { hostedFile, type HostedRepository, MAX_POLICY_BYTES, type PolicyHost, type RepositoryAt } from '../../src/core/index.ts';
import { createBlobReader, memoryBlobCache } from './blobs.ts';
import type { GitHubClient } from './client.ts';
import { type GitHubCode, isGitHubError } from './errors.ts';
import { at } from './name.ts';
import { isObjectId } from './object-id.ts';
import type { PolicyMemory } from './policy-memory.ts';
import { readApiCommit, readMergeBase, readRepository, readTip } from './repository.ts';

const rows = z.object({
  tree: z.array(z.object({ path: z.string(), mode: z.string(), sha: z.string().refine(isObjectId), size: z.int().optional() })),
});
const commitRow = z.object({ sha: z.string().refine(isObjectId) });

/** Not there, or not ours to see; a token for a repository that the installation lost is refused with 422. */
export const LOST = ['missing', 'forbidden', 'rejected'] as const;

/** Null: one of these refusals. Everything else is no answer, and is thrown. */
export async function absent<T>(read: () => Promise<T>, ...codes: readonly GitHubCode[]): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (isGitHubError(error, ...codes)) return null;
    throw error;
  }
}

/** `open` is called only when something has to be asked. */
export function rememberingHost(open: () => Promise<GitHubClient>, memory: PolicyMemory): PolicyHost {
  const { state } = memory.patience;
  const nameOf = ({ owner, repo }: RepositoryAt): string => `${owner}/${repo}`.toLowerCase();
  const isThere = (answer: unknown): boolean => answer !== null;

  async function entryOf(client: GitHubClient, name: RepositoryAt, commit: string, path: string, limit: number): Promise<Found> {
    const { tree } = await readApiCommit(client, name, commit);
    let found: Found = null;
    const objects = {
      tree: treesOf(client, name),
      blob({ sha, size }: { readonly sha: string; readonly size?: number | undefined }) {
        found = { id: sha, size: size ?? null };
        return Promise.resolve(new Uint8Array());
      },
    };
    const read = await hostedFile(objects, tree, path, limit);
    return read !== null && 'problem' in read ? read : found;
  }

  return {
    repository: (name) =>
      memory.recall(
        `repository ${nameOf(name)}`,
        state,
        async (): Promise<HostedRepository | null> => {
          const client = await open();
          return absent(() => readRepository(client, name), ...LOST);
        },
        isThere,
      ),
    commitAt: (name, ref) =>
      memory.recall(
        `ref ${nameOf(name)} ${ref}`,
        state,
        async () => {
          const client = await open();
          if (ref.startsWith('heads/')) return readTip(client, name, ref.slice('heads/'.length));
          const route = 'GET /repos/{owner}/{repo}/commits/{ref}';
          // One file per page: only the commit is wanted.
          const found = await absent(
            () => client.call(route, { ...at(name), ref, per_page: 1 }, commitRow),
            'missing',
            'rejected',
            'conflict',
          );
          return found?.sha ?? null;
        },
        isThere,
      ),
    isOn: (name, branch, commit) =>
      memory.recall(
        `on ${nameOf(name)} ${commit} ${branch}`,
        state,
        async () => (await readMergeBase(await open(), name, branch, commit)) === commit,
        (holds) => holds,
      ),
    async file(name, commit, path, limit) {
      const found = await memory.recall(`file ${nameOf(name)} ${commit} ${path}`, null, async () =>
        entryOf(await open(), name, commit, path, limit),
      );
      if (found === null || 'problem' in found) return found;
      const cached = await memory.blobs.get(found.id);
      if (cached !== null) return cached.length > limit ? { problem: `is larger than ${limit} bytes` } : cached;
      const blobs = createBlobReader(await open(), name, memory.blobs, { blobs: 1, bytes: limit });
      const read = await blobs.read({ path, kind: 'file', id: found.id, size: found.size }, limit + 1);
      return read.state === 'ok' ? read.bytes : { problem: `cannot be read (${read.detail})` };
    },
  };
}

type Found = { readonly id: string; readonly size: number | null } | { readonly problem: string } | null;

function treesOf(client: GitHubClient, name: RepositoryAt) {
  return async (tree_sha: string): Promise<z.output<typeof rows>['tree']> =>
    (await client.call('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', { ...at(name), tree_sha }, rows)).tree;
}

/** The text of a plain file below a git tree, to be edited; null where there is none, or where it is no text. */
export async function readPolicyText(client: GitHubClient, name: RepositoryAt, tree: string, path: string): Promise<string | null> {
  const blobs = createBlobReader(client, name, memoryBlobCache(), { blobs: 1, bytes: MAX_POLICY_BYTES });
  const objects = {
    tree: treesOf(client, name),
    async blob({ sha, size }: { readonly sha: string; readonly size?: number | undefined }) {
      const read = await blobs.read({ path, kind: 'file', id: sha, size: size ?? null }, MAX_POLICY_BYTES + 1);
      return read.state === 'ok' ? read.bytes : { problem: read.detail };
    },
  };
  const read = await hostedFile(objects, tree, path, MAX_POLICY_BYTES);
  if (read === null || 'problem' in read) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(read);
  } catch {
    return null;
  }
}
