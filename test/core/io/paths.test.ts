import { execFileSync } from 'node:child_process';
import { fc, test } from '@fast-check/vitest';
import { afterEach, describe, expect, it } from 'vitest';
import { splitNul } from '../../../src/core/io/git/path.ts';
import { compareCodePoints } from '../../../src/core/base/order.ts';
import { openRepository } from '../../../src/core/io/git/repository.ts';
import { pathProblems } from '../../../src/core/discover/path-problems.ts';
import { decodePath, encodePath } from '../../../src/core/base/path-bytes.ts';
import type { TreeEntry } from '../../../src/core/model/index.ts';
import { makeRepository } from '../../support/repo.ts';

const cleanup: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const step of cleanup.splice(0).reverse()) await step();
});

function entry(path: string, kind: TreeEntry['kind'] = 'file'): TreeEntry {
  return { path, kind, id: 'x', size: null };
}

describe('paths as bytes', () => {
  it('keeps what is not UTF-8 apart', () => {
    expect(decodePath(Buffer.from([0x61, 0xff, 0x2f, 0xc3, 0xa9]))).toBe('a\uDCFF/é');
    // Overlong, a surrogate, above U+10FFFF, cut off.
    for (const bytes of ['c0af', 'e080af', 'eda080', 'f4908080', 'f8888080', 'e282', 'f09f98']) {
      expect(decodePath(Buffer.from(bytes, 'hex'))).toBe(
        [...Buffer.from(bytes, 'hex')].map((byte) => String.fromCharCode(0xdc00 + byte)).join(''),
      );
    }
  });

  const hostile = fc.array(
    fc.oneof(
      fc.constantFrom(0x61, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xed, 0xa0, 0xf0, 0x9f, 0x98, 0x80, 0xff),
      fc.integer({ min: 0, max: 255 }),
    ),
  );
  test.prop([hostile])('gives any bytes back', (bytes) => {
    expect([...encodePath(decodePath(Uint8Array.from(bytes)))]).toEqual(bytes);
  });

  test.prop([fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })])('are ordered by code points', (a, b) => {
    expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
  });

  it('drop what was cut off', () => {
    expect(splitNul(Buffer.from('a\0b \0cut'))).toEqual(['a', 'b ']);
  });
});

describe('pathProblems (T15)', () => {
  it.each([
    ['README', 'Readme'],
    ['Dir/a', 'dir/A'],
    ['e\u0301', 'é'],
    ['straße', 'STRASSE'],
    ['σ', 'ς'],
    ['\u212A', 'k'],
    ['a\u200C', 'a'],
    ['A', 'a/hook'],
    ['a/hook', 'A'],
  ])('%j and %j are one path on some systems', (one, other) => {
    expect(pathProblems([entry(one), entry(other)])).toMatchObject([{ code: 'ambiguous-path', line: 1, column: 1 }]);
  });

  it.each([
    '.git/x',
    'a/.GIT/x',
    '.git /x',
    '.git. ./x',
    '.git::$INDEX_ALLOCATION/x',
    'GIT~1/x',
    '.g\u200Cit/x',
    '\uFEFF.git',
    'a\\b',
    '../x',
    'a//b',
    './a',
    '/a',

    '.GitModules',
    '.gitmodules.',
    'GITMOD~1',
    'GI7EBA~1',
    '.git\u200Dattributes',
    'a/.gitattributes ',
  ])('%j is a problem', (path) => {
    expect(pathProblems([entry(path)])).toMatchObject([{ code: 'ambiguous-path', path }]);
  });

  it.each([
    '.gitmodules',
    'a/.gitattributes',
    '.github/x',
    '.gitignore',
    'git',
    'a.git/x',
    'git~2',
    '...',
    'Ünïcode/文件',
    'a b',
    '.git-blame-ignore-revs',
    'a\uDCFF',
  ])('%j is none', (path) => {
    expect(pathProblems([entry(path)])).toEqual([]);
  });

  it('names submodules', () => {
    expect(pathProblems([entry('lib', 'submodule')])).toMatchObject([{ code: 'submodule', path: 'lib', blob: 'x' }]);
  });

  test.prop([fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 20 })])('never throws', (paths) => {
    expect(Array.isArray(pathProblems(paths.map((path) => entry(path))))).toBe(true);
  });
});

describe('a git tree with every trick', () => {
  it('is listed, with its problems', async () => {
    const made = makeRepository();
    cleanup.push(() => made.dispose());
    made.write('Readme', '1');
    const commit = made.commit();
    const blob = made.git('rev-parse', 'HEAD:Readme');
    made.write('target', '../outside');
    const link = made.git('hash-object', '-w', '--no-filters', 'target');
    const lines = [
      `100644 ${blob}\tREADME`,
      `100644 ${blob}\ta\\b`,
      `100644 ${blob}\tGit~1/x`,
      `100644 ${blob}\tb\xff`,
      `120000 ${link}\tlink`,
      `160000 ${commit}\tsub`,
    ];
    const environment = { ...process.env, GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.protectNTFS', GIT_CONFIG_VALUE_0: 'false' };
    const options = { cwd: made.folder, env: environment };
    execFileSync('git', ['update-index', '-z', '--index-info'], {
      ...options,
      input: Buffer.from(lines.map((line) => `${line}\0`).join(''), 'latin1'),
    });
    const tree = execFileSync('git', ['write-tree'], options).toString().trim();
    const repository = await openRepository(made.folder);
    cleanup.push(() => repository.close());
    const { entries, problems } = await repository.tree(tree, 'x', null).list();
    expect(entries.map((one) => one.path)).toEqual(['Git~1/x', 'README', 'Readme', 'a\\b', 'b\uDCFF', 'link', 'sub']);
    expect(problems.map((problem) => [problem.code, problem.path])).toEqual([
      ['ambiguous-path', 'Git~1/x'],
      ['ambiguous-path', 'Readme'],
      ['ambiguous-path', 'a\\b'],
      ['submodule', 'sub'],
    ]);
  });
});
