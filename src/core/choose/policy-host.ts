/** Policies that lie in other repositories: how they are found and read, whoever asks. The doors bring a `PolicyHost`; nothing here has an effect. */
import { createHash } from 'node:crypto';
import { NOT_FOR_THIS_LAYER, type PolicyReach } from '../policy/extended.ts';
import { isFixed } from '../policy/extends-schema.ts';
import { MAX_POLICY_BYTES } from '../policy/load.ts';
import { MAX_KEY_BYTES } from './policy-in-tree.ts';
import type { OwnerPolicy } from './owner-policy.ts';

/** Where a policy repository is looked for, in this order (T23). */
export const POLICY_REPOSITORIES = ['.weighbridge', '.github-private', '.github'] as const;
/** Path of an organization's policy in its policy repository. */
export const ORGANIZATION_FILE = 'weighbridge.yml';
/** T26: what a private policy is called where everybody reads. Mistakes in it are counted, not shown. */
export const HIDDEN_POLICY = 'organization-policy';

export interface RepositoryAt {
  readonly owner: string;
  readonly repo: string;
}

export interface HostedRepository extends RepositoryAt {
  readonly id: number;
  readonly defaultBranch: string;
  /** Everybody may read it. */
  readonly isPublic: boolean;
  readonly archived: boolean;
}

/** Who serves repositories. Throws where there is no answer: then nothing is judged. */
export interface PolicyHost {
  /** Null: not there, or not for who asks. */
  repository(at: RepositoryAt): Promise<HostedRepository | null>;
  /** Where a branch ("heads/main") or tag ("tags/v1") stands; null: there is none. */
  commitAt(at: RepositoryAt, ref: string): Promise<string | null>;
  /** Whether the branch holds this commit: others' forks are served under the same name (T7). */
  isOn(at: RepositoryAt, branch: string, commit: string): Promise<boolean>;
  /** Null: no such file. A problem: it is no plain file, or too large. */
  file(at: RepositoryAt, commit: string, path: string, limit: number): Promise<Uint8Array | { readonly problem: string } | null>;
}

/** `own`: the repository whose policy extends others, as the host may read it. `forPublic`: everybody reads what is said about them (T26). */
export function reachThrough(host: PolicyHost, own: HostedRepository, forPublic: boolean): PolicyReach {
  const unusable = { problem: NOT_FOR_THIS_LAYER };
  return {
    owner: own.owner,
    async read(from) {
      const found = await host.repository(from);
      // GitHub answers under an old name, too: only the name itself counts.
      if (found === null || found.repo.toLowerCase() !== from.repo.toLowerCase() || found.owner.toLowerCase() !== from.owner.toLowerCase())
        return unusable;
      const quotable = found.isPublic || found.id === own.id;
      const named = (problem: string): { readonly problem: string } => (quotable ? { problem } : unusable);
      const commit = isFixed(from) ? from.ref.toLowerCase() : await host.commitAt(found, `tags/${from.ref}`);
      if (commit === null) return named(`there is no tag "${from.ref}"`);
      if (isFixed(from) && !(await host.isOn(found, found.defaultBranch, commit)))
        return named('its default branch does not hold that commit; a tag may name what other branches hold');
      const bytes = await host.file(found, commit, from.path, MAX_POLICY_BYTES);
      if (bytes === null) return named('there is no such file');
      if ('problem' in bytes) return named(bytes.problem);
      return { bytes, commit, quotable, ...called(found, commit, from.path, forPublic), beside: besideAt(host, found, commit) };
    },
  };
}

/** As `reachThrough`, where the repository itself is only asked for once something is to be read. */
export function lazyReach(host: PolicyHost, { owner, repo }: RepositoryAt, forPublic: boolean): PolicyReach {
  return {
    owner,
    async read(from) {
      const own = await host.repository({ owner, repo });
      return own === null ? { problem: NOT_FOR_THIS_LAYER } : reachThrough(host, own, forPublic).read(from);
    },
  };
}

