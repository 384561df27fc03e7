/** Commercial use, and use for anything but research. */
import type { Findings, JudgeClause, UseCase } from '../say.ts';
import { ASK_LICENSOR, NOTHING, anotherOne, asks, forbids } from '../say.ts';
import type { Terms } from '../terms.ts';

/**
 * Conditions of commercial use are clauses of their own (a test holds that each is one). Non-commercial terms turn on the use, not on the user (CC BY-NC 4.0, section 1(i)). What a company does inside its house is read in both
 * ways, so a person decides; research that is stated as such is allowed.
 */
export const judgeCommercialUse: JudgeClause = (at) => {
  const { terms, reach, product } = at;
  // A package without a license is usually one's own: another clause asks whose it is.
  if (terms.category === 'proprietary') return NOTHING;
  if (isForResearch(terms)) return judgeResearchOnly(at);
  if (terms.commercialUse === 'forbidden') return judgeForbidden(at, 'commercial-use', 'The license forbids commercial use.');
  if (reach.commercial === false) return NOTHING;
  if (terms.commercialUse === null)
    return asks(at, {
      clause: 'commercial-use',
      text: 'It is not established whether the license allows commercial use.',
      ...(product.commercial === null ? { set: 'product.use' } : { fact: 'the product is commercial' }),
      ways: ['read the license, and name the terms in the policy', ASK_LICENSOR, anotherOne(at)],
    });
  return NOTHING;
};

/** A license whose title says research, and whose text was not read, is taken for that until somebody reads it. */
function isForResearch({ researchOnly, category }: Terms): boolean {
  return researchOnly === true || category === 'research-only';
}

function judgeResearchOnly(at: UseCase): Findings {
  const { reach } = at;
  if (reach.commercial === true) return judgeForbidden(at, 'research-only', 'The license allows research only.');
  if (reach.onlyResearch === true) return NOTHING;
  return asks(at, {
    clause: 'research-only',
    text: 'The license allows research only, and it is not stated that this is research.',
    set: 'product.use',
    ways: ['state product.use: [research] where that is what it is', ASK_LICENSOR, anotherOne(at)],
  });
}

function judgeForbidden(at: UseCase, clause: 'commercial-use' | 'research-only', text: string): Findings {
  const { reach } = at;
  const ways = [`use a ${at.use.kind} whose license allows commercial use`, 'buy a commercial license from the licensor'];
  if (reach.commercial === false) return NOTHING;
  if (reach.commercial === null)
    return asks(at, { clause, text: `${text} Whether the product is commercial is not stated.`, set: 'product.use', ways });
  if (reach.offers !== false) return forbids(at, { clause, text, fact: 'the product is commercial', ways });
  return asks(at, {
    clause,
    text: `${text} Whether use inside a company counts as that is read in both ways.`,
    fact: 'the product is commercial, and stays inside the house',
    ways,
  });
}
