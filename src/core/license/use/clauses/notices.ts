/** Credit, license texts and notices that go along with copies. */
import { FACT_KEYS } from '../facts.ts';
import { NOTHING, asks, isShared, owesByFact, passingKey, together } from '../say.ts';
import type { JudgeClause } from '../say.ts';

export const judgeNotices: JudgeClause = (at) => {
  const { terms, product } = at;
  const { noticesShipped } = product.facts;
  // Who grants nothing asks for no notices either: `judgeEvidence` says that it grants nothing.
  if (terms.attribution === false || terms.category === 'proprietary') return NOTHING;
  const passedOn = isShared(at);
  if (passedOn === false) return NOTHING;
  if (terms.attribution === null)
    return asks(at, {
      clause: 'attribution',
      text: 'It is not established which notices the license asks for.',
      set: FACT_KEYS.noticesShipped,
      ways: ['read the license, and ship it with the product', 'use one whose terms are known'],
    });
  const owed = owesByFact(at, {
    clause: 'attribution',
    text: 'Ship its license text and its notices with the product',
    ...(terms.notice === null ? {} : { copy: terms.notice }),
    fact: 'noticesShipped',
    met: noticesShipped,
    breached: 'the product ships no notices',
    isAsked: terms.isCommunity && passedOn === true,
  });
  // Without a context nobody knows whether copies leave the house: a breach is then a question only.
  if (passedOn === null && noticesShipped === false)
    return together([
      { reasons: [], duties: owed.duties },
      asks(at, {
        clause: 'attribution',
        text: 'Copies go out with the license text and its notices, and whether copies go out is not stated.',
        fact: 'the product ships no notices',
        set: passingKey(at),
        ways: ['ship the notices with the product', 'state how the product reaches people'],
      }),
    ]);
  return owed;
};
