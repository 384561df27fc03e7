/** dataset/unresolved: the code computes which dataset it loads. */
import { demandsMore } from './support/demands.ts';
import { unresolvedRule } from './support/unresolved.ts';

export const datasetUnresolved = unresolvedRule(
  'dataset/unresolved',
  'dataset',
  {
    title: 'The code computes which dataset it loads',
    motivation: 'A model is what its data made of it. Data whose name exists only at run time cannot be reviewed, pinned or licensed here.',
    decides:
      'As model/unresolved, for loads of datasets. It warns; it blocks where dataset/provenance blocks below a rung above "named", even if this rule is off.',
    remedy:
      'Write the name as a constant, or as the default of the option or variable:\nload_dataset(os.environ.get("DATA", "acme/tickets"))\nOr declare what deployment may give:\nweighbridge declare app/train.py:8 hf:datasets/acme/tickets',
    serves: 'CRA Annex I Part II (1) (identify and document components); AI Act Article 10 (data governance)',
  },
  (policy) => demandsMore(policy, 'dataset'),
);
