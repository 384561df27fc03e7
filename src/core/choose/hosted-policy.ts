/** The policy of a repository as its host has it now: every layer, for who explains it, and for checks that name the repository. */
import { InputError } from '../base/errors.ts';
import { baseline } from '../policy/baseline.ts';
import type { RepositoryTraits } from '../policy/groups.ts';
import { waivingIn } from '../policy/holding-in.ts';
import type { Layered } from '../policy/layer-tighten.ts';
import { inGroups, layer } from '../policy/layers.ts';
import { invalidPolicy, MAX_POLICY_BYTES, type PolicyFile } from '../policy/load.ts';
import { rules } from '../policy/rules/index.ts';
import type { OwnerPolicy } from './owner-policy.ts';
import { ownerFile } from './policy.ts';
import { findOwnerPolicy, hostedPolicy, type HostedRepository, type PolicyHost, reachThrough, type RepositoryAt } from './policy-host.ts';
import { POLICY_PATHS } from './policy-in-tree.ts';

/** The organization's policy as a host has it. Null: there is none. Throws InputError POLICY_INVALID where its file cannot be one. */
export async function organizationLayer(host: PolicyHost, owner: string, forPublic: boolean): Promise<OwnerPolicy | null> {
  const found = await findOwnerPolicy(host, owner, forPublic);
  if (found === null || !('problem' in found)) return found;
  throw new InputError(
    'POLICY_INVALID',
    `The policy of ${owner} ${found.problem}`,
    'Its owner commits a plain YAML file. Nothing was judged.',
  );
}

/** Every layer merged for one repository. A pure function of the files and traits that `host` gives. Throws InputError POLICY_INVALID, POLICY_MISSING. */
export async function policyOfRepository(
  host: PolicyHost & { traits(at: RepositoryAt): Promise<RepositoryTraits> },
  at: RepositoryAt,
): Promise<Layered> {
  const repository = await host.repository(at);
  if (repository === null)
    throw new InputError(
      'POLICY_MISSING',
      `The repository ${at.owner}/${at.repo} is not there, or not for this token`,
      'Check the name, and set GITHUB_TOKEN to a token that may read it.',
    );
  const organization = await organizationLayer(host, repository.owner, false);
  const own = await ownFile(host, repository);
  const files = { organization: organization === null ? null : await usable(organization, 'organization'), repository: own };
  const traits = files.organization?.groups.length ? await host.traits(repository) : NOT_ASKED;
  return effectiveIn(files, `${repository.owner}/${repository.repo}`, traits);
}

const NOT_ASKED: RepositoryTraits = { id: null, name: null, topics: null, properties: null };

/** The effective policy of one repository, "owner/name", from its files, all read: baseline, organization, groups, repository. Pure. */
export function effectiveIn(
  files: { readonly organization: PolicyFile | null; readonly repository: PolicyFile | null },
  repository: string,
  traits: RepositoryTraits,
): Layered {
  const bare: Layered = { policy: baseline(rules), refused: [] };
  const { organization, repository: own } = files;
  if (organization === null) return own === null ? bare : layer(bare.policy, own, rules, 'owner');
  const owned = waivingIn(layer(bare.policy, organization, rules, 'owner').policy, repository);
  const grouped = inGroups(owned, traits, rules).policy;
  return own === null ? { policy: grouped, refused: [] } : layer(grouped, own, rules, 'tenant');
}

async function ownFile(host: PolicyHost, repository: HostedRepository): Promise<PolicyFile | null> {
  const tip = await host.commitAt(repository, `heads/${repository.defaultBranch}`);
  if (tip === null) return null;
  for (const path of POLICY_PATHS) {
    const bytes = await host.file(repository, tip, path, MAX_POLICY_BYTES);
    if (bytes === null) continue;
    if ('problem' in bytes)
      throw new InputError(
        'POLICY_INVALID',
        `${path} of ${repository.owner}/${repository.repo} ${bytes.problem}`,
        'A policy is a plain file.',
      );
    return usable({ bytes, ...hostedPolicy(host, repository, tip, path), reach: reachThrough(host, repository, false) }, 'repository');
  }
  return null;
}

async function usable(owner: OwnerPolicy, kind: 'organization' | 'repository'): Promise<PolicyFile> {
  const { file, mistakes, label } = await ownerFile(owner);
  if (file === null) throw invalidPolicy(label, mistakes);
  return { ...file, layer: kind };
}
