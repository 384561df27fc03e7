import { describe, expect, it } from 'vitest';
import { BASELINE, baseline } from '../../../src/core/policy/baseline.ts';
import { effectiveValues, explainPolicy } from '../../../src/core/policy/explain.ts';
import { effectivePolicy, layered } from '../../../src/core/policy/layers.ts';
import { loadPolicy } from '../../../src/core/policy/load.ts';
import type { PolicyFile } from '../../../src/core/policy/load.ts';
import { RULES } from './support.ts';

function file(path: string, body: string): PolicyFile {
  return loadPolicy(`version: 1\n${body}`, path, RULES);
}

function over(body: string) {
  return effectivePolicy([file('own.yml', body)], RULES);
}

function below(above: string, body: string) {
  const { policy, refused } = layered([file('org.yml', above), file('repo.yml', body)], RULES);
  return { policy, refused: refused.map(({ message, where }) => `${where} ${message}`) };
}

describe('the baseline', () => {
  it('takes levels and options from the rules', () => {
    const policy = baseline(RULES);
    expect(policy.mode).toBe('enforce');
    expect(policy.scope.block).toEqual(['product']);
    expect(policy.rules.get('model/provenance')).toEqual({ level: 'block', options: { require: 'named' } });
    expect(policy.rules.get('model/floating')?.level).toBe('warn');
    expect(policy.models.allow).toBeUndefined();
  });
});

describe("the owner's file", () => {
  it('may lower levels, set product, mode and waivers', () => {
    const policy = over(`mode: evaluate
product: { use: [commercial] }
rules: { model/provenance: warn }
waivers: [{ id: wb-k3f7q2ma4x2p, component: "hf:acme/m", rule: model/floating, reason: r, approver: a, expires: 2027-01-31 }]`);
    expect(policy).toMatchObject({ mode: 'evaluate', product: { license: null, use: ['commercial'] }, label: 'own.yml' });
    expect(policy.rules.get('model/provenance')).toEqual({ level: 'warn', options: { require: 'named' } });
    expect(policy.waivers).toEqual([
      {
        id: 'wb-k3f7q2ma4x2p',
        component: 'hf:acme/m',
        feeds: null,
        rule: 'model/floating',
        repositories: null,
        outside: null,
        reason: 'r',
        approver: 'a',
        expires: '2027-01-31',
      },
    ]);
  });

  it('keeps what it does not say', () => {
    const policy = over('rules: { model/provenance: { level: block, require: pinned } }');
    expect(policy.rules.get('model/floating')?.level).toBe('warn');
    expect(policy.rules.get('model/provenance')?.options).toEqual({ require: 'pinned' });
    expect(policy.scope).toEqual(baseline(RULES).scope);
  });

  it('may allow nothing', () => {
    expect(over('services: { allow: [] }').services).toEqual({ allow: [], deny: [] });
  });
});

