/** Random policy files that say any key of the schema, with the rules of the program. */
import * as fc from 'fast-check';
import { loadPolicy, type PolicyFile } from '../../../src/core/policy/load.ts';
import { rules } from '../../../src/core/policy/rules/index.ts';

const LEVELS = ['off', 'warn', 'block'] as const;

/** Values of options that differ in strictness. A test holds that no option is missing. */
export const OPTIONS: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  'model/provenance': { require: ['named', 'pinned', 'signed'] },
  'dataset/provenance': { require: ['named', 'pinned', 'signed'] },
  'image/provenance': { require: ['named', 'pinned', 'signed'] },
  'model/source-redirected': { allow: [[], ['https://huggingface.co'], ['https://models.acme.example', 'https://huggingface.co']] },
  'model/format': { deny: [[], ['pickle'], ['keras', 'gguf']] },
  'dependency/registry-mismatch': { require: ['none', 'answer'] },
  'dependency/provenance-lost': { except: [[], ['npm:a@1.0.0'], ['npm:a@1.0.0', 'npm:b@2.0.0']] },
  'dependency/too-new': { 'minimum-release-age': ['1h', '1d', '24h', '3d'] },
  'dependency/vulnerable': { severity: ['low', 'moderate', 'high', 'critical'] },
  'dependency/version': { versions: [{}, { 'pypi:torch': '>=2.6' }, { 'npm:left': '^3' }], loaders: [true, false] },
  'dependency/registry-unexpected': { allow: [[], ['registry.example'], ['registry.example', 'mirror.example']] },
  'tree/unread': { ignore: [[], ['syntax'], ['syntax', 'limit']] },
};

const settings = fc
  .subarray(
    rules.filter(({ fixed, unlowerable }) => fixed !== true && unlowerable !== true),
    { maxLength: 8 },
  )
  .chain((some) => fc.tuple(...some.map((rule) => fc.tuple(fc.constant(rule.id), setting(rule.id, rule.raises !== true)))))
  .map((pairs) => Object.fromEntries(pairs));

function setting(id: string, mayTry: boolean): fc.Arbitrary<object> {
  const options = Object.entries(OPTIONS[id] ?? {}).map(([key, values]): [string, fc.Arbitrary<unknown>] => [
    key,
    fc.constantFrom(...values),
  ]);
  const mode = mayTry && id !== 'verification/incomplete' ? { mode: fc.constantFrom('enforce', 'evaluate') } : {};
  return fc.record({ level: fc.constantFrom(...LEVELS), ...mode, ...Object.fromEntries(options) }, { requiredKeys: ['level'] });
}

const names = fc.subarray(['hf:acme/*', 'hf:acme/a', 'hf:**', 'hf:ibm-granite/*', 'hf:datasets/acme/*']);
const lists = fc.record({ allow: names, deny: names }, { requiredKeys: [] });
const terms = fc.subarray(['MIT', 'GPL-3.0-only', 'AGPL-3.0*', 'class:permissive', 'class:network-copyleft', 'LicenseRef-Acme']);
const scopes = fc.subarray(['product', 'test', 'docs', 'example']);
const waiver = { component: 'hf:acme/m', rule: 'model/floating', reason: 'r', approver: 'a', expires: '2099-01-31' };
const signers = [
  { for: 'hf:acme/*', identity: 'a@acme.example', issuer: 'https://issuer.example' },
  { for: 'hf:ibm-granite/*', known: 'ibm-granite' },
];

const layered = {
  mode: fc.constantFrom('enforce', 'evaluate'),
  scope: fc.record({ block: scopes, show: scopes }, { requiredKeys: [] }),
  rules: settings,
  models: lists,
  datasets: lists,
  services: fc.record(
    { allow: fc.subarray(['service:openai/*', 'service:**']), deny: fc.subarray(['service:openai/gpt-4o']) },
    { requiredKeys: [] },
  ),
};
const licenses = { allow: terms, deny: terms, review: terms };
const match = fc.constantFrom({ id: 7 }, { property: { risk: 'regulated' } }, { id: [7, 8], property: { risk: ['low', 'regulated'] } });
const group = fc
  .tuple(match, fc.record({ ...layered, licenses: fc.record(licenses, { requiredKeys: [] }) }, { requiredKeys: [] }))
  .map(([to, one]) => ({ match: to, ...one }));

/** Every key of the schema but `version` and `extends`. */
export const KEYS = {
  ...layered,
  product: fc.record({ use: fc.subarray(['commercial', 'saas']), seat: fc.constantFrom('EU', 'US') }, { requiredKeys: [] }),
  declared: fc.constantFrom('named', 'pinned'),
  catalogs: fc.constantFrom('judge', 'show'),
  licenses: fc.record(
    {
      ...licenses,
      unknown: fc.subarray([{ component: 'npm:@acme/*', as: 'MIT', reason: 'r' }]),
      override: fc.subarray([{ component: 'npm:left@1.0.0', as: 'MIT', reason: 'r' }]),
    },
    { requiredKeys: [] },
  ),
  approvers: fc.subarray(['@acme/security', '@ada']),
  signers: fc.subarray(signers),
  scopes: fc.subarray([{ path: 'benchmarks/**', as: 'test' }]),
  waivers: fc.subarray([waiver]),
  waiving: fc.record(
    {
      longest: fc.constantFrom('30d', '90d', '365d'),
      never: fc.subarray(['model/hash-mismatch', 'model/floating']),
      'by-author': fc.boolean(),
    },
    { requiredKeys: [] },
  ),
  statements: fc.subarray([
    {
      vulnerability: 'CVE-2025-1',
      component: 'npm:left@1.0.0',
      status: 'not_affected',
      justification: 'component_not_present',
      impact: 'r',
      use: `sha256:${'0'.repeat(64)}`,
      product: 'pkg:generic/bot@1',
      author: 'a',
      date: '2026-11-20',
    },
  ]),
  repositories: fc.array(group, { maxLength: 3 }),
} as const;

export const policyFile: fc.Arbitrary<PolicyFile> = fc.record(KEYS, { requiredKeys: [] }).map(load);

export function load(body: object): PolicyFile {
  return loadPolicy(JSON.stringify({ version: 1, ...body }), 'p.yml', rules);
}
