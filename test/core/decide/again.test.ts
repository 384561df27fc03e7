import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/core/model/index.ts';
import { judgeAgain, type Again } from '../../../src/core/decide/again.ts';
import { packDossier, type PackedDossier, unpackDossier } from '../../../src/core/decide/pack.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { effectivePolicy } from '../../../src/core/policy/layers.ts';
import { loadPolicy } from '../../../src/core/policy/load.ts';
import { rules } from '../../../src/core/policy/rules/index.ts';
import { checking } from '../../support/checking.ts';

const house = checking();
const NOW = new Date('2026-11-24T12:00:00Z');
const FLOATING = { 'app.py': 'from transformers import pipeline\n\nrun = pipeline(model="acme/ner")\n' };
const OWN = 'version: 1\nrules: { model/provenance: off, model/floating: warn }\n';

function policyOf(text: string): Policy {
  return effectivePolicy([loadPolicy(text, 'weighbridge.yml', rules)], rules);
}

/** Checked under one policy, kept, and judged under another. */
async function again(first: string, second: string, head: Readonly<Record<string, string>> = FLOATING): Promise<Again> {
  const { dossier } = await house.check({ 'README.md': 'A product.\n' }, head, { policy: first });
  const kept = JSON.parse(JSON.stringify(await packDossier(dossier))) as PackedDossier;
  return judgeAgain(unpackDossier(kept), { policy: policyOf(second), rules, notes: [], approvals: [], now: NOW });
}

/** As a check under that policy says it, and among others by this rule. */
async function expectAsFresh(first: string, second: string, rule: string | null, head?: Readonly<Record<string, string>>): Promise<void> {
  const result = await again(first, second, head);
  const { verdict, bom } = await house.check({ 'README.md': 'A product.\n' }, head ?? FLOATING, { policy: second });
  const sides = { head: { label: 'feature', commit: null }, base: null, bom: null };
  expect({ ...result, verdict: { ...verdictOf(result), ...sides } }).toEqual({
    kind: 'judged',
    bom: expect.anything(),
    verdict: { ...verdict, ...sides },
  });
  expect(result.kind === 'judged' && result.bom.components).toEqual(bom.components);
  if (rule !== null) expect(verdictOf(result).findings.map(({ finding, blocks }) => `${finding.rule} ${blocks}`)).toContain(rule);
}

function verdictOf(result: Again): Verdict {
  if (result.kind === 'lacks') throw new Error(result.why.join());
  return result.verdict;
}

describe('a kept change under another policy', () => {
  it.each<[string, string, string, string | null]>([
    ['that says the same', OWN, `${OWN}# seen\n`, null],
    ['that blocks what was a warning', OWN, OWN.replace('floating: warn', 'floating: block'), 'model/floating true'],
    ['that takes a block back', OWN.replace('floating: warn', 'floating: block'), OWN, 'model/floating false'],
    ['that denies a name', OWN, `${OWN}models: { deny: ["hf:acme/*"] }\n`, 'model/denied true'],
  ])('%s', (_, first, second, rule) => expectAsFresh(first, second, rule));

  it.each<[string, string, string, string]>([
    [
      'turns a rule on that asks for more',
      'version: 1\nrules: {}\n',
      'version: 1\nrules: { model/unsigned-files: block }\n',
      'a rule asks for',
    ],
    ['counts folders as tests', OWN, `${OWN}scopes: [{ path: "app.py", as: test }]\n`, 'other folders count'],
  ])('says what is missing where it %s', async (_, first, second, expected) => {
    const result = await again(first.replace('rules: {}', `rules: { ${ALL_OFF} }`), second);
    expect(result).toMatchObject({ kind: 'lacks', why: [expect.stringContaining(expected)] });
  });

  it('with the words of its owner about a license', () =>
    expectAsFresh(
      `${OWN}licenses: { allow: [MIT] }\n`,
      `${OWN}licenses: { allow: [MIT], override: [{ component: "npm:left@1.0.0", as: MIT, reason: asked, approver: "@ada", expires: 2027-01-01 }] }\n`,
      null,
      { 'package-lock.json': LOCK },
    ));
});

/** Every rule that a hub or a registry is asked for. */
const ALL_OFF = rules
  .filter(({ topics }) => topics.length > 0)
  .map(({ id }) => `${id}: off`)
  .join(', ');

const LOCK = JSON.stringify({
  name: 'product',
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { left: '1.0.0' } },
    'node_modules/left': { version: '1.0.0', license: 'GPL-3.0-only', integrity: `sha512-${'A'.repeat(86)}==` },
  },
});
