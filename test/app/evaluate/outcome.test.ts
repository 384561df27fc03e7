import { describe, expect, it } from 'vitest';
import { nextTry, reported, type EvaluationResult, waitingFor, worst } from '../../../app/evaluate/outcome.ts';
import type { Conclusion, Note } from '../../../src/core/index.ts';
import { bom, component, finding, judged, verdict } from '../../support/verdict.ts';

const one = component('hf:acme/a');

function result(conclusion: Conclusion, gaps: readonly string[] = [], notes: readonly Note[] = []): EvaluationResult {
  const findings = gaps.map((gap) => judged(finding(one, { rule: 'verification/incomplete', gap })));
  return { kind: 'judged', verdict: verdict({ conclusion, wouldBe: conclusion, findings, notes }), bom: bom([one]) };
}

describe('what GitHub is told', () => {
  it.each([
    ['pass', 'success'],
    ['warn', 'success'],
    ['block', 'failure'],
    ['wait', 'action_required'],
  ] as const)('%s is %s', (conclusion, told) => {
    expect(reported(result(conclusion))).toBe(told);
  });

  it('what was not judged, and no pull request at all, are never green', () => {
    expect(reported({ kind: 'failed', title: 't', lines: [] })).toBe('action_required');
    expect(worst([])).toBe('action_required');
  });

  it('the worst counts, in any order (T1)', () => {
    expect(worst(['success', 'failure', 'action_required'])).toBe('failure');
    expect(worst(['action_required', 'success'])).toBe('action_required');
    expect(worst(['success', 'success'])).toBe('success');
  });
});

describe('what is worth waiting for', () => {
  const note = (code: Note['code']): Note => ({ code, text: '' });
  it.each([
    ['a hub that is down', result('wait', ['unavailable:unreachable', 'unavailable:server-error']), 'hub'],
    ['a gated model: a person must ask', result('wait', ['unavailable:unreachable', 'unavailable:gated']), null],
    ['GitHub has not merged yet', result('wait', [], [note('no-test-merge')]), 'merge'],
    ['a conflict: a person must resolve it', result('wait', ['unavailable:timeout'], [note('merge-conflict')]), null],
    ['limits of one pull request', result('wait', [], [note('limit')]), null],
    ['something that blocks anyway', result('block', ['unavailable:timeout']), null],
    ['nothing', result('pass'), null],
  ] as const)('%s', (_, given, expected) => {
    expect(waitingFor(given)).toBe(expected);
  });

  it('waits longer each time, for half an hour; then a person is asked', () => {
    const since = new Date('2026-11-24T12:00:00Z');
    const tries: number[] = [];
    for (let at: Date | null = since; at !== null && tries.length < 50; ) {
      tries.push((at.getTime() - since.getTime()) / 60_000);
      at = nextTry('hub', since, at);
    }
    expect(tries).toEqual([0, 1, 2, 4, 8, 16, 30]);
  });
});
