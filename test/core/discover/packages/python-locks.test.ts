/** pdm.lock, Pipfile.lock and pylock.toml: what each says of a package, in all the forms that its tool has written. */
import { describe, expect, test } from 'vitest';
import type { Detector } from '../../../../src/core/discover/detector.ts';
import { pdmLockDetector } from '../../../../src/core/discover/packages/pdm-lock.ts';
import { pipfileLockDetector } from '../../../../src/core/discover/packages/pipfile-lock.ts';
import { poetryLockDetector } from '../../../../src/core/discover/packages/poetry-lock.ts';
import { pylockDetector } from '../../../../src/core/discover/packages/pylock.ts';
import { factsOf, listedOf, onePackage, packagesOf, problemsOf } from '../facts.ts';

const A = `sha256:${'a'.repeat(64)}`;
const B = `sha256:${'b'.repeat(64)}`;
const COMMIT = '0123456789abcdef0123456789abcdef01234567';

describe('pdm.lock', () => {
  test('4.2: files at the end, under name and version, with their addresses', () => {
    const lock = `[[package]]
name = "torch"
version = "2.0.0"
dependencies = ["numpy>=1", "torch[x]"]

[[package]]
name = "numpy"
version = "1.24.0"

[metadata]
lock_version = "4.2"

[metadata.files]
"torch 2.0.0" = [
    {url = "https://files.example/t/torch-2.0.0%2Bcpu.whl", hash = "${A}"},
]
`;
    expect(packagesOf(pdmLockDetector, lock)).toMatchObject([
      {
        name: 'torch',
        line: 2,
        integrity: [A],
        archives: [['torch-2.0.0+cpu.whl', A]],
        servers: ['https://files.example'],
        needs: ['numpy@1.24.0'],
      },
      { name: 'numpy', line: 7, integrity: [] },
    ]);
  });

  test('a package with extras has an entry of its own', () => {
    const lock = `[[package]]\nname = "a"\nversion = "1"\n[[package]]\nname = "a"\nversion = "1"\nextras = ["x"]\ndependencies = ["a==1", "b"]\n[[package]]\nname = "b"\nversion = "2"\n`;
    expect(packagesOf(pdmLockDetector, lock).map(({ name, needs }) => [name, needs])).toEqual([
      ['a', []],
      ['a', ['b@2']],
      ['b', []],
    ]);
  });

  test.each<[string, string, object[]]>([
    [
      'git',
      `git = "ssh://git@git.example/o/a.git"\nrevision = "${COMMIT}"`,
      [{ source: 'git', location: `ssh://git.example/o/a.git@${COMMIT}` }],
    ],
    ['an address', 'url = "https://files.example/a.whl#egg=a"', [{ source: 'url', location: 'https://files.example/a.whl' }]],
    ['an archive', 'path = "./a-1.whl"', [{ source: 'path' }]],
    ['a folder', 'path = "./a"\neditable = true', [{ kind: 'steering', what: 'folder', key: 'pypi a', value: './a' }]],
    ['a group of tests', 'groups = ["testing", "lint"]', [{ group: 'development' }]],
    ['a group of its own', 'groups = ["gpu"]', [{ group: 'optional' }]],
  ])('%s', (_, text, expected) => {
    expect(factsOf(pdmLockDetector, `[[package]]\nname = "a"\nversion = "1"\n${text}\n`)).toMatchObject(expected);
  });
});

describe('Pipfile.lock', () => {
  const lock = (entry: object, sources: object[] = [{ name: 'house', url: 'https://u:p@index.example/simple' }]): string =>
    JSON.stringify({ _meta: { sources }, default: { A_b: entry } }, null, 4);

  test.each<[string, object, object[]]>([
    [
      'the only index',
      { version: '==1.0' },
      [{ name: 'a-b', version: '1.0', source: 'registry', location: 'https://index.example/simple' }],
    ],
    ['an index by name', { version: '==1.0', index: 'house' }, [{ location: 'https://index.example/simple' }]],
    ['an index that is not there', { version: '==1.0', index: 'other' }, [{ source: 'registry', location: null }]],
    [
      'git',
      { git: 'ssh://git@git.example/o/a.git', ref: COMMIT },
      [{ source: 'git', location: `ssh://git.example/o/a.git@${COMMIT}`, version: null }],
    ],
    ['an address', { file: 'https://files.example/a-1.whl' }, [{ source: 'url', location: 'https://files.example/a-1.whl' }]],
    ['an archive', { file: 'vendor/a-1.whl' }, [{ source: 'path' }]],
    ['a folder', { path: '.', editable: true }, []],
    ['no table', 'x' as unknown as object, [{ name: 'a-b', version: null }]],
  ])('%s', (_, entry, expected) => {
    expect(listedOf(pipfileLockDetector, lock(entry))).toMatchObject(expected);
  });

  test('several indexes and no name of one: nobody can say which', () => {
    const two = ['one', 'two'].map((name) => ({ name, url: `https://${name}.example` }));
    expect(onePackage(pipfileLockDetector, lock({ version: '==1.0' }, two))).toMatchObject({ source: 'registry', location: null });
  });

  test('further categories', () => {
    const text = JSON.stringify({ default: { a: {} }, develop: { b: {} }, docs: { c: {} }, gpu: { d: {} } });
    expect(packagesOf(pipfileLockDetector, text).map(({ group }) => group)).toEqual(['runtime', 'development', 'development', 'optional']);
  });
});

