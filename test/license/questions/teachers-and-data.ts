/** Models that learned from other models, or from data. */
import type { QuestionRow } from './question.ts';
import { DONE, SMALL, SOLD, from, model, row } from './question.ts';

export const TEACHERS_AND_DATA_ASKED: readonly QuestionRow[] = [
  row(model('apache-2.0'), SOLD, DONE, 'review', 'training', 'catalogue, cc-by-nc-4.0: contested', [
    from('d/nc', 'trained-on', 'cc-by-nc-4.0'),
  ]),
  row(model('apache-2.0'), SOLD, DONE, 'review', 'training', 'catalogue, cc-by-sa-4.0: contested', [
    from('d/sa', 'trained-on', 'cc-by-sa-4.0'),
  ]),
  row(model('apache-2.0'), SOLD, DONE, 'review', 'training', 'catalogue, cc-by-nd-4.0: contested', [
    from('d/nd', 'trained-on', 'cc-by-nd-4.0'),
  ]),
  row(model('apache-2.0'), SOLD, DONE, 'review', 'training', 'catalogue, odbl: unsettled', [from('d/o', 'trained-on', 'odbl')]),
  row(model('apache-2.0'), SOLD, DONE, 'allow', 'allowed-with-duties', 'catalogue, cc-by-4.0: not contested', [
    from('d/by', 'trained-on', 'cc-by-4.0'),
  ]),
  row(model('mit'), SOLD, DONE, 'allow', 'allowed-with-duties', 'C-UDA frees results', [from('d/u', 'trained-on', 'c-uda')]),
  row(model('mit'), SOLD, DONE, 'allow', 'allowed-with-duties', 'CDLA frees results', [from('d/s', 'trained-on', 'cdla-sharing-1.0')]),
  row(
    model('mit'),
    SOLD,
    DONE,
    'allow',
    'allowed-with-duties',
    'catalogue, LicenseRef-scancode-nvidia-model-training-2025: internal training only',
    [from('d/n', 'trained-on', 'LicenseRef-scancode-nvidia-model-training-2025')],
  ),
  row(model('mit'), SOLD, DONE, 'deny', 'commercial-use', 'CADS, Visceral', [
    from('d/b', 'trained-on', 'cc-by-4.0', { terms: { bindsTrainedModels: true, commercialUse: 'forbidden' } }),
  ]),
  row(model('mit'), SOLD, DONE, 'deny', 'training', 'catalogue, other: terms', [
    from('d/b', 'trained-on', 'other', { terms: { trainingOtherModels: 'forbidden' } }),
  ]),
  row(model('mit'), SOLD, DONE, 'review', null, 'catalogue, mit: unknown data', [from('d/b', 'trained-on', null)]),
  row(model('mit'), SOLD, DONE, 'review', null, 'catalogue, other: unknown data', [from('d/b', 'trained-on', 'other')]),
  row(model('mit'), SOLD, DONE, 'review', null, 'catalogue, MSR-LA: research-only data', [from('d/b', 'trained-on', 'MSR-LA')]),
  row(model('mit'), SOLD, DONE, 'allow', 'allowed-with-duties', 'catalogue, gpl-3.0: undefined for training', [
    from('d/b', 'trained-on', 'gpl-3.0'),
  ]),
  row(model('mit'), SOLD, DONE, 'allow', 'allowed-with-duties', 'GPL distillation undefined: info', [from('t/g', 'distilled', 'gpl-3.0')]),
  row(model('mit'), SOLD, DONE, 'review', null, 'catalogue, cc-by-nc-4.0: CC teachers undefined', [
    from('t/g', 'distilled', 'cc-by-nc-4.0'),
  ]),
  row(model('mit'), SOLD, DONE, 'allow', 'allowed-with-duties', 'catalogue, apache-2.0: permissive teacher', [
    from('t/g', 'distilled', 'apache-2.0'),
  ]),
  row(model('apache-2.0'), SMALL, DONE, 'deny', 'outputs', 'catalogue, llama2: outputs banned', [from('t/ll2', 'distilled', 'llama2')], {
    path: ['acme/model', 't/ll2'],
  }),
  row(model('apache-2.0'), SMALL, DONE, 'deny', 'outputs', 'catalogue, llama3: outputs banned', [from('t/ll3', 'distilled', 'llama3')], {
    path: ['acme/model', 't/ll3'],
  }),
  row(model('apache-2.0'), SMALL, DONE, 'deny', 'outputs', 'catalogue, tongyi-qianwen: outputs banned', [
    from('t/ty', 'distilled', 'other', { licenseName: 'tongyi-qianwen' }),
  ]),
  row(model('apache-2.0'), SMALL, DONE, 'deny', 'outputs', 'catalogue, databricks-open-model-license: outputs banned', [
    from('t/d', 'distilled', 'other', { licenseName: 'databricks-open-model-license' }),
  ]),
  row(model('apache-2.0'), SMALL, DONE, 'deny', 'outputs', 'catalogue, kolors-license: outputs banned', [
    from('t/d', 'distilled', 'other', { licenseName: 'kolors-license' }),
  ]),
  row(model('apache-2.0'), SMALL, DONE, 'deny', 'outputs', 'catalogue, grok2-community: outputs banned (secondary)', [
    from('t/d', 'distilled', 'grok2-community'),
  ]),
  row(model('apache-2.0'), SMALL, DONE, 'deny', 'outputs', 'catalogue, exaone: outputs banned', [
    from('t/d', 'distilled', 'other', { licenseName: 'exaone' }),
  ]),
  row(model('apache-2.0'), SMALL, DONE, 'deny', 'outputs', 'catalogue, flux-1-dev-non-commercial-license: competing', [
    from('t/d', 'distilled', 'other', { licenseName: 'flux-1-dev-non-commercial-license' }),
  ]),
  row(model('apache-2.0'), SMALL, DONE, 'deny', null, 'catalogue, mrl: outputs need a license', [
    from('t/d', 'distilled', 'other', { licenseName: 'mrl' }),
  ]),
  row(model('apache-2.0'), SMALL, DONE, 'deny', null, 'catalogue, fair-noncommercial-research-license: outputs nc', [
    from('t/d', 'distilled', 'fair-noncommercial-research-license'),
  ]),
  row(
    model('llama3.1', { modalities: ['text'], name: 'acme/Llama-mini' }),
    SMALL,
    { ...DONE, modelNameBeginsWith: 'Llama' },
    'allow',
    'allowed-with-duties',
    'catalogue, llama3.1: allowed with prefix',
    [from('t/l', 'distilled', 'llama3.1')],
  ),
  row(
    model('apache-2.0', { name: 'acme/mini' }),
    SMALL,
    { ...DONE, modelNameBeginsWith: 'Mini' },
    'deny',
    'naming',
    'catalogue, llama3.1: name prefix missing',
    [from('t/l', 'distilled', 'llama3.1')],
  ),
  row(model('mit'), SOLD, { ...DONE, useRestrictionsInTerms: false }, 'deny', 'flow-down', 'catalogue, bigscience-openrail-m: derivative', [
    from('t/r', 'distilled', 'bigscience-openrail-m'),
  ]),
  row(model('mit'), SOLD, { ...DONE, useRestrictionsInTerms: false }, 'deny', 'flow-down', 'catalogue, gemma: derivative', [
    from('t/r', 'distilled', 'gemma'),
  ]),
  row(model('mit'), SOLD, DONE, 'review', 'laundering', 'catalogue, deepseek: derivative', [
    from('t/r', 'distilled', 'other', { licenseName: 'deepseek' }),
  ]),
  row(model('mit'), { ...SOLD, annualRevenueUsd: 50_000_000 }, DONE, 'deny', 'threshold', 'catalogue, ltx-video-open-weights: derivative', [
    from('t/r', 'distilled', 'other', { licenseName: 'ltx-video-open-weights' }),
  ]),
  row(
    model('apache-2.0'),
    SMALL,
    DONE,
    'deny',
    'outputs',
    'catalogue, apache-2.0: 2 hops',
    [from('m/i', 'finetune', 'apache-2.0', { base: [from('t/l', 'distilled', 'llama3')] })],
    { path: ['acme/model', 'm/i', 't/l'] },
  ),
  row(model('apache-2.0'), SMALL, DONE, 'deny', null, 'catalogue: from outputs of Llama 2', [
    from('d/s', 'trained-on', 'mit', { base: [from('t/l', 'distilled', 'llama2')] }),
  ]),
  row(model('mit'), { ...SOLD, context: 'saas' }, DONE, 'review', 'training', 'catalogue, openrail: a license for models on data', [
    from('d/r', 'trained-on', 'openrail'),
  ]),
  row(
    model('mit'),
    { ...SOLD, context: 'saas' },
    DONE,
    'review',
    'training',
    'catalogue, bigscience-openrail-m: a license for models on data',
    [from('d/r', 'trained-on', 'bigscience-openrail-m')],
  ),
  row(
    model('mit'),
    { ...SOLD, context: 'saas' },
    DONE,
    'review',
    'training',
    'catalogue, creativeml-openrail-m: a license for models on data',
    [from('d/r', 'trained-on', 'creativeml-openrail-m')],
  ),
  row(model('mit'), { ...SOLD, context: 'saas' }, DONE, 'allow', 'allowed', 'catalogue, odc-by: ODC-By: database rights, not contested', [
    from('d/r', 'trained-on', 'odc-by'),
  ]),
];
