import { describe, expect, it } from 'vitest';
import type { Approval, BomComponent } from '../../../src/core/model/index.ts';
import { gate } from '../../../src/core/policy/gate.ts';
import { judge } from '../../../src/core/policy/judge.ts';
import { effectivePolicy } from '../../../src/core/policy/layers.ts';
import { loadPolicy } from '../../../src/core/policy/load.ts';
import { licenseDenied } from '../../../src/core/policy/rules/license-denied.ts';
import { licenseUnknown } from '../../../src/core/policy/rules/license-unknown.ts';
import { license, library } from './rules/support.ts';
import { bom, COMMIT, model, NOW } from './support.ts';

const RULES = [licenseDenied, licenseUnknown];

function judged(body: string, components: readonly BomComponent[], approvals: readonly Approval[] = []) {
  const policy = effectivePolicy([loadPolicy(`version: 1\n${body}`, 'own.yml', RULES)], RULES);
  const state = { policy, rules: RULES, changes: [], policyChanges: [], now: NOW };
  const head = judge({ ...state, bom: bom(...components) });
  return gate({ head, base: [], policy, rules: RULES, approvals, now: NOW });
}

function said(result: ReturnType<typeof judged>): string[] {
  return result.findings.map(({ finding, status, blocks }) => `${finding.gap} ${finding.level} ${status}${blocks ? ' blocks' : ''}`);
}

const ASKED = 'licenses: { review: ["class:use-restricted"] }\napprovers: ["@acme/security"]';
const LLAMA = 'LicenseRef-scancode-llama-3.1-license-2024';
const llama = model('hf:acme/x', [{}], { license: license('llama3.1'), version: COMMIT });

describe('what falls under licenses.review', () => {
  it('waits for one of the approvers', () => {
    const result = judged(ASKED, [llama]);
    expect(said(result)).toEqual([`review:${LLAMA} block new blocks`]);
    expect(result.conclusion).toBe('review');
    expect(result.findings[0]?.finding).toMatchObject({
      reason: `the policy asks for a review of use-restricted licenses, and ${LLAMA} is one`,
      review: { approvers: ['@acme/security'], license: LLAMA },
    });
  });

  it('only warns where nobody can approve it, and says so', () => {
    const result = judged('licenses: { review: ["class:use-restricted"] }', [llama]);
    expect(said(result)).toEqual([`review:${LLAMA} warn new`]);
    expect(result.conclusion).toBe('warn');
    expect(result.findings[0]?.finding.review).toBeUndefined();
    expect(result.findings[0]?.finding.reason).toContain('it names no approvers, so this only warns');
  });

  it.each<[string, string, string[], string]>([
    [
      'deny goes before it',
      `licenses: { review: ["class:use-restricted"], deny: ["${LLAMA}"] }`,
      [`denied:${LLAMA} block new blocks`],
      'block',
    ],
    [
      'it goes before allow',
      `licenses: { review: ["class:use-restricted"], allow: ["${LLAMA}"] }`,
      [`review:${LLAMA} block new blocks`],
      'review',
    ],
    [
      'it need not be on the allow list',
      'licenses: { review: ["class:use-restricted"], allow: [MIT] }',
      [`review:${LLAMA} block new blocks`],
      'review',
    ],
    ['evaluate mode', 'mode: evaluate\nlicenses: { review: ["class:use-restricted"] }', [`review:${LLAMA} block new blocks`], 'warn'],
    [
      'a rule that only warns',
      'rules: { license/denied: warn }\nlicenses: { review: ["class:use-restricted"] }',
      [`review:${LLAMA} warn new`],
      'warn',
    ],
    ['a rule that is off', 'rules: { license/denied: off }\nlicenses: { review: ["class:use-restricted"] }', [], 'pass'],
  ])('%s', (_, body, findings, conclusion) => {
    const result = judged(`approvers: ["@acme/security"]\n${body}`, [llama]);
    expect(said(result)).toEqual(findings);
    expect(result.conclusion).toBe(conclusion);
  });

  it.each<[string, string[]]>([
    ['MIT OR GPL-3.0-only', []],
    ['MIT AND GPL-3.0-only', ['review:GPL-3.0-only block new blocks']],
    ['GPL-3.0-or-later', ['review:GPL-3.0-or-later block new blocks']],
    ['GPL-3.0-only AND AGPL-3.0-only', ['review:AGPL-3.0-only block new blocks', 'review:GPL-3.0-only block new blocks']],
    ['GPL-3.0-only OR AGPL-3.0-only', ['review:AGPL-3.0-only block new blocks']],
    // What is unknown beside it asks for a license, and takes the review from nobody.
    ['GPL-3.0-only AND Foo', ['review:GPL-3.0-only block new blocks', 'unknown warn new']],
    // Nobody escapes a review by a branch that nobody knows.
    ['GPL-3.0-only OR LicenseRef-Foo', ['review:GPL-3.0-only block new blocks']],
  ])('of %s', (text, expected) => {
    const component = model('hf:acme/x', [{}], { license: license(text), version: COMMIT });
    const body = 'licenses: { review: ["GPL-3.0*", "AGPL-3.0*"] }\napprovers: ["@acme/security"]';
    expect(said(judged(body, [component]))).toEqual(expected);
  });

  it('is refused for what else is wrong', () => {
    const gpl = { ...library('npm:left', [{}]), license: license('GPL-3.0-only') };
    const result = judged('licenses: { review: ["class:use-restricted"], deny: [GPL-3.0-only] }\napprovers: ["@acme/security"]', [
      llama,
      gpl,
    ]);
    expect(result.conclusion).toBe('block');
  });
});

