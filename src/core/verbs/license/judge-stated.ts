/** A lineage and a product → what the command prints. Pure. */
import { isOpenLineage } from '../../license/lineage/openness.ts';
import type { OpenSourceQuestion } from '../../license/open-source.ts';
import { judgeLineage } from '../../license/lineage/index.ts';
import { pathOf, reachedFrom } from '../../license/lineage/walk.ts';
import type { ProductUse } from '../../model/index.ts';
import type { StatedLineage } from './from-input.ts';
import type { LicenseOutput } from './output-schema.ts';

type OutputReason = LicenseOutput['reasons'][number];

export interface LicenseQuestion extends StatedLineage, Pick<OpenSourceQuestion, 'gated' | 'parametersPublic'> {}

export function judgeStated(question: LicenseQuestion, product: ProductUse): LicenseOutput {
  const { graph, gated, parametersPublic } = question;
  const { answer, confidence } = judgeLineage(graph, product);
  const told = answer.reasons.map(
    ({ throughData: _, ...reason }): OutputReason => ({ ...reason, path: [...reason.path], ways: [...reason.ways] }),
  );
  const reasons = [...told.filter(isDeny), ...mismatches(question), ...told.filter((one) => !isDeny(one))];
  const root = graph.nodes.get(graph.root);
  return {
    verdict: reasons[0]?.verdict ?? 'allow',
    reasonCode: reasons[0]?.clause ?? (answer.duties.length === 0 ? 'allowed' : 'allowed-with-duties'),
    reasons,
    duties: answer.duties.map((duty) => ({ ...duty, path: [...duty.path] })),
    effective: answer.effective,
    confidence,
    openSource: root?.kind === 'model' ? isOpenLineage(graph, { gated, parametersPublic }) : null,
  };
}

function isDeny({ verdict }: OutputReason): boolean {
  return verdict === 'deny';
}

/** T11: all of them hold, so the answer is that of the strictest; that they disagree, a person should know. */
function mismatches({ graph, disagreements }: StatedLineage): OutputReason[] {
  if (disagreements.size === 0) return [];
  const reached = reachedFrom(graph).filter(({ id, way }) => way === 0 && disagreements.has(id));
  return reached.slice(0, MAX_MISMATCHES).map((at) => ({
    verdict: 'review',
    path: [...pathOf(at)],
    clause: 'text-mismatch',
    license: null,
    text: `The places that state its license disagree: ${disagreements.get(at.id)}. All of them hold until somebody settles it.`,
    fact: null,
    set: null,
    ways: ['read the text in its repository', 'ask its publisher to settle it', 'keep to the strictest of them'],
  }));
}

const MAX_MISMATCHES = 100;
