/** dataset/floating: a dataset is loaded from a name that moves. */
import { floatingRule } from './support/floating.ts';

export const datasetFloating = floatingRule(
  'dataset/floating',
  'dataset',
  {
    title: 'A dataset is loaded from a branch or tag, not from a commit',
    motivation:
      'Whoever can push to the dataset changes what you train on or test against. A result that cannot be repeated is no evidence, and poisoned rows leave no trace in your history.',
    decides: 'As model/floating, for datasets: no revision, a branch or a tag floats; a full commit does not.',
    remedy: 'Name the commit:\nload_dataset("acme/tickets", revision="4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10")',
    serves: 'CRA Annex I Part I (2)(f) (integrity); AI Act Article 10 (data governance)',
  },
  'whoever can push to it changes the data you rely on',
);
