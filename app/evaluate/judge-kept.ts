/** A kept pull request under the policy of now, by the store alone (T3). */
import {
  InputError,
  judgeAgain,
  type LayeredPolicy,
  ORGANIZATION_FILE,
  policyOn,
  policyUnder,
  type RepositoryTraits,
  rules,
  unpackDossier,
  waivingIn,
  withoutReasons,
} from '../../src/core/index.ts';
import type { FileLost, OrganizationPolicy } from '../github/policy.ts';
import { approvedOf } from './approvals.ts';
import type { Deps, Target } from './deps.ts';
import { failureOf } from './failure.ts';
import { restsOf, withGiven } from './given.ts';
import type { KeptPull } from './kept-pull.ts';
import type { EvaluationResult } from './outcome.ts';
import { treeOfFiles } from './policy-files.ts';
import type { Rests } from './ports.ts';

/** What stands above the repository's own policy; null: nothing. An error: why it cannot be used. */
export type Above = OrganizationPolicy | FileLost | InputError | null;

export interface KeptResult {
  readonly result: EvaluationResult;
  readonly policyCommit: string | null;
  readonly rests: Rests;
}

/** Null: it has to be looked at again, because the policy asks for what was not asked before. `stamp` of this program. */
export async function judgeKept(
  deps: Deps,
  target: Target,
  kept: KeptPull,
  { above, stamp, signal }: { readonly above: Above; readonly stamp: string; readonly signal: AbortSignal },
): Promise<KeptResult | null> {
  const { repository, pull } = kept;
  if (kept.stamp !== stamp || kept.own.reaches) return null;
  try {
    const layered = await policyAbove(target, kept, above);
    if (layered === null) return null;
    const { notes, commit } = layered;
    const given = await deps.stores.waivers.given(target.installationId, target.repositoryId, pull.number);
    const policy = withGiven(layered.policy, given);
    const dossier = unpackDossier(kept.dossier);
    const judging = { policy, rules, notes, now: deps.now() };
    const first = await judgeAgain(dossier, { ...judging, approvals: [] });
    if (first.kind === 'lacks') return null;
    const { approvals } = await approvedOf(deps, target, null, first.verdict, signal);
    const again = approvals.length === 0 ? first : await judgeAgain(dossier, { ...judging, approvals });
    if (again.kind === 'lacks') return null;
    const verdict = repository.isPublic ? withoutReasons(again.verdict) : again.verdict;
    return { result: { kind: 'judged', verdict, bom: again.bom }, policyCommit: commit, rests: restsOf(verdict) };
  } catch (error) {
    const failed = failureOf(error, repository.isPublic);
    if (failed === null) throw new Error(`#${pull.number} cannot be judged again`, { cause: error });
    return { result: failed, policyCommit: null, rests: { againAt: null, approved: false } };
  }
}

/** The change touches no policy file, so that all its trees have the same. Null: what groups go by was never asked. */
async function policyAbove(
  { repositoryId }: Target,
  { repository, own }: KeptPull,
  above: Above,
): Promise<(Pick<LayeredPolicy, 'policy' | 'notes'> & { readonly commit: string | null }) | null> {
  const tree = treeOfFiles(own.files);
  const trees = { policyFrom: tree, base: tree, head: tree };
  if (above === null) {
    const noDisk = (): Promise<never> => Promise.reject(new InputError('USAGE', 'The App reads no disk', 'Commit the policy.'));
    return { ...(await policyOn(null, trees, noDisk)), commit: null };
  }
  if (above instanceof InputError) throw above;
  const home = above.repository.id === repositoryId ? ORGANIZATION_FILE : null;
  const discreet = repository.isPublic && !above.repository.isPublic;
  let isAsked = true;
  const traits = (asked: ReadonlySet<keyof RepositoryTraits>): Promise<RepositoryTraits> => {
    const { properties = {} } = own.traits;
    // An older release kept them as an object without any of them.
    isAsked = !asked.has('properties') || properties === null || Array.isArray(properties);
    return Promise.resolve({ ...own.traits, properties: Array.isArray(properties) ? new Map(properties) : null });
  };
  const under = await policyUnder(above.owner, trees, { home, discreet, repository: traits });
  if (!isAsked) return null;
  return { ...under, policy: waivingIn(under.policy, `${repository.owner}/${repository.repo}`), commit: above.commit };
}
