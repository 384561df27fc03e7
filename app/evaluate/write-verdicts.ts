/** Tells what a moved policy, or rules of branches that moved, made of open pull requests, one after the other, as fast as GitHub takes it (T3). What is left is in the store: it can stop anywhere. */
import { CHECK_NAME, detectors, detectorStamp, type Links } from '../../src/core/index.ts';
import { EVALUATE } from '../github/calls.ts';
import type { GitHubClient } from '../github/client.ts';
import { isGitHubError } from '../github/errors.ts';
import { readRepository } from '../github/repository.ts';
import { linksOf } from '../present/check-text.ts';
import type { Deps, Target } from './deps.ts';
import { auditVerdicts } from './audit-verdicts.ts';
import type { PullPart } from './pull-part.ts';
import { judgeKept } from './judge-kept.ts';
import { reported } from './outcome.ts';
import { aboveOnce } from './policy-moved.ts';
import type { PullKey, ReadState } from './ports.ts';
import { recordVerdict } from './record-verdict.ts';
import { reportComment } from './report-comment.ts';
import { completeAnew, reopenRuns, runsFor } from './report-runs.ts';
import { toldOf } from './told.ts';

export interface VerdictTelling {
  readonly target: (repositoryId: number) => Promise<Target | null>;
  /** Have it looked at again. */
  readonly ask: (key: PullKey) => Promise<void>;
}

/** Answers with the moment to go on at; null: nothing waits any more. */
export async function writeVerdicts(
  deps: Deps,
  { installationId }: Pick<Target, 'installationId'>,
  telling: VerdictTelling,
  signal: AbortSignal,
): Promise<Date | null> {
  const { kept } = deps.stores;
  for (;;) {
    signal.throwIfAborted();
    const key = await kept.first(installationId);
    if (key === null) return null;
    const target = await telling.target(key.repositoryId);
    // Removed since: there is nobody who could read a verdict.
    if (target === null) {
      await kept.mark(key, null);
      continue;
    }
    const state = await kept.load(key);
    // Closed since.
    if (state === null) continue;
    const reserved = await kept.reserve(installationId, writesFor(state), deps.now());
    if (!reserved.granted) return reserved.at;
    await tell(deps, target, state, telling, signal);
  }
}

/** Of a release that did not keep the names: a green under the one that counts must not be left standing (T3). */
const NOT_KNOWN: readonly string[] = [CHECK_NAME];

/** The check under each of its names, and the comment. */
function writesFor({ kept }: ReadState): number {
  return 1 + (kept === null ? 1 : runsFor([kept], { runs: new Set(kept.names ?? NOT_KNOWN) }).size);
}

interface Part {
  readonly state: ReadState;
  readonly part: PullPart;
}

async function tell(deps: Deps, target: Target, { head, ...key }: ReadState, telling: VerdictTelling, signal: AbortSignal): Promise<void> {
  await deps.stores.locks.run(`${target.repositoryId} ${head}`, async () => {
    const client = await deps.clients.open(scopeOf(target), signal);
    try {
      const parts = await judgedParts(deps, target, client, key, head, signal);
      if (parts !== null) return await tellParts(deps, target, client, head, parts);
      // First its check is not green any more: nothing merges in between.
      await reopenRuns(deps, client, target, head);
    } catch (error) {
      // GitHub refuses something of this one: its own job finds out what, and nobody else waits for it.
      if (!isGitHubError(error, 'forbidden', 'missing', 'conflict', 'rejected', 'invalid', 'limit')) throw error;
    }
    await telling.ask(key);
    await deps.stores.kept.mark(key, null);
  });
}

async function tellParts(deps: Deps, target: Target, client: GitHubClient, head: string, parts: readonly Part[]): Promise<void> {
  const said = parts.map(({ part }) => part);
  const canPin = deps.offerPin && said.every(({ pull }) => !pull.fork);
  const audit = await auditVerdicts(deps, target, head, said);
  const known = new Set(parts.flatMap(({ state: { kept } }) => kept?.names ?? NOT_KNOWN));
  const { url, names } = await completeAnew(deps, client, target, head, said, known, { canPin, audit });
  for (const { state, part } of parts) {
    const record = await deps.stores.evaluations.pull(state);
    const known = record?.commentId ?? null;
    const links: Links = linksOf(part, { rules: deps.rulesUrl, more: url });
    const commentId = await reportComment(deps, client, target, part.number, known, part.result, links);
    if (record !== null) await deps.stores.evaluations.savePull(state, { ...record, commentId });
    // T3: also until when it holds, and on whose approval; and what a command can answer (T28).
    await recordVerdict(deps, target, part);
    const kept = state.kept === null ? null : { ...state.kept, names };
    await deps.stores.kept.settle(state, { conclusion: reported(part.result), told: toldOf(part.result, part.gate), kept });
  }
}

/** Of all open pull requests with this head, since one check speaks for them (T1). Null: one of them has to be looked at again. */
async function judgedParts(
  deps: Deps,
  target: Target,
  client: GitHubClient,
  key: PullKey,
  head: string,
  signal: AbortSignal,
): Promise<readonly Part[] | null> {
  const { kept } = deps.stores;
  const states: ReadState[] = [];
  for (const one of await kept.ofHead(key, head)) {
    const state = await kept.load(one);
    if (state !== null) states.push(state);
  }
  // T26: what may be shown depends on who reads the repository now.
  const { id, isPublic, archived } = await readRepository(client, target);
  if (id !== target.repositoryId || archived || states.some((one) => one.kept?.repository.isPublic !== isPublic)) return null;
  // After the states: whatever moves the policy from here on makes them another version.
  const above = aboveOnce(deps, target, signal);
  const parts: Part[] = [];
  for (const state of states) {
    const part = await judgeKept(deps, target, state, { above, stamp: detectorStamp(detectors), signal });
    if (part === null) return null;
    parts.push({ state, part });
  }
  // Nobody has this head any more.
  return parts.length === 0 ? null : parts;
}

function scopeOf({ installationId, repositoryId }: Target) {
  return { installationId, repositoryIds: [repositoryId], permissions: EVALUATE };
}
