import { describe, expect, it } from 'vitest';
import type { BomComponent, PinSite } from '../../../../src/core/model/index.ts';
import type { Policy } from '../../../../src/core/policy/policy.ts';
import { modelSourceRedirected } from '../../../../src/core/policy/rules/model-source-redirected.ts';
import { COMMIT, hub, model } from '../support.ts';
import { drafts, said } from './support.ts';

const SITE: PinSite = { line: 14, column: 40, endColumn: 40, template: ', revision="{commit}"', source: 'm = load("acme/x")' };

function pinnable(component: BomComponent): BomComponent {
  return { ...component, sightings: component.sightings.map((one) => ({ ...one, pin: SITE })) };
}
function gone(reason: 'not-found' | 'redirect', detail: string): BomComponent {
  return model('hf:acme/x', [{}], { hub: null, resolution: { state: 'unresolved', reason, detail } });
}

describe('model/floating and dataset/floating', () => {
  it.each<[string, BomComponent, string[]]>([
    ['no revision', model('hf:acme/x', [{}]), ['floating product 14']],
    ['a branch', model('hf:acme/x', [{ requested: 'main' }], { hub: hub() }), ['floating product 14']],
    ['a commit', model('hf:acme/x', [{ requested: COMMIT }]), []],
    [
      'five places are one thing to do',
      model(
        'hf:acme/x',
        [1, 2, 3, 4, 5].map((line) => ({ line })),
      ),
      ['floating product 1,2,3,4,5'],
    ],
    ['a test is another thing', model('hf:acme/x', [{ scope: 'test' }]), ['floating test 14']],
    ['the environment gives the revision', model('hf:acme/x', [{ requested: 'main', revisionHow: 'environment' }]), []],
    ['the environment gives the name', model('hf:acme/x', [{ how: 'environment' }]), ['floating product 14']],
    ['a pull request is not a branch', model('hf:acme/x', [{ requested: 'refs/pr/1' }]), []],
    ['nothing is there to pin', gone('not-found', ''), []],
    ['a redirected name still floats', model('hf:acme/x', [{}], { hub: hub({ redirectedTo: 'other/x' }) }), ['floating product 14']],
    ['a dataset is another rule', { ...model('hf:datasets/acme/x', [{}]), kind: 'dataset' }, []],
  ])('%s', (_, component, expected) => {
    expect(said('model/floating', { components: [component] })).toEqual(expected);
  });

  it('judges datasets by their own rule', () => {
    const components: BomComponent[] = [{ ...model('hf:datasets/acme/x', [{}]), kind: 'dataset' }, model('hf:acme/x', [{}])];
    expect(drafts('dataset/floating', { components }).map(({ component }) => component)).toEqual(['pkg:huggingface/datasets/acme/x']);
  });

  it('offers the edit with the full commit that the hub named', () => {
    const [draft] = drafts('model/floating', { components: [pinnable(model('hf:acme/x', [{}]))] });
    expect(draft?.fix).toEqual({ title: 'Pin acme/x', command: null, edits: [{ path: 'app/llm.py', site: SITE, commit: COMMIT }] });
  });

  it.each<[string, BomComponent]>([
    ['the hub named another repository', model('hf:acme/x', [{}], { hub: hub({ redirectedTo: 'other/x' }) })],
    ['another server is asked', model('hf:acme/x', [{ endpoint: 'https://evil.example' }])],
    ['the answer is not a full commit', model('hf:acme/x', [{}], { hub: hub({ commit: 'main' }) })],
    ['nobody answered', model('hf:acme/x', [{}], { hub: null })],
  ])('offers no edit when %s', (_, component) => {
    expect(drafts('model/floating', { components: [pinnable(component)] })[0]?.fix.edits).toEqual([]);
  });
});

