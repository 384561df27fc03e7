/** One license in one product: all clauses, each asked once. */
import type { LicensedUse, ProductUse } from '../../model/index.ts';
import { judgeCommercialUse } from './clauses/commercial.ts';
import { judgeNaming } from './clauses/naming.ts';
import { judgeNotices } from './clauses/notices.ts';
import { judgeDerivatives, judgeRedistribution } from './clauses/sharing.ts';
import { judgeFlowDown, judgeUseRestrictions } from './clauses/restrictions.ts';
import { judgeConduct, judgeService } from './clauses/service.ts';
import { judgeGplWhole, judgeShareAlike } from './clauses/share-alike.ts';
import { judgeEvidence, judgeGate, judgeRegistration, judgeRevocation } from './clauses/standing.ts';
import { judgeTerritory } from './clauses/territory.ts';
import { judgeThreshold } from './clauses/threshold.ts';
import { judgeTraining } from './clauses/training.ts';
import { reachOf } from './reach.ts';
import type { Findings, JudgeClause } from './say.ts';
import { together } from './say.ts';
import type { Terms } from './terms.ts';

/** In the order in which people are told. */
const CLAUSES: readonly JudgeClause[] = [
  judgeCommercialUse,
  judgeTerritory,
  judgeThreshold,
  judgeShareAlike,
  judgeGplWhole,
  judgeDerivatives,
  judgeRedistribution,
  judgeService,
  judgeConduct,
  judgeUseRestrictions,
  judgeFlowDown,
  judgeRegistration,
  judgeNaming,
  judgeTraining,
  judgeNotices,
  judgeGate,
  judgeRevocation,
  judgeEvidence,
];

/** Clauses that reach a model by way of what it was trained or distilled on: the product itself never has the data, nor the teacher. */
const AT_A_DISTANCE: readonly JudgeClause[] = [judgeTraining];

/** `license`: as expressions print it. */
export function judgeTerms(use: LicensedUse, terms: Terms, license: string, product: ProductUse): Findings {
  const { relation } = use;
  const isTeacher = relation === 'distilled' && terms.outputsAreDerivatives;
  const isFar = relation === 'trained-on' || (relation === 'distilled' && !isTeacher);
  const altered = relation === 'component' ? product.modified : true;
  const at = { use, terms, product, reach: reachOf(product), altered, license };
  return together((isFar ? AT_A_DISTANCE : CLAUSES).map((judge) => judge(at)));
}
