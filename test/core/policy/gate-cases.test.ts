/** The table of cases: what happened between base and head → what each finding is called, and what it does. Real rules, judge and gate. */
import { describe, expect, it } from 'vitest';
import type { BomComponent } from '../../../src/core/model/index.ts';
import { gate } from '../../../src/core/policy/gate.ts';
import { judge } from '../../../src/core/policy/judge.ts';
import { effectivePolicy } from '../../../src/core/policy/layers.ts';
import { loadPolicy } from '../../../src/core/policy/load.ts';
import type { PlaceInput } from './support.ts';
import { bom, COMMIT, hub, model, NOW, OTHER, RULES, unavailable } from './support.ts';

const PINNED = 'rules: { model/provenance: { level: block, require: pinned }, model/floating: off }';
const DENY = 'models: { deny: ["hf:acme/*"] }\nrules: { model/provenance: off, model/floating: off }';

function m(...places: PlaceInput[]): BomComponent[] {
  return [model('hf:acme/m', places)];
}
function missing(requested: string | null): BomComponent[] {
  return [model('hf:acme/m', [{ requested }], { resolution: { state: 'unresolved', reason: 'not-found', detail: '' }, hub: null })];
}
function blind(requested: string): BomComponent[] {
  return [
    model('hf:acme/m', [{ requested }], {
      resolution: { state: 'unresolved', reason: 'rate-limited', detail: '' },
      hub: null,
      verifications: [unavailable('source')],
    }),
  ];
}

function run(base: readonly BomComponent[], head: readonly BomComponent[], body: string) {
  const policy = effectivePolicy([loadPolicy(`version: 1\n${body}`, 'p.yml', RULES)], RULES);
  const of = (components: readonly BomComponent[]) =>
    judge({ policy, rules: RULES, bom: bom(...components), changes: [], policyChanges: [], now: NOW });
  const { findings, conclusion } = gate({ head: of(head), base: of(base), policy, rules: RULES, now: NOW });
  return [
    conclusion,
    ...findings.map(({ finding, status, blocks }) => `${finding.rule.split('/')[1]} ${finding.scope} ${status}${blocks ? ' blocks' : ''}`),
  ];
}

const floating: PlaceInput = { requested: null };
const test: PlaceInput = { scope: 'test', path: 'test/llm_test.py' };
type Case = readonly [
  name: string,
  base: readonly BomComponent[],
  head: readonly BomComponent[],
  policy: string,
  outcome: readonly string[],
];

