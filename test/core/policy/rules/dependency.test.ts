import { describe, expect, it } from 'vitest';
import type { BomComponent, Change } from '../../../../src/core/model/index.ts';
import { drafts, library, said } from './support.ts';

const hex = (digit: string, length = 64) => digit.repeat(length);
const A = `sha256:${hex('a')}`;
const B = `sha256:${hex('b')}`;
const C = `sha256:${hex('c')}`;
const SRI = `sha512-${Buffer.from(hex('d', 128), 'hex').toString('base64')}`;
const SRI_HEX = `sha512:${hex('d', 128)}`;
const SRI_OTHER = `sha512-${Buffer.from(hex('e', 128), 'hex').toString('base64')}`;
const WEAK = `sha1:${hex('1', 40)}`;
const WEAK_OTHER = `sha1:${hex('2', 40)}`;

function change(base: readonly BomComponent[], head: readonly BomComponent[]): Change {
  return { type: 'changed', identity: 'pkg:npm/left', kind: 'library', base, head, aspects: ['digest'] };
}

function locked(): BomComponent {
  return library('npm:left', [{ path: 'package-lock.json', integrity: [SRI] }]);
}

function inside(path = 'package-lock.json', isHeld = true): BomComponent {
  return library('npm:left', [{ path, integrity: [], source: 'path', ...(isHeld ? { bundled: true } : {}) }]);
}

