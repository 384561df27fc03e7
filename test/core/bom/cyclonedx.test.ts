import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { cyclonedxDocument, writeCyclonedx } from '../../../src/core/bom/cyclonedx/index.ts';
import type { CdxComponent } from '../../../src/core/bom/cyclonedx/document.ts';
import { COMMIT, OTHER, SHA256, component, richBom, richComponents, sighting } from './support.ts';

const document = cyclonedxDocument(richBom(), '1.7');

function find(name: string): CdxComponent {
  const found = document.components.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no component ${name}`);
  return found;
}

function values(one: { readonly properties?: readonly { readonly name: string; readonly value: string }[] }, name: string): string[] {
  return (one.properties ?? []).filter((property) => property.name === `weighbridge:${name}`).map(({ value }) => value);
}

it('names the tool, the subject and the moment passed in', () => {
  expect(document).toMatchObject({
    bomFormat: 'CycloneDX',
    specVersion: '1.7',
    version: 1,
    metadata: {
      timestamp: '2026-11-24T12:00:00.000Z',
      lifecycles: [{ phase: 'pre-build' }],
      tools: { components: [{ type: 'application', name: 'weighbridge' }] },
      component: { type: 'application', name: 'acme/app', version: COMMIT },
    },
  });
});

it('describes a model on the hub completely', () => {
  expect(find('support-llama')).toMatchObject({
    type: 'machine-learning-model',
    group: 'acme',
    version: COMMIT,
    scope: 'required',
    purl: `pkg:huggingface/acme/support-llama@${COMMIT}`,
    externalReferences: [
      { type: 'distribution', url: `https://huggingface.co/acme/support-llama/tree/${COMMIT}` },
      { type: 'license', url: 'https://example.org/llama/license' },
    ],
    components: [
      { type: 'file', name: 'config.json', swhid: [`swh:1:cnt:${OTHER}`] },
      { type: 'file', name: 'model.safetensors', hashes: [{ alg: 'SHA-256', content: SHA256 }] },
    ],
    pedigree: {
      ancestors: [
        { name: 'gpt2', purl: 'pkg:huggingface/gpt2' },
        { group: 'meta-llama', name: 'Llama-3.1-8B-Instruct', purl: 'pkg:huggingface/meta-llama/Llama-3.1-8B-Instruct' },
      ],
    },
    modelCard: {
      modelParameters: {
        task: 'text-generation',
        modelArchitecture: 'LlamaForCausalLM',
        datasets: [{ ref: 'pkg:huggingface/datasets/rajpurkar/squad' }, { type: 'dataset', name: 'acme/private chats' }],
      },
    },
    evidence: {
      occurrences: [
        { location: 'app/llm.py', line: 14, symbol: 'AutoModel.from_pretrained', additionalContext: 'column 9, product' },
        { location: 'tests/test_llm.py', line: 3, symbol: 'AutoModel.from_pretrained', additionalContext: 'column 5, test' },
      ],
    },
  });
  // A git blob id is no SHA-1 of the content.
  expect(find('support-llama').components?.[0]).not.toHaveProperty('hashes');
  const model = find('support-llama');
  expect(values(model, 'scope')).toEqual(['product', 'test']);
  expect(values(model, 'resolved-how')).toEqual(['imported', 'literal']);
  expect(values(model, 'requested')).toEqual([COMMIT]);
  expect(values(model, 'verification:digests')).toEqual(['passed, by hub']);
  expect([values(model, 'remote-code'), values(model, 'gated')]).toEqual([['true'], ['true']]);
});

it.each([
  ['squad', 'data'],
  ['torch', 'framework'],
  ['transformers', 'library'],
  ['models/old.pt', 'machine-learning-model'],
  ['vision', 'application'],
  ['serve', 'container'],
])('writes %s as %s', (name, type) => {
  expect(find(name).type).toBe(type);
});

it('writes a dataset with its data', () => {
  const url = `https://huggingface.co/datasets/rajpurkar/squad/tree/${COMMIT}`;
  expect(find('squad').data).toEqual([{ type: 'dataset', name: 'rajpurkar/squad', contents: { url } }]);
});

it('keeps a range out of version and purl, and secrets out of addresses', () => {
  expect(find('transformers')).toMatchObject({ group: '@huggingface', purl: 'pkg:npm/%40huggingface/transformers', scope: 'optional' });
  expect(find('transformers')).not.toHaveProperty('version');
  expect(values(find('transformers'), 'requested')).toEqual(['^3']);
  const urls = (find('torch').externalReferences ?? []).map(({ url }) => url);
  expect(urls).toEqual(['https://files.example.org/torch%202.6%7Cx.whl']);
});

it('binds weights without origin to their bytes only', () => {
  const weights = find('models/old.pt');
  expect(weights.purl).toBe(`pkg:generic/old.pt?checksum=sha256%3A${SHA256}`);
  expect(weights.hashes).toEqual([{ alg: 'SHA-256', content: SHA256 }]);
  expect(weights).not.toHaveProperty('version');
  expect(values(weights, 'unresolved')).toEqual(['no-source']);
});

