import { fc, it as property } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { canonicalJson } from '../../../app/audit/canonical-json.ts';

it.each<[string, unknown, string]>([
  [
    'members by code units, not by letters',
    { b: 1, a: 2, '\u{1F600}': 3, '\uFB33': 4, Z: 5 },
    '{"Z":5,"a":2,"b":1,"\u{1F600}":3,"\uFB33":4}',
  ],
  ['no white space', { a: [1, { b: null }], c: true }, '{"a":[1,{"b":null}],"c":true}'],
  [
    'numbers as ECMAScript writes them',
    [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0],
    '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
  ],
  ['escapes only where they must be', '€$\u000F\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
  ['half of a pair', { 'a\uD800': '\uDC00' }, '{"a\uFFFD":"\uFFFD"}'],
  ['what is undefined', { a: undefined, b: 1 }, '{"b":1}'],
  ['a member with a telling name', JSON.parse('{"__proto__":{"x":1},"a":1}'), '{"__proto__":{"x":1},"a":1}'],
])('%s (RFC 8785)', (_name, value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

it.each([Number.NaN, Number.POSITIVE_INFINITY, 1n, Symbol('x'), undefined, () => 1])('%s has no form', (value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
});

it('an endless depth is refused', () => {
  let deep: unknown = 1;
  for (let level = 0; level < 100_000; level++) deep = [deep];
  expect(() => canonicalJson(deep)).toThrow('nested too deeply');
});

property.prop([fc.jsonValue({ maxDepth: 4 })])('it says the same as JSON, in one spelling whatever the order', (value) => {
  const text = canonicalJson(value);
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
  expect(canonicalJson(reversed(JSON.parse(text)))).toBe(text);
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]): [string, unknown] => [key, reversed(one)]);
  const turned: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, one] of entries.reverse()) turned[key] = one;
  return turned;
}
