import { expect, test } from 'vitest';
import { cargo } from '../../../src/core/ecosystems/cargo/index.ts';
import { conda } from '../../../src/core/ecosystems/conda/index.ts';
import { golang } from '../../../src/core/ecosystems/golang/index.ts';

test('versions of conda in their order (conda, VersionOrder)', () => {
  const order = [
    '0.4.1.rc',
    '0.4.1',
    '0.5a1',
    '0.5b3',
    '0.5C1',
    '0.5',
    '0.9.6',
    '0.960923',
    '1.0.4a3',
    '1.0.4',
    '1.1dev1',
    '1.1a1',
    '1.1.0post1',
    '1996.07.12',
    '1!0.4.1',
    '1!3.1.1.6',
    '2!0.4.1',
  ];
  expect(order.toSorted(() => 1).sort((a, b) => conda.compare(a, b))).toEqual(order);
  expect([conda.parse('0.4') === conda.parse('0.4.0'), conda.parse('0.5C1') === conda.parse('0.5c1')]).toEqual([true, true]);
  expect([conda.parse('1..2'), conda.parse('>=1'), conda.parse('')]).toEqual([null, null, null]);
});

test.each([
  ['2.5.1', '=2.5', true],
  ['2.50', '=2.5', false],
  ['2.5.1', '2.5.*', true],
  ['2.5.1', '==2.5', false],
  ['2.5.1', '>=2.5,<3', true],
  ['3.0', '>=2.5,<3', false],
  ['2.0', '<1|>=2', true],
  ['1.4.9', '~=1.4.5', true],
  ['1.5', '~=1.4.5', false],
  ['2.5.1', '!=2.5.*', false],
  ['3.10.0', '>=3.10,<3.11.0a0', true],
  ['3.11.0', '>=3.10,<3.11.0a0', false],
  ['1.0', '*', true],
  ['1.0', '>=', false],
])('conda: %s is taken by %s: %s', (version, range, expected) => {
  expect(conda.satisfies(version, range)).toBe(expected);
});

test.each([
  [conda, 'https://conda.example/forge/linux-64/a-1-0.conda', 'registry', 'https://conda.example/forge'],
  [conda, 'https://conda.example/t/secret/forge/noarch/a-1-0.tar.bz2', 'registry', 'https://conda.example/forge'],
  [conda, 'https://files.example/a-1-0.conda', 'url', 'https://files.example/a-1-0.conda'],
  [conda, 'file:///a/linux-64/a-1-0.conda', 'path', null],
  [cargo, 'sparse+https://index.example/', 'registry', 'https://index.example/'],
  [cargo, 'git+https://git.example/o/a?branch=x', 'git', 'https://git.example/o/a'],
  [cargo, 'path+file:///x', 'path', null],
] as const)('%# an address says where a package comes from', (ecosystem, address, source, location) => {
  expect(ecosystem.sourceOf('a', address)).toEqual({ source, location });
});

test('ranges and orders of crates and modules', () => {
  expect([cargo.satisfies('1.9.0', '1.2'), cargo.satisfies('2.0.0', '1.2'), cargo.compare('1.0.0-rc.1', '1.0.0') < 0]).toEqual([
    true,
    false,
    true,
  ]);
  expect([golang.satisfies('v1.9.0', 'v1.2.0'), golang.compare('v0.0.0-20240101000000-abcdefabcdef', 'v0.0.1') < 0]).toEqual([true, true]);
  expect([golang.isName('github.com/Azure/a.b/v2'), golang.isName('github.com/../a'), golang.normalize('github.com/Azure/x')]).toEqual([
    true,
    false,
    'github.com/azure/x',
  ]);
});
