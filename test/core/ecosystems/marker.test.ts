import { expect, test } from 'vitest';
import { canHold } from '../../../src/core/ecosystems/pypi/marker.ts';
import { ALL_PYTHONS, comparedTo, pythonReleases } from '../../../src/core/ecosystems/pypi/python-releases.ts';

test.each<[string, string, boolean]>([
  ['python_version < "3"', '>=3.9', false],
  ['python_version < "3.9"', '>=3.9', false],
  ['python_version < "3.10"', '>=3.9', true],
  ['python_full_version < "3.9.1"', '>=3.9', true],
  ['python_full_version < "3.9.1"', '>=3.9.1', false],
  ['python_version < "3" and sys_platform == "win32"', '>=3.9', false],
  ['python_version < "3" or sys_platform == "win32"', '>=3.9', true],
  ["'3.8' > python_version", '>=3.9', false],
  ['(python_version < "3.0")', '^3.9', false],
  ['python_version == "2.7"', '~3.9', false],
  ['python_version == "3.9.*"', '>=3.9,<3.11', true],
  ['python_version ~= "2.7"', '>=3', false],
  ['python_version in "2.6 2.7"', '>=3', false],
  ['python_version not in "2.6 2.7"', '>=3', true],
  ['python_version < "3"', '^2.7 || ^3.9', true],
  ['python_version < "3"', '^3.8 || ^3.9', false],
  // What is not understood can hold.
  ['python_version < "3"', 'whatever', true],
  ['python_version < "3" and', '>=3.9', true],
  ['python_version < three', '>=3.9', true],
  ['python_version << "3"', '>=3.9', true],
  ['python_version < "3rc1"', '>=3.9', true],
  ['', '>=3.9', true],
  [`${'('.repeat(500)}python_version < "3"${')'.repeat(500)}`, '>=3.9', true],
])('%s can hold where %s: %s', (marker, requires, expected) => {
  expect(canHold(marker, pythonReleases(requires))).toBe(expected);
});

test('where nothing is said of Python, nothing is excluded', () => {
  expect(canHold('python_version < "3"', pythonReleases(null))).toBe(true);
});

test('extras and groups are compared by their normal form, and open where nobody says them', () => {
  const asked = { extras: new Set(['some-extra']), groups: new Set(['dev']) };
  const holds = (marker: string, said = asked): boolean => canHold(marker, ALL_PYTHONS, said);
  expect([holds('extra == "Some_Extra"'), holds("'other' in extras"), holds("'dev' in dependency_groups")]).toEqual([true, false, true]);
  expect([holds("'other' not in extras"), holds('extra != "some-extra"')]).toEqual([true, false]);
  expect(canHold("'other' in extras", ALL_PYTHONS)).toBe(true);
});

test('a comparison that is not understood is open', () => {
  expect([comparedTo([3, 9], '<', '3.x'), comparedTo([3, 9, 1], 'in', '3.9'), comparedTo([3, 9], '<>', '3')]).toEqual([
    'maybe',
    'maybe',
    'maybe',
  ]);
});

test('long and deep markers cost what they are long', () => {
  const releases = pythonReleases('>=3.9');
  for (const text of ['python_version < "3" and '.repeat(100_000), '('.repeat(1_000_000), `python_version < "${'3'.repeat(100_000)}"`])
    expect(canHold(text, releases)).toBe(true);
});
