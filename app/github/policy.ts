/** The organization's policy: found once, bound by numeric id, and from then on that one or none (T23). */
import { z } from 'zod';
import { InputError, MAX_KEY_BYTES, MAX_POLICY_BYTES, type OwnerPolicy, type ReadBeside } from '../../src/core/index.ts';
import type { PolicyBinding, PolicyBindings } from '../evaluate/ports.ts';
import { createBlobReader, memoryBlobCache } from './blobs.ts';
import { READ_ONLY } from './calls.ts';
import type { Clients, GitHubClient } from './client.ts';
import { type GitHubCode, isGitHubError } from './errors.ts';
import { isObjectId } from './object-id.ts';
import { readApiCommit, readRepository, readTip, type RepositoryFacts } from './repository.ts';
import { at, type RepositoryName } from './name.ts';

/** Where a policy repository is looked for, in this order. */
const CANDIDATES = ['.weighbridge', '.github-private', '.github'] as const;
/** Path of an organization's policy in its policy repository. */
export const ORGANIZATION_FILE = 'weighbridge.yml';
const FILE = ORGANIZATION_FILE;

export function isPolicyName(repo: string): boolean {
  return CANDIDATES.some((name) => name === repo.toLowerCase());
}

/** T26: what a private policy is called where everybody reads. Mistakes in it are counted, not shown. */
export const HIDDEN_POLICY = 'organization-policy';

export interface OrganizationPolicy {
  readonly owner: OwnerPolicy;
  readonly repository: RepositoryFacts;
  readonly commit: string;
}

export interface PolicyLookup {
  readonly clients: Clients;
  readonly bindings: PolicyBindings;
  readonly installationId: number;
  /** Login of the account that installed the App. */
  readonly account: string;
  readonly signal: AbortSignal;
  /** T26: everybody reads what is said about a public repository. */
  readonly forPublic: boolean;
}

/** The bound repository exists, but the file is missing or is not a plain file: a change in that very repository can mend it (T40). */
export class FileLost extends InputError {
  readonly repository: RepositoryFacts;
  constructor(repository: RepositoryFacts, { code, message, hint }: InputError) {
    super(code, message, hint);
    this.repository = repository;
  }
}

/** Null: none was ever bound, and none is there. Throws InputError POLICY_MISSING when what was bound is not as it was; FileLost. */
export async function organizationPolicy(lookup: PolicyLookup): Promise<OrganizationPolicy | null> {
  const { clients, bindings, installationId, account, signal } = lookup;
  const bound = await bindings.get(installationId);
  if (bound !== null) return boundPolicy(lookup, bound);
  const client = await clients.open({ installationId, repositoryIds: null, permissions: READ_ONLY }, signal);
  for (const repo of CANDIDATES) {
    // A refusal is no answer: whoever took it for "there is none" would judge by the baseline (T4).
    const repository = await absent(() => readRepository(client, { owner: account, repo }), 'missing');
    // GitHub answers under an old name, too: only the name itself counts.
    if (repository === null || repository.archived || repository.repo.toLowerCase() !== repo) continue;
    const found = await readFileIn(client, repository);
    if (found === null) continue;
    const mine: PolicyBinding = { repositoryId: repository.id, owner: repository.owner, repo: repository.repo };
    const now = await bindings.bind(installationId, mine);
    return now.repositoryId === mine.repositoryId ? policyOf(lookup, repository, found) : boundPolicy(lookup, now);
  }
  return null;
}

async function boundPolicy(lookup: PolicyLookup, bound: PolicyBinding): Promise<OrganizationPolicy> {
  const { clients, installationId, signal } = lookup;
  const scope = { installationId, repositoryIds: [bound.repositoryId], permissions: READ_ONLY };
  const client = await clients.open(scope, signal);
  const repository = await absent(() => readRepository(client, bound), ...LOST);
  if (repository === null)
    throw await gone(lookup, bound, 'cannot be read any more: it was deleted or replaced, or the App has no access to it');
  if (repository.id !== bound.repositoryId) throw await gone(lookup, bound, 'was replaced by another repository of the same name');
  if (repository.owner.toLowerCase() !== bound.owner.toLowerCase() || repository.repo.toLowerCase() !== bound.repo.toLowerCase())
    throw await gone(lookup, bound, 'was renamed or transferred');
  if (repository.archived) throw await gone(lookup, bound, 'was archived');
  const found = await readFileIn(client, repository);
  if (found === null) throw new FileLost(repository, await gone(lookup, bound, `has no ${FILE} on its default branch any more`));
  return policyOf(lookup, repository, found);
}

interface PolicyFile {
  readonly bytes: Uint8Array;
  readonly commit: string;
  readonly beside: ReadBeside;
}

function policyOf({ forPublic }: PolicyLookup, repository: RepositoryFacts, { bytes, commit, beside }: PolicyFile): OrganizationPolicy {
  const secret = forPublic && !repository.isPublic;
  const name = secret ? HIDDEN_POLICY : `${repository.owner}/${repository.repo}/${FILE}`;
  return { repository, commit, owner: { bytes, path: name, label: `${name}@${commit.slice(0, 12)}`, beside } };
}

