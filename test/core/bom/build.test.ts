import { expect, it } from 'vitest';
import { buildBom } from '../../../src/core/bom/build.ts';
import type { Component, HubFacts } from '../../../src/core/model/index.ts';
import { AS_OF, COMMIT, component, hub, license, sighting } from './support.ts';

function build(components: readonly Component[]) {
  return buildBom({
    subject: { name: 's', version: null },
    components,
    unknowns: [],
    licenseOf: () => license({ expression: null, unknown: 'not stated' }),
    verificationsOf: () => [],
    problems: [],
    asOf: AS_OF,
  });
}

function edges(facts: Partial<HubFacts>, others: readonly Component[]): string[] {
  return build([component('hf:acme/tuned', { hub: hub(facts) }), ...others]).dependencies.map(
    ({ from, to, relation }) => `${from} ${relation} ${to}`,
  );
}

it('sorts components by key, and gives each its license and verifications', () => {
  const passed = { topic: 'source', outcome: 'passed', reason: null, detail: '', by: 'hub', asOf: null } as const;
  const bom = buildBom({
    subject: { name: 's', version: null },
    components: [component('hf:b/b'), component('hf:a/a')],
    unknowns: [],
    licenseOf: ({ name }) => license(name === 'b/b' ? { expression: 'MIT' } : { expression: null, unknown: 'not stated' }),
    verificationsOf: ({ name }) => (name === 'b/b' ? [passed] : []),
    problems: [],
    asOf: AS_OF,
  });
  expect(bom.components).toMatchObject([
    { key: 'pkg:huggingface/a/a', license: { expression: null, unknown: 'not stated' }, verifications: [] },
    { key: 'pkg:huggingface/b/b', license: { expression: 'MIT' }, verifications: [passed] },
  ]);
});

it('sorts sightings by path, line and column as numbers', () => {
  const at = (path: string, line: number, column: number) => sighting('hf:a/a', { place: { path, line, column } });
  const sightings = [at('b', 1, 1), at('a', 10, 1), at('a', 9, 20), at('a', 9, 3)];
  const places = build([component('hf:a/a', { sightings })]).components[0]?.sightings.map(
    ({ place }) => `${place.path}:${place.line}:${place.column}`,
  );
  expect(places).toEqual(['a:9:3', 'a:9:20', 'a:10:1', 'b:1:1']);
});

it.each<[string, Partial<HubFacts>, readonly Component[], readonly string[]]>([
  [
    'base model in the Bom',
    { baseModels: [{ id: 'gpt2', relation: 'adapter' }] },
    [component('hf:gpt2')],
    ['adapter pkg:huggingface/gpt2'],
  ],
  ['base model elsewhere', { baseModels: [{ id: 'other/base', relation: 'adapter' }] }, [component('hf:gpt2')], []],
  [
    'every version of the base',
    { baseModels: [{ id: 'gpt2', relation: 'base' }] },
    [component('hf:gpt2'), component('hf:gpt2', { requested: COMMIT })],
    ['base pkg:huggingface/gpt2', `base pkg:huggingface/gpt2@${COMMIT}`],
  ],
  [
    'dataset',
    { datasets: ['squad'] },
    [component('hf:datasets/squad', { kind: 'dataset' })],
    ['trained-on pkg:huggingface/datasets/squad'],
  ],
  ['a model is no dataset of the same name', { datasets: ['squad'] }, [component('hf:squad')], []],
  ['a card that names itself', { baseModels: [{ id: 'acme/tuned', relation: 'base' }] }, [], []],
  [
    'the same statement twice',
    { datasets: ['squad', 'squad'] },
    [component('hf:datasets/squad')],
    ['trained-on pkg:huggingface/datasets/squad'],
  ],
  [
    'no possible ids',
    {
      baseModels: [
        { id: '../../x', relation: 'base' },
        { id: '', relation: 'base' },
      ],
      datasets: ['\u0000', 'a@b@c'],
    },
    [],
    [],
  ],
])('links %s', (_, facts, others, expected) => {
  expect(edges(facts, others)).toEqual(expected.map((edge) => `pkg:huggingface/acme/tuned ${edge}`));
});
