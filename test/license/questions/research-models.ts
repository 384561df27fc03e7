/** Models for research, and under texts that nobody read. */
import type { QuestionRow } from './question.ts';
import { DONE, SOLD, model, row } from './question.ts';

export const RESEARCH_MODELS_ASKED: readonly QuestionRow[] = [
  row(model('apple-amlr'), SOLD, DONE, 'deny', 'research-only', 'catalogue: apple-amlr'),
  row(model('apple-amlr'), { ...SOLD, context: 'internal' }, DONE, 'review', null, 'catalogue, apple-amlr: no product development'),
  row(model('fair-noncommercial-research-license'), SOLD, DONE, 'deny', 'research-only', 'catalogue: fair-noncommercial-research-license'),
  row(model('intel-research'), SOLD, DONE, 'deny', null, 'catalogue, intel-research: treat as research-only'),
  row(model('h-research'), { ...SOLD, context: 'saas' }, DONE, 'deny', null, 'catalogue, h-research: treat as research-only'),
  row(model('deepfloyd-if-license'), SOLD, DONE, 'deny', 'research-only', 'catalogue: deepfloyd-if-license'),
  row(model('other', { licenseName: 'opt-175b-license' }), SOLD, DONE, 'deny', 'research-only', 'catalogue: opt-175b-license'),
  row(model('MSR-LA'), { ...SOLD, context: 'research', commercial: false }, DONE, 'allow', 'allowed-with-duties', 'catalogue: MSR-LA'),
  row(model('MSR-LA'), { ...SOLD, commercial: false }, DONE, 'deny', 'redistribution', 'catalogue, MSR-LA: no sharing at all'),
  row(model('other', { licenseName: 'NSCLv1' }), SOLD, DONE, 'deny', 'research-only', 'catalogue: NSCLv1'),
];
