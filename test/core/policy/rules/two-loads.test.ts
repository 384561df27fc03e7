/** Two loads of one model, one of which is harmless: every rule about a load names the other one alone, in the gate as well. */
import { describe, expect, it } from 'vitest';
import type { BomComponent, Finding, LoadSighting, WeightsSighting } from '../../../../src/core/model/index.ts';
import { baseline } from '../../../../src/core/policy/baseline.ts';
import { gate } from '../../../../src/core/policy/gate.ts';
import { judge } from '../../../../src/core/policy/judge.ts';
import { rules } from '../../../../src/core/policy/rules/index.ts';
import { sightingOf, weightsSightingOf } from '../../../support/build.ts';
import { bom, COMMIT, hub, model, NOW } from '../support.ts';

const SAFE = 1;
const LINE = 2;
const MAPPED = { ...hub(), autoMap: ['m.X'] } as NonNullable<BomComponent['hub']>;

type More = Partial<LoadSighting> | Pick<WeightsSighting, 'type' | 'bytes'>;

function loads(...sightings: readonly More[]): BomComponent {
  const at = (line: number) => ({ requested: COMMIT, place: { path: 'app/llm.py', line, column: 9 } });
  return model('hf:acme/m', [], {
    hub: MAPPED,
    version: COMMIT,
    requested: COMMIT,
    sightings: sightings.map((input, index) =>
      input.type === 'weights'
        ? weightsSightingOf('hf:acme/m', { ...at(SAFE + index), ...input })
        : sightingOf('hf:acme/m', { ...at(SAFE + index), ...input }),
    ),
  });
}

function judged(...components: readonly BomComponent[]): Finding[] {
  const strict = { level: 'block' as const, options: { require: 'pinned' } };
  const policy = { ...baseline(rules), rules: new Map(baseline(rules).rules).set('model/provenance', strict) };
  return judge({ policy, rules, bom: bom(...components), changes: [], policyChanges: [], now: NOW });
}
const linesOf = (rule: string, findings: readonly Finding[]): number[] =>
  findings.filter((one) => one.rule === rule).flatMap(({ places }) => places.map(({ line }) => line));

const trusts = (code?: string): Partial<LoadSighting> => ({
  remoteCode: true,
  ...(code === undefined ? {} : { codeRevision: { text: code, how: 'literal' as const } }),
});

describe('of two loads of one model', () => {
  it.each<[string, string, More]>([
    ['model/remote-code', 'trusts code', trusts()],
    ['model/remote-code', 'has arguments that may trust code', { doubts: ['arguments'] }],
    ['model/provenance', 'trusts code at a branch', trusts('main')],
    ['model/provenance', 'may be replaced by the environment', { how: 'environment' }],
    ['model/provenance', 'asks another server', { endpoint: 'https://m.example' }],
    ['model/provenance', 'has arguments that are not read', { doubts: ['arguments'] }],
    ['model/source-redirected', 'asks another server', { endpoint: 'https://m.example' }],
    ['model/floating', 'floats', { requested: null }],
    ['model/foreign-commit', 'asks for a pull request', { requested: 'refs/pr/1' }],
    ['model/hash-mismatch', 'finds other bytes', { type: 'weights', bytes: { state: 'differs', detail: 'other bytes' } }],
  ])('%s speaks of the one that %s', (rule, _, other) => {
    expect(linesOf(rule, judged(loads({}, {})))).toEqual([]);
    expect(linesOf(rule, judged(loads({}, other)))).toEqual([LINE]);
  });

  it('a pinned load that trusts code is not told to move with one whose code floats', () => {
    const found = judged(loads(trusts(COMMIT), trusts('main'))).filter(({ rule }) => rule === 'model/remote-code');
    expect(found.map(({ weight, places }) => [weight, places.map(({ line }) => line)])).toEqual([
      [1, [SAFE]],
      [2, [LINE]],
    ]);
  });
});

describe('an older load of the model', () => {
  const RULE = 'model/remote-code';
  const statuses = (base: BomComponent, head: BomComponent): unknown[] =>
    gate({ head: judged(head), base: judged(base), policy: baseline(rules), rules, now: NOW })
      .findings.filter(({ finding, status }) => finding.rule === RULE && status !== 'fixed')
      .map(({ finding, status }) => [status, ...finding.places.map(({ line }) => line)]);

  it.each<[string, Partial<LoadSighting>, Partial<LoadSighting>, unknown[]]>([
    ['that trusts code excuses one that asks for the same', trusts('main'), trusts('main'), [['existing', SAFE, LINE]]],
    ['that trusts no code excuses none that does', {}, trusts(), [['new', LINE]]],
    [
      'excuses none that takes its code from another branch (T38)',
      trusts('main'),
      trusts('next'),
      [
        ['new', LINE],
        ['existing', SAFE],
      ],
    ],
    [
      'with pinned code excuses none whose code floats (T38)',
      trusts(COMMIT),
      trusts('main'),
      [
        ['new', LINE],
        ['existing', SAFE],
      ],
    ],
  ])('%s', (_, before, added, expected) => {
    expect(statuses(loads(before), loads(before, added))).toEqual(expected);
  });

  it('whose code is pinned now is better, and nothing new', () => {
    expect(statuses(loads(trusts('main')), loads(trusts(COMMIT)))).toEqual([['existing', SAFE]]);
    expect(statuses(loads({ ...trusts(), requested: 'main' }), loads(trusts()))).toEqual([['existing', SAFE]]);
  });

  it('excuses no load that takes the model in another role (T38)', () => {
    const head = judged(loads({ requested: null }, { requested: null, part: 'tokenizer' }));
    const { findings } = gate({ head, base: judged(loads({ requested: null })), policy: baseline(rules), rules, now: NOW });
    const floating = findings.filter(({ finding }) => finding.rule === 'model/floating');
    expect(floating.map(({ status, finding }) => [status, ...finding.places.map(({ line }) => line)])).toEqual([
      ['new', LINE],
      ['existing', SAFE],
    ]);
  });
});