describe('a file below the owner only tightens (T24)', () => {
  it.each<[string, string, string, string[]]>([
    ['mode', 'mode: enforce', 'mode: evaluate', ['repo.yml:2 mode: the layer above enforces.']],
    ['product', '', 'product: { use: [research] }', ['repo.yml:2 product: only the layer above describes the product.']],
    [
      'scopes',
      'mode: enforce',
      'scopes: [{ path: "app/**", as: test }]',
      ['repo.yml:2 scopes: only the layer above says what does not ship.'],
    ],
    [
      'waivers',
      '',
      'waivers: [{ component: "hf:acme/m", rule: model/floating, reason: r, approver: a, expires: 2027-01-31 }]',
      ['repo.yml:2 waivers: only the layer above waives.'],
    ],
    [
      'statements',
      '',
      `statements: [{ vulnerability: CVE-1-1, component: "npm:left@1.0.0", status: not_affected, justification: component_not_present, impact: r, use: 'sha256:${'0'.repeat(64)}', product: "pkg:generic/bot@1", author: a, date: 2026-11-20 }]`,
      ['repo.yml:2 statements: only the layer above states what does not affect the product.'],
    ],
    ['approvers', '', 'approvers: ["@acme/x"]', ['repo.yml:2 approvers: only the layer above says who approves.']],
    [
      'what a component comes under',
      'licenses: { allow: [MIT] }',
      'licenses: { unknown: [{ component: "npm:a*", as: MIT, reason: r }], override: [{ component: "npm:a*", as: MIT, reason: r }] }',
      [
        'repo.yml:2 licenses.unknown: only the layer above says what a component comes under.',
        'repo.yml:2 licenses.override: only the layer above says what a component comes under.',
      ],
    ],
    ['what lists offer', 'catalogs: judge', 'catalogs: show', ['repo.yml:2 catalogs: the layer above judges what lists offer.']],
    ['what declarations count for', '', 'declared: pinned', ['repo.yml:2 declared: the layer above takes a declaration for a name only.']],
    ['a level', '', 'rules: { model/provenance: off }', ['repo.yml:2 rules.model/provenance: the layer above says block.']],
    [
      'an option',
      'rules: { model/provenance: { level: block, require: pinned } }',
      'rules: { model/provenance: { level: block, require: named } }',
      ['repo.yml:2 rules.model/provenance.require: the layer above decides this option.'],
    ],
    [
      'an option that no rule can compare',
      '',
      'rules: { model/denied: { level: block, note: x } }',
      ['repo.yml:2 rules.model/denied.note: the layer above decides this option.'],
    ],
    [
      'scope.block',
      'scope: { block: [product, test] }',
      'scope: { block: [product] }',
      ['repo.yml:2 scope.block: places of the layer above cannot be taken away.'],
    ],
    [
      'an allow entry',
      'models: { allow: ["hf:acme/*"] }',
      'models: { allow: ["hf:evil/*"] }',
      ['repo.yml:2 models.allow: "hf:evil/*" is outside what the layer above allows.'],
    ],
  ])('%s is refused with its line', (_, above, body, expected) => {
    const { policy, refused } = below(above, body);
    expect(refused).toEqual(expected);
    const before = over(above);
    // What was refused has no effect; an allow list that lies outside allows nothing.
    expect({ ...policy, models: before.models, label: '', layers: [], origins: null }).toEqual({
      ...before,
      label: '',
      layers: [],
      origins: null,
    });
  });

  it('levels rise, options tighten, scopes grow, deny lists unite', () => {
    const { policy, refused } = below(
      'mode: evaluate\nmodels: { deny: ["hf:a/*"] }',
      `mode: enforce
scope: { block: [product, test] }
rules: { model/floating: block, model/provenance: { level: block, require: pinned } }
models: { deny: ["hf:a/*", "hf:b/*"] }`,
    );
    expect(refused).toEqual([]);
    expect(policy.mode).toBe('enforce');
    expect(policy.scope.block).toEqual(['product', 'test']);
    expect(policy.rules.get('model/floating')?.level).toBe('block');
    expect(policy.rules.get('model/provenance')?.options).toEqual({ require: 'pinned' });
    expect(policy.models.deny).toEqual(['hf:a/*', 'hf:b/*']);
    expect(policy.origins.get('models.deny')).toBe('org.yml:3 and repo.yml:5');
    expect(policy.label).toBe('org.yml and repo.yml');
  });

  it.each<[string[] | null, string[], string[]]>([
    [null, ['hf:acme/*'], ['hf:acme/*']],
    [['hf:acme/*', 'hf:ibm/*'], ['hf:acme/x'], ['hf:acme/x']],
    [['hf:acme/x'], ['hf:**'], ['hf:acme/x']],
    [['hf:acme/*'], ['hf:evil/*'], []],
    [['hf:acme/*'], [], []],
    [[], ['hf:acme/*'], []],
  ])('allow lists intersect: %j and %j', (above, wanted, expected) => {
    const { policy } = below(
      above === null ? '' : `models: { allow: ${JSON.stringify(above)} }`,
      `models: { allow: ${JSON.stringify(wanted)} }`,
    );
    expect(policy.models.allow).toEqual(expected);
  });

  it('what declarations count for is the least of both', () => {
    expect(over('declared: pinned').declared).toBe('pinned');
    const { policy, refused } = below('declared: pinned', 'declared: named');
    expect([policy.declared, refused]).toEqual(['named', []]);
    expect(policy.origins.get('declared')).toBe('repo.yml:2');
    expect(below('declared: pinned', '').policy.declared).toBe('pinned');
  });

  it('license lists intersect by name', () => {
    const { policy, refused } = below('licenses: { allow: [MIT, Apache-2.0] }', 'licenses: { allow: [MIT, GPL-3.0-only] }');
    expect(policy.licenses.allow).toEqual(['MIT']);
    expect(refused).toEqual(['repo.yml:2 licenses.allow: "GPL-3.0-only" is outside what the layer above allows.']);
  });

  it('and a third layer tightens the second', () => {
    const files = [
      file('org.yml', ''),
      file('group.yml', 'rules: { model/floating: block }'),
      file('repo.yml', 'rules: { model/floating: warn }'),
    ];
    const { policy, refused } = layered(files, RULES);
    expect(policy.rules.get('model/floating')?.level).toBe('block');
    expect(refused).toHaveLength(1);
  });
});

describe('policy explain', () => {
  it('prints every effective value and its origin', () => {
    const policy = over(
      'mode: enforce\nrules:\n  model/provenance: { level: block, require: pinned }\n  model/floating: block\nmodels: { deny: ["hf:a/*"] }',
    );
    const rows = new Map(effectiveValues(policy).map(({ key, value, origin }) => [key, `${value} # ${origin}`]));
    expect(rows.get('mode')).toBe('enforce # own.yml:2');
    expect(rows.get('scope.block')).toBe(`["product"] # ${BASELINE}`);
    expect(rows.get('rules.model/provenance.require')).toBe('pinned # own.yml:4');
    expect(rows.get('rules.model/floating.level')).toBe('block # own.yml:5');
    expect(rows.get('rules.model/denied.note')).toBe(` # ${BASELINE}`);
    expect(rows.get('models.deny')).toBe('["hf:a/*"] # own.yml:6');
    expect(rows.get('models.allow')).toBe(`(everything) # ${BASELINE}`);
    for (const { key } of effectiveValues(policy)) expect(policy.origins.has(key), key).toBe(true);
  });

  it('prints nothing that a terminal would obey (T22)', () => {
    const policy = over(
      'waivers: [{ component: "hf:acme/m", rule: model/floating, reason: "\\e[31mred\\u202e", approver: a, expires: 2027-01-31 }]',
    );
    expect(explainPolicy(policy)).toContain('\\u{1b}[31mred\\u{202e}');
    // oxlint-disable-next-line no-control-regex
    expect(explainPolicy(policy)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});
