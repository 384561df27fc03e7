/** poetry.lock: what it says of a package, in all the forms that Poetry has written. */
import { describe, expect, test } from 'vitest';
import { poetryLockDetector } from '../../../../src/core/discover/packages/poetry-lock.ts';
import { factsOf, onePackage, packagesOf } from '../facts.ts';

const A = `sha256:${'a'.repeat(64)}`;
const B = `sha256:${'b'.repeat(64)}`;
const COMMIT = '0123456789abcdef0123456789abcdef01234567';

describe('poetry.lock', () => {
  test('1.0: category before name, hashes and extras at the end of the file', () => {
    const lock = `[[package]]
category = "main"
description = "Tensors"
marker = "sys_platform == 'linux'"
name = "Torch"
optional = false
python-versions = "*"
version = "1.13.0"

[package.dependencies]
numpy = "*"

[[package]]
category = "dev"
name = "numpy"
optional = false
version = "1.24.0"

[metadata]
content-hash = "x"
python-versions = "^3.8"

[metadata.files]
Torch = [
    {file = "torch-1.13.0.whl", hash = "${A}"},
    {file = "torch-1.13.0.tar.gz", hash = "${B}"},
]
numpy = []
`;
    expect(packagesOf(poetryLockDetector, lock)).toMatchObject([
      {
        name: 'torch',
        version: '1.13.0',
        line: 5,
        integrity: [A, B],
        archives: [
          ['torch-1.13.0.whl', A],
          ['torch-1.13.0.tar.gz', B],
        ],
        marker: "sys_platform == 'linux'",
        needs: ['numpy@1.24.0'],
        group: 'runtime',
      },
      { name: 'numpy', line: 15, integrity: [], needs: [], group: 'development' },
    ]);
  });

  const source = (text: string): string =>
    `[[package]]\nname = "a"\nversion = "1.0"\nfiles = [{file = "a-1.0.whl", hash = "${A}"}]\n\n[package.source]\n${text}\n`;

  test.each<[string, string, object]>([
    [
      'an index',
      'type = "legacy"\nurl = "https://u:p@index.example/simple?t=1"',
      { source: 'registry', location: 'https://index.example/simple' },
    ],
    [
      'git by ssh',
      `type = "git"\nurl = "git@git.example:o/a.git"\nresolved_reference = "${COMMIT}"`,
      { source: 'git', location: `ssh://git.example/o/a.git@${COMMIT}` },
    ],
    [
      'git+ssh',
      `type = "git"\nurl = "git+ssh://git@git.example/o/a.git"\nreference = "main"`,
      { source: 'git', location: 'ssh://git.example/o/a.git' },
    ],
    ['an address', 'type = "url"\nurl = "https://files.example/a-1.0.whl"', { source: 'url', location: 'https://files.example/a-1.0.whl' }],
    ['an archive of the tree', 'type = "file"\nurl = "vendor/a-1.0.whl"', { source: 'path', location: null }],
  ])('%s is its source', (_, text, expected) => {
    expect(onePackage(poetryLockDetector, source(text))).toMatchObject({ name: 'a', integrity: [A], ...expected });
  });

  test('a folder is described by its own manifest', () => {
    expect(factsOf(poetryLockDetector, source('type = "directory"\nurl = "../b"'))).toMatchObject([
      { kind: 'steering', what: 'folder', key: 'pypi a', value: '../b' },
    ]);
  });

  test('an optional dependency counts where an entry asks for the extra that brings it', () => {
    const lock = (extras: string): string => `[[package]]
name = "api"
version = "1"
[package.dependencies]
uvicorn = {version = ">=0.2"${extras}}
[[package]]
name = "uvicorn"
version = "0.3"
[package.dependencies]
click = ">=7"
httptools = {version = ">=0.6", optional = true, markers = "extra == \\"standard\\""}
[package.extras]
standard = ["httptools (>=0.6)"]
[[package]]
name = "httptools"
version = "0.6"
[[package]]
name = "click"
version = "8"
`;
    expect(packagesOf(poetryLockDetector, lock('')).map(({ needs }) => needs)).toEqual([['uvicorn@0.3'], ['click@8'], [], []]);
    expect(packagesOf(poetryLockDetector, lock(', extras = ["Standard"]'))[1]?.needs).toEqual(['click@8', 'httptools@0.6']);
  });

  test('of two versions of a package the one that is asked for is needed', () => {
    const two = ['1.26.0', '2.2.0'].map((version) => `[[package]]\nname = "numpy"\nversion = "${version}"\n`).join('');
    const lock = `[[package]]\nname = "a"\nversion = "1"\n[package.dependencies]\nnumpy = [{version = "^1.20", markers = "python_version < '3.11'"}]\n${two}`;
    expect(packagesOf(poetryLockDetector, lock)[0]?.needs).toEqual(['numpy@1.26.0']);
    expect(packagesOf(poetryLockDetector, lock.replace('^1.20', '^9'))[0]?.needs).toEqual(['numpy@1.26.0', 'numpy@2.2.0']);
  });

  test('one marker for each group; what no Python of the project meets is told, quietly', () => {
    const lock = `[[package]]
name = "tomli"
version = "2"
groups = ["main", "dev"]
[package.markers]
main = "python_version < '3.11'"
dev = "python_version < '3.13'"
[[package]]
name = "enum34"
version = "1"
markers = "python_version < \\"3\\""
[metadata]
python-versions = "^3.9"
`;
    expect(factsOf(poetryLockDetector, lock)).toMatchObject([
      { kind: 'package', name: 'tomli', marker: "(python_version < '3.11') or (python_version < '3.13')" },
      { kind: 'problem', quiet: true, line: 9, message: expect.stringContaining('enum34 is never installed') as unknown },
    ]);
  });
});
