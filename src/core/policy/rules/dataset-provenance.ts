/** dataset/provenance: the rung that a dataset must stand on. */
import { provenanceRule } from './support/provenance.ts';

export const datasetProvenance = provenanceRule('dataset/provenance', 'dataset', 'warn', {
  title: 'A dataset without the provenance that the policy demands',
  motivation:
    'What a model learned from decides what it does and under which license it stands. Data without a source can be poisoned, withdrawn or forbidden without anybody noticing.',
  decides: 'As model/provenance, for datasets: unknown is always a violation, and "require" says which rung they need.',
  remedy:
    'Name the dataset as a repository of the hub, at a full commit. To demand pinned datasets:\nrules:\n  dataset/provenance: { level: block, require: pinned }',
  serves: 'CRA Article 13(5) (due diligence on third-party components); AI Act Article 10 (data governance)',
});
