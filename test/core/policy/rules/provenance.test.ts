import { describe, expect, it } from 'vitest';
import type { BomComponent } from '../../../../src/core/model/index.ts';
import { baseline } from '../../../../src/core/policy/baseline.ts';
import { judge } from '../../../../src/core/policy/judge.ts';
import type { Policy } from '../../../../src/core/policy/policy.ts';
import { rules as ALL } from '../../../../src/core/policy/rules/index.ts';
import { modelProvenance } from '../../../../src/core/policy/rules/model-provenance.ts';
import { unknownOf } from '../../../support/build.ts';
import { bom, COMMIT, hub, model, NOW, OTHER, unavailable } from '../support.ts';
import { drafts, said } from './support.ts';

const RULE = 'model/provenance';
const PINNED = { requested: COMMIT };

function unresolved(reason: NonNullable<unknown> & string, component = model('hf:acme/x', [{}])): BomComponent {
  return { ...component, hub: null, version: null, resolution: { state: 'unresolved', reason: reason as 'no-source', detail: '' } };
}

describe('require: named', () => {
  it.each<[string, BomComponent, string[]]>([
    ['a floating model is named', model('hf:acme/x', [{}]), []],
    ['weights of no known origin', unresolved('no-source', model('generic:weights', [{}])), ['no-source product 14']],
    ['a name that the hub does not have', unresolved('not-found'), ['source-not-found product 14']],
    ['a name that cannot exist', unresolved('invalid-name'), ['invalid-name product 14']],
    ['a hub that did not answer is not a disproof', { ...unresolved('unreachable'), verifications: [unavailable('source')] }, []],
    ['another server', model('hf:acme/x', [{ ...PINNED, endpoint: 'https://evil.example' }]), []],
    ['a library has no ladder', { ...model('hf:acme/x', [{}]), kind: 'library' }, []],
  ])('%s', (_, component, expected) => {
    expect(said(RULE, { components: [component] })).toEqual(expected);
  });
});

describe('require: pinned', () => {
  it.each<[string, BomComponent, string[]]>([
    ['pinned and confirmed', model('hf:acme/x', [PINNED]), []],
    [
      'floating, twice in product and once in a test',
      model('hf:acme/x', [{ line: 1 }, { line: 2 }, { line: 3, scope: 'test' }]),
      ['floating product 1,2', 'floating test 3'],
    ],
    ['not reachable (T7)', model('hf:acme/x', [PINNED], { hub: hub({ reachable: 'no' }) }), ['foreign-commit product 14']],
    ['the environment may replace it (T9)', model('hf:acme/x', [{ ...PINNED, how: 'environment' }]), ['env-override product 14']],
    ['a caller may replace the revision', model('hf:acme/x', [{ ...PINNED, revisionHow: 'parameter' }]), ['parameter-override product 14']],
    ['another server (T9)', model('hf:acme/x', [{ ...PINNED, endpoint: 'https://evil.example' }]), ['other-endpoint product 14']],
    [
      'one place weaker than the other',
      model('hf:acme/x', [
        { ...PINNED, line: 1 },
        { ...PINNED, line: 2, how: 'environment' },
      ]),
      ['env-override product 2'],
    ],
    [
      'could not look, and it is said',
      model('hf:acme/x', [PINNED], { hub: hub({ reachable: 'unknown' }), verifications: [unavailable('reachability')] }),
      [],
    ],
    [
      'could not look, and nobody says so (T4)',
      model('hf:acme/x', [PINNED], { hub: hub({ reachable: 'unknown' }) }),
      ['not-checked product 14'],
    ],
    [
      'an adapter on a base that floats (T9)',
      model('hf:acme/x', [PINNED], { hub: hub({ baseModels: [{ id: 'acme/base', relation: 'adapter' }] }) }),
      ['adapter-base product 14'],
    ],
    ['datasets need only a source', { ...model('hf:datasets/acme/x', [{}]), kind: 'dataset' }, []],
  ])('%s', (_, component, expected) => {
    expect(said(RULE, { components: [component], options: { require: 'pinned' } })).toEqual(expected);
  });

  it('weighs the rung: unknown is worse than named', () => {
    const weight = (component: BomComponent) => drafts(RULE, { components: [component], options: { require: 'pinned' } })[0]?.weight ?? 0;
    expect(weight(unresolved('not-found'))).toBeGreaterThan(weight(model('hf:acme/x', [{}])));
  });

  it('folds with the rule that names the same edit', () => {
    const components = [model('hf:acme/x', [{}])];
    const [strict] = drafts(RULE, { components, options: { require: 'pinned' } });
    expect(strict?.cause).toBe(drafts('model/floating', { components })[0]?.cause);
  });
});

it('tightens to the higher rung only (T24)', () => {
  expect(modelProvenance.tighten?.({ require: 'named' }, { require: 'pinned' })).toEqual({ require: 'pinned' });
  expect(modelProvenance.tighten?.({ require: 'pinned' }, { require: 'named' })).toEqual({ require: 'pinned' });
});

