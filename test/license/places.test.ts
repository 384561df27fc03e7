/** What "EU" covers where a license excludes it. */
import { expect, it } from 'vitest';
import { isExcluded } from '../../src/core/license/use/places.ts';

it.each([
  ['DE', ['EU'], true],
  ['EU', ['EU'], true],
  ['US', ['EU'], false],
  ['GB', ['EU', 'GB'], true],
  ['UK', ['GB'], true],
  ['EU', ['DE'], true],
  // Parts of member states with codes of their own (TFEU, Article 355).
  ['RE', ['EU'], null],
  ['AX', ['EU'], null],
  ['GL', ['EU'], false],
  ['XX', ['EU'], null],
  ['worldwide', ['KR'], null],
  ['__proto__', ['EU'], null],
] as const)('%s where %j is excluded: %s', (place, excluded, expected) => {
  expect(isExcluded(place, excluded)).toBe(expected);
});
