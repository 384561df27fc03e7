/** What installers of Python wrote down, by whoever may write there. */
import { fc, test } from '@fast-check/vitest';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readCoreMetadata } from '../../../../src/core/ecosystems/pypi/metadata.ts';
import { directUrlSeen } from '../../../../src/core/resolve/installed/direct-url.ts';
import { recordedFiles } from '../../../../src/core/resolve/installed/recorded-files.ts';
import { withinTree } from '../../../../src/core/base/within-tree.ts';
import { linkedFolders } from '../../../../src/core/resolve/installed/wheels.ts';

const SITE = '.venv/lib/python3.12/site-packages';
const hex = createHash('sha256').update('').digest('hex');
const hash = `sha256=${createHash('sha256').update('').digest('base64url')}`;

describe('a RECORD', () => {
  it.each<[string, string, readonly string[] | null]>([
    ['with a file', `a/b.py,${hash},0\n`, [`${SITE}/a/b.py`]],
    ['with line ends of Windows', `a/b.py,${hash},0\r\n`, [`${SITE}/a/b.py`]],
    ['with padding in the hash', `a/b.py,${hash}=,0\n`, [`${SITE}/a/b.py`]],
    ['with a script', `../../../bin/w,${hash},0\n`, ['.venv/bin/w']],
    ['with a quoted name', `"a,""b"".py",${hash},0\n`, [`${SITE}/a,"b".py`]],
    ['with files that have no hash', 'a.pyc,,\nx.dist-info/RECORD,,\n', []],
    ['with another kind of hash', 'a.py,md5=AAAA,0\n', []],
    ['that leaves the environment', `../../../../uv.lock,${hash},0\n`, null],
    ['that leaves the tree', `${'../'.repeat(9)}etc/passwd,${hash},0\n`, null],
    ['that names the environment itself', `../../..,${hash},0\n`, null],
    ['that begins at the root', `/etc/passwd,${hash},0\n`, null],
    ['with another sort of path', `..\\..\\x,${hash},0\n`, null],
    ['with a quote that does not end', `"a.py,${hash},0\n`, null],
    ['with columns that are missing', 'a.py\n', null],
    ['that is empty', '', []],
    ['with more lines than any package has', ',,\n'.repeat(200_001), null],
  ])('%s', (_, text, paths) => {
    const files = recordedFiles(text, SITE, '.venv');
    expect(files?.map(({ path }) => path) ?? null).toEqual(paths);
    for (const { sha256 } of files ?? []) expect(sha256).toBe(hex);
  });

  test.prop([fc.array(fc.constantFrom('"', ',', '\n', '../', 'a', hash, '0', '\u0000', '/'), { maxLength: 60 })])(
    'of whatever bytes names nothing outside of the environment',
    (parts) => {
      for (const { path } of recordedFiles(parts.join(''), SITE, '.venv') ?? []) {
        expect(path.startsWith('.venv/')).toBe(true);
        expect(path.split('/')).not.toContain('..');
      }
    },
  );

  it.each([`"${'""'.repeat(500_000)}`, ','.repeat(1_000_000)])('with a line of a megabyte is read in one go', (line) => {
    expect(recordedFiles(line, SITE, '.venv')).toBeNull();
  });

  it.each([
    ['a quoted name', (size: number) => `"${'a'.repeat(size)}",${hash},0\n`],
    ['quotes in a quoted name', (size: number) => `"${'""'.repeat(size / 2)}",${hash},0\n`],
    ['a bare name', (size: number) => `${'a'.repeat(size)},${hash},0\n`],
    ['a hash', (size: number) => `a.py,sha256=${'a'.repeat(size)},0\n`],
  ])('with %s of 31 megabytes cannot be read, and stops nobody', (_, text) => {
    expect(recordedFiles(text(31 * 1024 * 1024), SITE, '.venv')).toBeNull();
    expect(recordedFiles(text(4096), SITE, '.venv')).not.toBeNull();
  });
});

describe('core metadata', () => {
  it.each<[string, string, string | null]>([
    ['fields end with the first empty line', 'Name: a\nVersion: 1\n\nLicense: MIT\n', null],
    ['the first of two fields counts', 'Name: a\nVersion: 1\nLicense: MIT\nLicense: GPL-3.0\n', 'MIT'],
    ['another field that goes on leaves the license alone', 'Name: a\nVersion: 1\nLicense: MIT\nSummary: x\n  y\n', 'MIT'],
    ['a license that goes on is a text', 'Name: a\nVersion: 1\nLicense: MIT\n  Permission\n', null],
    ['names of fields in capitals', 'NAME: a\nVERSION: 1\nLICENSE: MIT\n', 'MIT'],
  ])('%s', (_, text, license) => {
    expect(readCoreMetadata(text)?.license).toBe(license);
  });

  it.each(['', 'Name: a\n', 'Version: 1\n', '\nName: a\nVersion: 1\n', '\u0000', '__proto__: a\n'])('%j is none', (text) => {
    expect(readCoreMetadata(text)).toBeNull();
  });

  test.prop([fc.string({ maxLength: 300, unit: 'binary' })])('never throws', (text) => {
    expect(() => readCoreMetadata(`Name: a\n${text}\nVersion: 1\n${text}`)).not.toThrow();
  });
});

describe('direct_url.json', () => {
  it.each([
    '',
    '[]',
    'null',
    '{"url": 1}',
    '{"archive_info": []}',
    '{"archive_info": {"hashes": {"sha256": 1}}}',
    '{"__proto__": {"url": "x"}}',
  ])('%j never counts as the archive of the lock', (text) => {
    expect(directUrlSeen(Buffer.from(text), 'x', [`sha256:${hex}`]).state).not.toBe('equal');
  });

  it('with two hashes must have both from the lock', () => {
    const two = JSON.stringify({
      url: 'https://x.example/a.whl',
      archive_info: { hash: `sha256=${'b'.repeat(64)}`, hashes: { sha256: hex } },
    });
    expect(directUrlSeen(Buffer.from(two), 'x', [`sha256:${hex}`]).state).toBe('differs');
  });
});

describe('folders of --find-links', () => {
  const steering = (value: string, path = 'services/api/requirements.txt', key = '--find-links') => ({
    what: 'hook' as const,
    key,
    value,
    place: { path, line: 1, column: 1 },
    scope: 'product' as const,
    blob: null,
  });

  it.each([
    ['wheels', ['services/api/wheels']],
    ['./wheels/', ['services/api/wheels']],
    ['../../vendor', ['vendor']],
    ['../../../vendor', []],
    ['/srv/wheels', []],
    ['https://x.example/wheels', []],
    ['file:///srv/wheels', []],
  ])('%s', (value, folders) => {
    expect(linkedFolders([steering(value)])).toEqual(folders);
  });

  it('of other settings are none', () => {
    expect(linkedFolders([steering('wheels', 'pip.conf', 'index-url')])).toEqual([]);
    expect(withinTree('a/../..')).toBeNull();
  });
});
