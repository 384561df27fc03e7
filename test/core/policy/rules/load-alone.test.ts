import { describe, expect, it } from 'vitest';
import type { BomComponent, HubFacts } from '../../../../src/core/model/index.ts';
import { baseline } from '../../../../src/core/policy/baseline.ts';
import type { Rule } from '../../../../src/core/policy/rule.ts';
import { modelProvenance } from '../../../../src/core/policy/rules/model-provenance.ts';
import { modelRemoteCode } from '../../../../src/core/policy/rules/model-remote-code.ts';
import { modelUnresolved } from '../../../../src/core/policy/rules/model-unresolved.ts';
import { rungOf } from '../../../../src/core/policy/rung.ts';
import { unknownOf } from '../../../support/build.ts';
import { bom, COMMIT, hub, model, NOW, OTHER, type PlaceInput } from '../support.ts';

const mapped = (...autoMap: string[]): HubFacts => ({ ...hub(), autoMap }) as HubFacts;
const at = (text: string | null, how: 'literal' | 'environment' | 'unresolved' = 'literal'): PlaceInput['codeRevision'] => ({ text, how });
const code = (revision?: PlaceInput['codeRevision'], requested: string = COMMIT): PlaceInput => ({
  requested,
  remoteCode: true,
  ...(revision === undefined ? {} : { codeRevision: revision }),
});
const MISSING: Partial<BomComponent> = { resolution: { state: 'unresolved', reason: 'not-found', detail: 'nothing there' }, hub: null };

function drafts(rule: Rule<never>, options: unknown, ...components: readonly BomComponent[]): string[] {
  const judged = (rule as unknown as Rule).judge(
    { policy: baseline([rule as unknown as Rule]), bom: bom(...components), changes: [], policyChanges: [], now: NOW },
    options,
  );
  return judged.map(({ gap, weight, places }) => `${gap} ${weight} ${places.map(({ line }) => line).join(',')}`);
}
const provenance = (require: string, ...components: readonly BomComponent[]): string[] =>
  drafts(modelProvenance as never, { require }, ...components);

describe('the code of a load is pinned by that load alone (T36)', () => {
  it.each<[string, PlaceInput, HubFacts, string]>([
    ['own code at the revision', code(), mapped('m.X'), 'unsigned'],
    ['own code at its own branch', code(at('main')), mapped('m.X'), 'code-floating'],
    ['own code at the same commit', code(at(COMMIT.toUpperCase())), mapped('m.X'), 'unsigned'],
    ['own code at another commit, which nobody confirmed', code(at(OTHER)), mapped('m.X'), 'not-checked'],
    ['own code at a short commit', code(at('4f0c2d9')), mapped('m.X'), 'code-floating'],
    ['a commit that the environment may replace', code(at(COMMIT, 'environment')), mapped('m.X'), 'code-floating'],
    ['a computed one', code(at(null, 'unresolved')), mapped('m.X'), 'code-floating'],
    ['code of another repository', code(), mapped('org/code--m.X'), 'remote-code'],
    ['code of another repository at a commit that nobody confirmed', code(at(OTHER)), mapped('org/code--m.X'), 'not-checked'],
    ['code of another repository at a branch', code(at('main')), mapped('org/code--m.X'), 'code-floating'],
    [
      'a load that trusts no code',
      { requested: COMMIT, codeRevision: { text: 'main', how: 'literal' } },
      mapped('org/code--m.X'),
      'unsigned',
    ],
  ])('%s', (_name, place, facts, gap) => {
    expect(rungOf(model('hf:acme/m', [place], { hub: facts }))).toMatchObject({ gap });
  });

  it('code of another repository counts where the hub confirmed its commit', () => {
    const load = model('hf:acme/m', [code(at(OTHER))], { hub: mapped('org/code--m.X') });
    const house = (commit: string): BomComponent => model('hf:org/code', [{ requested: commit }], { hub: hub({ commit }) });
    expect(rungOf(load, [load, house(OTHER)]).gap).toBe('unsigned');
    expect(rungOf(load, [load, house(COMMIT)]).gap).toBe('not-checked');
  });

  it('a safe load of a model excuses no other load of it', () => {
    const safe = model('hf:acme/m', [{ ...code(at(COMMIT)), line: 1 }], { hub: mapped('m.X') });
    const floats = model('hf:acme/m', [{ ...code(undefined, 'main'), line: 2 }], { hub: mapped('m.X') });
    const branch = model(
      'hf:acme/m',
      [
        { ...code(at(COMMIT)), line: 1 },
        { ...code(at('main')), line: 3 },
      ],
      { hub: mapped('m.X') },
    );
    expect(drafts(modelRemoteCode as never, {}, safe)).toEqual(['runs-code 1 1']);
    expect(drafts(modelRemoteCode as never, {}, safe, floats)).toEqual(['runs-code 1 1', 'runs-code 2 2']);
    expect(drafts(modelRemoteCode as never, {}, branch)).toEqual(['runs-code 1 1', 'runs-code 2 3']);
    expect(provenance('pinned', safe, floats, branch)).toEqual(['floating 4 2', 'code-floating 4 3']);
  });

  it('names the repository that the code comes from, where that is a name', () => {
    const reasons = (entry: string): string[] =>
      modelRemoteCode
        .judge(
          {
            policy: baseline([modelRemoteCode as unknown as Rule]),
            bom: bom(model('hf:acme/m', [code()], { hub: mapped(entry) })),
            changes: [],
            policyChanges: [],
            now: NOW,
          },
          {},
        )
        .map(({ reason }) => reason);
    expect(reasons('lab/code-house--m.X')[0]).toContain('lab/code-house');
    expect(reasons('../@everyone <b>--m.X')[0]).toContain('code of another repository');
  });

  it.each<[string, PlaceInput, HubFacts, string]>([
    ['of another repository, at no revision of its own', code(), mapped('org/code--m.X'), 'foreign-code 2 14'],
    ['of another repository, at a commit', code(at(OTHER)), mapped('org/code--m.X'), 'foreign-code 1 14'],
    ['its own, at a branch', code(at('main')), mapped('m.X'), 'runs-code 2 14'],
    ['its own, at a commit while the weights float', code(at(OTHER), 'main'), mapped('m.X'), 'runs-code 1 14'],
  ])('model/remote-code weighs the code: %s', (_name, place, facts, expected) => {
    expect(drafts(modelRemoteCode as never, {}, model('hf:acme/m', [place], { hub: facts }))).toEqual([expected]);
  });
});

