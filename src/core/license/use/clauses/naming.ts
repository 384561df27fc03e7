/** Names to show, and how names of models begin. */
import { FACT_KEYS } from '../facts.ts';
import type { Findings, JudgeClause, UseCase } from '../say.ts';
import { NOTHING, anotherOne, asks, owes, owesByFact, together } from '../say.ts';

/** Only what reaches people has something to show (Llama 3.1 Community License, section 1(b)(i)). */
export const judgeNaming: JudgeClause = (at) => {
  const { terms, reach } = at;
  // A name that is owed above a number of users belongs to the clause on thresholds.
  if (reach.offers === false || terms.thresholdEffect === 'naming-duty') return NOTHING;
  return together([judgeDisplay(at), judgePrefix(at)]);
};

function judgeDisplay(at: UseCase): Findings {
  const { terms, altered } = at;
  const { display, namingRequirement } = terms;
  if (display === null) return namingRequirement === null || terms.modelNamePrefix !== null ? NOTHING : owesInWords(at, namingRequirement);
  if (display.of === 'derivative' && altered !== true) return NOTHING;
  return owesDisplay(at, display.copy);
}

/** What is asked of some models only ("Cosmos models only: …") is not compared; that no name is shown at all a person should know. */
function owesInWords(at: UseCase, requirement: string): Findings {
  const { namingDisplayed } = at.product.facts;
  const owed = owes(at, 'naming', requirement, null, namingDisplayed === false ? 'open' : 'unstated');
  if (namingDisplayed !== false) return owed;
  return together([
    owed,
    asks(at, {
      clause: 'naming',
      text: `The license asks some of its users for a name: ${requirement}.`,
      fact: 'the product does not show the name',
      set: FACT_KEYS.namingDisplayed,
      ways: ['look whether it holds for this model', 'show the name', anotherOne(at)],
    }),
  ]);
}

/** Shared with the clause on thresholds. */
export function owesDisplay(at: UseCase, name: string): Findings {
  const { namingDisplayed } = at.product.facts;
  return owesByFact(at, {
    clause: 'naming',
    text: `Show “${name}” where people see the product`,
    copy: name,
    fact: 'namingDisplayed',
    met: typeof namingDisplayed === 'string' ? plain(namingDisplayed).includes(plain(name)) : namingDisplayed,
    breached: typeof namingDisplayed === 'string' ? 'the product shows another name' : 'the product does not show the name',
    isAsked: true,
  });
}

/** Of what is made with it. Somebody who states how the name of a model begins has made one. */
function judgePrefix(at: UseCase): Findings {
  const { terms, product, altered } = at;
  const stated = product.facts.modelNameBeginsWith;
  if (terms.modelNamePrefix === null || altered === false || (altered === null && stated === null)) return NOTHING;
  return owesByFact(at, {
    clause: 'naming',
    text: `Let the names of models that are made with it begin with “${terms.modelNamePrefix}”`,
    copy: terms.modelNamePrefix,
    fact: 'modelNameBeginsWith',
    met: stated === null ? null : plain(stated).startsWith(plain(terms.modelNamePrefix)),
    breached: 'the model has a name that begins otherwise',
    isAsked: true,
  });
}

function plain(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ');
}
