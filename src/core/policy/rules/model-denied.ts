/** model/denied: the policy's lists of models. */
import { deniedRule } from './support/denied.ts';

export const modelDenied = deniedRule(
  'model/denied',
  'model',
  {
    title: 'A model that the policy does not allow',
    motivation: 'An organisation decides once which models it trusts, and every change is held to that decision.',
    decides:
      'A model that fits a pattern of models.deny is denied. When models.allow exists, a model that fits none of its patterns is not allowed. deny wins. A model that the hub knows by another name is judged by both names. Names that the code computes are model/unresolved.',
    remedy:
      'Use a model from the list, or ask the owner of the policy to add it:\nmodels: { allow: ["hf:ibm-granite/*", "hf:acme/*"], deny: ["hf:**-gptq"] }',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  (policy) => policy.models,
);
