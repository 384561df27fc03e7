/** What the demo's hub stand-in serves. */
import { createHash } from 'node:crypto';
import type { FakeRepo } from '../../test/hub-fake/index.ts';
import { COMMITS } from './content.ts';
import { ACME, LAB, withSignature } from './signatures.ts';

const LLAMA = 'meta-llama/Llama-3.1-8B-Instruct';

/** Each has its own: of equal weights one may have been made from the other. */
function weightsOf(name: string): { readonly path: string; readonly size: number; readonly sha256?: string }[] {
  const sha256 = createHash('sha256').update(name).digest('hex');
  return [
    { path: 'config.json', size: 712 },
    { path: 'model.safetensors', size: 2_471_645_608, sha256 },
  ];
}

const small = { card: { license: 'apache-2.0' }, pipelineTag: 'text-classification' };

export const DEMO_REPOS: readonly FakeRepo[] = [
  {
    id: 'acme/support-llama',
    commits: [COMMITS.assistant],
    card: { license: 'llama3.1', base_model: LLAMA, base_model_relation: 'finetune' },
    files: weightsOf('support-llama'),
    pipelineTag: 'text-generation',
  },
  {
    id: 'acme/ranker',
    commits: [COMMITS.rankerNew, COMMITS.rankerOld],
    card: { license: 'apache-2.0' },
    files: weightsOf('ranker'),
    pipelineTag: 'text-ranking',
  },
  // A fine-tune of a fine-tune: the first says Apache-2.0, the second forbids commercial use, and both stay under the terms of Llama.
  {
    id: 'acme/clerk',
    commits: [COMMITS.clerk],
    card: { license: 'apache-2.0', base_model: 'lab/instruct-nc', base_model_relation: 'finetune' },
    files: weightsOf('clerk'),
    pipelineTag: 'text-generation',
  },
  {
    id: 'lab/instruct-nc',
    commits: [COMMITS.instruct],
    card: { license: 'cc-by-nc-4.0', base_model: LLAMA, base_model_relation: 'finetune' },
    files: weightsOf('instruct-nc'),
    pipelineTag: 'text-generation',
  },
  { id: LLAMA, commits: [COMMITS.llama], card: { license: 'llama3.1' }, files: weightsOf('llama'), pipelineTag: 'text-generation' },
  {
    id: 'lab/voice-nc',
    commits: [COMMITS.voice],
    card: { license: 'cc-by-nc-4.0' },
    files: weightsOf('voice-nc'),
    pipelineTag: 'text-to-speech',
  },
  { id: 'acme/ner', commits: [COMMITS.ner], card: { license: 'mit' }, files: weightsOf('ner'), pipelineTag: 'token-classification' },
  // Signed by its publisher; signed, and the weights exchanged since; signed by somebody else.
  { ...small, id: 'acme/classifier', commits: [COMMITS.classifier], files: await withSignature(weightsOf('classifier'), ACME) },
  {
    ...small,
    id: 'acme/summarizer',
    commits: [COMMITS.summarizer],
    files: await withSignature(weightsOf('exchanged'), ACME, weightsOf('summarizer')),
  },
  { ...small, id: 'acme/translator', commits: [COMMITS.translator], files: await withSignature(weightsOf('translator'), LAB) },
];
