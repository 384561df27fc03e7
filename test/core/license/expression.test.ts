import { createRequire } from 'node:module';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { formatExpression, leavesOf, parseExpression } from '../../../src/core/license/expression.ts';
import { SPDX_BY_LOWER } from '../../../src/core/license/spdx-ids.ts';

const reference = createRequire(import.meta.url)('spdx-expression-parse') as (text: string) => unknown;

const id = fc.constantFrom(...[...SPDX_BY_LOWER.values()].filter((one) => /^[A-Za-z]/.test(one)));
const leaf = fc.oneof(
  id,
  fc.constant('LicenseRef-a.b-1'),
  id.map((one) => `${one} WITH Classpath-exception-2.0`),
);
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.tuple(tie('expression'), fc.constantFrom(' AND ', ' OR ', ' and ', ' or '), tie('expression')).map((parts) => parts.join('')),
    tie('expression').map((inner) => `(${inner})`),
  ),
}));

describe('against the reference parser', () => {
  test.prop([expression], { numRuns: 300 })('reads what it reads, and prints what it reads again', (text) => {
    fc.pre(text.length < 2000);
    reference(text);
    const parsed = parseExpression(text);
    expect(parsed).not.toBeNull();
    if (parsed === null) return;
    const printed = formatExpression(parsed.expression);
    reference(printed);
    expect(parseExpression(printed)?.expression).toEqual(parsed.expression);
  });

  test.prop([expression], { numRuns: 100 })('has the same meaning: each of its truth assignments', (text) => {
    fc.pre(text.length < 600);
    const parsed = parseExpression(text);
    if (parsed === null) throw new Error(text);
    const names = [...new Set(leavesOf(parsed.expression).map((one) => formatExpression(one)))];
    for (const chosen of [names.slice(0, 1), names.slice(1), names.filter((_, index) => index % 2 === 0)]) {
      const ours = holds(parsed.expression, (one) => chosen.includes(one));
      expect(ours).toBe(holdsReference(reference(text), (one) => chosen.includes(formatExpression(leafOf(one)))));
    }
  });
});

it.each([
  '',
  ' ',
  'AND',
  'MIT OR',
  'OR MIT',
  '()',
  'MIT)',
  'MIT WITH',
  'MIT WITH WITH',
  '!',
  'MIT & ISC',
  `${'('.repeat(40)}MIT${')'.repeat(40)}`,
])('%j is no expression', (text) => {
  expect(parseExpression(text)).toBeNull();
});

type Ours = NonNullable<ReturnType<typeof parseExpression>>['expression'];

function leafOf(text: string): Ours {
  const parsed = parseExpression(text);
  if (parsed === null) throw new Error(text);
  return parsed.expression;
}

function holds(node: Ours, has: (one: string) => boolean): boolean {
  if (node.kind === 'license') return has(formatExpression(node));
  return node.kind === 'all' ? node.parts.every((part) => holds(part, has)) : node.parts.some((part) => holds(part, has));
}

function holdsReference(node: unknown, has: (one: string) => boolean): boolean {
  const { license, plus, exception, conjunction, left, right } = node as Record<string, unknown>;
  if (typeof license === 'string')
    return has(`${license}${plus === true ? '+' : ''}${typeof exception === 'string' ? ` WITH ${exception}` : ''}`);
  const sides = [left, right].map((side) => holdsReference(side, has));
  return conjunction === 'and' ? sides.every(Boolean) : sides.some(Boolean);
}