/** The organization's policy at a commit. Null: there is no such file. */
export async function ownerPolicyAt(
  host: PolicyHost,
  repository: HostedRepository,
  commit: string,
  forPublic: boolean,
): Promise<OwnerPolicy | { readonly problem: string } | null> {
  const bytes = await host.file(repository, commit, ORGANIZATION_FILE, MAX_POLICY_BYTES);
  if (bytes === null || 'problem' in bytes) return bytes;
  return {
    bytes,
    ...called(repository, commit, ORGANIZATION_FILE, forPublic),
    beside: besideAt(host, repository, commit),
    reach: reachThrough(host, repository, forPublic),
  };
}

/** What messages and reports call a file. */
function called(repository: HostedRepository, commit: string, path: string, forPublic: boolean): Pick<OwnerPolicy, 'path' | 'label'> {
  const short = commit.slice(0, 12);
  if (forPublic && !repository.isPublic) return { path: HIDDEN_POLICY, label: `${HIDDEN_POLICY}@${short}` };
  const name = `${repository.owner}/${repository.repo}`;
  return { path: `${name}@${short}:${path}`, label: `${name}/${path}@${short}` };
}

/** T24: keys come from the very commit that names them. */
function besideAt(host: PolicyHost, repository: HostedRepository, commit: string): OwnerPolicy['beside'] {
  return async (path) => (await host.file(repository, commit, path, MAX_KEY_BYTES)) ?? { problem: 'its repository has no such file' };
}

/** What a file of a repository is called where everybody may know it, and who reads beside it. */
export function hostedPolicy(
  host: PolicyHost,
  repository: HostedRepository,
  commit: string,
  path: string,
): Pick<OwnerPolicy, 'path' | 'label' | 'beside'> {
  return { ...called(repository, commit, path, false), beside: besideAt(host, repository, commit) };
}

/** The first of the places where an organization keeps its policy, as nobody bound one. Null: there is none. */
export async function findOwnerPolicy(
  host: PolicyHost,
  owner: string,
  forPublic: boolean,
): Promise<OwnerPolicy | { readonly problem: string } | null> {
  for (const repo of POLICY_REPOSITORIES) {
    const found = await host.repository({ owner, repo });
    if (found === null || found.archived || found.repo.toLowerCase() !== repo) continue;
    const tip = await host.commitAt(found, `heads/${found.defaultBranch}`);
    const policy = tip === null ? null : await ownerPolicyAt(host, found, tip, forPublic);
    if (policy !== null) return policy;
  }
  return null;
}

/**
 * A digest of everything that an organization's policy is computed from (T40): files, keys, and what they rest on, wherever they lie. While it stays
 * nobody has to be judged again (design section 7).
 */
export async function policyBasis(owner: OwnerPolicy, read: (owner: OwnerPolicy) => Promise<unknown>): Promise<string> {
  const seen: string[] = [digest(owner.bytes)];
  const noting =
    (beside: OwnerPolicy['beside'], of: string): OwnerPolicy['beside'] =>
    async (path) => {
      const content = await beside(path);
      seen.push(JSON.stringify([of, path, 'problem' in content ? content.problem : digest(content)]));
      return content;
    };
  const { reach } = owner;
  const watched: Pick<OwnerPolicy, 'reach'> =
    reach === undefined
      ? {}
      : {
          reach: {
            owner: reach.owner,
            async read(from) {
              const content = await reach.read(from);
              const name = `${from.owner}/${from.repo}//${from.path}`;
              seen.push(JSON.stringify([name, 'problem' in content ? content.problem : digest(content.bytes)]));
              return 'problem' in content ? content : { ...content, beside: noting(content.beside, name) };
            },
          },
        };
  await read({ ...owner, ...watched, beside: noting(owner.beside, '') });
  return digest(seen.join('\n'));
}

function digest(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
