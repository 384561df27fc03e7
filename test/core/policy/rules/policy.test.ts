/** The two rules about the policy itself, and that nothing lowers the one that refuses (T40). */
import { describe, expect, it } from 'vitest';
import { gate } from '../../../../src/core/policy/gate.ts';
import { judge } from '../../../../src/core/policy/judge.ts';
import { effectivePolicy } from '../../../../src/core/policy/layers.ts';
import { loadPolicy, readPolicy } from '../../../../src/core/policy/load.ts';
import { rules } from '../../../../src/core/policy/rules/index.ts';
import { markdownFormat } from '../../../../src/core/report/markdown/index.ts';
import type { Verdict } from '../../../../src/core/model/index.ts';
import { bom, model, NOW } from '../support.ts';
import { drafts } from './support.ts';

const PATH = '.github/weighbridge.yml';
const mistake = (line: number, message = 'Unknown key "x".') => ({ path: PATH, line, column: 3, message });

function gated(body: string, policyMistakes = [mistake(2), mistake(11)]) {
  const policy = effectivePolicy([loadPolicy(`version: 1\n${body}\n`, PATH, rules)], rules);
  const state = bom(model('hf:acme/m', [{}], { resolution: { state: 'unresolved', reason: 'not-found', detail: '' }, hub: null }));
  const head = judge({ policy, rules, bom: state, changes: [], policyChanges: [], policyMistakes, now: NOW });
  return { policy, head, ...gate({ head, base: [], policy, rules, now: NOW }) };
}

describe('policy/invalid', () => {
  it('is one finding for each mistake, in the order of the file, each with its line and a fix of its own', () => {
    const found = drafts('policy/invalid', { policyMistakes: [mistake(2), mistake(11), mistake(11, 'Other.')] });
    expect(found.map(({ places }) => places)).toEqual([2, 11, 11].map((line) => [{ path: PATH, line, column: 3 }]));
    expect(new Set(found.map(({ cause }) => cause)).size).toBe(3);
    expect(found.map(({ fix }) => fix.title)).toEqual([2, 11, 11].map((line) => `Correct line ${line} of ${PATH}`));
    expect(drafts('policy/invalid', {})).toEqual([]);
    expect(drafts('policy/invalid', { policyMistakes: [mistake(1, `${'😀'.repeat(300)}.`)] })[0]?.reason).toMatch(/^😀{300}$/u);
  });

  it('blocks under evaluate mode, which refuses nothing else', () => {
    const { conclusion, wouldBe, findings } = gated('mode: evaluate');
    expect([conclusion, wouldBe]).toEqual(['block', 'block']);
    expect(findings.filter(({ blocks }) => blocks).map(({ finding }) => finding.rule)).toEqual(['policy/invalid', 'policy/invalid']);
    expect(gated('mode: evaluate', []).conclusion).toBe('warn');
  });

  it('says "not ready", and offers no waiver', () => {
    const { policy, head: _, ...rest } = gated('mode: evaluate');
    const side = { label: 'x', commit: null };
    const verdict: Verdict = {
      ...rest,
      mode: policy.mode,
      changes: [],
      touched: [],
      base: side,
      head: side,
      policy: policy.label,
      unnamed: [],
      signed: {},
      asOf: NOW.toISOString(),
    };
    const text = markdownFormat.render(verdict, bom(), { color: false, specVersion: '1.7' });
    expect(text).toMatch(/^### ⛔ Not ready to merge: 1 policy needs 2 fixes/);
    expect(text).toContain('nothing is refused, except for mistakes in a policy file');
    expect(text).not.toContain('Disagree?');
  });

  it('is not relaxed by labels, and no waiver can name it', () => {
    const relaxed = gated('scope: { block: [], show: [] }');
    expect(
      relaxed.findings.filter(({ finding: { rule } }) => rule === 'policy/invalid').map(({ status, blocks }) => [status, blocks]),
    ).toEqual([
      ['new', true],
      ['new', true],
    ]);
  });

  it.each([
    ['rules: { policy/invalid: warn }', '2:10 rules.policy/invalid: This rule blocks whatever a policy says; leave it out.'],
    ['rules: { policy/invalid: { level: off } }', '2:10 rules.policy/invalid: This rule blocks whatever a policy says; leave it out.'],
    [
      'waivers: [{ component: "hf:a/b", rule: policy/invalid, reason: r, approver: a, expires: 2099-01-31 }]',
      '2:34 waivers.0.rule: expected ',
    ],
  ])('%s is a mistake', (body, expected) => {
    const { mistakes } = readPolicy(`version: 1\n${body}\n`, PATH, rules);
    expect(mistakes.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([expect.stringContaining(expected)]);
  });
});

describe('policy/changed', () => {
  it('says what becomes looser, and what is asked for in vain', () => {
    const looser = ['mode: enforce → evaluate', 'a', 'b', 'c', 'd'];
    const [found] = drafts('policy/changed', { policyChanges: [{ path: PATH, type: 'changed', looser, refused: ['x'.repeat(500)] }] });
    expect(found?.reason).toMatch(
      /; it allows more: mode: enforce → evaluate, a, b and 2 more; it asks for less than the layer above, which stays in force: x{89}…$/,
    );
    const [plain] = drafts('policy/changed', { policyChanges: [{ path: PATH, type: 'changed' }] });
    expect(found?.weight).toBeGreaterThan(plain?.weight ?? 9);
  });
});
