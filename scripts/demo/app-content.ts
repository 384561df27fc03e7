/** What the pull request of the App's demo is about. */
import type { FakeRepo } from '../../test/hub-fake/index.ts';

export const REPOSITORY = 'acme/product';
export const POLICY = 'version: 1\nrules:\n  model/provenance: { level: block, require: pinned }\n';
export const WITHOUT_MODEL = 'def summarize(ticket: str) -> str:\n    return ticket[:200]\n';

export const MODEL: FakeRepo = {
  id: 'acme/summarizer',
  commits: ['c81e2f0d9b7a6c5d4e3f2a1b0c9d8e7f6a5b4c3d'],
  card: { license: 'apache-2.0' },
  files: [
    { path: 'config.json', size: 712 },
    { path: 'model.safetensors', size: 2_471_645_608, sha256: '6f9a1d0b5c3e27f8a4b19c6d70e8f532a1b4c7d9e0f3628571ac4de9b8037f61' },
  ],
  pipelineTag: 'summarization',
};

/** Whoever can push to the model changes what the product ships. */
export const FLOATING = `from transformers import pipeline\n\nsummarize = pipeline("summarization", model="${MODEL.id}")\n`;
