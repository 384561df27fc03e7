/** What the demo's hub stand-in serves. */
import type { FakeRepo } from '../../test/hub-fake/index.ts';
import { COMMITS } from './content.ts';
import { ACME, LAB, withSignature } from './signatures.ts';

const weights = [
  { path: 'config.json', size: 712 },
  { path: 'model.safetensors', size: 2_471_645_608, sha256: '6f9a1d0b5c3e27f8a4b19c6d70e8f532a1b4c7d9e0f3628571ac4de9b8037f61' },
];

const exchanged = weights.map((file) => (file.sha256 === undefined ? file : { ...file, sha256: 'c'.repeat(64) }));
const small = { card: { license: 'apache-2.0' }, pipelineTag: 'text-classification' };

export const DEMO_REPOS: readonly FakeRepo[] = [
  {
    id: 'acme/support-llama',
    commits: [COMMITS.assistant],
    card: { license: 'llama3.1', base_model: 'meta-llama/Llama-3.1-8B-Instruct', base_model_relation: 'finetune' },
    files: weights,
    pipelineTag: 'text-generation',
  },
  {
    id: 'acme/ranker',
    commits: [COMMITS.rankerNew, COMMITS.rankerOld],
    card: { license: 'apache-2.0' },
    files: weights,
    pipelineTag: 'text-ranking',
  },
  { id: 'lab/voice-nc', commits: [COMMITS.voice], card: { license: 'cc-by-nc-4.0' }, files: weights, pipelineTag: 'text-to-speech' },
  { id: 'acme/ner', commits: [COMMITS.ner], card: { license: 'mit' }, files: weights, pipelineTag: 'token-classification' },
  // Signed by its publisher; signed, and the weights exchanged since; signed by somebody else.
  { ...small, id: 'acme/classifier', commits: [COMMITS.classifier], files: await withSignature(weights, ACME) },
  { ...small, id: 'acme/summarizer', commits: [COMMITS.summarizer], files: await withSignature(exchanged, ACME, weights) },
  { ...small, id: 'acme/translator', commits: [COMMITS.translator], files: await withSignature(weights, LAB) },
];
