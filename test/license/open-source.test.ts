/** Article 53(2) of the AI Act, recital 102: is a model free and open-source? */
import { expect, it } from 'vitest';
import { concludeLicense } from '../../src/core/license/conclude.ts';
import { isOpenLineage, openSourceOf } from '../../src/core/license/lineage/openness.ts';
import { isOpenSource, publishesParameters } from '../../src/core/license/open-source.ts';
import { chain, componentOf, HUB, type Member } from './lineage-support.ts';

const PUBLIC = { gated: false, parametersPublic: true };

function of(license: string, more: { readonly gated?: boolean | null; readonly parametersPublic?: boolean | null } = {}) {
  const { expression, unknown } = concludeLicense([{ from: 'card', text: license, name: null, link: null }]);
  return isOpenSource({ expression, unknown, ...PUBLIC, ...more });
}

// Whatever restricts use, sale, size, place or field is no free license; credit and share-alike are (Commission guidelines on GPAI, July 2025).
it.each([
  ['mit', 'yes'],
  ['apache-2.0', 'yes'],
  ['cc-by-4.0', 'yes'],
  ['cc-by-sa-4.0', 'yes'],
  ['gpl-3.0', 'yes'],
  ['agpl-3.0', 'yes'],
  ['lgpl-3.0', 'yes'],
  ['OpenMDW-1.0', 'yes'],
  ['cc0-1.0', 'yes'],
  ['cc-by-nc-4.0', 'no'],
  ['cc-by-nd-4.0', 'no'],
  ['llama3.1', 'no'],
  ['llama4', 'no'],
  ['gemma', 'no'],
  ['openrail', 'no'],
  ['creativeml-openrail-m', 'no'],
  ['apple-amlr', 'no'],
  ['LicenseRef-scancode-qwen-2024', 'no'],
  ['LicenseRef-scancode-stability-ai-community-2024', 'no'],
  ['LicenseRef-InternLM-Weights-Application', 'no'],
  ['BUSL-1.1', 'no'],
  ['Elastic-2.0', 'no'],
  ['SSPL-1.0', 'no'],
  ['LicenseRef-scancode-moonshot-ai-modified-mit-2025', 'unknown'],
  ['other', 'unknown'],
  ['cc', 'unknown'],
  ['LicenseRef-acme', 'unknown'],
  ['apache-2.0-modified', 'unknown'],
  ['mit OR cc-by-nc-4.0', 'yes'],
  ['mit AND cc-by-nc-4.0', 'no'],
  ['mit AND LicenseRef-acme', 'unknown'],
  ['LicenseRef-acme AND cc-by-nc-4.0', 'no'],
  ['GPL-2.0-only WITH AdditionRef-no-sale', 'unknown'],
])('%s: %s', (license, answer) => {
  expect(of(license).answer).toBe(answer);
});

it.each([
  ['gated', { gated: true }, 'no', 'Nobody gets it without asking first.'],
  ['weights are kept back', { parametersPublic: false }, 'no', 'Its parameters are not public.'],
  [
    'nobody looked',
    { gated: null, parametersPublic: null },
    'unknown',
    'Its license is free; whether its parameters are public is not known.',
  ],
  ['all of it', {}, 'yes', 'Its license lets anybody use, change and pass it on, and its parameters are public.'],
])('%s', (_, more, answer, reason) => {
  expect(of('mit', more)).toEqual({ answer, reason });
});

it('what is not known beside what forbids changes nothing, and beside what allows it does', () => {
  expect(isOpenSource({ expression: 'CC-BY-NC-4.0', unknown: 'not recognized: x', ...PUBLIC }).answer).toBe('no');
  expect(isOpenSource({ expression: 'MIT', unknown: 'not recognized: x', ...PUBLIC }).answer).toBe('unknown');
});

it('nobody who was not asked publishes anything', () => {
  expect(publishesParameters(null)).toBeNull();
});

const FILES = [{ path: 'model.safetensors', size: 1, hashes: [] }];

it.each([
  ['its own license', 'mit', {}, 'yes'],
  ['another one', 'cc-by-nc-4.0', {}, 'no'],
  ['gated', 'mit', { gated: true }, 'no'],
  ['files without weights', 'mit', { files: [{ path: 'README.md', size: 1, hashes: [] }] }, 'no'],
  ['files that nobody listed', 'mit', { files: [] }, 'unknown'],
  ['a base that nobody was asked about', 'mit', { baseModels: [{ id: 'lab/base', relation: 'finetune' as const }] }, 'unknown'],
])('of a component, %s', (_, license, hub, answer) => {
  expect(openSourceOf(componentOf(license, { hub: { ...HUB, files: FILES, ...hub } })).answer).toBe(answer);
});

// An ancestor's terms stay; what is missing, or only hinted at, is no permission (T11).
it.each<[string, readonly Member[], string]>([
  ['a free base', [{ license: 'mit' }, { license: 'apache-2.0' }], 'yes'],
  ['a base that forbids', [{ license: 'mit' }, { license: 'apache-2.0' }, { license: 'cc-by-nc-4.0' }], 'no'],
  ['a base that is gone', [{ license: 'mit' }, { license: null }], 'unknown'],
  ['a base that is gone, and a license that forbids', [{ license: 'cc-by-nc-4.0' }, { license: null }], 'no'],
  ['a base that nobody states', [{ license: 'mit' }, { license: 'cc-by-nc-4.0', by: 'hint' }], 'unknown'],
  ['data that forbid', [{ license: 'mit' }, { license: 'cc-by-nc-4.0', kind: 'dataset', relation: 'trained-on' }], 'yes'],
  ['a teacher whose license does not speak of outputs', [{ license: 'mit' }, { license: 'cc-by-nc-4.0', relation: 'distilled' }], 'yes'],
  ['a teacher whose license does', [{ license: 'mit' }, { license: 'gemma', relation: 'distilled' }], 'no'],
  ['a teacher whose license restricts outputs', [{ license: 'mit' }, { license: 'llama2', relation: 'distilled' }], 'no'],
  ['a teacher of unknown license', [{ license: 'mit' }, { license: 'other', relation: 'distilled' }], 'unknown'],
])('all that it was made from counts: %s', (_, members, answer) => {
  const graph = chain(...members);
  expect(isOpenLineage(graph, PUBLIC).answer).toBe(answer);
  if (answer === 'yes') expect(isOpenLineage({ ...graph, cut: true }, PUBLIC).answer).toBe('unknown');
});
