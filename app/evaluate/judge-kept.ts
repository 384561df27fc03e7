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
  waivingIn,
  withoutReasons,
} from '../../src/core/index.ts';
import { isGitHubError } from '../github/errors.ts';
import type { FileLost, OrganizationPolicy } from '../github/policy.ts';
import { approvedOf } from './approvals.ts';
import type { Deps, Target } from './deps.ts';
import { failureOf } from './failure.ts';
import { failedPart, judgedPart, type PullPart } from './evaluate-pull.ts';
import { restsOf, withGiven } from './given.ts';
import type { KeptPull } from './kept-pull.ts';
import { treeOfFiles } from './policy-files.ts';
import type { KeptState } from './ports.ts';

/** What stands above the repository's own policy; null: nothing. An error: why it cannot be used. */
export type Above = OrganizationPolicy | FileLost | InputError | null;

/** Null: it has to be looked at again, because the policy asks for what was not asked before, or it cannot be judged. `stamp` of this program. */
export async function judgeKept(
  deps: Deps,
  target: Target,
  { kept, base: into }: KeptState,
  {
    above,
    stamp,
    signal,
  }: { readonly above: (forPublic: boolean) => Promise<Above>; readonly stamp: string; readonly signal: AbortSignal },
): Promise<PullPart | null> {
  if (kept === null || kept.stamp !== stamp || kept.own.reaches) return null;
  const { repository, pull } = kept;
  try {
    const layered = await policyAbove(target, kept, await above(repository.isPublic));
    if (layered === null) return null;
    const { notes, commit } = layered;
    const given = await deps.stores.waivers.given(target.installationId, target.repositoryId, pull.number);
    const policy = withGiven(layered.policy, given);
    const dossier = unpackDossier(kept.dossier);
    const judging = { policy, rules, now: deps.now() };
    const first = await judgeAgain(dossier, { ...judging, notes, approvals: [] });
    if (first.kind === 'lacks') return null;
    const approved = await approvedOf(deps, target, null, first.verdict, signal);
    const isSame = approved.approvals.length === 0 && approved.notes.length === 0;
    const again = isSame
      ? first
      : await judgeAgain(dossier, { ...judging, approvals: approved.approvals, notes: [...notes, ...approved.notes] });
    if (again.kind === 'lacks') return null;
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
      baselineOf: null,
    });
  } catch (error) {
    const failed = failureOf(error, repository.isPublic);
    if (failed !== null) return failedPart(kept, failed);
    // An outage or a limit of GitHub is the job's. Whatever else happens with one of them is no reason to leave the others unjudged (T3).
    if (isGitHubError(error) || signal.aborted) throw error;
    return null;
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
    isAsked = !asked.has('properties') || own.traits.properties !== undefined;
    return Promise.resolve({ ...own.traits, properties: own.traits.properties ?? null });
  };
  const under = await policyUnder(above.owner, trees, { home, discreet, repository: traits });
  if (!isAsked) return null;
  return { ...under, policy: waivingIn(under.policy, `${repository.owner}/${repository.repo}`), commit: above.commit };
}
