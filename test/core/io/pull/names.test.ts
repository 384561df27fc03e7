import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nameProblems } from '../../../../src/core/io/pull/names.ts';
import { pullEntry } from '../../../../src/core/io/pull/pull.ts';
import { pulledFolder } from '../../../../src/core/lock/pulled-folder.ts';
import { plan } from '../../../../src/core/io/pull/targets.ts';
import type { PullEntry } from '../../../../src/core/io/pull/types.ts';
import { COMMIT, entryOf, folder, hubWith, optionsFor } from './support.ts';

const SHA = 'a'.repeat(64);

describe('names that may not touch the disk', () => {
  it.each([
    '',
    '.',
    '..',
    '../x',
    'a/../../x',
    'a/./b',
    '/etc/passwd',
    'a//b',
    'a/',
    'a\0b',
    'a\nb',
    'a\x7Fb',
    'a\x85b',
    'a\\..\\b',
    'C:/x',
    'c:x',
    'a/b.txt:stream',
    'con',
    'CON.txt',
    'a/Nul.tar.gz',
    'lpt1',
    'COM¹.bin',
    'aux .json',
    'x.',
    'x ',
    'dir./x',
    '.git/config',
    'a/.GIT/hooks/x',
    '.g\u200Cit/config',
    'git~1/x',
    '.weighbridge-partial/x',
    '.Weighbridge-Partial',
    '\uD800',
    'a'.repeat(256),
    'ä'.repeat(128),
    'abc/'.repeat(250) + 'x',
  ])('%j', (path) => {
    expect(nameProblems([path])).toHaveLength(1);
  });

  it.each(['a', 'a/b.c', '.gitattributes', 'größe.bin', 'console.py', 'com10', 'a b', '..a', 'a..b', '日本/モデル.gguf', 'ä'.repeat(127)])(
    '%j is fine',
    (path) => {
      expect(nameProblems([path])).toEqual([]);
    },
  );

  it.each([
    [['Model.bin', 'model.bin']],
    [['a/x', 'A/x']],
    [['\u00E4', 'a\u0308']],
    [['stra\u00DFe', 'STRASSE']],
    [['\u212A', 'k']],
    [['x', 'x']],
    [['a', 'a/b']],
    [['a/b', 'A']],
    [['we\u200Dights', 'weights']],
  ])('%j are one path on some system', (paths) => {
    expect(nameProblems(paths)).toHaveLength(1);
  });
});

describe('a lock with bad values', () => {
  const file = { path: 'a.bin', sha256: SHA, size: 1 };
  const entry: PullEntry = { hubRef: { kind: 'models', id: 'acme/a' }, commit: COMMIT, files: [file] };
  it.each<[string, PullEntry]>([
    ['a short commit', { ...entry, commit: COMMIT.slice(0, 8) }],
    ['a branch', { ...entry, commit: 'main' }],
    ['a commit with a path', { ...entry, commit: `${COMMIT}/../x` }],
    ['a name with dots', { ...entry, hubRef: { kind: 'models', id: 'acme/..' } }],
    ['a name with a query', { ...entry, hubRef: { kind: 'models', id: 'acme/a?x' } }],
    ['three parts', { ...entry, hubRef: { kind: 'models', id: 'a/b/c' } }],
    ['a spelled sha256', { ...entry, files: [{ ...file, sha256: SHA.toUpperCase() }] }],
    ['a sha256 that is a path', { ...entry, files: [{ ...file, sha256: `../${SHA.slice(3)}` }] }],
    ['a negative size', { ...entry, files: [{ ...file, size: -1 }] }],
    ['half a byte', { ...entry, files: [{ ...file, size: 0.5 }] }],
    ['no number', { ...entry, files: [{ ...file, size: Number.NaN }] }],
    ['one sha256 with two sizes', { ...entry, files: [file, { ...file, path: 'b.bin', size: 2 }] }],
  ])('%s', (_, bad) => {
    expect(() => plan([{ entry: bad, folder: '' }], 'https://hub.example', null)).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });

  it('tells all mistakes at once, and writes nothing', async () => {
    const hub = await hubWith([]);
    const to = folder();
    const files = ['../a', 'nul', 'fine.txt'].map((path) => ({ ...file, path }));
    const work = pullEntry({ ...entryOf([]), files }, optionsFor(hub, to));
    await expect(work).rejects.toMatchObject({ name: 'InputError', code: 'PATH_OUTSIDE', mistakes: [{}, {}] });
    expect([readdirSync(to), hub.requests]).toEqual([[], []]);
  });

  it('names that are not wanted do no harm', () => {
    const files = [file, { ...file, path: 'aux.py' }];
    expect(plan([{ entry: { ...entry, files }, folder: '' }], 'https://hub.example', (path) => path === 'a.bin').wanted).toHaveLength(1);
  });

  it('two commits of one model have one folder: refused', () => {
    const other = { ...entry, commit: 'b'.repeat(40) };
    const placed = [entry, other].map((one) => ({ entry: one, folder: pulledFolder(one.hubRef.kind, one.hubRef.id) }));
    expect(() => plan(placed, 'https://hub.example', null)).toThrow(expect.objectContaining({ code: 'PATH_OUTSIDE' }));
  });

  it('a hundred thousand files are planned', () => {
    const files = Array.from({ length: 100_000 }, (_, index) => ({ path: `data/${index % 100}/${index}.parquet`, sha256: SHA, size: 1 }));
    expect(plan([{ entry: { ...entry, files }, folder: '' }], 'https://hub.example', null).wanted).toHaveLength(100_000);
  });
});
