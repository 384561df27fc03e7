/** Models and datasets with what they were made from. */
import type { QuestionRow } from './question.ts';
import { DONE, SMALL, SOLD, dataset, from, model, row } from './question.ts';

export const ANCESTORS_ASKED: readonly QuestionRow[] = [
  row(
    model('apache-2.0'),
    { ...SOLD, context: 'saas' },
    DONE,
    'deny',
    'commercial-use',
    'licences.md section 6: lineage',
    [
      from('b/q', 'quantized', 'apache-2.0', {
        base: [from('b/f', 'finetune', 'mit', { base: [from('lab/nc', 'finetune', 'cc-by-nc-sa-4.0')] })],
      }),
    ],
    { path: ['acme/model', 'b/q', 'b/f', 'lab/nc'], effective: 'Apache-2.0 AND CC-BY-NC-SA-4.0 AND MIT' },
  ),
  row(model('apache-2.0'), SOLD, DONE, 'review', 'unknown-license', 'catalogue, apache-2.0: missing parent', [
    from('gone/base', 'finetune', null),
  ]),
  row(model('mit'), SOLD, DONE, 'review', 'unknown-license', 'catalogue, NOASSERTION: missing parent', [
    from('gone/base', 'quantized', 'NOASSERTION'),
  ]),
  row(model('apache-2.0'), SOLD, DONE, 'review', 'unknown-license', 'catalogue, apache-2.0: adapter and base', [
    from('gone/base', 'adapter', null),
  ]),
  row(model('cc-by-nc-sa-4.0'), { ...SOLD, context: 'research', commercial: false }, DONE, 'review', 'compatibility', 'ModelGo V', [
    from('a/a', 'merge', 'cc-by-nc-sa-4.0'),
    from('a/b', 'merge', 'cc-by-sa-4.0'),
  ]),
  row(model('llama3.1', { modalities: ['text'], name: 'acme/Llama-m' }), SMALL, DONE, 'deny', 'commercial-use', 'LISCAN pair', [
    from('meta/l', 'merge', 'llama3.1'),
    from('co/nc', 'merge', 'cc-by-nc-4.0'),
  ]),
  row(model('apache-2.0'), SOLD, DONE, 'deny', 'derivatives', 'catalogue, cc-by-nd-4.0: ND shared derivative', [
    from('b/nd', 'finetune', 'cc-by-nd-4.0'),
  ]),
  row(model('apache-2.0'), SOLD, DONE, 'deny', 'derivatives', 'catalogue, cc-by-nd-4.0: ND shared derivative', [
    from('b/nd', 'adapter', 'cc-by-nd-4.0'),
  ]),
  row(model('gpl-3.0'), { ...SOLD, context: 'saas' }, DONE, 'review', 'compatibility', 'ModelGo II, IV', [
    from('b/r', 'finetune', 'bigscience-openrail-m'),
  ]),
  row(model('apache-2.0'), { ...SOLD, context: 'saas' }, DONE, 'review', 'laundering', 'LISCAN 249', [from('b/g', 'finetune', 'gpl-3.0')]),
  row(model('apache-2.0'), SMALL, DONE, 'review', null, 'LISCAN 14,873', [from('b/l', 'finetune', 'llama3')]),
  row(model('apache-2.0'), SMALL, { ...DONE, namingDisplayed: false }, 'deny', 'naming', 'LISCAN 14,873', [
    from('b/l', 'finetune', 'llama3'),
  ]),
  row(model('mit'), SOLD, DONE, 'allow', 'allowed-with-duties', 'catalogue, apache-2.0: permissive', [
    from('b/a', 'finetune', 'apache-2.0'),
  ]),
  row(model('apache-2.0'), SOLD, DONE, 'allow', 'allowed-with-duties', 'catalogue, mit: permissive', [from('b/a', 'quantized', 'mit')]),
  row(model('apache-2.0'), SOLD, DONE, 'allow', 'allowed-with-duties', 'catalogue, cc-by-4.0: permissive', [
    from('b/a', 'finetune', 'cc-by-4.0'),
  ]),
  row(
    model('llama3', { modalities: ['text'], name: 'acme/Llama 3-x' }),
    SMALL,
    { ...DONE, modelNameBeginsWith: 'Llama 3' },
    'allow',
    'allowed-with-duties',
    'catalogue, llama3: same',
    [from('b/l', 'finetune', 'llama3')],
  ),
  row(model('gemma'), SOLD, DONE, 'allow', 'allowed-with-duties', 'catalogue, gemma: same', [from('b/l', 'finetune', 'gemma')]),
  row(model('cc-by-nc-4.0', { modalities: ['text'] }), { ...SMALL, context: 'saas' }, DONE, 'deny', 'commercial-use', 'LISCAN 261', [
    from('b/l', 'quantized', 'llama3.1'),
  ]),
  row(
    model('apache-2.0'),
    { ...SOLD, context: 'saas' },
    DONE,
    'deny',
    'research-only',
    'RedHatAI Pixtral',
    [from('mistralai/Pixtral', 'quantized', 'other', { licenseName: 'mrl' })],
    { path: ['acme/model', 'mistralai/Pixtral'] },
  ),
  row(model('apache-2.0'), { ...SOLD, context: 'saas' }, DONE, 'deny', 'commercial-use', 'FLUX LoRA', [
    from('bfl/flux', 'adapter', 'other', { licenseName: 'flux-1-dev-non-commercial-license' }),
  ]),
  row(model('apache-2.0'), SMALL, DONE, 'review', 'laundering', 'catalogue, tencent-hunyuan-community: laundering', [
    from('tencent/hv', 'finetune', 'other', { licenseName: 'tencent-hunyuan-community', licenseFileId: 'LicenseRef-Tencent-HunyuanVideo' }),
  ]),
  row(
    model('apache-2.0'),
    { ...SOLD, mau: 1000, mauAtReleaseDate: 1000, territory: { licenseeDomicile: 'US', distributedTo: ['EU'] }, modified: false },
    DONE,
    'deny',
    'territory',
    'catalogue, tencent-hunyuan-community: laundering',
    [
      from('tencent/hv', 'finetune', 'other', {
        licenseName: 'tencent-hunyuan-community',
        licenseFileId: 'LicenseRef-Tencent-HunyuanVideo',
      }),
    ],
  ),
  row(
    model('mit', { modalities: ['text', 'image'] }),
    { ...SOLD, mau: 1000, mauAtReleaseDate: 1000, territory: { licenseeDomicile: 'DE', distributedTo: ['EU'] }, modified: false },
    DONE,
    'deny',
    'territory',
    'catalogue, llama4: EU',
    [from('meta/l4', 'quantized', 'llama4')],
  ),
  row(
    model('llama3.2', { modalities: ['text'] }),
    { ...SOLD, mau: 1000, mauAtReleaseDate: 1000, territory: { licenseeDomicile: 'DE', distributedTo: ['EU'] }, modified: false },
    DONE,
    'review',
    null,
    'catalogue, llama3.2: text',
    [from('meta/l', 'quantized', 'llama3.2')],
  ),
  row(model('apache-2.0'), SOLD, DONE, 'allow', 'allowed-with-duties', 'catalogue, mit: cycle', [
    from('b/x', 'finetune', 'mit', { base: [from('acme/model', 'finetune', 'apache-2.0', { base: [from('b/x', 'finetune', 'mit')] })] }),
  ]),
  row(model('apache-2.0'), SOLD, DONE, 'deny', 'commercial-use', 'catalogue, mit: cycle', [
    from('b/x', 'finetune', 'mit', {
      base: [from('acme/model', 'finetune', 'apache-2.0', { base: [from('b/x', 'finetune', 'cc-by-nc-4.0')] })],
    }),
  ]),
  row(model('apache-2.0'), SOLD, DONE, 'deny', 'commercial-use', 'catalogue, mit: two statements about one name', [
    from('b/x', 'finetune', 'mit'),
    from('b/x', 'merge', 'cc-by-nc-4.0'),
  ]),
  row(
    dataset('cc0-1.0'),
    { ...SOLD, modified: false },
    { ...DONE, redistributesData: true },
    'review',
    'laundering',
    'catalogue, cc-by-sa-4.0: dataset derived',
    [from('d/sa', 'base', 'cc-by-sa-4.0', { kind: 'dataset' })],
  ),
  row(
    dataset('mit'),
    { ...SOLD, modified: false },
    { ...DONE, redistributesData: true },
    'deny',
    'commercial-use',
    'catalogue, cc-by-nc-4.0: dataset derived',
    [from('d/nc', 'base', 'cc-by-nc-4.0', { kind: 'dataset' })],
  ),
  row(model('mit'), SOLD, DONE, 'review', null, 'catalogue, mit: extra terms in words', [
    from('b/a', 'finetune', 'mit', { terms: 'Academic use only.' }),
  ]),
  row(model('mit'), SOLD, DONE, 'deny', 'commercial-use', 'catalogue, mit: extra terms', [
    from('b/a', 'finetune', 'mit', { terms: { commercialUse: 'forbidden' } }),
  ]),
  row(model('apache-2.0'), { ...SOLD, context: 'internal' }, DONE, 'review', null, 'catalogue, cc-by-nc-4.0: NC internal', [
    from('b/a', 'finetune', 'cc-by-nc-4.0'),
  ]),
  row(
    model('apache-2.0'),
    { ...SOLD, context: 'research', commercial: false },
    DONE,
    'review',
    null,
    'catalogue, cc-by-nc-4.0: NC research',
    [from('b/a', 'finetune', 'cc-by-nc-4.0')],
  ),
  row(
    model('llama3.1', { modalities: ['text'], name: 'acme/Llama-m' }),
    SMALL,
    { ...DONE, modelNameBeginsWith: 'Llama 3' },
    'allow',
    'allowed-with-duties',
    'catalogue, llama3.1: both namings',
    [from('meta/a', 'merge', 'llama3.1'), from('meta/b', 'merge', 'llama3')],
  ),
  row(model('apache-2.0'), { ...SOLD, context: 'saas' }, DONE, 'review', 'compatibility', 'ModelGo II', [
    from('a/r', 'merge', 'creativeml-openrail-m'),
    from('a/g', 'merge', 'gpl-3.0'),
  ]),
  row(model('apache-2.0'), SOLD, DONE, 'deny', 'derivatives', 'catalogue, cc-by-nd-4.0: ND in an ensemble', [
    from('a/r', 'merge', 'cc-by-nd-4.0'),
    from('a/g', 'merge', 'mit'),
  ]),
  row(model('cc-by-sa-4.0'), { ...SOLD, modified: false }, DONE, 'allow', 'allowed-with-duties', 'catalogue, cc-by-sa-4.0: SA kept', [
    from('a/s', 'finetune', 'cc-by-sa-4.0'),
  ]),
  row(model('mit'), SOLD, DONE, 'review', 'laundering', 'catalogue, agpl-3.0: laundering AGPL', [from('a/s', 'finetune', 'agpl-3.0')]),
  row(model('apache-2.0'), SOLD, {}, 'review', 'laundering', 'LISCAN 14,873: apache over llama3, nothing stated', [
    from('meta/l', 'finetune', 'llama3'),
  ]),
  row(model('gpl-3.0'), { ...SOLD, context: 'api' }, {}, 'review', 'compatibility', 'ModelGo II', [
    from('b/r', 'finetune', 'bigscience-openrail-m'),
  ]),
  row(
    model('apache-2.0'),
    { ...SOLD, context: 'saas' },
    {},
    'deny',
    'commercial-use',
    'catalogue, cc-by-nc-4.0: what is breached goes first',
    [from('b/r', 'finetune', 'cc-by-nc-4.0')],
  ),
  row(dataset('mit'), SOLD, { ...DONE, redistributesData: true }, 'deny', null, 'catalogue, llama3: outputs of Llama 3', [
    from('t/l3', 'distilled', 'llama3'),
  ]),
  row(
    model('mit'),
    { ...SOLD, context: 'saas' },
    DONE,
    'deny',
    'commercial-use',
    'catalogue, cc-by-nc-4.0: further pretraining is a derivative',
    [from('b/nc', 'continued-pretraining', 'cc-by-nc-4.0')],
  ),
  row(
    model('mit'),
    { ...SOLD, context: 'saas' },
    DONE,
    'deny',
    'research-only',
    'catalogue, mit: terms name trained models, two steps away',
    [from('a', 'finetune', 'mit', { base: [from('d', 'trained-on', 'mit', { terms: { bindsTrainedModels: true, researchOnly: true } })] })],
    { path: ['acme/model', 'a', 'd'] },
  ),
];