it.each([
  ['later', 'offline', 'pkg:huggingface/acme/later'],
  ['typo', 'not-found', undefined],
])('names unresolved %s honestly', (name, reason, purl) => {
  const found = find(name);
  expect(found.purl).toBe(purl);
  expect(found).not.toHaveProperty('version');
  expect(found).not.toHaveProperty('modelCard');
  expect(values(found, 'unresolved')).toEqual([reason]);
});

it('lists hosted services with provider and places', () => {
  expect(document.services).toMatchObject([{ name: 'gpt-4o', provider: { name: 'openai' } }]);
  expect(values(document.services?.[0] ?? {}, 'occurrence')).toEqual(['app/llm.py:14']);
  expect(values(document.services?.[0] ?? {}, 'retires')).toEqual(['2027-01-14']);
});

it('says where an endpoint of the tree is another source than the public hub (T9)', () => {
  const [model] = richComponents();
  if (model === undefined) throw new Error('no model');
  const elsewhere = { ...model, sightings: [sighting('hf:acme/support-llama', { endpoint: 'https://mirror.example.org' })] };
  const [written] = cyclonedxDocument(richBom([elsewhere]), '1.7').components;
  expect((written?.externalReferences ?? []).map(({ type }) => type)).toEqual(['license']);
  expect(values(written ?? {}, 'endpoint')).toEqual(['https://mirror.example.org']);
});

it('gives nothing of another repository that the hub answered with', () => {
  const [model] = richComponents();
  if (model === undefined || model.hub === null) throw new Error('no model');
  const redirected = { ...model, hub: { ...model.hub, redirectedTo: 'evil/other' } };
  const [written] = cyclonedxDocument(richBom([redirected]), '1.7').components;
  for (const field of ['purl', 'components', 'modelCard', 'pedigree']) expect(written).not.toHaveProperty(field);
  expect(values(written ?? {}, 'redirected-to')).toEqual(['evil/other']);
});

it('has one dependency entry for every ref, and only refs that exist', () => {
  const refs = [document.metadata.component, ...document.components, ...(document.services ?? [])].map((one) => one['bom-ref']);
  expect(new Set(refs).size).toBe(refs.length);
  expect(new Set(document.dependencies.map(({ ref }) => ref))).toEqual(new Set(refs));
  expect(document.dependencies).toHaveLength(refs.length);
  for (const { dependsOn } of document.dependencies) for (const ref of dependsOn ?? []) expect(refs).toContain(ref);
  expect(document.dependencies[0]?.dependsOn).toHaveLength(refs.length - 1);
  const llama = document.dependencies.find(({ ref }) => ref.includes('support-llama'));
  expect(llama?.dependsOn).toEqual(['pkg:huggingface/datasets/rajpurkar/squad', 'pkg:huggingface/gpt2']);
});

it('is incomplete by what could not be read or resolved, and says what', () => {
  const [first, second] = document.compositions;
  expect(first?.aggregate).toBe('incomplete');
  expect(first?.assemblies).toContain('pkg:huggingface/acme/later');
  expect(second).toMatchObject({ aggregate: 'unknown' });
  expect(values(document.metadata, 'partial')).toEqual(['web/package-lock.json:7: syntax: not JSON']);
});

it('never claims to be complete', () => {
  const clean = { ...richBom([component('hf:gpt2')], []), problems: [] };
  expect(cyclonedxDocument(clean, '1.7').compositions.map(({ aggregate }) => aggregate)).toEqual(['unknown', 'unknown']);
});

it('uses one property namespace', () => {
  const names = JSON.stringify(document).matchAll(/"name":"([^"]*:[^"]*)","value"/g);
  for (const [, name] of names) expect(name).toMatch(/^weighbridge:/);
});

it('gives two keys that look alike two refs', () => {
  const bom = richBom([component('hf:a/b', { key: 'x\u200b' }), component('hf:a/c', { key: 'x\\u{200b}' })]);
  const refs = cyclonedxDocument(bom, '1.7').components.map((one) => one['bom-ref']);
  expect(refs).toEqual(['x\\u{200b}', 'x\\u{200b}#2']);
});

it('gives the same bytes whatever order things come in, and other serials for other content', () => {
  const components = richComponents();
  const expected = writeCyclonedx(richBom(), '1.7');
  const shuffled = fc.shuffledSubarray(components, { minLength: components.length }).map((order) =>
    order.map((one) => ({
      ...one,
      sightings: one.sightings.toReversed(),
      hub: one.hub && {
        ...one.hub,
        files: one.hub.files.toReversed(),
        baseModels: one.hub.baseModels.toReversed(),
        datasets: one.hub.datasets.toReversed(),
      },
    })),
  );
  fc.assert(
    fc.property(shuffled, (order) => {
      expect(writeCyclonedx(richBom(order), '1.7')).toBe(expected);
    }),
    { numRuns: 20 },
  );
  expect(cyclonedxDocument(richBom(), '1.6').serialNumber).not.toBe(document.serialNumber);
  expect(document.serialNumber).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});