describe('model/redirected and model/renamed', () => {
  it.each([
    ['acme/x', 'other/x', 'redirected'],
    ['acme/x', 'acme/y', 'renamed'],
    ['acme/x', 'Acme/x', 'renamed'],
    ['acme/x', 'https://evil.example/acme/x', 'redirected'],
    ['acme/x', 'acme/x/../../other', 'redirected'],
    ['gpt2', 'openai-community/gpt2', 'renamed'],
    ['gpt2', 'https://evil.example/gpt2', 'redirected'],
  ])('%s to %s is %s', (from, to, expected) => {
    for (const component of [
      model(`hf:${from}`, [{}], { hub: hub({ redirectedTo: to }) }),
      { ...gone('redirect', to), ref: model(`hf:${from}`, []).ref },
    ]) {
      const found = ['redirected', 'renamed'].filter((name) => drafts(`model/${name}`, { components: [component] }).length > 0);
      expect(found).toEqual([expected]);
    }
  });

  it('is another finding when the new owner changes again', () => {
    const gap = (to: string) =>
      drafts('model/redirected', { components: [model('hf:acme/x', [{}], { hub: hub({ redirectedTo: to }) })] })[0]?.gap;
    expect(gap('one/x')).not.toBe(gap('two/x'));
  });
});

describe('model/source-redirected (T9)', () => {
  it.each([
    [null, undefined, []],
    ['https://evil.example', undefined, ['endpoint:https://evil.example product 14']],
    ['https://huggingface.co', undefined, []],
    ['https://huggingface.co/', undefined, []],
    ['https://huggingface.co.evil.example', undefined, ['endpoint:https://huggingface.co.evil.example product 14']],
    ['https://models.acme.example', ['https://models.acme.example'], []],
  ])('%s with allow %j', (endpoint, allow, expected) => {
    const components = [model('hf:acme/x', [{ endpoint }])];
    expect(said('model/source-redirected', { components, options: allow === undefined ? {} : { allow } })).toEqual(expected);
  });

  it('lets a layer below only take origins away (T24)', () => {
    expect(modelSourceRedirected.tighten?.({ allow: ['a', 'b'] }, { allow: ['b', 'c'] })).toEqual({ allow: ['b'] });
  });
});

describe('lists of models, datasets and services', () => {
  const service: BomComponent = { ...model('service:openai/gpt-4o', [{}], { hub: null }), kind: 'service' };
  const dataset: BomComponent = { ...model('hf:datasets/acme/x', [{}]), kind: 'dataset' };
  it.each<[string, BomComponent, Partial<Policy>, string[]]>([
    ['model/denied', model('hf:acme/x-gptq', [{}]), { models: { deny: ['hf:**-gptq'] } }, ['denied product 14']],
    ['model/denied', model('hf:Acme/X', [{}]), { models: { deny: ['hf:acme/*'] } }, ['denied product 14']],
    ['model/denied', model('hf:acme/x', [{}]), { models: { allow: ['hf:acme/*'], deny: [] } }, []],
    ['model/denied', model('hf:other/x', [{}]), { models: { allow: ['hf:acme/*'], deny: [] } }, ['not-allowed product 14']],
    ['model/denied', model('hf:acme/x', [{}]), { models: { allow: [], deny: [] } }, ['not-allowed product 14']],
    ['model/denied', model('hf:acme/x', [{}]), { models: { allow: ['hf:acme/*'], deny: ['hf:acme/x'] } }, ['denied product 14']],
    // The hub must not carry a denied name past the list under an old one.
    [
      'model/denied',
      model('hf:acme/x', [{}], { hub: hub({ redirectedTo: 'evil/x' }) }),
      { models: { deny: ['hf:evil/*'] } },
      ['denied product 14'],
    ],
    [
      'model/denied',
      model('hf:acme/x', [{}], { hub: hub({ redirectedTo: 'new/x' }) }),
      { models: { allow: ['hf:acme/*'], deny: [] } },
      ['not-allowed product 14'],
    ],
    ['model/denied', model('hf:acme/x', [{}], { hub: hub({ redirectedTo: '\u0000 no id' }) }), { models: { deny: ['hf:evil/*'] } }, []],
    ['model/denied', dataset, { models: { allow: [], deny: [] } }, []],
    ['dataset/denied', dataset, { datasets: { deny: ['hf:datasets/acme/*'] } }, ['denied product 14']],
    ['dataset/denied', dataset, { datasets: { allow: ['hf:datasets/acme/*'], deny: [] } }, []],
    ['service/denied', service, { services: { deny: ['service:openai/*'] } }, ['denied product 14']],
    ['service/denied', service, { services: { allow: ['service:mistral/*'], deny: [] } }, ['not-allowed product 14']],
    ['service/denied', service, { services: { deny: [] } }, []],
  ])('%s: %#', (rule, component, policy, expected) => {
    expect(said(rule, { components: [component], policy })).toEqual(expected);
  });
});
