/** Names of wheels and source archives: one file under all its spellings, and what no installer takes. */
import { describe, expect, it } from 'vitest';
import { isSamePypiFile, parsePypiFilename } from '../../../src/core/ecosystems/pypi/filename.ts';

describe('names of files', () => {
  it('of a source archive', () => {
    expect(parsePypiFilename('pep740_sampleproject-1.0.0.tar.gz')).toMatchObject({
      kind: 'sdist',
      name: 'pep740-sampleproject',
      extension: '.tar.gz',
    });
  });

  it('of a wheel', () => {
    expect(parsePypiFilename('My.Package-1.0-02b-cp312.cp311-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl')).toMatchObject({
      kind: 'wheel',
      name: 'my-package',
      build: '2b',
      interpreters: ['cp311', 'cp312'],
      abis: ['abi3'],
      platforms: ['manylinux2014_x86_64', 'manylinux_2_17_x86_64'],
    });
  });

  it.each([
    ['a_b-1.0.tar.gz', 'a-b-1.0.tar.gz', true],
    ['A.B-1.0.tar.gz', 'a_b-1.0.0.tar.gz', true],
    ['a-1.0rc1.zip', 'a-1.0.RC.1.zip', true],
    ['a-1.0.zip', 'a-1.0.tar.gz', false],
    ['a-1.0.tar.gz', 'a-1.1.tar.gz', false],
    ['a-1.0.tar.gz', 'a_b-1.0.tar.gz', false],
    ['a-1.0-py3-none-any.whl', 'a-1.0.tar.gz', false],
    ['a-1.0-py2.py3-none-any.whl', 'A-1.0-py3.py2-none-ANY.whl', true],
    ['a-1.0-py3-none-any.whl', 'a-1.0-py2.py3-none-any.whl', false],
    ['a-1.0-py3-none-any.whl', 'a-1.0-1-py3-none-any.whl', false],
    ['a-1.0-01-py3-none-any.whl', 'a-1.0-1-py3-none-any.whl', true],
    ['a-1.0-0-py3-none-any.whl', 'a-1.0-00-py3-none-any.whl', true],
    ['a-1.0+cu118-py3-none-any.whl', 'a-1.0+CU118-py3-none-any.whl', true],
    ['a-1.0+cu118-py3-none-any.whl', 'a-1.0-py3-none-any.whl', false],
    ['a-1.0-cp39-cp39-linux_x86_64.whl', 'a-1.0-cp39-abi3-linux_x86_64.whl', false],
  ])('%s and %s: %s', (one, other, same) => {
    const [a, b] = [parsePypiFilename(one), parsePypiFilename(other)];
    expect(a !== null && b !== null && isSamePypiFile(a, b)).toBe(same);
  });

  it.each([
    '',
    'a',
    'a.whl',
    '.tar.gz',
    '-1.0.tar.gz',
    'a-.tar.gz',
    'a1.0.tar.gz',
    'a-1.0.tar.bz2',
    'a-1.0.TAR.GZ',
    'a-1.0-py3-none-any.WHL',
    'a-1.0.egg',
    'a-one.tar.gz',
    'a-1.0-beta-x.tar.gz',
    '../a-1.0.tar.gz',
    'a/b-1.0.tar.gz',
    'a\0-1.0.tar.gz',
    'ａ-1.0.tar.gz',
    '_a-1.0.tar.gz',
    'a-1.0-none-any.whl',
    'a-1.0-1-2-py3-none-any.whl',
    'a-1.0-b1-py3-none-any.whl',
    'a-1.0-py3--any.whl',
    'a-1.0-py3.-none-any.whl',
    'a-1.0-py3-none-any/x.whl',
    'a__b-1.0-py3-none-any.whl',
    'a-one-py3-none-any.whl',
    '__proto__-1.0.tar.gz',
    `a-1.0-${'py3.'.repeat(200)}py3-none-any.whl`,
    `a-${'1'.repeat(100_000)}.tar.gz`,
    `${'-'.repeat(100_000)}.whl`,
  ])('%s is none', (filename) => {
    expect(parsePypiFilename(filename)).toBeNull();
  });
});
