/** Passing it on: the artifact as it is, and altered forms of it. */
import type { JudgeClause } from '../say.ts';
import { ASK_LICENSOR, NOTHING, anotherOne, asks, forbids, isPassedOn, passingKey } from '../say.ts';

/** Whether copies of the component itself may leave the house. */
export const judgeRedistribution: JudgeClause = (at) => {
  const { terms } = at;
  const passedOn = isPassedOn(at);
  const key = passingKey(at);
  if (
    passedOn === false ||
    terms.category === 'proprietary' ||
    terms.redistribution === 'allowed' ||
    terms.redistribution === 'conditional'
  )
    return NOTHING;
  const ways = ['do not ship it: let people fetch it from its source', ASK_LICENSOR, anotherOne(at)];
  if (terms.redistribution === null)
    return asks(at, {
      clause: 'redistribution',
      text: 'It is not established whether the license allows passing copies on.',
      ...(passedOn === null ? { set: key } : { fact: 'the product passes copies on' }),
      ways,
    });
  const text = 'The license forbids passing copies on.';
  if (passedOn === true) return forbids(at, { clause: 'redistribution', text, fact: 'the product passes copies on', ways });
  return asks(at, { clause: 'redistribution', text: `${text} Whether the product does is not stated.`, set: key, ways });
};

/** No-derivatives: altered forms may be made, and not shared (CC BY-ND 4.0, section 2(a)(1)). */
export const judgeDerivatives: JudgeClause = (at) => {
  const { use, terms, reach, altered } = at;
  if (altered === false || terms.category === 'proprietary' || terms.derivatives === 'allowed' || terms.derivatives === 'conditional')
    return NOTHING;
  const clause = 'derivatives';
  const ways = ['use it unchanged', ASK_LICENSOR, anotherOne(at)];
  if (terms.derivatives === null) {
    if (altered === null || reach.offers === false) return NOTHING;
    const text = 'It is not established whether the license allows sharing altered forms.';
    return asks(at, { clause, text, fact: 'it is an altered form', ways });
  }
  const text = 'The license forbids sharing altered forms.';
  if (use.relation !== 'component') {
    // Whoever made it had no right to share it, so nobody who got it has a license; what stays in one house a person decides.
    const said = { clause, text, fact: 'it is an altered form that somebody shared', ways: [ASK_LICENSOR, anotherOne(at)] } as const;
    return reach.offers === false ? asks(at, said) : forbids(at, said);
  }
  if (reach.offers === false) return NOTHING;
  if (altered === null) return asks(at, { clause, text, set: 'product.modified', ways });
  if (reach.ships === true) return forbids(at, { clause, text, fact: 'the product ships an altered form', ways });
  if (reach.ships === null) return asks(at, { clause, text, set: 'product.use', ways });
  return asks(at, {
    clause,
    text: `${text} Whether serving its results shares it is read in both ways.`,
    fact: 'an altered form is served over a network',
    ways,
  });
};