/** Throws FileLost unless it is a plain file. */
async function readFileIn(client: GitHubClient, repository: RepositoryFacts): Promise<PolicyFile | null> {
  return readFile(client, repository).catch((error: unknown) => {
    throw error instanceof InputError ? new FileLost(repository, error) : error;
  });
}

/** T23: what else could serve is said, never used. */
async function gone(lookup: PolicyLookup, bound: PolicyBinding, why: string): Promise<InputError> {
  const others = await otherCandidates(lookup, bound);
  const known = lookup.forPublic ? 'The policy repository of the organization' : `The policy repository ${bound.owner}/${bound.repo}`;
  const also = others.length === 0 || lookup.forPublic ? '' : ` What could serve and is not used by itself: ${others.join(', ')}.`;
  const hint = `An owner of the organization restores it, or binds another one.${also} Until then nothing is judged.`;
  return new InputError('POLICY_MISSING', `${known} ${why}`, hint);
}

async function otherCandidates({ clients, installationId, account, signal }: PolicyLookup, bound: PolicyBinding): Promise<string[]> {
  const client = await clients.open({ installationId, repositoryIds: null, permissions: READ_ONLY }, signal);
  const found: string[] = [];
  for (const repo of CANDIDATES) {
    const repository = await absent(() => readRepository(client, { owner: account, repo }), ...LOST);
    if (repository === null || repository.id === bound.repositoryId || repository.repo.toLowerCase() !== repo) continue;
    if ((await readFile(client, repository).catch(() => null)) !== null) found.push(`${account}/${repo}`);
  }
  return found;
}

const rows = z.object({
  tree: z.array(z.object({ path: z.string(), mode: z.string(), sha: z.string().refine(isObjectId), size: z.int().optional() })),
});

/** The file at the tip of the default branch; null when there is none. Throws InputError POLICY_INVALID unless it is a plain file. */
async function readFile(client: GitHubClient, repository: RepositoryFacts): Promise<PolicyFile | null> {
  const name: RepositoryName = { owner: repository.owner, repo: repository.repo };
  const tip = await readTip(client, name, repository.defaultBranch);
  if (tip === null) return null;
  const { tree } = await readApiCommit(client, name, tip);
  const read = await readPlainFile(client, name, tree, FILE, MAX_POLICY_BYTES);
  if (read === null) return null;
  if ('problem' in read) throw invalid(read.problem);
  const beside: ReadBeside = async (path) =>
    (await readPlainFile(client, name, tree, path, MAX_KEY_BYTES)) ?? { problem: 'the policy repository has no such file' };
  return { bytes: read, commit: tip, beside };
}

/** The text of a plain file at a commit; null where there is none, or where it is no text. */
export async function readPolicyText(client: GitHubClient, name: RepositoryName, tree: string, path: string): Promise<string | null> {
  const read = await readPlainFile(client, name, tree, path, MAX_POLICY_BYTES);
  if (read === null || 'problem' in read) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(read);
  } catch {
    return null;
  }
}

/** Deeper than any folder of keys; each part is a question to GitHub. */
const MAX_PARTS = 8;

/** By path from the top of a git tree, folder by folder; null when it is not there. */
async function readPlainFile(
  client: GitHubClient,
  name: RepositoryName,
  tree: string,
  path: string,
  limit: number,
): Promise<Uint8Array | { readonly problem: string } | null> {
  const parts = path.split('/');
  if (parts.length > MAX_PARTS) return { problem: `it lies deeper than ${MAX_PARTS} folders` };
  let folder = tree;
  for (const [index, part] of parts.entries()) {
    const listed = await client.call('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', { ...at(name), tree_sha: folder }, rows);
    const entry = listed.tree.find((one) => one.path === part);
    if (entry === undefined) return null;
    if (index < parts.length - 1) {
      if (entry.mode !== '040000') return null;
      folder = entry.sha;
      continue;
    }
    if (entry.mode !== '100644' && entry.mode !== '100755') return { problem: 'is a link or a folder, not a file' };
    if ((entry.size ?? 0) > limit) return { problem: `is larger than ${limit} bytes` };
    const blobs = createBlobReader(client, name, memoryBlobCache(), { blobs: 1, bytes: limit });
    const read = await blobs.read({ path, kind: 'file', id: entry.sha, size: entry.size ?? null }, limit + 1);
    return read.state === 'ok' ? read.bytes : { problem: `cannot be read (${read.detail})` };
  }
  return null;
}

function invalid(why: string): InputError {
  return new InputError('POLICY_INVALID', `The organization's ${FILE} ${why}`, 'Its owner commits a plain YAML file. Nothing was judged.');
}

/** Not there, or not ours to see; a token for a repository that the installation lost is refused with 422. */
const LOST = ['missing', 'forbidden', 'rejected'] as const;

/** Null: one of these refusals. Everything else is no answer, and is thrown. */
async function absent<T>(read: () => Promise<T>, ...codes: readonly GitHubCode[]): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (isGitHubError(error, ...codes)) return null;
    throw error;
  }
}
