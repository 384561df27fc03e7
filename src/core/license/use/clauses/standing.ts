/** Getting the license, and keeping it: registration, acceptance by a click, revocation; and how well its terms are known. */
import type { JudgeClause } from '../say.ts';
import { ASK_LICENSOR, NOTHING, anotherOne, asks, owes, owesByFact, together } from '../say.ts';
import { isForResearchers } from './restrictions.ts';

export const judgeRegistration: JudgeClause = (at) => {
  const { terms, reach, product } = at;
  if (!terms.registration || reach.commercial === false || reach.onlyResearch === true) return NOTHING;
  const { registered } = product.facts;
  return owesByFact(at, {
    clause: 'gating',
    text: 'Register with its maker, or obtain the commercial license, before commercial use',
    fact: 'registered',
    // Who did not register breaches nothing before the use is commercial.
    met: registered === false && reach.commercial === null ? null : registered,
    breached: 'the product’s owner is not registered',
    isAsked: true,
  });
};

export const judgeGate: JudgeClause = (at) =>
  at.terms.gated === true
    ? owes(
        at,
        'gating',
        'Accept the license where it is offered, in the name of who uses it',
        null,
        at.product.facts.acceptableUseAgreed === true ? 'met' : 'unstated',
      )
    : NOTHING;

/** No verdict: duties to keep what proves the grant, and not to end it oneself. */
export const judgeRevocation: JudgeClause = (at) => {
  const { revocable, endsOnSuit } = at.terms;
  const kept = 'Keep a copy of the terms of this version: its maker may end or change them';
  return together([
    revocable === true ? owes(at, 'revocation', kept, null, 'unstated') : NOTHING,
    endsOnSuit === null ? NOTHING : owes(at, 'patents', `Sue nobody over ${endsOnSuit} in it: the license then ends`, null, 'unstated'),
  ]);
};

/** Terms that are known from lists or from other people's words only allow nothing by themselves. The families of the SPDX list are known. */
export const judgeEvidence: JudgeClause = (at) => {
  const { terms } = at;
  if (!terms.id.startsWith('LicenseRef-') || terms.category === 'ambiguous-family' || terms.category === 'proprietary')
    return isSettled(at);
  if (terms.evidence !== 'metadata' && terms.evidence !== 'secondary') return isSettled(at);
  // What everybody says of a license for research is that research is allowed.
  if (at.reach.onlyResearch === true && isForResearchers(terms)) return isSettled(at);
  return asks(at, {
    clause: 'unknown-terms',
    text: 'The text of this license was not read; what is known of it comes from others.',
    ways: ['read the license, and waive this with what you found', ASK_LICENSOR, anotherOne(at)],
  });
};

/** Whether it restricts use is the one question whose answer no other clause asks for. */
const isSettled: JudgeClause = (at) =>
  at.terms.category === 'proprietary'
    ? asks(at, {
        clause: 'redistribution',
        text: 'Its owner grants nobody any right.',
        ways: ['if it is your own, name its license in the policy', ASK_LICENSOR, anotherOne(at)],
      })
    : at.terms.useRestrictions === null
      ? asks(at, {
          clause: 'unknown-terms',
          text: 'It is not established what the license says.',
          ways: ['read the license text of this version', ASK_LICENSOR, anotherOne(at)],
        })
      : NOTHING;
