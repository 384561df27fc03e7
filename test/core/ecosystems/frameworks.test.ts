import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { furtherFrameworks } from '../../../src/core/ecosystems/further-frameworks.ts';
import { ecosystems } from '../../../src/core/ecosystems/index.ts';
import { isFramework } from '../../../src/core/ecosystems/look-up.ts';
import { normalizePackageName, type PackageType } from '../../../src/core/ref/package-types.ts';

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
  ['pypi', 'faster_whisper', true],
  ['pypi', 'azure-ai-projects', true],
  ['npm', '@modelcontextprotocol/sdk', true],
  ['cargo', 'candle-core', true],
  ['cargo', 'serde', false],
  ['golang', 'github.com/sashabaranov/go-openai', true],
  ['golang', 'github.com/Azure/azure-sdk-for-go/sdk/ai/azopenai', true],
  ['conda', 'pytorch', true],
  ['maven', 'dev.langchain4j/langchain4j-ollama', true],
  ['maven', 'com.google.android.gms/play-services-tflite-java', true],
  ['maven', 'com.google.android.gms/play-services-maps', false],
  ['nuget', 'Microsoft.ML.OnnxRuntime', true],
  ['hex', 'torch', false],
  ['generic', 'torch', false],
] as const)('%s %s → %s', (ecosystem, name, expected) => {
  expect(isFramework(ecosystem, name)).toBe(expected);
});

describe('the lists of frameworks', () => {
  const lists = [...ecosystems.map(({ id, frameworks }) => [id, frameworks] as const), ...Object.entries(furtherFrameworks)];

  test.each(lists)('%s: each name is written once, in normal form, and no family has it', (type, { names, families }) => {
    expect([...names].filter((name) => normalizePackageName(type as PackageType, name) !== name)).toEqual([]);
    expect(new Set(families).size).toBe(families.length);
    expect([...names].filter((name) => families.some((family) => name.startsWith(family)))).toEqual([]);
  });

  test.each([...ecosystems.map(({ id }) => `${id}/frameworks.ts`), 'further-frameworks.ts'])(
    '%s: no line says a name that another one says',
    (file) => {
      const text = readFileSync(new URL(`../../../src/core/ecosystems/${file}`, import.meta.url), 'utf8');
      const written = [...text.matchAll(/= `([^`]*)`/g)].map(([, list = '']) => list.split(/\s+/).filter((word) => word !== ''));
      expect(written.map((list) => list.filter((word, index) => list.indexOf(word) !== index))).toEqual(written.map(() => []));
    },
  );

  test('they are of more than 250 packages', () => {
    expect(lists.reduce((sum, [, { names }]) => sum + names.size, 0)).toBeGreaterThan(250);
  });
});
