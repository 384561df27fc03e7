import { expect, test } from 'vitest';
import { isFramework } from '../../../src/core/ecosystems/look-up.ts';

test.each([
  ['pypi', 'torch', true],
  ['pypi', 'Sentence_Transformers', true],
  ['pypi', 'langchain-openai', true],
  ['pypi', 'llama-index-llms-openai', true],
  ['pypi', 'torchlight', false],
  ['pypi', 'requests', false],
  ['pypi', 'constructor', false],
  ['npm', 'openai', true],
  ['npm', '@huggingface/transformers', true],
  ['npm', '@ai-sdk/openai', true],
  ['npm', 'Openai', false],
  ['npm', 'lightningcss', false],
  ['npm', 'torch', false],
] as const)('%s %s → %s', (ecosystem, name, expected) => {
  expect(isFramework(ecosystem, name)).toBe(expected);
});