describe('dependency/integrity-changed', () => {
  it.each<[string, string[], string[], string[]]>([
    ['the same', [A], [A], []],
    ['other bytes', [A], [B], ['integrity-changed product 1']],
    ['one of several replaced', [A, B], [A, C], ['integrity-changed product 1']],
    ['more files of the same version', [A], [A, B], []],
    ['fewer files', [A, B], [A], []],
    ['dropped', [A], [], ['integrity-dropped product 1']],
    ['added', [], [A], []],
    ['a stronger algorithm beside', [WEAK], [WEAK, SRI], []],
    ['a stronger algorithm instead of sha1', [WEAK], [SRI], []],
    ['sha1 exchanged', [WEAK], [WEAK_OTHER], ['integrity-changed product 1']],
    ['sha1 exchanged under a kept sha512', [WEAK, SRI], [WEAK_OTHER, SRI], ['integrity-changed product 1']],
    ['nothing left to compare with', [SRI], [A], ['integrity-dropped product 1']],
    ['only the weak one left', [WEAK, SRI], [WEAK], ['integrity-dropped product 1']],
    ['written in another way', [SRI], [SRI_HEX], []],
    ['SRI exchanged', [SRI], [SRI_OTHER], ['integrity-changed product 1']],
    ['several in one text', [`${WEAK} ${SRI}`], [SRI, WEAK], []],
  ])('%s', (_, before, after, expected) => {
    const changes = [change([library('npm:left', [{ integrity: before }])], [library('npm:left', [{ integrity: after }])])];
    expect(said('dependency/integrity-changed', { changes })).toEqual(expected);
  });

  it.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string>>, string[]]>([
    ['another choice of the same archives', { 'x-cp310.whl': A, 'x.tar.gz': C }, { 'x-cp313.whl': B, 'x.tar.gz': C }, []],
    ['no archive that both have', { 'x-cp310.whl': A }, { 'x-cp313.whl': B }, []],
    [
      'one archive with another hash',
      { 'x-cp310.whl': A, 'x.tar.gz': C },
      { 'x-cp310.whl': B, 'x.tar.gz': C },
      ['integrity-changed product 1'],
    ],
    ['one archive with another hash, beside a new one', { 'x.tar.gz': A }, { 'x.tar.gz': B, 'x.whl': A }, ['integrity-changed product 1']],
    ['no hash any more', { 'x.tar.gz': A }, {}, ['integrity-dropped product 1']],
  ])('where a lock names the archives: %s', (_, before, after, expected) => {
    for (const path of ['uv.lock', 'other/uv.lock']) {
      const entry = (at: string, files: Readonly<Record<string, string>>) => ({
        path: at,
        integrity: Object.values(files),
        ...(Object.keys(files).length === 0 ? {} : { archives: Object.entries(files) }),
      });
      const old = entry('uv.lock', before);
      const changes = [
        change([library('pypi:left', [old])], [library('pypi:left', [...(path === 'uv.lock' ? [] : [old]), entry(path, after)])]),
      ];
      expect(said('dependency/integrity-changed', { changes }).map((one) => one.replace(/\d+$/, '1'))).toEqual(expected);
    }
  });

  it('does not compare other versions', () => {
    const changes = [change([library('npm:left', [{ integrity: [A] }])], [library('npm:left', [{ integrity: [B], version: '1.0.1' }])])];
    expect(said('dependency/integrity-changed', { changes })).toEqual([]);
  });

  it('is not excused by a second lockfile that keeps the hash', () => {
    const entry = (path: string, value: string) => ({ path, integrity: [value] });
    const base = library('npm:left', [entry('a/package-lock.json', A), entry('b/package-lock.json', A)]);
    const head = library('npm:left', [entry('a/package-lock.json', A), entry('b/package-lock.json', B)]);
    expect(said('dependency/integrity-changed', { changes: [change([base], [head])] })).toEqual(['integrity-changed product 2']);
  });

  it('follows a renamed lockfile', () => {
    const base = library('npm:left', [{ path: 'package-lock.json', integrity: [A] }]);
    const head = library('npm:left', [{ path: 'npm-shrinkwrap.json', integrity: [B] }]);
    expect(said('dependency/integrity-changed', { changes: [change([base], [head])] })).toEqual(['integrity-changed product 1']);
  });

  it.each<[string, BomComponent[], string[]]>([
    ['one more copy', [locked(), inside()], []],
    ['one more copy, in a lockfile that is new', [locked(), inside('b/package-lock.json')], []],
    ['the only copy that is left', [inside()], ['integrity-dropped product 1']],
    ['the only copy, in a renamed lockfile', [inside('b/package-lock.json')], ['integrity-dropped product 1']],
    ['one more copy that nothing holds', [locked(), inside('b/package-lock.json', false)], ['integrity-dropped product 1']],
  ])('inside of another package: %s', (_, head, expected) => {
    expect(said('dependency/integrity-changed', { changes: [change([locked()], head)] })).toEqual(expected);
  });

  it('asks no hash of a manifest', () => {
    const lock = { path: 'uv.lock', integrity: [A] };
    const head = library('pypi:left', [lock, { path: 'pyproject.toml', from: 'manifest', integrity: [] }]);
    expect(said('dependency/integrity-changed', { changes: [change([library('pypi:left', [lock])], [head])] })).toEqual([]);
  });

  it('sees one nested entry lose its hash while another keeps it', () => {
    const base = library('npm:left', [{ integrity: [A] }, { integrity: [A] }]);
    const head = library('npm:left', [{ integrity: [A] }, { integrity: [] }]);
    expect(said('dependency/integrity-changed', { changes: [change([base], [head])] })).toEqual(['integrity-dropped product 2']);
  });
});

describe('dependency/integrity-missing', () => {
  it.each([
    ['a bare lock entry', {}, ['no-integrity product 1']],
    ['with a hash', { integrity: [A] }, []],
    ['a manifest', { from: 'manifest' as const }, []],
    ['from git', { source: 'git' as const }, []],
    ['from a path', { source: 'path' as const }, []],
  ])('%s', (_, entry, expected) => {
    expect(said('dependency/integrity-missing', { components: [library('npm:left', [entry])] })).toEqual(expected);
  });

  it('is one thing to do per lockfile', () => {
    const components = ['npm:left', 'npm:right'].map((name) => library(name, [{}]));
    expect(new Set(drafts('dependency/integrity-missing', { components }).map(({ cause }) => cause)).size).toBe(1);
  });
});
