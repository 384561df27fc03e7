/**
 * A policy moved (T3): every open pull request that it judges is judged again from the store, without a question. What says something else is marked, green
 * to red first; the job `verdicts` writes it.
 */
import { detectors, detectorStamp, InputError } from '../../src/core/index.ts';
import { isPolicyName, organizationPolicy } from '../github/policy.ts';
import type { Deps, Target } from './deps.ts';
import { type Above, judgeKept } from './judge-kept.ts';
import { reported } from './outcome.ts';
import type { KeptState } from './ports.ts';
import { toldOf } from './told.ts';

/** In which order what is marked is told. */
export const DUE = { greenToRed: 0, lookAgain: 1, other: 2 } as const;

export interface Moved {
  readonly same: number;
  readonly changed: number;
  /** To be looked at again: the policy asks for what was not asked before. */
  readonly lacking: number;
}

/** `targets`: the repositories of the installation, by number. */
export async function judgeAllKept(
  deps: Deps,
  { installationId, account }: Pick<Target, 'installationId' | 'account'>,
  targets: ReadonlyMap<number, Target>,
  signal: AbortSignal,
): Promise<Moved> {
  const above = aboveOnce(deps, { installationId, account }, signal);
  const stamp = detectorStamp(detectors);
  const moved = { same: 0, changed: 0, lacking: 0 };
  for (const key of await deps.stores.kept.keys(installationId)) {
    signal.throwIfAborted();
    const target = targets.get(key.repositoryId);
    const state = target === undefined ? null : await deps.stores.kept.load(key);
    if (target === undefined || state === null) continue;
    const { kept } = state;
    const judged =
      kept === null ? null : await judgeKept(deps, target, kept, { above: await above(kept.repository.isPublic), stamp, signal });
    if (judged === null) {
      moved.lacking += 1;
      await deps.stores.kept.mark(key, state.conclusion === 'success' ? (state.autoMerge ? DUE.greenToRed : DUE.lookAgain) : DUE.other);
    } else if (toldOf(judged.result) === state.told) moved.same += 1;
    else {
      moved.changed += 1;
      await deps.stores.kept.mark(key, dueOf(state, reported(judged.result)));
    }
  }
  return moved;
}

function dueOf({ conclusion }: KeptState, now: string): number {
  return conclusion === 'success' && now !== 'success' ? DUE.greenToRed : DUE.other;
}

/** What is shown of it depends on who reads it (T26): asked once for each of the two. */
export function aboveOnce(
  deps: Deps,
  { installationId, account }: Pick<Target, 'installationId' | 'account'>,
  signal: AbortSignal,
): (forPublic: boolean) => Promise<Above> {
  const known = new Map<boolean, Promise<Above>>();
  return (forPublic) => {
    const lookup = { clients: deps.clients, bindings: deps.stores.bindings, installationId, account, signal, forPublic };
    const found =
      known.get(forPublic) ??
      organizationPolicy(lookup).catch((error: unknown) => {
        if (error instanceof InputError) return error;
        throw error;
      });
    known.set(forPublic, found);
    return found;
  };
}

/** Only a push to the bound policy repository moves everybody, and the first policy. */
export async function policyMoved(
  deps: Deps,
  directory: { targets(installation: number): Promise<readonly Target[]> },
  target: Target,
  ask: (work: { readonly kind: 'verdicts'; readonly installation: number }) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { installationId: installation } = target;
  const bound = await deps.stores.bindings.get(installation);
  if (bound === null ? !(await isFirstPolicy(deps, target, signal)) : bound.repositoryId !== target.repositoryId) return;
  const targets = new Map((await directory.targets(installation)).map((one) => [one.repositoryId, one]));
  const { changed, lacking } = await judgeAllKept(deps, target, targets, signal);
  if (changed + lacking > 0) await ask({ kind: 'verdicts', installation });
}

/** Until now the baseline judged. What cannot be used is a policy, too: nothing is green under it. */
async function isFirstPolicy(
  { clients, stores }: Deps,
  { installationId, account, owner, repo }: Target,
  signal: AbortSignal,
): Promise<boolean> {
  if (owner.toLowerCase() !== account.toLowerCase() || !isPolicyName(repo)) return false;
  try {
    return (await organizationPolicy({ clients, bindings: stores.bindings, installationId, account, signal, forPublic: false })) !== null;
  } catch (error) {
    if (error instanceof InputError) return true;
    throw error;
  }
}
