/** Training: other models on its outputs, and models on a dataset. */
import { FACT_KEYS } from '../facts.ts';
import { fieldsOf } from '../fields.ts';
import type { Findings, JudgeClause, UseCase } from '../say.ts';
import { ASK_LICENSOR, NOTHING, anotherOne, asks, forbids, owes } from '../say.ts';
import { judgeNaming } from './naming.ts';

export const judgeTraining: JudgeClause = (at) => {
  if (at.use.kind === 'dataset') return judgeDataset(at);
  if (at.use.kind !== 'model') return NOTHING;
  return at.use.relation === 'distilled' ? judgeTeacher(at) : judgeOutputs(at);
};

/**
 * A dataset is there to be learned from. Texts that do not speak of models (CC, ODbL) leave open whether what was trained is an adaptation of
 * the data: maintainers and publishers disagree, so where the license would then bind, a person decides.
 */
function judgeDataset(at: UseCase): Findings {
  const { terms, reach } = at;
  const { trainingOtherModels: training, freesResults, outputsAreDerivatives } = terms;
  const clause = 'training';
  const ways = ['use data whose license frees what is trained on it (CDLA, C-UDA)', ASK_LICENSOR, anotherOne(at)];
  // A license for models on data (RAIL) allows to train, and counts what learned from a model as derived: of data it says nothing.
  if (freesResults || (training === 'allowed' && !outputsAreDerivatives)) return NOTHING;
  if (training === 'forbidden')
    return forbids(at, { clause, text: 'The license forbids training on the data.', fact: 'it is training data', ways });
  if (training === null) return asks(at, { clause, text: 'It is not established whether the license allows training on the data.', ways });
  const keepsTerms = outputsAreDerivatives || terms.shareAlike !== 'none' || terms.derivatives === 'forbidden';
  const binds = (terms.commercialUse === 'forbidden' && reach.commercial !== false) || (keepsTerms && reach.offers !== false);
  if (!binds) return NOTHING;
  return asks(at, {
    clause,
    text: 'Some hold that a model keeps the terms of the data that it was trained on, others that training alters no data, and the license does not say.',
    fact: 'it is training data',
    ways,
  });
}

/** What was learned from a model's outputs: only where its text speaks of that does anything stay (licenses for code say nothing). */
function judgeTeacher(at: UseCase): Findings {
  const { terms, reach } = at;
  const { trainingOtherModels: training } = terms;
  const clause = 'outputs';
  const ways = ['use a model that was not made with its outputs', ASK_LICENSOR];
  const fact = 'it was made with the outputs of this model';
  if (training === 'allowed') return NOTHING;
  if (training === 'forbidden')
    return forbids(at, { clause, text: 'The license forbids improving other models with its outputs.', fact, ways });
  if (training === null) return asks(at, { clause, text: 'It is not established whether its outputs may train other models.', fact, ways });
  // Llama 3.1 and later, Qwen: allowed to who shows the name.
  if (terms.modelNamePrefix !== null || terms.display !== null) return judgeNaming(at);
  if (reach.onlyResearch === true) return NOTHING;
  return asks(at, { clause, text: 'Whether what is made with its outputs keeps its terms is read in both ways.', fact, ways });
}

function judgeOutputs(at: UseCase): Findings {
  const { terms, product } = at;
  if (terms.trainingOtherModels === 'forbidden') {
    const stated = product.facts.fieldOfUse !== null && fieldsOf(product.facts.fieldOfUse).includes('training');
    if (stated)
      return forbids(at, {
        clause: 'outputs',
        text: 'The license forbids improving other models with it or with its outputs.',
        fact: 'the product trains models',
        set: FACT_KEYS.fieldOfUse,
        ways: ['do not train models with it', anotherOne(at)],
      });
    return owes(at, 'outputs', 'Do not improve other models with it or with its outputs', null, 'unstated');
  }
  if (terms.outputsRestricted === true) return owes(at, 'outputs', 'Use its outputs only as the license allows', null, 'unstated');
  return NOTHING;
}
