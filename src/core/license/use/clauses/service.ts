/** Offering it as a service, competing with whoever made it, and going around its guardrails. */
import { FACT_KEYS } from '../facts.ts';
import { combine } from '../outbound.ts';
import type { Findings, JudgeClause } from '../say.ts';
import { ASK_LICENSOR, NOTHING, anotherOne, asks, forbids, owes, together } from '../say.ts';

/** Elastic-2.0 ("Limitations"), SSPL-1.0 section 13, BUSL-1.1 ("Terms"). */
export const judgeService: JudgeClause = (at) => {
  const { terms, reach, product } = at;
  if (terms.service === null)
    return terms.category === 'source-available' && terms.thresholdDetail === null && !terms.nonCompete ? judgeGrant(at) : NOTHING;
  if (terms.service === 'grant') return judgeGrant(at);
  const offered = product.facts.offersComponentFunctionalityAsService;
  const text =
    terms.service === 'source'
      ? 'Who offers it as a service must release the source of the whole service.'
      : 'The license forbids offering it to others as a service.';
  const set = FACT_KEYS.offersComponentFunctionalityAsService;
  const ways = [anotherOne(at), 'keep it behind functions of your own', 'buy a license from its maker'];
  // SSPL-1.0 section 13: the whole service under the same license is what it asks for.
  if (terms.service === 'source' && offered !== false && combine(terms.id, product.outboundLicense) === 'same')
    return owes(at, 'service', 'Release the source of the whole service under its license', null, 'unstated');
  if (offered === true) return forbids(at, { clause: 'service', text, fact: 'the product offers it as a service', set, ways });
  if (reach.hosts === false) return NOTHING;
  if (offered === false) return owes(at, 'service', 'Do not offer it to others as a service', null, 'met');
  return asks(at, { clause: 'service', text, set, ways });
};

/** What may be done in production stands in the license file of each version, so the name alone decides nothing. */
const judgeGrant: JudgeClause = (at) => {
  const { reach, product } = at;
  if (reach.onlyResearch === true) return NOTHING;
  const text = 'The license allows use in production only as far as the grant in its own file goes.';
  const ways = ['read the grant in its license file, and waive this with what it says', 'buy a license from its maker', anotherOne(at)];
  const { offersComponentFunctionalityAsService: offered, competesWithLicensor: competes } = product.facts;
  if (offered === true || competes === true)
    return forbids(at, {
      clause: 'service',
      text,
      fact: offered === true ? 'the product offers it as a service' : 'the product competes with its maker',
      set: offered === true ? FACT_KEYS.offersComponentFunctionalityAsService : FACT_KEYS.competesWithLicensor,
      ways,
    });
  return asks(at, { clause: 'service', text, ways });
};

export const judgeConduct: JudgeClause = (at) => together([judgeCompetition(at), judgeGuardrails(at)]);

function judgeCompetition(at: Parameters<JudgeClause>[0]): Findings {
  const { terms, reach, product } = at;
  const { competesWithLicensor: competes } = product.facts;
  if (!terms.nonCompete || competes === false || (reach.commercial === false && competes === null)) return NOTHING;
  const text = 'The license is not for products that compete with its maker.';
  const set = FACT_KEYS.competesWithLicensor;
  const ways = [ASK_LICENSOR, anotherOne(at)];
  if (competes === true) return forbids(at, { clause: 'competition', text, fact: 'the product competes with its maker', set, ways });
  return reach.offers === false ? NOTHING : asks(at, { clause: 'competition', text, set, ways });
}

function judgeGuardrails(at: Parameters<JudgeClause>[0]): Findings {
  const { terms, product } = at;
  const { guardrailsBypassed: bypassed } = product.facts;
  if (!terms.guardrails || bypassed === false) return NOTHING;
  const text = 'The license ends by itself when guardrails of the model are bypassed without a substitute.';
  const set = FACT_KEYS.guardrailsBypassed;
  const ways = ['leave the guardrails in place, and state it', anotherOne(at)];
  if (bypassed === true) return forbids(at, { clause: 'use-restrictions', text, fact: 'guardrails are bypassed', set, ways });
  return asks(at, { clause: 'use-restrictions', text, set, ways });
}