describe('an approval', () => {
  const good: Approval = { approver: '@ada', component: 'pkg:huggingface/acme/x', version: COMMIT, license: LLAMA };

  it('lets exactly what was approved pass, and is shown', () => {
    const result = judged(ASKED, [llama], [good]);
    expect(said(result)).toEqual([`review:${LLAMA} block waived`]);
    expect(result.conclusion).toBe('pass');
    expect(result.findings[0]?.approval).toEqual(good);
  });

  it.each<[string, Partial<Approval>]>([
    ['another version', { version: 'f'.repeat(40) }],
    ['another license', { license: 'LicenseRef-scancode-llama-3-license-2024' }],
    ['another component', { component: 'pkg:huggingface/acme/y' }],
  ])('is none for %s (T28)', (_, other) => {
    expect(judged(ASKED, [llama], [{ ...good, ...other }]).conclusion).toBe('review');
  });

  it('is none for a version that nobody knows', () => {
    expect(judged(ASKED, [{ ...llama, version: null }], [{ ...good, version: 'null' }]).conclusion).toBe('review');
  });

  it('is none for what is denied', () => {
    const result = judged(`licenses: { deny: ["${LLAMA}"] }\napprovers: ["@acme/security"]`, [llama], [good]);
    expect(result.conclusion).toBe('block');
  });
});

describe('a waiver of a license', () => {
  const POLICY = 'licenses: { deny: [GPL-3.0-only, AGPL-3.0-only] }\n';

  function foo(version: string, stated: string): BomComponent {
    return { ...library('npm:foo-bar', [{ version }]), license: license(stated) };
  }

  it('is void for the next version under another license', () => {
    const [first] = judged(POLICY, [foo('1.0.0', 'GPL-3.0-only')]).findings;
    const waiver = `waivers: [{ id: ${first?.finding.id}, rule: license/denied, component: "npm:foo-bar@1.0.0", reason: r, approver: a, expires: 2027-01-31 }]`;
    expect(judged(POLICY + waiver, [foo('1.0.0', 'GPL-3.0-only')]).conclusion).toBe('pass');
    expect(judged(POLICY + waiver, [foo('2.0.0', 'AGPL-3.0-only')]).conclusion).toBe('block');
    expect(judged(POLICY + waiver, [foo('2.0.0', 'GPL-3.0-only')]).conclusion).toBe('block');
    // The same version, under another license than the one that was looked at.
    expect(judged(POLICY + waiver, [foo('1.0.0', 'AGPL-3.0-only')]).conclusion).toBe('block');
  });
});
