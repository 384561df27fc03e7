/** dataset/denied: the policy's lists of datasets. */
import { deniedRule } from './support/denied.ts';

export const datasetDenied = deniedRule(
  'dataset/denied',
  'dataset',
  {
    title: 'A dataset that the policy does not allow',
    motivation: 'An organisation decides once which data may go into its products, and every change is held to that decision.',
    decides:
      'A dataset that fits a pattern of datasets.deny is denied. When datasets.allow exists, a dataset that fits none of its patterns is not allowed. deny wins. A dataset that the hub knows by another name is judged by both names.',
    remedy: 'Use a dataset from the list, or ask the owner of the policy to add it:\ndatasets: { allow: ["hf:datasets/acme/*"] }',
    serves: 'CRA Article 13(5) (due diligence on third-party components); AI Act Article 10 (data governance)',
  },
  (policy) => policy.datasets,
);
