/** Names that look like those of frameworks, and versions before a release. */
import { describe, expect, it } from 'vitest';
import { nearFramework } from '../../../src/core/ecosystems/near-names.ts';
import { isPrerelease } from '../../../src/core/ecosystems/prerelease.ts';

describe('nearFramework', () => {
  it.each([
    ['pypi', 'transformer', 'transformers'],
    ['pypi', 'trasnformers', 'transformers'],
    ['pypi', 'transformerss', 'transformers'],
    ['pypi', 'trans-formers', 'transformers'],
    ['pypi', 'transformera', 'transformers'],
    ['npm', 'opneai', 'openai'],
    ['npm', 'open-ai', 'openai'],
    ['pypi', 'transformers', null],
    ['pypi', 'transformation', null],
    ['pypi', 'torc', null],
    ['npm', '@acme/openai', null],
    ['npm', 'react', null],
    ['maven', 'openal', null],
    ['npm', `openai${'x'.repeat(100_000)}`, null],
  ])('%s: %s', (type, name, framework) => {
    expect(nearFramework(type, name)).toBe(framework);
  });
});

describe('isPrerelease', () => {
  it.each([
    ['npm', '5.0.0-rc.1', true],
    ['npm', '5.0.0', false],
    ['npm', '5.0.0+build', false],
    ['pypi', '2.6.0rc1', true],
    ['pypi', '2.6.0.dev20250101', true],
    ['pypi', '2.6.0.post1', false],
    ['pypi', '2.6.0+cu124', false],
    ['cargo', '0.8.0-alpha.1', true],
    ['golang', 'v1.2.3-beta.1', true],
    ['golang', 'v0.0.0-20240102030405-0123456789ab', false],
    ['golang', 'v1.2.4-0.20240102030405-0123456789ab', false],
    ['conda', '2.6.0rc1', false],
    ['npm', 'x'.repeat(100_000), false],
  ])('%s: %s is %s', (type, version, expected) => {
    expect(isPrerelease(type, version)).toBe(expected);
  });
});
