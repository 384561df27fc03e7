import { expect, it } from 'vitest';
import { effectivePolicy } from '../../../src/core/policy/layers.ts';
import { loadPolicy } from '../../../src/core/policy/load.ts';
import { looserThan } from '../../../src/core/policy/looser.ts';
import { RULES } from './support.ts';

const policy = (body: string) => effectivePolicy([loadPolicy(`version: 1\n${body}\n`, 'p.yml', RULES)], RULES);
const WAIVER = 'component: "hf:a/b", rule: model/floating, reason: "secret reason", approver: "@acme/sec"';

it.each<[string, string, string, string[]]>([
  ['nothing', 'mode: enforce', 'mode: enforce', []],
  ['mode', '', 'mode: evaluate', ['mode: enforce → evaluate']],
  ['a stricter mode', 'mode: evaluate', '', []],
  ['scope', 'scope: { block: [product, test] }', '', ['scope.block: without test']],
  ['what lists offer', 'catalogs: judge', 'catalogs: show', ['catalogs: judge → show']],
  ['lists that are judged', 'catalogs: show', 'catalogs: judge', []],
  ['what declarations count for', '', 'declared: pinned', ['declared: named → pinned']],
  ['declarations that count for less', 'declared: pinned', 'declared: named', []],
  ['a level', 'rules: { model/floating: block }', '', ['rules.model/floating: block → warn']],
  ['a stricter level', '', 'rules: { model/floating: block }', []],
  ['an option', 'rules: { model/provenance: { level: block, require: pinned } }', '', ['rules.model/provenance.require: pinned → named']],
  [
    'an option that a rule cannot order',
    '',
    'rules: { model/denied: { level: block, note: x } }',
    ['rules.model/denied.note: (not set) → x'],
  ],
  ['a longer allow list', 'models: { allow: ["hf:a/*"] }', 'models: { allow: ["hf:a/b", "hf:c/*"] }', ['models.allow: hf:c/*']],
  ['no allow list any more', 'services: { allow: [] }', '', ['services.allow: everything']],
  ['a first allow list', '', 'models: { allow: ["hf:a/*"] }', []],
  [
    'a shorter deny list',
    'licenses: { deny: [MIT, AGPL-3.0-only] }',
    'licenses: { deny: [mit] }',
    ['licenses.deny: without AGPL-3.0-only'],
  ],
  ['a deny list that says the same wider', 'models: { deny: ["hf:a/b"] }', 'models: { deny: ["hf:a/*"] }', []],
  ['a signer', '', 'signers: [{ for: "hf:a/*", identity: me, issuer: i, name: Me }]', ['signers: Me may sign hf:a/*']],
  ['a waiver', '', `waivers: [{ ${WAIVER}, expires: 2027-01-31 }]`, ['waivers: hf:a/b model/floating until 2027-01-31']],
  [
    'a longer waiver',
    `waivers: [{ ${WAIVER}, expires: 2027-01-31 }]`,
    `waivers: [{ ${WAIVER}, expires: 2028-01-31 }]`,
    ['waivers: hf:a/b model/floating until 2028-01-31'],
  ],
  ['a folder that does not ship', '', 'scopes: [{ path: "b/**", as: test }]', ['scopes: b/** as test']],
  ['a folder that ships again', 'scopes: [{ path: "b/**", as: test }]', '', []],
  [
    'a statement',
    '',
    `statements: [{ vulnerability: CVE-1-1, component: "npm:left@1.0.0", status: not_affected, justification: component_not_present, impact: r, use: 'sha256:${'0'.repeat(64)}', product: "pkg:generic/bot@1", author: a, date: 2026-11-20 }]`,
    ['statements: not affected by CVE-1-1 in npm:left@1.0.0'],
  ],
  [
    'a statement less',
    `statements: [{ vulnerability: CVE-1-1, component: "npm:left@1.0.0", status: not_affected, justification: component_not_present, impact: r, use: 'sha256:${'0'.repeat(64)}', product: "pkg:generic/bot@1", author: a, date: 2026-11-20 }]`,
    '',
    [],
  ],
  ['a waiver less', `waivers: [{ ${WAIVER}, expires: 2027-01-31 }]`, '', []],
  ['what the product is for', 'product: { use: [commercial] }', '', ['product.use: ["commercial"] → (not set)']],
  ['a license that is not reviewed any more', 'licenses: { review: [MIT] }', '', ['licenses.review: without MIT']],
  ['one that is denied instead', 'licenses: { review: [MIT] }', 'licenses: { deny: ["class:permissive"] }', []],
  [
    'one that is reviewed instead of refused',
    'licenses: { allow: [] }',
    'licenses: { allow: [], review: [MIT] }',
    ['licenses.review: MIT, which was not allowed'],
  ],
  ['a family in place of its members', 'licenses: { deny: [AGPL-3.0-only] }', 'licenses: { deny: ["AGPL-3.0*"] }', []],
  [
    'an exception in place of all',
    'licenses: { deny: [GPL-2.0-only] }',
    'licenses: { deny: ["GPL-2.0-only WITH Classpath-exception-2.0"] }',
    ['licenses.deny: without GPL-2.0-only'],
  ],
  [
    'what a component comes under',
    '',
    'licenses: { unknown: [{ component: "npm:a*", as: MIT, reason: r }] }',
    ['licenses.unknown: npm:a* as MIT'],
  ],
  [
    'a license in place of the stated one',
    '',
    'licenses: { override: [{ component: "npm:a@1", as: MIT, reason: r }] }',
    ['licenses.override: npm:a@1 as MIT'],
  ],
  ['somebody who may approve', '', 'approvers: ["@ada"]', ['approvers: @ada may approve']],
  ['nobody who may approve', 'approvers: ["@ada"]', '', ['approvers: nobody, so that a review only warns']],
  ['a product that was not described', '', 'product: { use: [commercial] }', []],
])('what is looser: %s', (_, before, after, expected) => {
  expect(looserThan(policy(before), policy(after), RULES)).toEqual(expected);
});
