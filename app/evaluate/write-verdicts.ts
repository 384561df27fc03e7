/** Tells what a moved policy, or rules of branches that moved, made of open pull requests, one after the other, as fast as GitHub takes it (T3). What is left is in the store: it can stop anywhere. */
import { CHECK_NAME, detectors, detectorStamp, type Links } from '../../src/core/index.ts';
import { EVALUATE } from '../github/calls.ts';
import type { Deps, Target } from './deps.ts';
import { auditVerdicts } from './audit-verdicts.ts';
import { type Above, judgeKept } from './judge-kept.ts';
import { reported } from './outcome.ts';
import { aboveOnce } from './policy-moved.ts';
import type { KeptPull } from './kept-pull.ts';
import type { KeptState, PullKey, Rests } from './ports.ts';
import { reportComment } from './report-comment.ts';
import { completeAnew, reopenRuns, runsFor } from './report-runs.ts';
import { toldOf } from './told.ts';
import type { PullPart } from './evaluate-pull.ts';

export interface Telling {
  readonly target: (repositoryId: number) => Promise<Target | null>;
  /** Have it looked at again. */
  readonly ask: (key: PullKey) => Promise<void>;
}

/** Answers with the moment to go on at; null: nothing waits any more. */
export async function writeVerdicts(
  deps: Deps,
  installation: Pick<Target, 'installationId' | 'account'>,
  telling: Telling,
  signal: AbortSignal,
): Promise<Date | null> {
  const { installationId } = installation;
  const { kept } = deps.stores;
  const above = aboveOnce(deps, installation, signal);
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
    const reserved = await kept.reserve(installationId, writesFor(await kept.load(key)), deps.now());
    if (!reserved.granted) return reserved.at;
    await tell(deps, target, key, { above, telling }, signal);
  }
}

/** Of a release that did not keep the names: a green under the one that counts must not be left standing (T3). */
const NOT_KNOWN: readonly string[] = [CHECK_NAME];

/** The check under each of its names, and the comment. */
function writesFor(state: KeptState | null): number {
  const kept = state?.kept ?? null;
  return 1 + (kept === null ? 1 : runsFor([kept], { runs: new Set(kept.names ?? NOT_KNOWN) }).size);
}

interface Around {
  readonly above: (forPublic: boolean) => Promise<Above>;
  readonly telling: Telling;
}

async function tell(deps: Deps, target: Target, key: PullKey, { above, telling }: Around, signal: AbortSignal): Promise<void> {
  const { kept } = deps.stores;
  const state = await kept.load(key);
  if (state === null) return;
  await deps.stores.locks.run(`${target.repositoryId} ${state.head}`, async () => {
    const parts: { readonly state: KeptState; readonly own: KeptPull; readonly rests: Rests; readonly part: PullPart }[] = [];
    const stamp = detectorStamp(detectors);
    // T1: one check speaks for all open pull requests with this head.
    for (const one of await kept.ofHead(key, state.head)) {
      const other = await kept.load(one);
      const own = other?.kept ?? null;
      const judged =
        own === null ? null : await judgeKept(deps, target, own, { above: await above(own.repository.isPublic), stamp, signal });
      if (other === null || own === null || judged === null) return lookAgain(deps, target, key, state, telling, signal);
      const { pull, gate } = own;
      const { rests, ...said } = judged;
      const part = { pull, gate, number: pull.number, base: pull.base.branch, judged: null, validUntil: rests.againAt, ...said };
      parts.push({ state: other, own, rests, part });
    }
    const client = await deps.clients.open(scopeOf(target), signal);
    const said = parts.map(({ part }) => part);
    const canPin = deps.offerPin && said.every(({ pull }) => !pull.fork);
    const audit = await auditVerdicts(deps, target, state.head, said);
    const known = new Set(parts.flatMap(({ own }) => own.names ?? NOT_KNOWN));
    const { url, names } = await completeAnew(deps, client, target, state.head, said, known, { canPin, audit });
    const links: Links = { rules: deps.rulesUrl, more: url };
    for (const { state: old, own, rests, part } of parts) {
      const record = await deps.stores.evaluations.pull(old);
      const commentId = await reportComment(deps, client, target, part.number, record?.commentId ?? null, part.result, links);
      if (record !== null) await deps.stores.evaluations.savePull(old, { ...record, commentId });
      await deps.stores.evaluations.rest?.(old, rests);
      await kept.save({ ...old, conclusion: reported(part.result), told: toldOf(part.result, part.gate), kept: { ...own, names } });
    }
  });
}

/** First its check is not green any more: nothing merges in between. */
async function lookAgain(deps: Deps, target: Target, key: PullKey, state: KeptState, telling: Telling, signal: AbortSignal): Promise<void> {
  const client = await deps.clients.open(scopeOf(target), signal);
  await reopenRuns(deps, client, target, state.head);
  await telling.ask(key);
  await deps.stores.kept.mark(key, null);
}

function scopeOf({ installationId, repositoryId }: Target) {
  return { installationId, repositoryIds: [repositoryId], permissions: EVALUATE };
}
