/** Models under licenses for content or for code. */
import type { QuestionRow } from './question.ts';
import { DONE, SOLD, model, row } from './question.ts';

export const CONTENT_AND_CODE_MODELS_ASKED: readonly QuestionRow[] = [
  row(model('agpl-3.0'), SOLD, DONE, 'review', 'network-use', 'issue intro, s6 weights'),
  row(model('agpl-3.0'), { ...SOLD, context: 'saas', modified: true }, DONE, 'deny', 'share-alike', 'licences.md section 6'),
  row(model('gpl-3.0'), { ...SOLD, modified: true }, DONE, 'deny', 'share-alike', 'catalogue, gpl-3.0: derivative'),
  row(model('gpl-3.0'), { ...SOLD, modified: false }, DONE, 'review', 'share-alike', 'licences.md section 6: weights beside code: review'),
  row(model('cc-by-sa-4.0'), { ...SOLD, modified: true }, DONE, 'deny', 'share-alike', 'catalogue: SA'),
  row(model('cc-by-sa-4.0'), { ...SOLD, modified: false }, DONE, 'allow', 'allowed-with-duties', 'catalogue: SA'),
  row(model('cc-by-nd-4.0'), { ...SOLD, modified: true }, DONE, 'deny', 'derivatives', 'catalogue: ND'),
  row(model('cc-by-nd-4.0'), { ...SOLD, modified: false }, DONE, 'allow', 'allowed-with-duties', 'catalogue: ND'),
  row(model('cc-by-nc-4.0'), { ...SOLD, context: 'saas' }, DONE, 'deny', 'commercial-use', 'catalogue, cc-by-nc-4.0: Cohere'),
  row(model('cc-by-nc-4.0'), { ...SOLD, context: 'api' }, DONE, 'deny', 'commercial-use', 'catalogue, cc-by-nc-4.0: Cohere'),
  row(model('cc-by-nc-sa-4.0'), { ...SOLD, context: 'device' }, DONE, 'deny', 'commercial-use', 'catalogue, cc-by-nc-sa-4.0: NC'),
  row(model('openmdw-1.0'), SOLD, DONE, 'allow', 'allowed-with-duties', 'catalogue: openmdw-1.0'),
  row(model('OpenMDW-1.1'), SOLD, DONE, 'allow', 'allowed-with-duties', 'catalogue: OpenMDW-1.1'),
  row(
    model('LicenseRef-scancode-openatom-model-1.0'),
    SOLD,
    DONE,
    'review',
    'commercial-use',
    'catalogue, LicenseRef-scancode-openatom-model-1.0: nulls',
  ),
  row(
    model('openmdw-1.0'),
    { ...SOLD, context: 'saas' },
    DONE,
    'allow',
    'allowed-with-duties',
    'catalogue: OpenMDW-1.0 note: ends on patent suit',
    [],
    { duties: ['patents'] },
  ),
];