describe('what reading left open is never pinned, and blocks nobody who did not ask for it (T35, T37)', () => {
  it.each<[NonNullable<PlaceInput['doubts']>[number], string, string[]]>([
    ['arguments', 'open-arguments', ['may-trust-code 1 14']],
    ['part', 'open-arguments', []],
    ['forwarded', 'parameter-override', []],
    ['callable', 'callable', []],
    ['kind', 'kind', []],
  ])('%s: %s', (doubt, gap, remote) => {
    const load = model('hf:acme/m', [{ requested: COMMIT, doubts: [doubt] }]);
    expect(rungOf(load)).toMatchObject({ rung: 'named', gap });
    expect(provenance('named', load)).toEqual([]);
    expect(provenance('pinned', load)).toEqual([`${gap} 4 14`]);
    expect(drafts(modelRemoteCode as never, {}, load)).toEqual(remote);
    expect(drafts(modelUnresolved as never, {}, load)).toEqual([]);
  });

  it('arguments of a load without a name count where remote code blocks, and only there', () => {
    const unknowns = [unknownOf('pick()', { doubts: ['arguments'] })];
    const policy = baseline([modelRemoteCode as unknown as Rule]);
    const strict = { ...policy, rules: new Map([['model/remote-code', { level: 'block' as const, options: {} }]]) };
    const gaps = (given: typeof policy): string[] =>
      modelRemoteCode
        .judge({ policy: given, bom: { ...bom(), unknowns }, changes: [], policyChanges: [], now: NOW }, {})
        .map(({ gap }) => gap);
    expect([gaps(policy), gaps(strict)]).toEqual([[], ['may-trust-code']]);
  });

  it.each(['callable', 'kind'] as const)('a name that no hub has, with the doubt %s, is unknown and not missing', (doubt) => {
    const load = model('hf:acme/m', [{ doubts: [doubt] }], MISSING);
    expect(rungOf(load)).toMatchObject({ rung: 'unknown', gap: doubt });
    expect(provenance('named', load)).toEqual([]);
    expect(provenance('pinned', load)).toEqual([]);
    expect(drafts(modelUnresolved as never, {}, load)).toEqual(['unresolved 1 14']);
  });

  it('a load beside it that is certain is missing all the same', () => {
    const loads = model('hf:acme/m', [{ line: 1, doubts: ['callable'] }, { line: 2 }], MISSING);
    expect(provenance('named', loads)).toEqual(['source-not-found 5 2']);
    expect(provenance('named', model('hf:acme/m', [{ doubts: ['arguments'] }], MISSING))).toEqual(['source-not-found 5 14']);
  });
});
