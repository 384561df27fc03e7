import { expect, test } from 'vitest';
import { isInRange } from '../../../src/core/ecosystems/look-up.ts';
import { takesVersion } from '../../../src/core/ecosystems/loose-ranges.ts';

test.each([
  ['cargo', '0.28.3', '0.28', true],
  ['cargo', '0.29.0', '0.28', false],
  ['cargo', '1.4.0', '1.2', true],
  ['cargo', '0.8.1', '=0.8.1', true],
  ['cargo', '0.8.2', '=0.8.1', false],
  ['gem', '1.9.1', '~> 1.9', true],
  ['gem', '2.0.0', '~> 1.9', false],
  ['gem', '1.2.9', '~> 1.2.3', true],
  ['gem', '1.3.0', '~> 1.2.3', false],
  ['hex', '0.9.2', '>= 0.1.0 and < 1.0.0', true],
  ['composer', '2.1.0', '^1.0|^2.0', true],
  ['composer', '1.4.0', '1.*', true],
  ['composer', '2.4.0', '1.*', false],
  ['pub', '0.4.7', '>=0.4.0 <0.5.0', true],
  ['pub', '0.4.7', 'any', true],
  ['swift', '0.13.1', '0.9.0', false],
  ['swift', '1.3.1', '1.2.0', true],
  ['nuget', '2.0.0', '1.0.0', true],
  ['gem', '1.0.0', '!= 1.0.0', false],
  ['gem', '1.0.0', 'latest', false],
  ['gem', 'main', '>= 0', false],
] as const)('%s: whether %s is in "%s"', (type, version, range, expected) => {
  expect(isInRange(type, version, range)).toBe(expected);
});

test('hostile ranges take nothing, and cost what they are long', () => {
  for (const range of ['>='.repeat(100_000), '1.0 || '.repeat(100_000), `>=${' '.repeat(190)}1`, '^'.repeat(190), '1.'.repeat(90)])
    expect(typeof takesVersion('1.0.0', range, '=')).toBe('boolean');
  expect(takesVersion('1'.repeat(10_000), '*', '=')).toBe(false);
});
