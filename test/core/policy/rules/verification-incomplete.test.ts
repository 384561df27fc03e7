import { expect, it } from 'vitest';
import { baseline } from '../../../../src/core/policy/baseline.ts';
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
