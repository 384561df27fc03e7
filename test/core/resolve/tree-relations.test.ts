import { describe, expect, it } from 'vitest';
import { formatRef } from '../../../src/core/ref/format.ts';
import { relationsInTree } from '../../../src/core/resolve/tree-relations.ts';
import { sightingOf, weightsFactOf, weightsSightingOf } from '../../support/build.ts';

function told(metadata: Readonly<Record<string, string>>): { readonly all: readonly string[]; readonly more: boolean } {
  const { all, more } = relationsInTree([weightsSightingOf('hf:acme/x', { weights: weightsFactOf({ metadata }) })]);
  return { all: all.map(({ relation, by, ref }) => `${relation} ${by} ${formatRef(ref)}`), more };
}

describe('the head of a GGUF file', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['the address of a base', { 'general.base_model.0.repo_url': 'https://huggingface.co/meta/llama' }, ['base config hf:meta/llama']],
    ['of a dataset', { 'general.dataset.0.repo_url': 'https://huggingface.co/datasets/a/b' }, ['trained-on config hf:datasets/a/b']],
    ['of the source', { 'general.source.repo_url': 'https://huggingface.co/a/b' }, ['base config hf:a/b']],
    ['the repository of the source', { 'general.source.huggingface.repository': 'a/b' }, ['base config hf:a/b']],
    [
      'names for people are a hint',
      { 'general.base_model.0.organization': 'Meta Llama', 'general.base_model.0.name': 'Llama 3.1' },
      ['base hint hf:Meta-Llama/Llama-3.1'],
    ],
    [
      'an address says more than names',
      {
        'general.base_model.1.organization': 'x',
        'general.base_model.1.name': 'y',
        'general.base_model.1.repo_url': 'https://huggingface.co/a/b',
      },
      ['base config hf:a/b'],
    ],
    ['a name alone', { 'general.base_model.0.name': 'Llama' }, []],
    ['an address of nobody', { 'general.base_model.0.repo_url': 'file:///x' }, ['base config generic:file%3A%2F%2F%2Fx']],
    ['other keys', { 'general.name': 'a/b', 'general.base_model.x.repo_url': 'a/b', __proto__: 'a/b' }, []],
    ['nothing', { 'general.base_model.0.repo_url': '  ' }, []],
  ])('%s', (_, metadata, expected) => {
    expect(told(metadata)).toEqual({ all: expected, more: false });
  });

  it('that names more bases than were kept has more', () => {
    const head = { 'general.base_model.count': '3', 'general.base_model.0.repo_url': 'https://huggingface.co/a/b' };
    expect(told(head)).toEqual({ all: ['base config hf:a/b'], more: true });
    expect(told({ ...head, 'general.base_model.count': '1' }).more).toBe(false);
    expect(told({ ...head, 'general.base_model.count': 'x' }).more).toBe(false);
  });
});

it('what the lock declares of an address', () => {
  const stated = { sha256: 'a'.repeat(64), license: null, supplier: null, base: ['hf:a/b'], signer: null };
  const declared = {
    about: 's3://x/y',
    place: { path: 'weighbridge.lock', line: 1, column: 1 },
    says: 'names',
    upTo: 'named',
    stated,
  } as const;
  const { all } = relationsInTree([sightingOf('hf:acme/x', { declared }), sightingOf('hf:acme/x', { declared })]);
  expect(all.map(({ relation, by, ref }) => `${relation} ${by} ${formatRef(ref)}`)).toEqual(['base lock hf:a/b']);
});
