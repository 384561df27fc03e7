/** The organization's policy: found once, bound by numeric id, and from then on that one or none (T23). */
import {
  type HostedRepository,
  InputError,
  ORGANIZATION_FILE,
  type OwnerPolicy,
  ownerPolicyAt,
  POLICY_REPOSITORIES,
  type PolicyHost,
} from '../../src/core/index.ts';
import type { PolicyBinding, PolicyBindings } from '../evaluate/ports.ts';
import { READ_ONLY } from './calls.ts';
import type { Clients, GitHubClient } from './client.ts';
import { absent, LOST, rememberingHost } from './policy-host.ts';
import type { OpenPolicyMemory, PolicyMemory } from './policy-memory.ts';
import { readRepository } from './repository.ts';

const FILE = ORGANIZATION_FILE;

export function isPolicyName(repo: string): boolean {
  return POLICY_REPOSITORIES.some((name) => name === repo.toLowerCase());
}

export interface OrganizationPolicy {
  readonly owner: OwnerPolicy;
  readonly repository: HostedRepository;
  readonly commit: string;
}

export interface PolicyLookup {
  readonly clients: Clients;
  readonly bindings: PolicyBindings;
  readonly memory: OpenPolicyMemory;
  readonly installationId: number;
  /** Login of the account that installed the App. */
  readonly account: string;
  readonly signal: AbortSignal;
  /** T26: everybody reads what is said about a public repository. */
  readonly forPublic: boolean;
}

/** The bound repository exists, but the file is missing or is not a plain file: a change in that very repository can mend it (T40). */
export class FileLost extends InputError {
  readonly repository: HostedRepository;
  constructor(repository: HostedRepository, { code, message, hint }: InputError) {
    super(code, message, hint);
    this.repository = repository;
  }
}

/** What the owner of an organization writes may rest on every repository that the installation reads; so its answers are of all of them. */
interface Asking extends PolicyLookup {
  readonly everywhere: () => Promise<GitHubClient>;
  readonly remembered: PolicyMemory;
  readonly host: PolicyHost;
}

/** Null: none was ever bound, and none is there. Throws InputError POLICY_MISSING when what was bound is not as it was; FileLost. */
export async function organizationPolicy(lookup: PolicyLookup): Promise<OrganizationPolicy | null> {
  const { clients, bindings, installationId, signal, memory } = lookup;
  const remembered = memory.scope('organization');
  const everywhere = once(() => clients.open({ installationId, repositoryIds: null, permissions: READ_ONLY }, signal));
  const asking: Asking = { ...lookup, everywhere, remembered, host: rememberingHost(everywhere, remembered) };
  const bound = await bindings.get(installationId);
  if (bound !== null) return boundPolicy(asking, bound);
  // Most organizations have none: that is asked once in a while, and when a repository of such a name is pushed to.
  const none = await remembered.recall(
    'none',
    remembered.patience.none,
    async () => (await firstCandidate(asking)) === null,
    (is) => is,
  );
  if (none) return null;
  const found = await firstCandidate(asking);
  if (found === null) return null;
  const { repository, policy } = found;
  const mine: PolicyBinding = { repositoryId: repository.id, owner: repository.owner, repo: repository.repo };
  const now = await bindings.bind(installationId, mine);
  return now.repositoryId === mine.repositoryId ? policy : boundPolicy(asking, now);
}

async function firstCandidate(
  asking: Asking,
): Promise<{ readonly repository: HostedRepository; readonly policy: OrganizationPolicy } | null> {
  for (const repo of POLICY_REPOSITORIES) {
    const client = await asking.everywhere();
    // A refusal is no answer: whoever took it for "there is none" would judge by the baseline (T4).
    const repository = await absent(() => readRepository(client, { owner: asking.account, repo }), 'missing');
    // GitHub answers under an old name, too: only the name itself counts.
    if (repository === null || repository.archived || repository.repo.toLowerCase() !== repo) continue;
    const policy = await policyIn(asking, repository);
    if (policy !== null) return { repository, policy };
  }
  return null;
}

async function boundPolicy(asking: Asking, bound: PolicyBinding): Promise<OrganizationPolicy> {
  const { clients, installationId, signal, remembered } = asking;
  const scope = { installationId, repositoryIds: [bound.repositoryId], permissions: READ_ONLY };
  const repository = await remembered.recall(
    `bound ${bound.repositoryId} ${bound.owner}/${bound.repo}`,
    remembered.patience.state,
    async (): Promise<HostedRepository | null> => {
      const client = await clients.open(scope, signal);
      return absent(() => readRepository(client, bound), ...LOST);
    },
    (one) => one !== null,
  );
  if (repository === null)
    throw await gone(asking, bound, 'cannot be read any more: it was deleted or replaced, or the App has no access to it');
  if (repository.id !== bound.repositoryId) throw await gone(asking, bound, 'was replaced by another repository of the same name');
  if (repository.owner.toLowerCase() !== bound.owner.toLowerCase() || repository.repo.toLowerCase() !== bound.repo.toLowerCase())
    throw await gone(asking, bound, 'was renamed or transferred');
  if (repository.archived) throw await gone(asking, bound, 'was archived');
  const found = await policyIn(asking, repository);
  if (found === null) throw new FileLost(repository, await gone(asking, bound, `has no ${FILE} on its default branch any more`));
  return found;
}

/** At the tip of the default branch; null when there is none. Throws FileLost unless it is a plain file. */
async function policyIn({ host, forPublic }: Asking, repository: HostedRepository): Promise<OrganizationPolicy | null> {
  const commit = await host.commitAt(repository, `heads/${repository.defaultBranch}`);
  const owner = commit === null ? null : await ownerPolicyAt(host, repository, commit, forPublic);
  if (commit === null || owner === null) return null;
  if ('problem' in owner) throw new FileLost(repository, invalid(owner.problem));
  return { repository, commit, owner };
}

/** T23: what else could serve is said, never used. */
async function gone(asking: Asking, bound: PolicyBinding, why: string): Promise<InputError> {
  const others = await otherCandidates(asking, bound);
  const known = asking.forPublic ? 'The policy repository of the organization' : `The policy repository ${bound.owner}/${bound.repo}`;
  const also = others.length === 0 || asking.forPublic ? '' : ` What could serve and is not used by itself: ${others.join(', ')}.`;
  const hint = `An owner of the organization restores it, or the operator binds another one with "weighbridge-app policy bind".${also} Until then nothing is judged.`;
  return new InputError('POLICY_MISSING', `${known} ${why}`, hint);
}

async function otherCandidates(asking: Asking, bound: PolicyBinding): Promise<string[]> {
  const found: string[] = [];
  for (const repo of POLICY_REPOSITORIES) {
    const client = await asking.everywhere();
    const repository = await absent(() => readRepository(client, { owner: asking.account, repo }), ...LOST);
    if (repository === null || repository.id === bound.repositoryId || repository.repo.toLowerCase() !== repo) continue;
    if ((await policyIn(asking, repository).catch(() => null)) !== null) found.push(`${asking.account}/${repo}`);
  }
  return found;
}

function invalid(why: string): InputError {
  return new InputError('POLICY_INVALID', `The organization's ${FILE} ${why}`, 'Its owner commits a plain YAML file. Nothing was judged.');
}

function once<T>(open: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | null = null;
  return () => (known ??= open());
}
