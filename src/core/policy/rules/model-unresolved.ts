/** model/unresolved: the code computes which model it loads. */
import { demandsMore } from './support/demands.ts';
import { unresolvedRule } from './support/unresolved.ts';

export const modelUnresolved = unresolvedRule(
  'model/unresolved',
  'model',
  {
    title: 'The code computes which model it loads',
    motivation:
      'A name that exists only at run time cannot be reviewed, pinned or licensed here. Nothing that this report says covers what is loaded there.',
    decides:
      'A load whose name cannot be read from the code: it comes from a function, a file, user input, or through more modules than are followed. A name with a readable default is read; a name from the environment without one is not. A call by the name of a loader is one, too, when it comes from a package of which nothing is known, or when it may be another function and the hub does not have the name. A load that weighbridge.lock declares counts as named, once the base branch has the declaration. It warns; it blocks where model/provenance blocks below a rung above "named", even if this rule is off.',
    remedy:
      'Write the name as a constant, or as the default of the variable:\nMODEL = os.environ.get("MODEL", "acme/support-llama")\nWhere only deployment decides, declare what it may give (docs/declarations.md):\nweighbridge declare app/llm.py:14 hf:acme/support-llama\nOr waive it by what feeds the name:\nwaivers:\n  - { rule: model/unresolved, feeds: ["environment MODEL"], reason: "…", approver: "…", expires: 2027-01-31 }',
    serves: 'CRA Annex I Part II (1) (identify and document components)',
  },
  (policy) => demandsMore(policy, 'model'),
);
