import { describe, expect, it } from 'vitest';
import {
  type ActualFile,
  type CompareOptions,
  compareManifest,
  type Comparison,
  isProven,
} from '../../../../src/core/verify/oms/compare.ts';
import { ignoredPaths, ignores } from '../../../../src/core/verify/oms/ignore.ts';
import type { Manifest, SignedFile } from '../../../../src/core/verify/oms/manifest.ts';
import { sha256 } from '../../../support/oms.ts';

const PLAIN: CompareOptions = { ignored: () => false, ignoreUnsigned: false, signature: 'model.sig', excuseNothingLoadable: false };

function manifest(files: Readonly<Record<string, SignedFile>>, change: Partial<Manifest> = {}): Manifest {
  return {
    name: 'm',
    hash: 'sha256',
    shardSize: null,
    allowSymlinks: false,
    ignorePaths: [],
    files: new Map(Object.entries(files)),
    rootDigest: '',
    ...change,
  };
}

const whole = (content: string): SignedFile => ({ kind: 'whole', digest: sha256(content) });
const file = (content: string): ActualFile => ({ size: content.length, sha256: sha256(content) });

function compare(signed: Manifest, files: Readonly<Record<string, ActualFile>>, options: Partial<CompareOptions> = {}): Comparison {
  return compareManifest(signed, new Map(Object.entries(files)), { ...PLAIN, ...options });
}

describe('a manifest against files', () => {
  const signed = manifest({ 'b.bin': whole('b'), 'a.bin': whole('a') });

  it('is proven when all are the signed bytes', () => {
    const result = compare(signed, { 'a.bin': file('a'), 'b.bin': file('b'), 'model.sig': file('s') });
    expect(result).toMatchObject({ matching: 2, extra: [], missing: [], unproven: [] });
    expect(isProven(result)).toBe(true);
  });

  it('tells what differs, is missing, is extra, by name and sorted', () => {
    const result = compare(signed, { 'a.bin': file('x'), z: file('z'), c: file('c') });
    expect(result).toMatchObject({ differing: [{ path: 'a.bin' }], missing: ['b.bin'], extra: ['c', 'z'], matching: 0 });
    expect(isProven(result)).toBe(false);
  });

  it.each<[string, Partial<CompareOptions>, readonly string[], readonly string[]]>([
    ['nothing', {}, ['notes.md', 'x.bin'], []],
    ['a flag', { ignoreUnsigned: true }, [], ['x.bin']],
    ['a list', { ignored: (path) => path === 'x.bin' }, ['notes.md'], ['x.bin']],
    ['a flag, where it counts', { ignoreUnsigned: true, excuseNothingLoadable: true }, ['x.bin'], []],
    ['a list, where it counts', { ignored: () => true, excuseNothingLoadable: true }, ['x.bin'], []],
  ])('extra files are excused by %s', (_, options, extra, unproven) => {
    const files = { 'a.bin': file('a'), 'b.bin': file('b'), 'x.bin': file('x'), 'notes.md': file('n') };
    const result = compare(signed, files, options);
    expect(result).toMatchObject({ extra, unproven });
    expect(isProven(result)).toBe(extra.length === 0);
  });

  it.each<Partial<CompareOptions>>([{ ignoreUnsigned: true }, { ignored: () => true }])(
    'nothing excuses a changed or missing file: %j',
    (options) => {
      expect(isProven(compare(signed, { 'a.bin': file('a'), 'b.bin': file('x') }, options))).toBe(false);
      expect(isProven(compare(signed, { 'a.bin': file('a') }, options))).toBe(false);
    },
  );

  it('a signed file with a problem differs; another is a problem of its own', () => {
    const link: ActualFile = { size: 0, problem: 'a symbolic link' };
    expect(compare(signed, { 'a.bin': link, 'b.bin': file('b'), c: link })).toMatchObject({
      differing: [{ path: 'a.bin' }],
      problems: [{ path: 'c' }],
    });
    expect(compare(signed, { 'a.bin': file('a'), 'b.bin': file('b'), c: link }, { ignoreUnsigned: true })).toMatchObject({
      problems: [],
      unproven: ['c'],
    });
    const strict = compare(
      signed,
      { 'a.bin': file('a'), 'b.bin': file('b'), c: link },
      { ignoreUnsigned: true, excuseNothingLoadable: true },
    );
    expect(isProven(strict)).toBe(false);
  });

  it('"." is the model where it is one file, and no file of a folder', () => {
    const self = manifest({ '.': whole('a') });
    expect(isProven(compare(self, { 'model.bin': file('a') }))).toBe(true);
    expect(isProven(compare(self, { 'model.bin': file('b') }))).toBe(false);
    expect(compare(self, { 'a.bin': file('a'), 'b.bin': file('a') })).toMatchObject({ missing: ['.'], extra: ['a.bin', 'b.bin'] });
  });

  it('nothing is proven by nothing', () => {
    expect(isProven(compare(manifest({}), {}))).toBe(false);
  });
});

