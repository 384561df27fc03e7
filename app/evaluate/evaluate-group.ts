/** A group of a merge queue: always judged anew, on its own head (T2). */
import { treesOfCommits } from '../../src/core/index.ts';
import { EVALUATE } from '../github/calls.ts';
import { readGate } from '../github/gate.ts';
import { readQueuedGroup, readRepository } from '../github/repository.ts';
import type { CheckPart } from '../present/check-text.ts';
import { auditVerdicts } from './audit-verdicts.ts';
import type { Deps, Target } from './deps.ts';
import type { HeadOutcome } from './evaluate-head.ts';
import { failureOf } from './failure.ts';
import { judgeTrees } from './judge.ts';
import { nextTry, type EvaluationResult, waitingFor } from './outcome.ts';
import { complete, type OpenRuns, openRun, reopenRuns, runsFor, wait } from './report-runs.ts';

/**
 * A group is found by its head: its commits never change. Throws GitHubError: the run is open then, and the job comes again.
 */
export function evaluateMergeGroup(deps: Deps, target: Target, head: string, signal: AbortSignal): Promise<HeadOutcome> {
  return deps.stores.locks.run(`${target.repositoryId} ${head}`, async (): Promise<HeadOutcome> => {
    const scope = { installationId: target.installationId, repositoryIds: [target.repositoryId], permissions: EVALUATE };
    const client = await deps.clients.open(scope, signal);
    const repository = await readRepository(client, target);
    if (repository.id !== target.repositoryId) return { state: 'nothing', why: 'another repository has this name now' };
    const group = await readQueuedGroup(client, repository, head);
    if (group === null) return { state: 'nothing', why: 'the queue has no such group any more' };
    const runs = await reopenRuns(deps, client, repository, head);
    const { base } = group;
    const gate = await readGate(client, repository, base.branch, deps.app.id);
    for (const run of runsFor([{ gate }], runs).keys()) await openRun(client, repository, runs, run);
    const pick: Parameters<typeof judgeTrees>[0]['pick'] = (commits) =>
      treesOfCommits(commits, { name: base.branch, id: base.id }, { name: group.head.branch, id: head }, repository.repo, commits.origin);
    let result: EvaluationResult;
    let policyCommit: string | null = null;
    let baselines: readonly string[] = [];
    try {
      // The queue merges what people of the repository have approved: it is no fork, but what is in it may come from one (T26).
      const judged = await judgeTrees({
        deps,
        target,
        client,
        repository,
        fork: true,
        pull: null,
        into: base.branch,
        conflict: false,
        pick,
      });
      result = { kind: 'judged', verdict: judged.verdict, bom: judged.bom };
      ({ policyCommit } = judged);
      baselines = judged.baselineOf === null ? [] : [judged.baselineOf];
    } catch (error) {
      const failed = failureOf(error, repository.isPublic);
      if (failed === null) throw error;
      result = failed;
    }
    const part: CheckPart = { number: null, base: base.branch, gate, result, policyCommit };
    const waiting = waitingFor(result);
    const at = waiting === null ? null : nextTry(waiting, openSince(runs, deps.now()), deps.now());
    if (at === null) {
      const audit = await auditVerdicts(deps, target, head, [{ ...part, judged: { into: base.id } }]);
      const conclusion = await complete(deps, client, repository, runs, [part], { canPin: false, audit });
      return { state: 'done', conclusion, baselines };
    }
    const why = 'A hub did not answer. The check asks again by itself.';
    await wait(client, repository, runs, [part], why, at);
    return { state: 'later', at, why, baselines };
  });
}

/** Nothing is kept about groups: the run that is open since the first try says when that was. */
function openSince({ runs }: OpenRuns, now: Date): Date {
  const started = [...runs.values()].map(({ startedAt }) => Date.parse(startedAt ?? '')).filter((moment) => Number.isFinite(moment));
  return new Date(Math.min(now.getTime(), ...started));
}
