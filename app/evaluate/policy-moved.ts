/**
 * A policy moved (T3): every open pull request that it judges is judged again from the store, without a question. What says something else is marked, green
 * to red first; the job `verdicts` writes it.
 */
import { basisOfPolicy, detectors, detectorStamp, InputError, policyFor, type Tree } from '../../src/core/index.ts';
import { isPolicyName, organizationPolicy } from '../github/policy.ts';
import { type KeptPolicyMemory, openPolicyMemory } from '../github/policy-memory.ts';
import type { Deps, Target } from './deps.ts';
import { type PolicyAbove, judgeKept } from './judge-kept.ts';
import type { KeptPull } from './kept-pull.ts';
import { reported } from './outcome.ts';
import { type PolicyFiles, rememberingFiles } from './policy-files.ts';
import type { KeptState, ReadState } from './ports.ts';
import { toldOf } from './told.ts';

/** In which order what is marked is told. */
export const DUE = { greenToRed: 0, lookAgain: 1, other: 2 } as const;

type AskVerdicts = (work: { readonly kind: 'verdicts'; readonly installation: number }) => Promise<void>;

export interface MovedVerdicts {
  readonly same: number;
  readonly changed: number;
  /** To be looked at again: the policy asks for what was not asked before. */
  readonly lacking: number;
}

/** `targets`: repositories of the installation, by number. `renew`: what of a pull request is not as it was kept; the same object: nothing. */
export async function judgeAllKept(
  deps: Deps,
  { installationId, account }: Pick<Target, 'installationId' | 'account'>,
  targets: ReadonlyMap<number, Target>,
  signal: AbortSignal,
  renew: (kept: KeptPull) => KeptPull = (kept) => kept,
): Promise<MovedVerdicts> {
  const above = aboveOnce(deps, { installationId, account }, signal);
  const stamp = detectorStamp(detectors);
  const moved = { same: 0, changed: 0, lacking: 0 };
  for (const key of await deps.stores.kept.keys(installationId)) {
    signal.throwIfAborted();
    const target = targets.get(key.repositoryId);
    const found = target === undefined ? null : await deps.stores.kept.load(key);
    if (target === undefined || found === null) continue;
    const state = await renewed(deps, found, renew);
    const part = state === null ? null : await judgeKept(deps, target, state, { above, stamp, signal });
    if (state === null || part === null) {
      moved.lacking += 1;
      const { conclusion, autoMerge } = found;
      await deps.stores.kept.mark(key, conclusion === 'success' ? (autoMerge ? DUE.greenToRed : DUE.lookAgain) : DUE.other);
    } else if (toldOf(part.result, part.gate) === state.told) {
      moved.same += 1;
      await deps.stores.kept.touch(key);
    } else {
      moved.changed += 1;
      await deps.stores.kept.mark(key, dueOf(state, reported(part.result)));
    }
  }
  return moved;
}

/** Null: it was looked at meanwhile, maybe by what was before. */
async function renewed(deps: Deps, state: ReadState, renew: (kept: KeptPull) => KeptPull): Promise<ReadState | null> {
  const kept = state.kept === null ? null : renew(state.kept);
  if (kept === null || kept === state.kept) return state;
  return (await deps.stores.kept.replace(state, kept)) ? { ...state, kept } : null;
}

function dueOf({ conclusion }: KeptState, now: string): number {
  return conclusion === 'success' && now !== 'success' ? DUE.greenToRed : DUE.other;
}

