import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/base/errors.ts';
import { loadPolicy } from '../../../src/core/policy/load.ts';
import { endedWaivers } from '../../../src/core/policy/waivers.ts';
import { NOW, RULES } from './support.ts';

function load(text: string | Uint8Array) {
  return loadPolicy(text, 'p.yml', RULES);
}

/** ["line:column message", …] of what is wrong. */
function mistakes(text: string | Uint8Array): string[] {
  try {
    load(text);
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.code).toBe('POLICY_INVALID');
    expect(error.hint).not.toBe('');
    return error.mistakes.map(({ message, where }) => `${where?.replace('p.yml:', '')} ${message}`);
  }
}

const FULL = `version: 1
mode: evaluate
scope: { block: [product, test], show: [product] }
product: { license: "MIT OR Apache-2.0", use: [commercial, saas], markets: [EU, US] }
rules:
  model/floating: block
  model/provenance: { level: warn, require: pinned }
models:
  allow: ["hf:ibm-granite/*"]
  deny: ["hf:**-gptq"]
services: { allow: [] }
licenses: { deny: ["class:non-commercial", "class:community", AGPL-3.0-only, LicenseRef-x] }
waivers:
  - { id: wb-k3f7q2ma4x2p, component: "hf:acme/m@4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10", rule: model/floating, reason: asked, approver: "@acme/sec", expires: 2027-01-31 }
  - { component: "hf:acme/m", rule: model/floating, reason: asked, approver: me, expires: "2028-02-29" }
`;

describe('a policy file', () => {
  it('is read, with the line of every key', () => {
    const file = load(FULL);
    expect(file.values.mode).toBe('evaluate');
    expect(file.rules.get('model/provenance')).toEqual({ level: 'warn', options: { require: 'pinned' } });
    expect(file.rules.get('model/floating')).toEqual({ level: 'block', options: {} });
    expect(file.values.waivers?.[0]?.expires).toBe('2027-01-31');
    expect(file.origin('models', 'deny')).toBe('p.yml:10');
    expect(file.origin('waivers', 1)).toBe('p.yml:15');
  });

  it('is read the same from bytes and with Windows line ends', () => {
    const expected = load(FULL).values;
    expect(load(new TextEncoder().encode(FULL)).values).toEqual(expected);
    expect(load(FULL.replaceAll('\n', '\r\n')).values).toEqual(expected);
    expect(load(`\uFEFF${FULL}`).values).toEqual(expected);
  });
});