const CASES: readonly Case[] = [
  ['nothing', m(floating), m(floating), PINNED, ['pass', 'provenance product existing']],
  ['move a line', m({ line: 14 }), m({ line: 99 }), PINNED, ['pass', 'provenance product existing']],
  ['rename a file', m({ path: 'app/a.py' }), m({ path: 'lib/b.py' }), PINNED, ['pass', 'provenance product existing']],
  ['add a second place', m(floating), m(floating, { path: 'app/b.py' }), PINNED, ['pass', 'provenance product existing']],
  ['add a floating model', [], m(floating), PINNED, ['block', 'provenance product new blocks']],
  ['add a floating model where that only warns', [], m(floating), '', ['warn', 'floating product new']],
  ['add a pinned model', [], m({ requested: COMMIT }), PINNED, ['pass']],
  ['remove it', m(floating), [], PINNED, ['pass', 'provenance product fixed']],
  ['pin it', m(floating), m({ requested: COMMIT }), PINNED, ['pass', 'provenance product fixed']],
  ['unpin it', m({ requested: COMMIT }), m(floating), PINNED, ['block', 'provenance product new blocks']],
  [
    'add a place with a weaker rung beside a pinned one (T5)',
    m({ requested: COMMIT }),
    m({ requested: COMMIT }, { path: 'app/b.py', how: 'environment', requested: COMMIT }),
    PINNED,
    ['block', 'provenance product new blocks'],
  ],
  ['from floating to no source at all', m(floating), missing(null), PINNED, ['block', 'provenance product worse blocks']],
  ['from no source to floating', missing(null), m(floating), PINNED, ['pass', 'provenance product existing']],
  ['only in tests', [], m(test), PINNED, ['warn', 'provenance test new']],
  ['test → product (T5)', m(test), m(test, floating), PINNED, ['block', 'provenance product new blocks', 'provenance test existing']],
  ['product → test: still there, so not fixed', m(floating), m(test), PINNED, ['warn', 'provenance test new']],
  ['another tag (T38)', m({ requested: 'v1' }), m({ requested: 'v2' }), PINNED, ['block', 'provenance product new blocks']],
  ['the default branch by its name', m(floating), m({ requested: 'main' }), PINNED, ['pass', 'provenance product existing']],
  ['a tag that is left out (T38)', m({ requested: 'v1' }), m(floating), PINNED, ['block', 'provenance product new blocks']],
  [
    'the same tag in another file',
    m({ requested: 'v1' }),
    m({ requested: 'v1', path: 'x.py' }),
    PINNED,
    ['pass', 'provenance product existing'],
  ],
  [
    'another branch beside the old one (T38)',
    m({ requested: 'v1' }),
    [...m({ requested: 'v1' }), ...m({ requested: 'attacker', line: 20 })],
    PINNED,
    ['block', 'provenance product new blocks', 'provenance product existing'],
  ],
  ['a denied model in tests only: its rule blocks everywhere (T5)', [], m(test), DENY, ['block', 'denied test new blocks']],
  ['a denied model that was there', m(floating), m(floating), DENY, ['pass', 'denied product existing']],
  [
    'a denied model at another commit (T38)',
    m({ requested: COMMIT }),
    m({ requested: OTHER }),
    DENY,
    ['block', 'denied product new blocks'],
  ],
  [
    'a denied model that is pinned to what it was anyway',
    [model('hf:acme/m', [floating], { version: COMMIT })],
    m({ requested: COMMIT }),
    DENY,
    ['pass', 'denied product existing'],
  ],
  [
    'a denied model that is pinned to something else (T38)',
    [model('hf:acme/m', [floating], { version: OTHER })],
    m({ requested: COMMIT }),
    DENY,
    ['block', 'denied product new blocks'],
  ],
  [
    'a second model beside an old problem',
    m(floating),
    [...m(floating), model('hf:acme/n', [floating])],
    PINNED,
    ['block', 'provenance product new blocks', 'provenance product existing'],
  ],
  ['the hub is down, nothing changed', blind(COMMIT), blind(COMMIT), '', ['pass', 'incomplete product existing']],
  ['the hub is down, a model is added', [], blind(COMMIT), '', ['wait', 'incomplete product new blocks']],
  ['the hub is down, the commit changed (T4)', blind(COMMIT), blind(OTHER), '', ['wait', 'incomplete product new blocks']],
  [
    'the hub is down for one, another is floating',
    [],
    [...blind(COMMIT), model('hf:acme/n', [floating])],
    PINNED,
    ['block', 'provenance product new blocks', 'provenance product new blocks', 'incomplete product new blocks'],
  ],
  [
    'a commit that becomes unreachable for both sides is drift',
    [model('hf:acme/m', [{ requested: COMMIT }], { hub: hub({ reachable: 'no' }) })],
    [model('hf:acme/m', [{ requested: COMMIT }], { hub: hub({ reachable: 'no' }) })],
    PINNED,
    ['pass', 'provenance product existing'],
  ],
];

describe('between base and head', () => {
  it.each(CASES)('%s', (_, base, head, policy, outcome) => {
    expect(run(base, head, policy)).toEqual(outcome);
  });
});

describe('a policy that was tightened in between', () => {
  it('judges both sides: what the old one let in is existing, not new', () => {
    const named = 'rules: { model/provenance: { level: block, require: named }, model/floating: off }';
    expect(run([], m(floating), named)).toEqual(['pass']);
    expect(run(m(floating), m(floating), PINNED)).toEqual(['pass', 'provenance product existing']);
  });
});
