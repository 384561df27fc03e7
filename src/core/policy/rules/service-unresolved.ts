/** service/unresolved: the code computes which hosted model it calls. */
import { unresolvedRule } from './support/unresolved.ts';

export const serviceUnresolved = unresolvedRule(
  'service/unresolved',
  'service',
  {
    title: 'The code computes which hosted model it calls',
    motivation:
      'A hosted model gets what the product sends to it, under the terms of its provider. Which one that is cannot be reviewed where its name exists only at run time.',
    decides:
      'A call of a hosted AI API for which the name of the model cannot be read from the code. A name with a readable default is read. It warns: a service stands on no rung, so no policy demands one of it.',
    remedy: 'Write the name as a constant, or as the default of the variable:\nMODEL = os.environ.get("MODEL", "gpt-4o-2024-08-06")',
    serves: 'CRA Annex I Part II (1) (identify and document components)',
  },
  () => false,
);
