/**
 * The rules of a repository's branches, or its custom properties, may have changed. Rules decide under which name our check counts (T1, T4): open pull
 * requests are told anew under the right one, or they stay stuck under a check that nobody reports. Properties decide which group's policy judges (T25).
 * Both are judged from the store. Asked are GitHub's rules and the tip once for each base branch, and the properties once where a group goes by them.
 */
import { isDeepStrictEqual } from 'node:util';
import { EVALUATE } from '../github/calls.ts';
import { ownRuns } from '../github/check-runs.ts';
import type { GitHubClient } from '../github/client.ts';
import { type Gate, readGate } from '../github/gate.ts';
import { openPolicyMemory } from '../github/policy-memory.ts';
import { readPull } from '../github/pull.ts';
import { readTip } from '../github/repository.ts';
import type { Deps, Target } from './deps.ts';
import type { KeptPull } from './kept-pull.ts';
import type { KeptProperties } from './own-layer.ts';
import { readProperties } from './policy-in-force.ts';
import { judgeAllKept } from './policy-moved.ts';
import type { KeptState } from './ports.ts';
import { runsFor } from './report-runs.ts';

/** Pull requests of one repository that are looked at again because of one call; the sweep comes back for the others. */
const MOST = 20;

/** How a base branch is now. */
interface Standing {
  readonly gate: Gate;
  /** Null: it is gone. */
  readonly tip: string | null;
}

type AskAgain = (
  work:
    | { readonly kind: 'verdicts'; readonly installation: number }
    | { readonly kind: 'pull-request'; readonly installation: number; readonly repository: number; readonly number: number },
) => Promise<void>;

/** Throws GitHubError: nothing was changed then, or what was is told by the next call. */
export async function gatesMoved(deps: Deps, target: Target, ask: AskAgain, signal: AbortSignal): Promise<void> {
  const { installationId: installation, repositoryId: repository } = target;
  const states: KeptState[] = [];
  for (const key of await deps.stores.kept.keys(installation)) {
    if (key.repositoryId !== repository) continue;
    const state = await deps.stores.kept.load(key);
    if (state !== null) states.push(state);
  }
  if (states.length === 0) return;
  const client = await deps.clients.open({ installationId: installation, repositoryIds: [repository], permissions: EVALUATE }, signal);
  const standing = standingOnce(deps, client, target);
  const now = new Map<string, Standing>();
  for (const { kept } of states) if (kept !== null) now.set(kept.pull.base.branch, await standing(kept.pull.base.branch));
  const properties = await propertiesNow(deps, client, target, states);
  const renew = (kept: KeptPull): KeptPull => renewed(kept, now.get(kept.pull.base.branch)?.gate ?? kept.gate, properties);
  const changed = states.filter(({ kept }) => kept !== null && renew(kept) !== kept);
  if (changed.length > 0) {
    await auditProperties(deps, target, changed, properties);
    const moved = await judgeAllKept(deps, target, new Map([[repository, target]]), signal, renew);
    if (moved.changed + moved.lacking > 0) await ask({ kind: 'verdicts', installation });
  }
  const again = states.filter(({ kept, ...state }) => kept !== null && isOutdated(state, now.get(kept.pull.base.branch)));
  for (const { number } of again.slice(0, MOST)) await ask({ kind: 'pull-request', installation, repository, number });
  for (const { number } of states.filter(({ kept }) => kept === null).slice(0, MOST))
    if (await lacksCheck(deps, client, target, number, standing)) await ask({ kind: 'pull-request', installation, repository, number });
}

function standingOnce(deps: Deps, client: GitHubClient, target: Target): (branch: string) => Promise<Standing> {
  const known = new Map<string, Standing>();
  return async (branch) => {
    const found = known.get(branch) ?? {
      gate: await readGate(client, target, branch, deps.app.id),
      tip: await readTip(client, target, branch),
    };
    known.set(branch, found);
    return found;
  };
}

/** The same object where nothing differs. `properties` undefined: they were not asked for. */
function renewed(kept: KeptPull, gate: Gate, properties: KeptProperties | undefined): KeptPull {
  const { traits } = kept.own;
  const goesBy = properties !== undefined && traits.properties !== undefined && !isDeepStrictEqual(traits.properties, properties);
  if (!goesBy && isDeepStrictEqual(kept.gate, gate)) return kept;
  return { ...kept, gate, own: goesBy ? { ...kept.own, traits: { ...traits, properties } } : kept.own };
}

/** Where no group went by them, none goes by them now: that is the policy's to say, and a push of it is another event. */
async function propertiesNow(
  deps: Deps,
  client: GitHubClient,
  { installationId, repositoryId, owner, repo }: Target,
  states: readonly KeptState[],
): Promise<KeptProperties | undefined> {
  if (!states.some(({ kept }) => kept !== null && kept.own.traits.properties !== undefined)) return undefined;
  const memory = await openPolicyMemory(deps.stores.policies, installationId, deps.policyPatience, deps.now);
  // What was remembered is what may have changed: it is asked for, and remembered as it is now.
  const found = await readProperties(client, { owner, repo }, memory.scope(`repository ${repositoryId}`), 0);
  await memory.save();
  return found;
}

/**
 * T2: a verdict is about the base that it names. Where GitHub merges without an up-to-date branch, a green about an older base lets in what was never judged
 * together, so it is judged again. With the strict policy GitHub itself refuses the merge until there is a new head, which is judged then; what is red lets
 * nothing in; and where the check is not required nobody's merge rests on it. Each of these would cost a whole evaluation per push and protect nothing.
 */
function isOutdated({ conclusion, base }: Omit<KeptState, 'kept'>, now: Standing | undefined): boolean {
  if (now === undefined || now.tip === null || now.tip === base) return false;
  return conclusion === 'success' && now.gate.required !== false && !now.gate.strict;
}

/** Nothing is kept of one that could not be judged. It must still say so under the name that counts. */
async function lacksCheck(
  deps: Deps,
  client: GitHubClient,
  target: Target,
  number: number,
  standing: (branch: string) => Promise<Standing>,
): Promise<boolean> {
  const pull = await readPull(client, target, number);
  if (!pull.open) return false;
  const { gate } = await standing(pull.base.branch);
  const names = new Set((await ownRuns(client, target, pull.head.id, deps.app.id)).map(({ name }) => name));
  return [...runsFor([{ gate }], { runs: names }).keys()].some((name) => !names.has(name));
}

/** T25: another group may hold for this repository now. */
async function auditProperties(deps: Deps, target: Target, changed: readonly KeptState[], now: KeptProperties | undefined): Promise<void> {
  if (now === undefined) return;
  const before = changed.map(({ kept }) => kept?.own.traits.properties).find((old) => old !== undefined && !isDeepStrictEqual(old, now));
  if (before === undefined) return;
  const { installationId, repositoryId, owner, repo } = target;
  const body = { properties: now, before };
  await deps.stores.audit.append([{ installationId, repositoryId, kind: 'policy', actor: null, subject: `${owner}/${repo}`, body }]);
}
