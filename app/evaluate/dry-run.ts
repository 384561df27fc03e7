/**
 * A dry run: a proposed policy of the organization over the open pull requests that are kept, by the store alone (T3, T40). Nothing is decided or written
 * by it.
 */
import { detectors, detectorStamp } from '../../src/core/index.ts';
import { givenBefore } from './approvals.ts';
import type { Deps, Target } from './deps.ts';
import { firstReason } from './first-reason.ts';
import type { PullPart } from './pull-part.ts';
import { type PolicyAbove, type KeptLacks, tryKept } from './judge-kept.ts';
import type { DryRun, Lacking, Moving } from './dry-run-result.ts';
import { reported } from './outcome.ts';
import type { KeptState, PullKey } from './ports.ts';
import type { Proposal } from './proposal.ts';
import { toldOf } from './told.ts';

export interface DryRunLimits {
  readonly pulls: number;
  /** One for each component that is judged, and for each `POLICY_UNIT` of the policy that is applied to them. */
  readonly work: number;
}

/** Some 10 ms for each pull request of 20 packages: nobody waits long for the verdict on the policy itself (T39). */
export const DRY_RUN_LIMITS: DryRunLimits = { pulls: 1_000, work: 100_000 };
/** Bytes that cost as much as one component. */
const POLICY_UNIT = 2_048;

export async function dryRunOf(
  deps: Deps,
  target: Target,
  own: PullKey,
  proposal: Extract<Proposal, { kind: 'policy' }>,
  { signal, limits = DRY_RUN_LIMITS }: { readonly signal: AbortSignal; readonly limits?: DryRunLimits },
): Promise<DryRun> {
  const { installationId } = target;
  // T26: nothing is said of a repository that has left the installation, though its rows stay for the retention time.
  const targets = new Map(((await deps.targets?.(installationId)) ?? []).map((one) => [one.repositoryId, one]));
  const known = (await deps.stores.kept.keys(installationId)).filter((key) => targets.has(key.repositoryId) && !isSame(key, own));
  const stamp = detectorStamp(detectors);
  const changes: Moving[] = [];
  const lackingNamed: Lacking[] = [];
  const each = Math.ceil(proposal.proposed.owner.bytes.length / POLICY_UNIT);
  let [same, lacking, tried, work] = [0, 0, 0, 0];
  for (const key of known) {
    signal.throwIfAborted();
    const of = targets.get(key.repositoryId);
    if (of === undefined || tried >= limits.pulls || work >= limits.work) break;
    tried += 1;
    const state = await deps.stores.kept.load(key);
    // Closed meanwhile.
    if (state === null) continue;
    work += each + (state.kept?.dossier.components.length ?? 0);
    const pull = `${of.owner}/${of.repo}#${key.number}`;
    // One that cannot be judged at all keeps nothing from being said of the others.
    const moved = await compared(deps, of, state, proposal, stamp).catch(() => ({ lacks: ['it cannot be judged from what is kept'] }));
    if (moved === null) same += 1;
    else if ('lacks' in moved) {
      lacking += 1;
      lackingNamed.push({ pull, why: moved.lacks.join('; ') });
    } else changes.push({ pull, ...moved });
  }
  return { kind: 'made', same, changes, lacking, lackingNamed, untried: known.length - tried };
}

function isSame(a: PullKey, b: PullKey): boolean {
  return a.repositoryId === b.repositoryId && a.number === b.number;
}

/** Null: the check would say the same. */
async function compared(
  deps: Deps,
  target: Target,
  state: KeptState,
  { proposed, inForce }: Extract<Proposal, { kind: 'policy' }>,
  stamp: string,
): Promise<Omit<Moving, 'pull'> | KeptLacks | null> {
  const under = (above: PolicyAbove): Promise<PullPart | KeptLacks> =>
    tryKept(deps, target, state, {
      above: () => Promise.resolve(above),
      stamp,
      // Whether who approved still speaks for the approver is asked where something is decided: here nobody is asked.
      approved: async (verdict) => ({ approvals: await givenBefore(deps, target, verdict), notes: [] }),
    });
  const then = await under(proposed);
  if ('lacks' in then) return then;
  if (toldOf(then.result, then.gate) === state.told) return null;
  // What differs only because time went on is not this policy's doing.
  const now = inForce === null ? null : await under(inForce);
  const before = now === null || 'lacks' in now ? null : now.result;
  if (before !== null && toldOf(before, then.gate) === toldOf(then.result, then.gate)) return null;
  return {
    was: before === null ? state.conclusion : reported(before),
    wouldBe: reported(then.result),
    reason: firstReason(before, then.result),
  };
}
