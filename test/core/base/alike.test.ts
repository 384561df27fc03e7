import { expect, test } from 'vitest';
import { isAlike } from '../../../src/core/base/alike.ts';

test.each<[unknown, unknown]>([
  [1, 1],
  [null, null],
  [[], []],
  [{}, {}],
  [
    { a: [1, { b: 'c' }], d: null },
    { d: null, a: [1, { b: 'c' }] },
  ],
])('%j is like %j', (a, b) => {
  expect(isAlike(a, b)).toBe(true);
});

test.each<[unknown, unknown]>([
  [1, '1'],
  [null, {}],
  [null, undefined],
  [[], {}],
  [{}, []],
  [[1], [1, 2]],
  [{ a: 1 }, { a: 2 }],
  [{ a: 1 }, { b: 1 }],
  [{ a: undefined }, { b: undefined }],
  [{ a: 1 }, { a: 1, b: 1 }],
  [{ toString: 1 }, { other: 1 }],
])('%j is not like %j', (a, b) => {
  expect(isAlike(a, b)).toBe(false);
  expect(isAlike(b, a)).toBe(false);
});

test('what is left out of the comparison may differ at any depth, and nothing else', () => {
  const except = new Set(['line']);
  expect(isAlike({ line: 1, in: [{ line: 2, path: 'a' }] }, { line: 3, in: [{ line: 4, path: 'a' }] }, except)).toBe(true);
  expect(isAlike({ line: 1, in: [{ line: 2, path: 'a' }] }, { line: 1, in: [{ line: 2, path: 'b' }] }, except)).toBe(false);
  expect(isAlike({ line: 1, path: 'a' }, { path: 'a' }, except)).toBe(false);
});
