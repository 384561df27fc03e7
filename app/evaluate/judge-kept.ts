/** A kept pull request under the policy of now, by the store alone (T3). */
import {
  InputError,
  judgeAgain,
  type LayeredPolicy,
  policyOn,
  policyUnder,
  rules,
  unpackDossier,
  waivingIn,
  withoutReasons,
} from '../../src/core/index.ts';
import { type FileLost, ORGANIZATION_FILE, type OrganizationPolicy } from '../github/policy.ts';
import { approvedOf } from './approvals.ts';
import type { Deps, Target } from './deps.ts';
import { failureOf } from './failure.ts';
import { refusedNotes } from './judge.ts';
import type { KeptPull } from './kept-pull.ts';
import type { EvaluationResult } from './outcome.ts';
import { treeOfFiles } from './policy-files.ts';

/** What stands above the repository's own policy; null: nothing. An error: why it cannot be used. */
export type Above = OrganizationPolicy | FileLost | InputError | null;

export interface KeptResult {
  readonly result: EvaluationResult;
  readonly policyCommit: string | null;
}

/** Null: it has to be looked at again, because the policy asks for what was not asked before. `stamp` of this program. */
export async function judgeKept(
  deps: Deps,
  target: Target,
  kept: KeptPull,
  { above, stamp, signal }: { readonly above: Above; readonly stamp: string; readonly signal: AbortSignal },
): Promise<KeptResult | null> {
  const { repository, pull } = kept;
  if (kept.stamp !== stamp) return null;
  try {
    const { policy, notes, refused, commit } = await policyAbove(target, kept, above);
    const dossier = unpackDossier(kept.dossier);
    const judging = { policy, rules, notes: [...notes, ...refusedNotes({ refused }, repository)], now: deps.now() };
    const first = await judgeAgain(dossier, { ...judging, approvals: [] });
    if (first.kind === 'lacks') return null;
    const { approvals } = await approvedOf(deps, target, null, first.verdict, signal);
    const again = approvals.length === 0 ? first : await judgeAgain(dossier, { ...judging, approvals });
    if (again.kind === 'lacks') return null;
    const verdict = repository.isPublic ? withoutReasons(again.verdict) : again.verdict;
    return { result: { kind: 'judged', verdict, bom: again.bom }, policyCommit: commit };
  } catch (error) {
    const failed = failureOf(error, repository.isPublic);
    if (failed === null) throw new Error(`#${pull.number} cannot be judged again`, { cause: error });
    return { result: failed, policyCommit: null };
  }
}

/** The change touches no policy file, so that all its trees have the same. */
async function policyAbove(
  { repositoryId }: Target,
  { repository, policyFiles }: KeptPull,
  above: Above,
): Promise<Pick<LayeredPolicy, 'policy' | 'notes' | 'refused'> & { readonly commit: string | null }> {
  const tree = treeOfFiles(policyFiles);
  const trees = { policyFrom: tree, base: tree, head: tree };
  if (above === null) {
    const noDisk = (): Promise<never> => Promise.reject(new InputError('USAGE', 'The App reads no disk', 'Commit the policy.'));
    return { ...(await policyOn(null, trees, noDisk)), refused: [], commit: null };
  }
  if (above instanceof InputError) throw above;
  const home = above.repository.id === repositoryId ? ORGANIZATION_FILE : null;
  const discreet = repository.isPublic && !above.repository.isPublic;
  const under = await policyUnder(above.owner, trees, { home, discreet });
  return { ...under, policy: waivingIn(under.policy, `${repository.owner}/${repository.repo}`), commit: above.commit };
}