/** What is shown of it depends on who reads it (T26): asked once for each of the two. */
export function aboveOnce(
  deps: Deps,
  { installationId, account }: Pick<Target, 'installationId' | 'account'>,
  signal: AbortSignal,
): (forPublic: boolean) => Promise<PolicyAbove> {
  const known = new Map<boolean, Promise<PolicyAbove>>();
  const ask = async (forPublic: boolean): Promise<PolicyAbove> => {
    const memory = await openPolicyMemory(deps.stores.policies, installationId, deps.policyPatience, deps.now);
    const lookup = { clients: deps.clients, bindings: deps.stores.bindings, memory, installationId, account, signal, forPublic };
    try {
      const found = await organizationPolicy(lookup);
      await memory.save();
      return found;
    } catch (error) {
      if (error instanceof InputError) return error;
      throw error;
    }
  };
  return (forPublic) => {
    const found = known.get(forPublic) ?? ask(forPublic);
    known.set(forPublic, found);
    return found;
  };
}

/** The repository's own policy files are not what they were when its pull requests were judged. */
export async function ownPolicyMoved(deps: Deps, target: Target, tip: Tree, ask: AskVerdicts, signal: AbortSignal): Promise<void> {
  const { installationId, repositoryId } = target;
  const keys = (await deps.stores.kept.keys(installationId)).filter((one) => one.repositoryId === repositoryId);
  const [first] = keys;
  if (first === undefined) return;
  const { tree, files } = rememberingFiles(tip);
  // What is wrong with them is said where they judge; here they are only read.
  await policyFor(null, tree, () => Promise.reject(new Error('the App reads no disk'))).catch((error: unknown) => {
    if (!(error instanceof InputError)) throw error;
  });
  const now = idsOf(files());
  const old = (await deps.stores.kept.load(first))?.kept;
  if (old != null && idsOf(old.own.files) === now) return;
  const renew = (kept: KeptPull): KeptPull => ({ ...kept, own: { ...kept.own, files: files() } });
  const { changed, lacking } = await judgeAllKept(deps, target, new Map([[repositoryId, target]]), signal, renew);
  if (changed + lacking > 0) await ask({ kind: 'verdicts', installation: installationId });
}

function idsOf({ files }: PolicyFiles): string {
  return JSON.stringify(files.map(({ entry }) => [entry.path, entry.kind, entry.id]));
}

/**
 * A push matters to the policy where it goes to the bound repository, or to one that the policy rests on; of those only one that changes what the policy is
 * computed from, as a README moves nobody.
 */
export async function policyMoved(
  deps: Deps,
  directory: { targets(installation: number): Promise<readonly Target[]> },
  target: Target,
  ask: AskVerdicts,
  signal: AbortSignal,
): Promise<void> {
  const { policies, bindings } = deps.stores;
  const { installationId } = target;
  const [bound, known] = [await bindings.get(installationId), await policies.load(installationId)];
  if (bound === null ? !isCandidate(target) : bound.repositoryId !== target.repositoryId && !restsOn(known, target)) return;
  // From here on everybody reads anew, whoever reads at the moment.
  await policies.forget(installationId);
  const basis = await basisNow(deps, target, signal);
  if (basis === null || basis === known.announced) return;
  const targets = new Map((await directory.targets(installationId)).map((one) => [one.repositoryId, one]));
  const { changed, lacking } = await judgeAllKept(deps, target, targets, signal);
  if (changed + lacking > 0) await ask({ kind: 'verdicts', installation: installationId });
  await policies.announce(installationId, basis);
}

function isCandidate({ owner, account, repo }: Target): boolean {
  return owner.toLowerCase() === account.toLowerCase() && isPolicyName(repo);
}

/** Only what an organization's policy was read from is remembered under its scope (policy.ts). */
function restsOn({ answers }: KeptPolicyMemory, { owner, repo }: Target): boolean {
  const start = `organization ref ${owner}/${repo} `.toLowerCase();
  return Object.keys(answers).some((key) => key.startsWith(start));
}

/** Null: there is no policy of the organization. What cannot be used is one, too: nothing is green under it. */
async function basisNow(deps: Deps, target: Target, signal: AbortSignal): Promise<string | null> {
  const found = await aboveOnce(deps, target, signal)(false);
  if (found instanceof InputError) return `unusable: ${found.message}`;
  return found === null ? null : `${found.repository.id} ${await basisOfPolicy(found.owner)}`;
}
