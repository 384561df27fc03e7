/**
 * A delivery that brings nothing new, as most do: a label, an event that comes twice. Where everything that the verdict rests on is what it was, and
 * the check says so, nothing is judged again and nothing is written. Whatever is not plainly the same is looked at anew.
 */
import { CHECK_NAME, COMMENT_MARK, detectors, detectorStamp } from '../../src/core/index.ts';
import type { GitHubClient } from '../github/client.ts';
import { commentIn } from '../github/comments.ts';
import { ADVISORY_NAME, type Gate, readGate } from '../github/gate.ts';
import type { Scene } from '../github/head-scene.ts';
import type { Deps, Target } from './deps.ts';
import { judgeKept } from './judge-kept.ts';
import type { KeptPull } from './kept-pull.ts';
import { type EvaluationResult, hubWasSilent, type Reported, reported, waitingFor } from './outcome.ts';
import { aboveOnce } from './policy-moved.ts';
import type { PullKey } from './ports.ts';
import { toldOf } from './told.ts';

/** What the check says and goes on to say; null: it has to be looked at. */
export async function stillStands(deps: Deps, target: Target, client: GitHubClient, scene: Scene): Promise<Reported | null> {
  const { pull, repository, open, known } = scene;
  const key = { installationId: target.installationId, repositoryId: target.repositoryId, number: pull.number };
  const state = await deps.stores.kept.load(key);
  const kept = state?.kept ?? null;
  // T1: another one with this head has to be judged, whatever was said of this one.
  const isAlone = open.all && open.pulls.every(({ number, head }) => (number === pull.number) === (head === pull.head.id));
  if (state === null || kept === null || !isAlone || !isSameScene(scene, kept)) return null;
  // T2: base and head are where they were, and so is the branch that holds the policy (T23).
  if (state.head !== pull.head.id || known.tips.get(pull.base.branch) !== state.base) return null;
  if (known.tips.get(repository.defaultBranch) !== kept.own.files.commit) return null;
  // T3: a verdict that was ended, by a date or by what was heard of a package, stands no more.
  if ((await deps.stores.evaluations.stands?.({ ...key, head: state.head, base: state.base })) !== true) return null;
  if (!(await isCommentOurs(deps, key, scene))) return null;
  // T4: the gate is read with each evaluation.
  const gate = await readGate(client, repository, pull.base.branch, deps.app.id);
  if (JSON.stringify(gate) !== JSON.stringify(kept.gate)) return null;
  const above = aboveOnce(deps, target, client.signal);
  const judged = await judgeKept(deps, target, state, { above, stamp: detectorStamp(detectors), signal: client.signal });
  if (judged === null || restsOnPeople(judged.result)) return null;
  const says = reported(judged.result);
  return toldOf(judged.result, gate) === state.told && says === state.conclusion && isSaid(scene, gate, says) ? says : null;
}

function isSameScene({ pull, repository }: Scene, kept: KeptPull): boolean {
  // Properties are the organization's, and are not read here.
  if (kept.own.traits.properties !== undefined) return false;
  return JSON.stringify([pull, repository]) === JSON.stringify([kept.pull, kept.repository]);
}

/** Where a person is asked, or has answered, a hub was silent, or a limit was met, more than the commits decides. */
function restsOnPeople(result: EvaluationResult): boolean {
  if (result.kind === 'failed' || waitingFor(result) !== null || hubWasSilent(result.verdict)) return true;
  // What a limit left out may have been read since.
  if (result.verdict.notes.some(({ code }) => code === 'limit')) return true;
  return result.verdict.findings.some(({ finding, approval }) => finding.review !== undefined || approval !== undefined);
}

/** All runs of ours on this head say it, the one that counts among them; one that is open, or says something else, is reason to look. */
function isSaid({ runs }: Scene, gate: Gate, says: Reported): boolean {
  const name = gate.required === false ? ADVISORY_NAME : CHECK_NAME;
  if (runs === null || !runs.some((run) => run.name === name)) return false;
  return runs.every(({ status, conclusion }) => status === 'completed' && conclusion === says);
}

/** Somebody may have rewritten it, or deleted it. */
async function isCommentOurs({ stores }: Deps, key: PullKey, { talk }: Scene): Promise<boolean> {
  const known = (await stores.evaluations.pull(key))?.commentId ?? null;
  const found = commentIn(talk.comments, { mark: COMMENT_MARK, known });
  return typeof found === 'string' ? found === 'none' : found.edited === false;
}