describe('model/foreign-commit (T7)', () => {
  it.each<[string, BomComponent, string[]]>([
    ['a commit of the main branch', model('hf:acme/x', [PINNED]), []],
    [
      'reachable from nowhere',
      model('hf:acme/x', [{ ...PINNED, scope: 'test' }], { hub: hub({ reachable: 'no' }) }),
      ['foreign-commit test 14'],
    ],
    [
      'the default of a variable',
      model('hf:acme/x', [{ ...PINNED, revisionHow: 'environment' }], { hub: hub({ reachable: 'no' }) }),
      ['foreign-commit product 14'],
    ],
    ['another commit in the answer', model('hf:acme/x', [PINNED], { hub: hub({ commit: OTHER }) }), ['commit-differs product 14']],
    ['capital letters are the same commit', model('hf:acme/x', [{ requested: COMMIT.toUpperCase() }]), []],
    ['a pull request', model('hf:acme/x', [{ requested: 'refs/pr/7' }], { hub: hub() }), ['pull-request-ref product 14']],
    ['shortened', model('hf:acme/x', [{ requested: COMMIT.slice(0, 8) }], { hub: hub() }), ['short-commit product 14']],
    ['shortened, and nobody answers', model('hf:acme/x', [{ requested: COMMIT.slice(0, 8) }], { hub: null }), ['short-commit product 14']],
    [
      'an MD5 of DVC, which only looks like a commit',
      model('generic:dvc:m.pt', [{ requested: 'ab12'.repeat(8), detector: 'dvc' }], { hub: null }),
      [],
    ],
    ['a date that is a tag', model('hf:acme/x', [{ requested: '20240801' }], { hub: hub() }), []],
    ['could not look', model('hf:acme/x', [PINNED], { hub: hub({ reachable: 'unknown' }) }), []],
    ['floating', model('hf:acme/x', [{}]), []],
  ])('%s', (_, component, expected) => {
    expect(said('model/foreign-commit', { components: [component] })).toEqual(expected);
  });
});

describe('a name that cannot be read', () => {
  const RULES = ['model/unresolved', 'dataset/unresolved', 'service/unresolved'];
  const demanding = (kind: string, level: 'warn' | 'block', require: string): Partial<Policy> => ({
    rules: new Map([[`${kind}/provenance`, { level, options: { require } }]]),
  });
  it.each<[string, 'model' | 'dataset' | 'service', Partial<Policy>, boolean]>([
    ['a model warns', 'model', {}, false],
    ['a model blocks where models have to be pinned', 'model', demanding('model', 'block', 'pinned'), true],
    ['a model blocks where models have to be signed', 'model', demanding('model', 'block', 'signed'), true],
    ['a demand that only warns refuses nothing', 'model', demanding('model', 'warn', 'pinned'), false],
    ['what is demanded of models is not demanded of datasets', 'dataset', demanding('model', 'block', 'pinned'), false],
    ['a dataset blocks where datasets have to be pinned', 'dataset', demanding('dataset', 'block', 'pinned'), true],
    ['a dataset warns', 'dataset', {}, false],
    ['a service warns', 'service', {}, false],
    ['a service stands on no rung, so none is demanded', 'service', demanding('model', 'block', 'pinned'), false],
  ])('%s, under the rule of its kind alone', (_, kind, policy, raised) => {
    const given = { components: [model('hf:acme/x', [{}])], unknowns: [unknownOf('pick()', { kind })], policy };
    expect(RULES.filter((rule) => said(rule, given).length > 0)).toEqual([`${kind}/unresolved`]);
    expect(drafts(`${kind}/unresolved`, given)).toMatchObject([{ gap: 'unresolved', scope: 'product', raised }]);
  });

  it('blocks where more is demanded also when its rule is switched off, and is silent else', () => {
    const levels = (require: string): string[] => {
      const rules: Policy['rules'] = new Map([
        ['model/provenance', { level: 'block', options: { require } }],
        ['model/unresolved', { level: 'off', options: {} }],
      ]);
      const policy = { ...baseline(ALL), rules: new Map([...baseline(ALL).rules, ...rules]) };
      const findings = judge({
        policy,
        rules: ALL,
        bom: { ...bom(), unknowns: [unknownOf('pick()')] },
        changes: [],
        policyChanges: [],
        now: NOW,
      });
      return findings.map(({ rule, level }) => `${rule} ${level}`);
    };
    expect(levels('named')).toEqual([]);
    expect(levels('pinned')).toEqual(['model/unresolved block']);
  });
});

describe('dataset/provenance', () => {
  const dataset = (component: BomComponent): BomComponent => ({ ...component, kind: 'dataset' });
  it.each<[string, BomComponent, Record<string, unknown>, string[]]>([
    ['without a source', dataset(unresolved('not-found', model('hf:datasets/acme/x', [{}]))), {}, ['source-not-found product 14']],
    ['named is enough', dataset(model('hf:datasets/acme/x', [{}])), {}, []],
    ['until more is demanded', dataset(model('hf:datasets/acme/x', [{}])), { require: 'pinned' }, ['floating product 14']],
    ['a model is another rule', unresolved('not-found'), {}, []],
  ])('%s', (_, component, options, expected) => {
    expect(said('dataset/provenance', { components: [component], options })).toEqual(expected);
    expect(said(RULE, { components: [component], options }).length > 0).toBe(component.kind === 'model');
  });
});
