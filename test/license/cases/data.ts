/** Datasets, and what models were trained or distilled on. */
import type { UseRow } from './case.ts';
import { IN_A_LAB, IN_HOUSE, NOTHING_STATED, SERVED, SOLD, and, row } from './case.ts';

const PASSES_ON = and(SOLD, { facts: { redistributesData: true } });
const KEEPS = and(SOLD, { facts: { redistributesData: false } });

export const DATA: readonly UseRow[] = [
  row('dataset', 'cc0-1.0', PASSES_ON, 'allow', null, 'CC0-1.0'),
  row('dataset', 'cc-by-4.0', KEEPS, 'allow', null, 'CC BY 4.0'),
  row('dataset', 'cc-by-4.0', and(PASSES_ON, { facts: { noticesShipped: false } }), 'deny', 'attribution', 'CC BY 4.0 section 3(a)'),
  row('dataset', 'odc-by', SOLD, 'allow', null, 'ODC-By 1.0'),
  row('dataset', 'mit', SOLD, 'allow', null, 'MIT'),
  row('dataset', 'cdla-permissive-2.0', KEEPS, 'allow', null, 'CDLA-Permissive-2.0: results are free'),
  row('dataset', 'cdla-sharing-1.0', KEEPS, 'allow', null, 'CDLA-Sharing-1.0 section 1.12: results'),
  row('dataset', 'cdla-sharing-1.0', and(PASSES_ON, { modified: true }), 'deny', 'share-alike', 'CDLA-Sharing-1.0 section 3.1'),
  row('dataset', 'cdla-sharing-1.0', and(PASSES_ON, { modified: false }), 'allow', null, 'CDLA-Sharing-1.0 section 3.1'),
  row('dataset', 'c-uda', KEEPS, 'allow', null, 'C-UDA-1.0: results are unrestricted'),
  row('dataset', 'c-uda', SOLD, 'review', 'flow-down', 'C-UDA-1.0 section 3: who passes the data on'),
  row('dataset', 'c-uda', and(PASSES_ON, { facts: { useRestrictionsInTerms: false } }), 'deny', 'flow-down', 'C-UDA-1.0 section 3'),
  row(
    'dataset',
    'c-uda',
    and(PASSES_ON, { facts: { useRestrictionsInTerms: true, noticesShipped: true } }),
    'allow',
    null,
    'C-UDA-1.0 section 3',
  ),
  row('dataset', 'cc-by-nc-4.0', SOLD, 'deny', 'commercial-use', 'CC BY-NC 4.0'),
  row('dataset', 'cc-by-nc-4.0', IN_A_LAB, 'allow', null, 'CC BY-NC 4.0'),
  row('dataset', 'cc-by-nc-4.0', NOTHING_STATED, 'review', 'commercial-use', 'CC BY-NC 4.0'),
  row('dataset', 'cc-by-sa-4.0', KEEPS, 'review', 'training', 'licences.md section 6: contested'),
  row('dataset', 'cc-by-sa-4.0', IN_HOUSE, 'allow', null, 'CC BY-SA 4.0: nothing is shared'),
  row('dataset', 'odbl', KEEPS, 'review', 'training', 'ODbL: whether a model is a produced work is open'),
  row('dataset', 'odbl', and(PASSES_ON, { modified: true }), 'deny', 'share-alike', 'ODbL section 4.4'),
  row('dataset', 'LicenseRef-scancode-nvidia-model-training-2025', PASSES_ON, 'deny', 'redistribution', 'NVIDIA model training license'),
  row('dataset', 'LicenseRef-scancode-nvidia-model-training-2025', KEEPS, 'review', 'use-restrictions', 'NVIDIA model training license'),
  row('dataset', 'LicenseRef-scancode-ms-research-license-terms', SOLD, 'deny', 'research-only', 'Microsoft Research license'),
  row('dataset', 'other', SOLD, 'review', 'unknown-license', 'hub: nothing is said'),
  // What a model was trained on.
  row('dataset', 'cc-by-nc-4.0', SOLD, 'review', 'training', 'licences.md section 6: contested', { relation: 'trained-on' }),
  row('dataset', 'cc-by-nc-4.0', IN_A_LAB, 'allow', null, 'CC BY-NC 4.0', { relation: 'trained-on' }),
  row('dataset', 'cc-by-sa-4.0', SERVED, 'review', 'training', 'licences.md section 6: contested', { relation: 'trained-on' }),
  row('dataset', 'cc-by-nd-4.0', SOLD, 'review', 'training', 'licences.md section 6: contested', { relation: 'trained-on' }),
  row('dataset', 'cc-by-4.0', SOLD, 'allow', null, 'CC BY 4.0', { relation: 'trained-on' }),
  row('dataset', 'c-uda', SOLD, 'allow', null, 'licences.md section 6: frees the results', { relation: 'trained-on' }),
  row('dataset', 'cdla-sharing-1.0', SOLD, 'allow', null, 'licences.md section 6: frees the results', { relation: 'trained-on' }),
  // What a model was distilled from.
  row('model', 'mit', SOLD, 'allow', null, 'licences.md section 6: undefined is no denial', { relation: 'distilled' }),
  row('model', 'gpl-3.0', SOLD, 'allow', null, 'licences.md section 6: undefined is no denial', { relation: 'distilled' }),
  row('model', 'llama2', SOLD, 'deny', 'outputs', 'Llama 2 section 1(b)(v)', { relation: 'distilled' }),
  row('model', 'llama3', SOLD, 'deny', 'outputs', 'Llama 3 section 1(b)(v)', { relation: 'distilled' }),
  row('model', 'llama3.1', SOLD, 'review', 'naming', 'Llama 3.1 section 1(b)(i): outputs, with the name', { relation: 'distilled' }),
  row(
    'model',
    'llama3.1',
    and(SOLD, { facts: { namingDisplayed: true, modelNameBeginsWith: 'Llama-Acme' } }),
    'allow',
    null,
    'Llama 3.1 section 1(b)(i)',
    { relation: 'distilled' },
  ),
  row('model', 'databricks-open-model-license', SERVED, 'deny', 'outputs', 'Databricks Open Model License section 2.3', {
    relation: 'distilled',
  }),
  row('model', 'LicenseRef-scancode-flux-1-nc', SERVED, 'deny', 'outputs', 'FLUX.1 dev: competing models', { relation: 'distilled' }),
  row('model', 'creativeml-openrail-m', SERVED, 'review', 'use-restrictions', 'OpenRAIL-M: distilled models are derivatives', {
    relation: 'distilled',
  }),
  row('model', 'gemma', SERVED, 'review', 'use-restrictions', 'Gemma terms section 1.1(e): model derivatives', { relation: 'distilled' }),
  row('model', 'cc-by-nc-4.0', SERVED, 'review', 'outputs', 'CC texts do not speak of training', { relation: 'distilled' }),
  row(
    'model',
    'llama3',
    and(SOLD, { facts: { fieldOfUse: 'distillation of smaller models' } }),
    'deny',
    'outputs',
    'Llama 3 section 1(b)(v)',
  ),
];
