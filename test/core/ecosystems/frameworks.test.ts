import { expect, test } from 'vitest';
import { isFramework } from '../../../src/core/ecosystems/frameworks.ts';
import { unreadLockDetector } from '../../../src/core/discover/packages/unread-lock.ts';
import { factsOf } from '../discover/facts.ts';

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

test.each([
  ['poetry.lock', true],
  ['api/Pipfile.lock', true],
  ['pdm.lock', true],
  ['yarn.lock', true],
  ['pnpm-lock.yaml', true],
  ['bun.lock', true],
  ['bun.lockb', true],
  ['conda-lock.yml', true],
  ['gpu.conda-lock.yml', true],
  ['pylock.toml', true],
  ['pylock.dev.toml', true],
  ['uv.lock', false],
  ['package-lock.json', false],
  ['Cargo.lock', false],
])('unread lock %s → %s', (path, wanted) => {
  expect(unreadLockDetector.wants(path, null)).toBe(wanted);
});

test('an unread lock is a problem of the tree, whatever it holds', () => {
  expect(factsOf(unreadLockDetector, 'anything')).toMatchObject([{ kind: 'problem', code: 'unsupported', line: 1, column: 1 }]);
});