describe('all mistakes are told at once', () => {
  it('each with line and column, sorted', () => {
    const text = `version: 2
moed: enforce
rules:
  model/flaoting: warn
  model/provenance: { level: blok, requir: pinned }
  model/denied: yes
models: { deny: ["acme/*", "hf:a/b@main"] }
`;
    expect(mistakes(text)).toEqual([
      '1:1 version: Write "version: 1".',
      '2:1 Unknown key "moed". Did you mean "mode"?',
      '4:3 Unknown rule "model/flaoting". Did you mean "model/floating"?',
      '5:23 rules.model/provenance.level: expected off, warn or block.',
      '5:36 Unknown key "rules.model/provenance.requir". Did you mean "require"?',
      '6:3 rules.model/denied: expected off, warn or block, or { level: …, options }.',
      '7:18 models.deny.0: The pattern "acme/*" does not start with a known type and a colon.',
      '7:28 models.deny.1: The pattern "hf:a/b@main" names a revision; lists name components without one.',
    ]);
  });

  it.each([
    ['', '1:1 The file is empty; start it with "version: 1".'],
    ['# only a comment\n', '1:1 The file is empty; start it with "version: 1".'],
    ['mode: enforce', '1:1 version: Write "version: 1".'],
    ['[1]', '1:1 expected a mapping.'],
    ['version: 1\nrules: [a]', '2:1 rules: expected a mapping.'],
    ['version: 1\nmodels: { deny: "hf:a/*" }', '2:11 models.deny: expected a list.'],
    ['version: 1\nendpoints: []', '2:1 The key "endpoints" is not supported yet: nothing would enforce it.'],
    ['version: 1\napprovers: [security]', '2:13 approvers.0: Write a team as "@organization/team", or a person as "@name".'],
    ['version: 1\nrules: { license/lineage: block }', '2:10 The rule "license/lineage" is not supported yet: nothing would enforce it.'],
    ['version: 1\nrules: { model/provenance: { require: pinned } }', '2:10 rules.model/provenance.level: expected off, warn or block.'],
    [
      'version: 1\nlicenses: { deny: [class:non-comercial] }',
      '2:20 licenses.deny.0: "class:non-comercial" is no class of licenses. Did you mean class:non-commercial?',
    ],
    [
      'version: 1\nlicenses: { deny: [GPL-3] }',
      '2:20 licenses.deny.0: "GPL-3" is not an SPDX license id, a LicenseRef- id or a known "class:…". Did you mean GPL-3.0-only?',
    ],
    ['version: 1\nproduct: { license: "MIT AND" }', '2:12 product.license: "MIT AND" is neither an SPDX expression nor "proprietary".'],
    [
      'version: 1\nproduct: { markets: [Europe] }',
      '2:22 product.markets.0: "Europe" is no country of ISO 3166. Write "EU", or the two capital letters of ISO 3166: "US", "DE".',
    ],
    ['version: 1\nmode: enforce\nmode: evaluate', '3:1 The key "mode" stands here twice.'],
    ['version: 1\n? [a]\n: b', '2:3 A key must be a plain word.'],
    [
      'version: 1\n__proto__: {}',
      '2:1 Unknown key "__proto__". Known here: version, extends, mode, scope, product, declared, catalogs, rules, models, datasets, services, licenses, approvers, signers, scopes, waivers, waiving, statements, repositories.',
    ],
    ['version: 1\nmode: "enforce', '2:15 Missing closing "quote.'],
    ['version: 1\n---\nversion: 1', '2:1 A policy is one document; "---" starts a second one.'],
    ['a: &x [1]\nb: *x', '1:4 YAML anchors and aliases are not supported: write the value out.'],
    ['%YAML 1.1\n---\nversion: 1', '1:1 YAML directives are not supported.'],
    ['version: 1\nmode: \u0000', '2:7 The file contains control characters.'],
    ['version: !!binary aGk=', '1:19 This kind of value is not supported.'],
  ])('%j', (text, expected) => {
    expect(mistakes(text)).toContain(expected);
  });

  it.each([
    ['expires: 2027-02-29', 'expires: Write the last valid day'],
    ['expires: 2027-1-31', 'expires: Write the last valid day'],
    ['reason: "  "', 'reason: A waiver needs a reason, in words.'],
    ['reason: "…"', 'reason: A waiver needs a reason, in words.'],
    ['approver: "…"', 'approver: A waiver needs an approver.'],
    ['approver: ""', 'approver: A waiver needs an approver.'],
    ['id: wb-K3F7Q2MA4X2P', 'id: A finding id is'],
    ['id: wb-k3f7q2ma', 'id: An id of 8 characters is of an earlier version.'],
    ['component: "hf:acme/m@4f0c2d9"', 'has a shortened commit'],
    ['component: acme', 'has no type before a colon'],
    ['component: "hf:acme/[a]*"', 'uses a sign other than'],
    ['component: "file:"', 'names no file'],
    ['component: "file:/etc/passwd"', 'names no file'],
    ['repositories: []', 'Name at least one repository.'],
    ['repositories: ["acme"]', 'Write a repository as "owner/name".'],
    ['rule: model/gone', 'rule: expected model/provenance, model/floating'],
    [
      'until: 2027-01-01',
      'Unknown key "waivers.0.until". Known here: id, component, feeds, rule, repositories, reason, approver, expires.',
    ],
  ])('in a waiver: %s', (line, expected) => {
    const lines = new Map(
      ['component: "hf:a/b"', 'rule: model/floating', 'reason: r', 'approver: a', 'expires: 2027-01-31'].map((one) => [
        one.split(':')[0] ?? '',
        one,
      ]),
    );
    lines.set(line.split(':')[0] ?? '', line);
    const found = mistakes(`version: 1\nwaivers:\n  - ${[...lines.values()].join('\n    ')}\n`);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it.each(['**', '*', '**/*', '/app/**', './app/**', 'app/', 'app\\\\x'])('a label for "%s" is refused', (path) => {
    expect(mistakes(`version: 1\nscopes: [{ path: "${path}", as: test }]`)).toEqual([
      expect.stringContaining('scopes.0.path: Write the path from the top of the repository'),
    ]);
  });

  it.each([
    ['component: "hf:a/b"', ['2:11 waivers.0.rule: A waiver names a rule.']],
    ['rule: model/floating', ['2:11 waivers.0.component: A waiver names a component and a rule; the id alone is a comment.']],
    [
      'id: wb-k3f7q2ma4x2p',
      ['2:11 waivers.0.component: A waiver names a component and a rule;', '2:11 waivers.0.rule: A waiver names a rule.'],
    ],
    ['rule: model/floating, feeds: []', ['2:11 waivers.0.component: An empty list of feeds']],
    ['rule: model/floating, component: "hf:a/b", feeds: [x]', ['2:35 waivers.0.component: Beside feeds']],
    ['rule: model/floating, component: "*", feeds: [x]', ['2:35 waivers.0.component: The pattern "*"']],
  ])('a waiver that names too little is refused, with what to write (T28, T38): %s', (text, expected) => {
    const found = mistakes(`version: 1\nwaivers: [{ ${text}, reason: r, approver: a, expires: 2027-01-31 }]`);
    expect(found.map((one, index) => one.startsWith(expected[index] ?? '-'))).toEqual(expected.map(() => true));
  });
});

describe('hostile files are refused with a message', () => {
  const bomb = `a: &a [x,x]\n${'bcdefghij'
    .split('')
    .map((name, index) => `${name}: &${name} [*${'abcdefghij'[index]},*${'abcdefghij'[index]}]`)
    .join('\n')}`;
  it.each<[string, string | Uint8Array, string]>([
    ['an alias bomb', bomb, 'anchors and aliases'],
    ['brackets 100,000 deep', '['.repeat(100_000), 'levels deep'],
    ['braces 100,000 deep', '{a: '.repeat(60_000), 'levels deep'],
    ['dashes 100,000 deep', '- '.repeat(100_000), 'levels deep'],
    ['question marks 100,000 deep', '? '.repeat(100_000), 'levels deep'],
    ['indentation', Array.from({ length: 600 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''), 'indented'],
    ['more than 256 KB', `version: 1 #${'x'.repeat(300_000)}`, 'larger than 256 KB'],
    ['very many keys', Array.from({ length: 30_000 }, (_, index) => `k${index}:\n`).join(''), 'entries'],
    ['invalid UTF-8', new Uint8Array([0x61, 0x3a, 0xff]), 'UTF-8'],
    ['NUL bytes', new Uint8Array(1000), 'control characters'],
    ['one huge line', `mode: ${'x'.repeat(200_000)}`, 'expected enforce or evaluate'],
    ['a huge key', `${'x'.repeat(1000)}: 1\nversion: 1`, 'Unknown key'],
    ['a mistake per byte', `mode: ${'"'.repeat(50_000)}`, 'more.'],
    ['a quoted string without end', `mode: "${'\n'.repeat(200_000)}`, 'closing'],
  ])('%s', (_, text, expected) => {
    expect(mistakes(text).join('\n')).toContain(expected);
  });

  it('or read, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void mistakes(bytes)),
      { numRuns: 300 },
    );
    const soup = fc.array(
      fc.constantFrom(
        'version: 1\n',
        'rules:',
        ' ',
        '\n',
        '- ',
        '[',
        ']',
        '{',
        '}',
        ',',
        '? ',
        ': ',
        '"',
        "'",
        '|\n',
        '>',
        '#',
        'models',
        '!!x ',
        '\t',
        '---\n',
        '...\n',
        'é',
      ),
      {
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(soup, (parts) => void mistakes(parts.join(''))),
      { numRuns: 1500 },
    );
  });

  it('or read, wherever a file is cut off', () => {
    for (let length = 0; length < FULL.length; length += 7) mistakes(FULL.slice(0, length));
  });
});

it('a waiver that ended is not a mistake; it is said at its line (T40)', () => {
  const text = `version: 1
waivers:
  - { component: "hf:acme/x", rule: model/floating, id: wb-aaaaaaaaaaaa, reason: r, approver: a, expires: 2026-11-23 }
  - { component: "hf:acme/y", rule: model/floating, reason: r, approver: a, expires: 2026-11-24 }
  - { component: "hf:acme/m", rule: model/floating, reason: r, approver: a, expires: 2020-02-29 }
`;
  expect(mistakes(text)).toEqual([]);
  expect(endedWaivers(load(text), NOW)).toEqual([
    'p.yml:3: the waiver wb-aaaaaaaaaaaa hf:acme/x model/floating ended on 2026-11-23 and waives nothing any more',
    'p.yml:5: the waiver hf:acme/m model/floating ended on 2020-02-29 and waives nothing any more',
  ]);
});
