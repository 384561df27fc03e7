import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { expect, it } from 'vitest';
import { buildBom } from '../../../src/core/bom/build.ts';
import { writeCyclonedx } from '../../../src/core/bom/cyclonedx/index.ts';
import type { Ancestor, Component } from '../../../src/core/model/index.ts';
import { AS_OF, component, hub, license } from './support.ts';

const validators = {
  '1.6': new Validation.JsonStrictValidator(Spec.Version.v1dot6),
  '1.7': new Validation.JsonStrictValidator(Spec.Version.v1dot7),
};

function ancestor(ref: string, input: Partial<Ancestor> = {}): Ancestor {
  const quiet = { of: 'hf:a/b', relation: 'finetune', by: 'card', claims: [], commit: null, pipelineTag: null, unresolved: null } as const;
  return { ref, kind: 'model', ...quiet, ...input };
}

function written(ancestors: readonly Ancestor[], version: '1.6' | '1.7' = '1.7'): string {
  const one: Component = component('hf:a/b', {
    hub: hub({ baseModels: [{ id: 'x/y', relation: 'base' }] }),
    lineage: { ancestors, cut: false },
  });
  const quiet = { unknowns: [], problems: [], asOf: AS_OF, licenseOf: () => license(), verificationsOf: () => [] };
  return writeCyclonedx(buildBom({ subject: { name: 's', version: null }, components: [one], ...quiet }), version);
}

function ancestorsIn(ancestors: readonly Ancestor[]): unknown {
  const { components } = JSON.parse(written(ancestors)) as {
    readonly components: readonly { readonly pedigree?: { readonly ancestors: unknown } }[];
  };
  return components[0]?.pedigree?.ancestors;
}

it('names every model over all hops, with what its source states of its license', () => {
  const claims = [
    { from: 'card', text: 'apache-2.0', name: null, link: null },
    { from: 'card', text: 'other', name: 'my-terms', link: null },
  ] as const;
  expect(ancestorsIn([ancestor('hf:c/d', { claims }), ancestor('hf:e/f', { of: 'hf:c/d', relation: 'quantized' })])).toEqual([
    {
      type: 'machine-learning-model',
      group: 'c',
      name: 'd',
      licenses: [
        { license: { id: 'Apache-2.0', acknowledgement: 'declared' } },
        { license: { name: 'my-terms', acknowledgement: 'declared' } },
      ],
      purl: 'pkg:huggingface/c/d',
      properties: [{ name: 'weighbridge:relation', value: 'finetune' }],
    },
    {
      type: 'machine-learning-model',
      group: 'e',
      name: 'f',
      purl: 'pkg:huggingface/e/f',
      properties: [{ name: 'weighbridge:relation', value: 'quantized of c/d' }],
    },
  ]);
});

it('states no hint, and no dataset as an ancestor', () => {
  expect(
    ancestorsIn([ancestor('hf:c/d', { by: 'hint' }), ancestor('hf:datasets/e/f', { kind: 'dataset', relation: 'trained-on' })]),
  ).toBeUndefined();
});

it('says why one told nothing, and takes no name for a reference that is none', () => {
  const unresolved = { reason: 'invalid-name', detail: 'no name' } as const;
  expect(
    ancestorsIn([
      ancestor('generic:%2E%2Fx', { unresolved }),
      ancestor('modelscope:a/b', { unresolved: { ...unresolved, reason: 'named-only' } }),
    ]),
  ).toEqual([
    {
      type: 'machine-learning-model',
      name: './x',
      properties: [
        { name: 'weighbridge:relation', value: 'finetune' },
        { name: 'weighbridge:unresolved', value: 'invalid-name' },
      ],
    },
    {
      type: 'machine-learning-model',
      group: 'a',
      name: 'b',
      properties: [
        { name: 'weighbridge:relation', value: 'finetune' },
        { name: 'weighbridge:unresolved', value: 'named-only' },
      ],
    },
  ]);
});

it.each(['1.6', '1.7'] as const)('is valid CycloneDX %s, whatever is stated', async (version) => {
  const text = '\u202e"<script>\ud800';
  const claims = [
    { from: 'card', text, name: text, link: text },
    { from: 'card', text: 'mit', name: null, link: null },
  ] as const;
  const unresolved = { reason: 'not-found', detail: text } as const;
  const all = [
    ancestor('hf:c/d', { claims, unresolved }),
    ancestor('hf:c/d', { claims, relation: 'merge' }),
    ancestor(`generic:${encodeURIComponent('<x>')}`),
  ];
  expect(await validators[version].validate(written(all, version))).toBeNull();
});
