/** Limits of behavior and field of use, and whether they are passed on. */
import { FACT_KEYS } from '../facts.ts';
import { fieldsOf } from '../fields.ts';
import type { Findings, JudgeClause, UseCase } from '../say.ts';
import { ASK_LICENSOR, NOTHING, anotherOne, asks, forbids, isShared, owes, owesByFact, together } from '../say.ts';
import type { Terms } from '../terms.ts';

export const judgeUseRestrictions: JudgeClause = (at) => {
  const { use, terms, product, reach } = at;
  // What source-available licenses restrict is judged by the clause on services.
  if (terms.useRestrictions !== true || terms.service !== null || terms.category === 'source-available') return NOTHING;
  const { acceptableUseAgreed, guardrailsBypassed, fieldOfUse } = product.facts;
  // Limits on data that free the results bind who passes the data on (C-UDA-1.0).
  const agreed =
    use.kind === 'dataset' && terms.freesResults && acceptableUseAgreed !== false
      ? NOTHING
      : owesByFact(at, {
          clause: 'use-restrictions',
          text: 'Keep to what the license and its policy allow as use',
          fact: 'acceptableUseAgreed',
          met: acceptableUseAgreed,
          breached: 'the product does not keep to the acceptable use',
          // A license for research is met by research; its policy stays a duty.
          isAsked: !(reach.onlyResearch === true && isForResearchers(terms)),
        });
  const bypassed =
    guardrailsBypassed === true && !terms.guardrails
      ? asks(at, {
          clause: 'use-restrictions',
          text: 'Policies of this kind forbid going around safety measures of a model.',
          fact: 'guardrails are bypassed',
          set: FACT_KEYS.guardrailsBypassed,
          ways: ['leave the guardrails in place', anotherOne(at)],
        })
      : NOTHING;
  return together([agreed, bypassed, fieldOfUse === null ? NOTHING : judgeField(at, fieldOfUse)]);
};

/** Research is what these licenses are for. */
export function isForResearchers({ category }: Terms): boolean {
  return category === 'research-only' || category === 'noncommercial';
}

function judgeField(at: UseCase, fieldOfUse: string): Findings {
  const { terms } = at;
  const named = fieldsOf(fieldOfUse).filter((field) => field !== 'training');
  if (named.length === 0) return NOTHING;
  const said = { clause: 'use-restrictions', fact: `field of use: ${named.join(', ')}`, set: FACT_KEYS.fieldOfUse } as const;
  const ways = [ASK_LICENSOR, anotherOne(at)];
  if (terms.fields?.some((field) => named.includes(field)) === true)
    return forbids(at, { ...said, text: 'The license forbids this field of use.', ways });
  return asks(at, { ...said, text: 'Licenses of this kind often forbid this field of use; its policy has to be read for it.', ways });
}

/** Restrictions that must be a term for everybody who gets it; hosted access counts as getting it where the text says so. */
export const judgeFlowDown: JudgeClause = (at) => {
  const { use, terms, product } = at;
  if (terms.useRestrictions !== true || terms.useRestrictionsFlowDown === false || terms.service !== null) return NOTHING;
  const { useRestrictionsInTerms } = product.facts;
  const passedOn = isShared(at);
  if (passedOn === false) return NOTHING;
  const text = 'Put its use restrictions into the terms for those who get it or use it';
  // Not found in the text: to pass the license on is enough, so nothing is asked.
  if (terms.useRestrictionsFlowDown === null)
    return owes(
      at,
      'flow-down',
      'Pass its license and policy on with it',
      null,
      useRestrictionsInTerms === null ? 'unstated' : useRestrictionsInTerms ? 'met' : 'open',
    );
  if (use.kind === 'dataset' && passedOn === null)
    return together([
      owes(at, 'flow-down', text, null, 'unstated'),
      asks(at, {
        clause: 'flow-down',
        text: 'Who passes the data on must pass its restrictions on, and whether the product does is not stated.',
        set: FACT_KEYS.redistributesData,
        ways: ['state product.facts.redistributes-data', anotherOne(at)],
      }),
    ]);
  return owesByFact(at, {
    clause: 'flow-down',
    text,
    fact: 'useRestrictionsInTerms',
    met: useRestrictionsInTerms,
    breached: 'the product’s terms do not have the restrictions',
    isAsked: true,
  });
};
