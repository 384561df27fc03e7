/** A kept pull request under the policy of now, by the store alone (T3). */
import {
  explainStated,
  InputError,
  judgeAgain,
  type LayeredPolicy,
  ORGANIZATION_FILE,
  policyOn,
  policyUnder,
  type RepositoryTraits,
  rules,
  unpackDossier,
  type Verdict,
  waivingIn,
  withoutReasons,
} from '../../src/core/index.ts';
import { isGitHubError } from '../github/errors.ts';
import type { FileLost, OrganizationPolicy } from '../github/policy.ts';
import { type Approved, approvedOf } from './approvals.ts';
import type { Deps, Target } from './deps.ts';
import { failureOf } from './failure.ts';
import { failedPart, judgedPart, type PullPart } from './pull-part.ts';
import { restsOf, withGiven } from './given.ts';
import type { KeptPull } from './kept-pull.ts';
import { treeOfFiles } from './policy-files.ts';
import type { KeptState } from './ports.ts';

/** What stands above the repository's own policy; null: nothing. An error: why it cannot be used. */
export type PolicyAbove = OrganizationPolicy | FileLost | InputError | null;

/** Which approvals count of what waits for one. */
type CountApprovals = (verdict: Verdict) => Promise<Approved>;

/** Why the store alone does not tell, one short line each. */
export interface KeptLacks {
  readonly lacks: readonly string[];
}

type AboveFor = (forPublic: boolean) => Promise<PolicyAbove>;

/** Null: it has to be looked at again, because the policy asks for what was not asked before, or it cannot be judged. `stamp` of this program. */
export async function judgeKept(
  deps: Deps,
  target: Target,
  state: KeptState,
  { above, stamp, signal }: { readonly above: AboveFor; readonly stamp: string; readonly signal: AbortSignal },
): Promise<PullPart | null> {
  try {
    const approved: CountApprovals = (verdict) => approvedOf(deps, target, null, verdict, signal);
    const found = await tryKept(deps, target, state, { above, stamp, approved });
    return 'lacks' in found ? null : found;
  } catch (error) {
    // An outage or a limit of GitHub is the job's. Whatever else happens with one of them is no reason to leave the others unjudged (T3).
    if (isGitHubError(error) || signal.aborted) throw error;
    return null;
  }
}

/** As `judgeKept`; throws what is no answer. */
export async function tryKept(
  deps: Deps,
  target: Target,
  { kept, base: into }: KeptState,
  { above, stamp, approved }: { readonly above: AboveFor; readonly stamp: string; readonly approved: CountApprovals },
): Promise<PullPart | KeptLacks> {
  if (kept === null) return { lacks: ['nothing is kept of it, as of one that changes a policy'] };
  if (kept.stamp !== stamp) return { lacks: ['an earlier release of this program looked at it'] };
  if (kept.own.reaches) return { lacks: ['its own policy rests on files of other repositories'] };
  const { repository, pull } = kept;
  try {
    const layered = await policyAbove(target, kept, await above(repository.isPublic));
    if (layered === null) return { lacks: ['a group asks for properties of the repository that were not asked for before'] };
    const { notes, commit } = layered;
    const given = await deps.stores.waivers.given(target.installationId, target.repositoryId, pull.number);
    const policy = withGiven(layered.policy, given);
    const dossier = unpackDossier(kept.dossier);
    const judging = { policy, rules, now: deps.now() };
    const first = await judgeAgain(dossier, { ...judging, notes, approvals: [] });
    if (first.kind === 'lacks') return { lacks: first.why };
    const { approvals, notes: ofApprovals } = await approved(first.verdict);
    const isSame = approvals.length === 0 && ofApprovals.length === 0;
    const again = isSame ? first : await judgeAgain(dossier, { ...judging, approvals, notes: [...notes, ...ofApprovals] });
    if (again.kind === 'lacks') return { lacks: again.why };
    return judgedPart(kept, repository, {
      verdict: repository.isPublic ? withoutReasons(again.verdict) : again.verdict,
      bom: again.bom,
      malice: dossier.malice,
      policyCommit: commit,
      policyInForce: repository.isPublic ? null : explainStated(policy),
      into,
      kept,
      rests: restsOf(again.verdict),
      approvers: policy.approvers,
      proposal: null,
      baselineOf: null,
    });
  } catch (error) {
    const failed = failureOf(error, repository.isPublic);
    if (failed === null) throw error;
    return failedPart(kept, failed);
  }
}

/** The change touches no policy file, so that all its trees have the same. Null: what groups go by was never asked. */
async function policyAbove(
  { repositoryId }: Target,
  { repository, own }: KeptPull,
  above: PolicyAbove,
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