describe('a manifest against the listing of a hub', () => {
  const size = 20;
  const listed = { 'a.bin': { size, sha256: sha256('a') } };

  it('is proven by sha256 of whole files', () => {
    expect(isProven(compare(manifest({ 'a.bin': whole('a') }), listed))).toBe(true);
  });

  it('is unverifiable without download by another digest, or by shards', () => {
    const blake = manifest({ 'a.bin': { kind: 'whole', digest: '0'.repeat(64) } }, { hash: 'blake3' });
    expect(compare(blake, listed)).toMatchObject({ unverifiable: ['a.bin'], differing: [], matching: 0 });
    const shards = manifest({ 'a.bin': { kind: 'shards', size, digests: ['1', '2'] } }, { shardSize: 10 });
    expect(compare(shards, listed)).toMatchObject({ unverifiable: ['a.bin'] });
    expect(isProven(compare(shards, listed))).toBe(false);
  });

  it('a single shard is the whole file, and another size is a difference that needs no download', () => {
    const one = (shard: number): Manifest =>
      manifest({ 'a.bin': { kind: 'shards', size: shard, digests: [sha256('a')] } }, { shardSize: 100 });
    expect(isProven(compare(one(size), listed))).toBe(true);
    expect(compare(one(21), listed)).toMatchObject({ differing: [{ path: 'a.bin' }] });
  });
});

describe('shards', () => {
  const signed = manifest({ w: { kind: 'shards', size: 3, digests: ['1', '2'] } }, { shardSize: 2 });

  it.each<[string, ActualFile, boolean]>([
    ['the same', { size: 3, shards: ['1', '2'] }, true],
    ['one differs', { size: 3, shards: ['1', '3'] }, false],
    ['in another order', { size: 3, shards: ['2', '1'] }, false],
    ['one fewer', { size: 3, shards: ['1'] }, false],
    ['one more', { size: 3, shards: ['1', '2', '3'] }, false],
    ['a longer file', { size: 4, shards: ['1', '2'] }, false],
  ])('%s', (_, actual, same) => {
    expect(isProven(compare(signed, { w: actual }))).toBe(same);
  });

  it('an empty file has none, so it is no extra file', () => {
    expect(isProven(compare(signed, { w: { size: 3, shards: ['1', '2'] }, '__init__.py': { size: 0 } }))).toBe(true);
    expect(isProven(compare(signed, { w: { size: 3, shards: ['1', '2'] }, link: { size: 0, problem: 'a link' } }))).toBe(false);
  });
});

describe('ignored paths', () => {
  it.each<[string, string, boolean]>([
    ['.git', '.git/config', true],
    ['.git', '.gitmodules', false],
    ['.git', 'sub/.git/config', false],
    ['a', 'a/b/c', true],
    ['a', 'ab', false],
    ['a/', 'a/b', true],
    ['./a', 'a', true],
    ['a/b', 'a/bc', false],
    ['A', 'a', false],
    ['*', 'a', false],
    ['.', 'a', false],
    ['', 'a', false],
    ['..', 'a', false],
    ['/', 'a', false],
    ['/a', 'a', false],
    ['x/../a', 'a', false],
  ])('%j and %j: %s', (ignored, path, expected) => {
    expect(ignores(new Set(ignoredPaths({ gitPaths: false, paths: [ignored] })), path)).toBe(expected);
  });

  it('are the four of git by default, at the root only', () => {
    const ignored = new Set(ignoredPaths({ gitPaths: true, paths: [] }));
    expect(['.git/x', '.github/y', '.gitignore', '.gitattributes'].every((path) => ignores(ignored, path))).toBe(true);
    expect(['.gitmodules', 'a/.gitignore', '.hidden'].some((path) => ignores(ignored, path))).toBe(false);
  });
});
