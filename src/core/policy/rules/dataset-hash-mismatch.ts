/** dataset/hash-mismatch: the bytes are not those that the commit names. */
import { hashMismatchRule } from './support/hash-mismatch.ts';

export const datasetHashMismatch = hashMismatchRule('dataset/hash-mismatch', 'dataset', {
  title: 'The bytes of a dataset are not those that its commit names',
  motivation: 'Data that was exchanged on the way changes what a model learns, or what a test proves, and leaves no trace in your history.',
  decides: 'As model/hash-mismatch, for datasets.',
  remedy: 'Take the files anew with "weighbridge pull --to DIR", which compares every byte.',
  serves: 'CRA Annex I Part I (2)(f) (integrity); AI Act Article 10 (data governance)',
});
