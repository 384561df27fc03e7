/** Which policy judges a change: the organization's file with its groups, and the repository's own below it (T23, T24). */
import { z } from 'zod';
import {
  commitLabel,
  InputError,
  type LayeredPolicy,
  ORGANIZATION_FILE,
  type PickedTrees,
  policyOn,
  policyUnder,
  customPropertiesOf,
  reachThrough,
  type RepositoryTraits,
  type Tree,
  waivingIn,
} from '../../src/core/index.ts';
import type { GitHubClient } from '../github/client.ts';
import { at, type RepositoryName } from '../github/name.ts';
import { FileLost, type OrganizationPolicy, organizationPolicy } from '../github/policy.ts';
import { absent, rememberingHost } from '../github/policy-host.ts';
import { openPolicyMemory, type PolicyMemory } from '../github/policy-memory.ts';
import type { GitHubCommits, RepositoryFacts } from '../github/repository.ts';
import type { Deps, Target } from './deps.ts';
import type { KeptProperties, OwnLayer } from './own-layer.ts';
import { rememberingFiles } from './policy-files.ts';

export interface PolicyInForce extends LayeredPolicy {
  /** Of the organization's policy; null without one. */
  readonly commit: string | null;
  /** Null: there is none, or it cannot be read as it stands. */
  readonly organization: OrganizationPolicy | null;
  /** What the repository's own layer was computed from. */
  readonly own: OwnLayer;
}

export interface PolicyQuestion {
  readonly deps: Deps;
  readonly target: Target;
  readonly client: GitHubClient;
  readonly repository: RepositoryFacts;
  /** Branch that is merged into. */
  readonly into: string;
}

/** Throws InputError when it cannot be used, GitHubError when GitHub does not answer. Without an organization's, the repository's own is its owner's word. */
export async function policyOf(question: PolicyQuestion, picked: PickedTrees, commits: GitHubCommits): Promise<PolicyInForce> {
  const { deps, target, client, repository, into } = question;
  const { installationId, account } = target;
  const memory = await openPolicyMemory(deps.stores.policies, installationId, deps.policyPatience, deps.now);
  const lookup = { clients: deps.clients, bindings: deps.stores.bindings, memory, installationId, account, signal: client.signal };
  const organization = await organizationPolicy({ ...lookup, forPublic: repository.isPublic }).catch((error: unknown) => {
    // T40: what is lost in a file can be mended by a change of that file, and by nothing else.
    if (error instanceof FileLost && error.repository.id === target.repositoryId)
      return { owner: error, repository: error.repository, commit: null };
    throw error;
  });
  const { tree: policyFrom, files } = rememberingFiles(await defaultTree(repository, picked, commits));
  const own = memory.scope(`repository ${target.repositoryId}`);
  // T26: what a repository rests on is read with a token of that repository alone, which also sees what everybody may see.
  const through = reachThrough(
    rememberingHost(() => Promise.resolve(client), own),
    repository,
    repository.isPublic,
  );
  let reaches = false;
  const reach: typeof through = {
    ...through,
    read(from) {
      reaches = true;
      return through.read(from);
    },
  };
  const trees = { policyFrom, base: picked.base, head: picked.head, elsewhere: into !== repository.defaultBranch, reach };
  let traits: OwnLayer['traits'] = { id: target.repositoryId, name: repository.repo, topics: repository.topics };
  const traitsFor = async (asked: ReadonlySet<keyof RepositoryTraits>): Promise<RepositoryTraits> => {
    if (!asked.has('properties')) return { ...traits, properties: null };
    const properties = await readProperties(client, repository, own, deps.policyPatience.state);
    traits = { ...traits, properties };
    return { ...traits, properties: properties === null ? null : new Map(properties) };
  };
  const layerOf = (): OwnLayer => ({ files: files(), traits, reaches });
  if (organization !== null) {
    const home = organization.repository.id === target.repositoryId ? ORGANIZATION_FILE : null;
    const discreet = repository.isPublic && !organization.repository.isPublic;
    const under = await policyUnder(organization.owner, trees, { home, discreet, repository: traitsFor });
    await memory.save();
    const policy = waivingIn(under.policy, `${repository.owner}/${repository.repo}`);
    const { commit } = organization;
    return { ...under, policy, commit, organization: commit === null ? null : organization, own: layerOf() };
  }
  const chosen = await policyOn(null, trees, () => Promise.reject(new InputError('USAGE', 'The App reads no disk', 'Commit the policy.')));
  await memory.save();
  return { ...chosen, refused: [], commit: null, organization: null, own: layerOf() };
}

/** T25: custom properties are the organization's; null: it has not let the App read them, so that nobody can tell, and the stricter holds. `patience`: how old an answer may be. */
export async function readProperties(
  client: GitHubClient,
  repository: RepositoryName,
  memory: PolicyMemory,
  patience: number,
): Promise<KeptProperties> {
  const route = 'GET /repos/{owner}/{repo}/properties/values';
  const read = (): Promise<z.output<typeof properties> | null> =>
    absent(() => client.call(route, at(repository), properties), 'missing', 'forbidden');
  const values = await memory.recall('properties', patience, read, (answer) => answer !== null);
  return values === null ? null : [...customPropertiesOf(values)].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

const properties = z.array(z.object({ property_name: z.string(), value: z.union([z.string(), z.array(z.string()), z.null()]) }));

/** T23: the repository's file is the one of the default branch, also for a pull request into another branch. */
async function defaultTree(repository: RepositoryFacts, picked: PickedTrees, commits: GitHubCommits): Promise<Tree> {
  const branch = repository.defaultBranch;
  const tip = await commits.origin.tip(branch);
  if (tip === null)
    throw new InputError(
      'POLICY_MISSING',
      'The default branch cannot be read',
      'It holds the policy. Push it, then check again. Nothing was judged.',
    );
  return picked.policyFrom.commit === tip ? picked.policyFrom : commits.tree(tip, commitLabel(branch, tip), tip);
}
