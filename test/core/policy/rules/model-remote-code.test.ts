import { describe, expect, it } from 'vitest';
import type { BomComponent, HubFacts } from '../../../../src/core/model/index.ts';
import { baseline } from '../../../../src/core/policy/baseline.ts';
import { modelRemoteCode } from '../../../../src/core/policy/rules/model-remote-code.ts';
import type { Rule } from '../../../../src/core/policy/rule.ts';
import { bom, COMMIT, hub, model, NOW, type PlaceInput } from '../support.ts';

const file = (path: string) => ({ path, size: 1, hashes: [] });
const CODE = { files: [file('config.json'), file('modeling_x.py')] };
const mapped = (...autoMap: string[]): HubFacts => ({ ...hub(), autoMap }) as HubFacts;

function trusting(places: readonly PlaceInput[], facts: HubFacts | null = hub(), input: Partial<BomComponent> = {}): BomComponent {
  const component = model('hf:acme/x', places, { hub: facts, ...input });
  return { ...component, sightings: component.sightings.map((one) => ({ ...one, remoteCode: true })) };
}

function drafts(...components: readonly BomComponent[]) {
  const rule: Rule = modelRemoteCode;
  const context = { policy: baseline([rule]), bom: bom(...components), changes: [], policyChanges: [], now: NOW };
  return modelRemoteCode.judge(context, {});
}
const said = (...components: readonly BomComponent[]): string[] =>
  drafts(...components).map(({ gap, scope, weight, places }) => `${gap} ${scope} ${weight} ${places.map(({ line }) => line).join(',')}`);

describe('model/remote-code', () => {
  it.each<[string, BomComponent, string[]]>([
    ['no trust, no finding', model('hf:acme/x', [{}], { hub: hub(CODE) }), []],
    ['trust alone', trusting([{}]), ['trusts-code product 2 14']],
    ['at a commit', trusting([{ requested: COMMIT }]), ['trusts-code product 1 14']],
    ['Python files on the hub', trusting([{ requested: COMMIT }], hub(CODE)), ['runs-code product 1 14']],
    ['auto_map', trusting([{}], mapped('modeling_x.X')), ['runs-code product 2 14']],
    ['auto_map of its own name', trusting([{}], mapped('Acme/x--modeling_x.X')), ['runs-code product 2 14']],
    ['auto_map of another repository', trusting([{}], mapped('modeling_x.X', 'evil/y--modeling_y.Y')), ['foreign-code product 2 14']],
    ['nobody answered', trusting([{}], null), ['trusts-code product 2 14']],
    ['the hub speaks of another repository', trusting([{}], hub({ ...CODE, redirectedTo: 'other/x' })), ['trusts-code product 2 14']],
    ['another server answers', trusting([{ endpoint: 'https://m.example' }], hub(CODE)), ['trusts-code product 2 14']],
    [
      'tests too, as another finding',
      trusting([{ line: 1 }, { line: 2, scope: 'test' }]),
      ['trusts-code product 2 1', 'trusts-code test 2 2'],
    ],
    [
      'a commit that the environment replaces moves',
      trusting([{ requested: COMMIT, revisionHow: 'environment' }]),
      ['trusts-code product 2 14'],
    ],
    [
      'a place that moves, beside one that does not (T36)',
      trusting([{ line: 1, requested: COMMIT }, { line: 2 }]),
      ['trusts-code product 1 1', 'trusts-code product 2 2'],
    ],
    ['a dataset', { ...trusting([{}]), kind: 'dataset' }, ['trusts-code product 2 14']],
    ['a service', { ...trusting([{}]), kind: 'service' }, []],
  ])('%s', (_name, component, expected) => {
    expect(said(component)).toEqual(expected);
  });

  it('leaves out the places that do not trust', () => {
    const component = trusting([{ line: 1 }, { line: 2 }]);
    const sightings = component.sightings.map((one, index) => ({ ...one, remoteCode: index === 1 }));
    expect(said({ ...component, sightings })).toEqual(['trusts-code product 2 2']);
  });

  it('blocks everywhere, and says who can run code (T5)', () => {
    expect(modelRemoteCode.everywhere).toBe(true);
    expect(drafts(trusting([{}], hub(CODE)))[0]?.reason).toContain('whoever can push there');
    expect(drafts(trusting([{ requested: COMMIT }], hub(CODE)))[0]?.reason).toContain('at this commit');
  });

  it.each(['--', '', 'x'.repeat(9999), '__proto__', '\u202e--x'])('takes any auto_map: %j', (entry) => {
    const [draft] = drafts(trusting([{}], mapped(entry)));
    expect([draft?.gap.length, (draft?.reason.length ?? 999) < 400]).toEqual([draft?.gap.length, true]);
    expect(['runs-code', 'foreign-code']).toContain(draft?.gap);
  });
});