describe('pylock.toml', () => {
  const lock = (entry: string, head = ''): string => `lock-version = "1.0"\n${head}\n[[packages]]\nname = "a"\n${entry}\n`;

  test.each<[string, string, object[]]>([
    [
      'tables of tables, as pip writes them',
      `[[packages.wheels]]\nname = "a-1.whl"\nurl = "https://files.example/a-1.whl"\n[packages.wheels.hashes]\nsha256 = "${'a'.repeat(64)}"`,
      [{ integrity: [A], servers: ['https://files.example'], source: 'registry' }],
    ],
    [
      'an archive',
      'archive = { url = "https://files.example/a.zip", hashes = {} }',
      [{ source: 'url', location: 'https://files.example/a.zip', version: null }],
    ],
    ['an archive of the tree', 'archive = { path = "vendor/a.zip" }', [{ source: 'path' }]],
    ['a folder', 'directory = { path = "." }', [{ kind: 'steering', what: 'folder', key: 'pypi a', value: '.' }]],
    [
      'git',
      `vcs = { type = "git", url = "ssh://git@git.example/o/a", commit-id = "${COMMIT}" }`,
      [{ source: 'git', location: `ssh://git.example/o/a@${COMMIT}` }],
    ],
    ['a repository of the tree', 'vcs = { type = "git", path = "../a" }', [{ source: 'path' }]],
    [
      'edges',
      'version = "1"\n[[packages.dependencies]]\nname = "b"\n[[packages]]\nname = "b"\nversion = "2"',
      [{ needs: ['b@2'] }, { name: 'b' }],
    ],
  ])('%s', (_, entry, expected) => {
    expect(factsOf(pylockDetector, lock(entry))).toMatchObject(expected);
  });

  const GROUPS =
    'requires-python = ">=3.10"\nextras = ["gpu"]\ndependency-groups = ["default", "dev", "cuda"]\ndefault-groups = ["default"]';

  test.each([
    ["'default' in dependency_groups", 'runtime'],
    ["'dev' in dependency_groups", 'development'],
    ["'cuda' in dependency_groups", 'optional'],
    ["'gpu' in extras", 'optional'],
    ["'gpu' in extras or sys_platform == 'linux'", 'runtime'],
    ["sys_platform == 'linux'", 'runtime'],
  ])('what %s leaves out of a plain installation', (marker, group) => {
    expect(onePackage(pylockDetector, lock(`marker = "${marker}"`, GROUPS))).toMatchObject({ marker, group });
  });

  test('of another version it is not read', () => {
    expect(factsOf(pylockDetector, lock('').replace('1.0', '2.0'))).toMatchObject([{ kind: 'problem', code: 'unsupported', line: 1 }]);
  });
});

describe.each<[string, Detector, string]>([
  ['poetry', poetryLockDetector, '[[package]]'],
  ['pdm', pdmLockDetector, '[[package]]'],
  ['pylock', pylockDetector, 'lock-version = "1.0"\n[[packages]]'],
])('bad input of %s', (_, detector, head) => {
  test.each([
    ['cut in half', 'name = "a"\nversion = "1', 'syntax'],
    ['a conflict inside', '<<<<<<< HEAD\nname = "a"', 'syntax'],
    ['a name that leaves the folder', 'name = "../a"', 'syntax'],
    ['no name', 'version = "1"', 'syntax'],
  ])('%s is a problem', (_, text, code) => {
    expect(problemsOf(detector, `${head}\n${text}\n`)).toMatchObject([{ code }]);
  });

  test('names of the language of the reader are names; UTF-16 is told', () => {
    const hostile = `${head}\nname = "constructor"\nversion = "1"\ndependencies = { __proto__ = "1", constructor = "1" }\n`;
    expect(packagesOf(detector, hostile)).toMatchObject([{ name: 'constructor', version: '1' }]);
    expect(factsOf(detector, new Uint8Array(Buffer.from(`\ufeff${hostile}`, 'utf16le')))).toMatchObject([
      { kind: 'problem', code: 'not-utf8' },
    ]);
    expect(packagesOf(detector, `\ufeff${hostile}`)).toHaveLength(1);
  });
});

test('two entries of one package that disagree about an archive are a problem, whatever is said first', () => {
  const entry = (hash: string): string => `[[package]]\nname = "a"\nversion = "1"\nfiles = [{file = "a-1.whl", hash = "${hash}"}]\n`;
  expect(problemsOf(poetryLockDetector, entry(A) + entry(A))).toEqual([]);
  expect(problemsOf(poetryLockDetector, entry(A) + entry(B))).toMatchObject([{ code: 'syntax', line: 6 }]);
});
