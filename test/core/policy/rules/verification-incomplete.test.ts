import { describe, expect, it } from 'vitest';
import type { Ancestor, BomComponent, UnresolvedReason } from '../../../../src/core/model/index.ts';
import { baseline } from '../../../../src/core/policy/baseline.ts';
import { judge } from '../../../../src/core/policy/judge.ts';
import { rules } from '../../../../src/core/policy/rules/index.ts';
import { verificationIncomplete } from '../../../../src/core/policy/rules/verification-incomplete.ts';
import { bom, model, NOW } from '../support.ts';

it.each([
  ['offline', 'unavailable:offline', 'Run the check again without --offline'],
  ['not-asked', 'unavailable:not-asked', 'Make acme/x readable for the check'],
  ['timeout', 'unavailable:timeout', 'Run the check again when the hub answers'],
] as const)('%s: says what would help, and calls no run offline that was not', (reason, gap, title) => {
  const one = { ...model('hf:acme/x', [{}]), hub: null, resolution: { state: 'unresolved', reason, detail: '' } as const };
  const state = { policy: baseline(rules), bom: bom(one), changes: [], policyChanges: [], now: NOW };
  const [draft, ...others] = verificationIncomplete.judge(state, {});
  expect([draft?.gap, draft?.fix.title, others]).toEqual([gap, title, []]);
});

describe('ancestors', () => {
  const quiet = { kind: 'model', of: 'hf:acme/x', relation: 'finetune', by: 'card', claims: [], commit: null, pipelineTag: null } as const;
  const silent = (ref: string, reason: UnresolvedReason): Ancestor => ({ ...quiet, ref, unresolved: { reason, detail: '' } });
  const told = (ancestors: readonly Ancestor[], cut = false): readonly string[] => {
    const one: BomComponent = { ...model('hf:acme/x', [{}]), lineage: { ancestors, cut } };
    const state = { policy: baseline(rules), bom: bom(one), changes: [], policyChanges: [], now: NOW };
    const judged = judge({ ...state, rules });
    return judged
      .filter(({ rule, gap }) => rule === verificationIncomplete.id && gap.startsWith('lineage:'))
      .map(({ level, gap, reason }) => `${level} ${gap} ${reason}`);
  };

  it.each<[string, readonly Ancestor[], boolean, readonly string[]]>([
    [
      'whose hub did not answer refuse the merge, once for each reason',
      [silent('hf:a/b', 'timeout'), silent('hf:c/d', 'timeout'), silent('hf:c/d', 'timeout')],
      false,
      ['block lineage:timeout the hub did not answer in time, so the terms of a/b and 1 more, from which it is made, were not checked'],
    ],
    [
      'that only a person can make readable are told by license/lineage',
      [silent('hf:a/b', 'gated'), silent('hf:a/c', 'refused')],
      false,
      [],
    ],
    [
      'of which a page came in place of data',
      [silent('hf:a/d', 'invalid')],
      false,
      ['block lineage:invalid the answer cannot be used, so the terms of a/d, from which it is made, were not checked'],
    ],
    [
      'that are data it was trained on, and not made from',
      [{ ...silent('hf:datasets/e/d', 'timeout'), kind: 'dataset', relation: 'trained-on' }],
      false,
      ['block lineage:timeout the hub did not answer in time, so the terms of e/d, on which it was trained, were not checked'],
    ],
    [
      'that are gone, renamed or no name are an answer',
      [silent('hf:a/b', 'not-found'), silent('hf:a/b', 'redirect'), silent('generic:x', 'invalid-name')],
      false,
      [],
    ],
    ['that answer say nothing here', [{ ...quiet, ref: 'hf:a/b', unresolved: null }], false, []],
    [
      'beyond the limit are told',
      [{ ...quiet, ref: 'hf:a/b', unresolved: null }],
      true,
      ['warn lineage:cut it is made from more than our limit of 20 models and datasets, so the terms of the others were not checked'],
    ],
  ])('%s', (_, ancestors, cut, expected) => {
    expect(told(ancestors, cut)).toEqual(expected);
  });
});
