/** Keeps a verdict as it was told, with what it rests on and until when it holds (T3). */
import type { Deps, Target } from './deps.ts';
import type { PullPart } from './pull-part.ts';

/** Of what could not be judged nothing is kept. */
export async function recordVerdict(
  { stores }: Deps,
  { installationId, repositoryId }: Target,
  { pull, judged }: Pick<PullPart, 'pull' | 'judged'>,
): Promise<void> {
  if (judged === null) return;
  const { verdict, bom, malice, policyCommit, into, rests } = judged;
  const of = { installationId, repositoryId, number: pull.number, base: into ?? pull.base.id, head: pull.head.id };
  await stores.evaluations.record({ ...of, policyCommit, verdict, bom, malice, rests });
}
