/** Article 53(2) of the AI Act, recital 102: is a model free and open-source? */
import { expect, it } from 'vitest';
import { concludeLicense } from '../../src/core/license/conclude.ts';
import { isOpenSource, isOpenSourceModel, publishesParameters } from '../../src/core/license/open-source.ts';

import { componentOf, HUB } from './lineage-support.ts';

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

it.each([
  ['its own license', 'mit', {}, undefined, 'yes'],
  ['all that holds', 'mit', {}, 'CC-BY-NC-4.0 AND MIT', 'no'],
  ['what holds is not known', 'mit', {}, null, 'unknown'],
  ['gated', 'mit', { gated: true }, undefined, 'no'],
  ['files without weights', 'mit', { files: [{ path: 'README.md', size: 1, hashes: [] }] }, undefined, 'no'],
  ['files that nobody listed', 'mit', { files: [] }, undefined, 'unknown'],
])('of a component, %s', (_, license, hub, effective, answer) => {
  const files = [{ path: 'model.safetensors', size: 1, hashes: [] }];
  expect(isOpenSourceModel(componentOf(license, { hub: { ...HUB, files, ...hub } }), effective).answer).toBe(answer);
});
