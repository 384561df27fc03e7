import * as fc from 'fast-check';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { licenseReferences, licensesOf } from '../../../src/core/bom/cyclonedx/licenses.ts';
import { license } from './support.ts';

const parse = createRequire(import.meta.url)('spdx-expression-parse') as (text: string) => unknown;

const declared = { acknowledgement: 'declared' } as const;

it.each([
  ['MIT', { license: { id: 'MIT', ...declared } }],
  ['GPL-2.0', { license: { id: 'GPL-2.0', ...declared } }],
  ['BSD-3-Clause-OpenWebUI', { expression: 'BSD-3-Clause-OpenWebUI', ...declared }],
  ['LicenseRef-llama-3.1', { expression: 'LicenseRef-llama-3.1', ...declared }],
  ['MIT OR (Apache-2.0 AND LicenseRef-x)', { expression: 'MIT OR (Apache-2.0 AND LicenseRef-x)', ...declared }],
  ['GPL-2.0-only WITH Classpath-exception-2.0', { expression: 'GPL-2.0-only WITH Classpath-exception-2.0', ...declared }],
  ['Apache-2.0+', { expression: 'Apache-2.0+', ...declared }],
  ['mit', { license: { name: 'mit', ...declared } }],
  ['MIT AND', { license: { name: 'MIT AND', ...declared } }],
  ['(MIT) WITH x', { license: { name: '(MIT) WITH x', ...declared } }],
  ['NOASSERTION', { license: { name: 'NOASSERTION', ...declared } }],
  [`${'('.repeat(4000)}MIT`, { license: { name: `${'('.repeat(4000)}MIT`, ...declared } }],
])('writes %s', (expression, expected) => {
  expect(licensesOf(license({ expression }))).toEqual([expected]);
});

it('writes what only has a name with its address, and nothing where nothing is known', () => {
  const named = license({ expression: null, name: 'Acme\u202e Terms', url: 'https://example.org/terms#top' });
  expect(licensesOf(named)).toEqual([{ license: { name: 'Acme\\u{202e} Terms', url: 'https://example.org/terms', ...declared } }]);
  expect(licenseReferences(named)).toEqual([{ type: 'license', url: 'https://example.org/terms' }]);
  expect(licensesOf(license({ expression: null, unknown: 'not stated' }))).toEqual([]);
});

it('calls a conjunction of claims that disagree concluded (T11)', () => {
  expect(licensesOf(license({ expression: 'MIT AND Apache-2.0', conflicting: true }))).toEqual([
    { expression: 'MIT AND Apache-2.0', acknowledgement: 'concluded' },
  ]);
});

it('writes as an expression only what the reference parser reads', () => {
  const token = fc.constantFrom(
    'MIT',
    'Apache-2.0',
    'GPL-2.0-only',
    'LicenseRef-a.b',
    'AND',
    'OR',
    'WITH',
    'Classpath-exception-2.0',
    '(',
    ')',
    'Nope',
  );
  fc.assert(
    fc.property(fc.array(token, { maxLength: 9 }), (tokens) => {
      const expression = tokens.join(' ');
      fc.pre(!expression.includes('WITH Nope')); // exceptions are judged by their shape only
      const [entry] = licensesOf(license({ expression }));
      if (entry !== undefined && 'expression' in entry) expect(() => parse(expression)).not.toThrow();
    }),
    { numRuns: 2000, examples: [[['MIT', 'AND', '(', 'MIT', 'OR', 'GPL-2.0-only', 'WITH', 'Classpath-exception-2.0', ')']]] },
  );
});

it('writes every expression of the grammar as an expression', () => {
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('MIT', 'Apache-2.0+', 'LicenseRef-a.b', 'GPL-2.0-only WITH Classpath-exception-2.0'),
      fc.tuple(tie('tree'), fc.constantFrom('AND', 'OR'), tie('tree')).map(([a, operator, b]) => `(${a}) ${operator} ${b}`),
    ),
  }));
  fc.assert(
    fc.property(tree, (expression) => {
      const [entry] = licensesOf(license({ expression }));
      if (expression === 'MIT') expect(entry).toEqual({ license: { id: 'MIT', ...declared } });
      else expect(entry).toEqual({ expression, ...declared });
      expect(() => parse(expression)).not.toThrow();
    }),
  );
});
