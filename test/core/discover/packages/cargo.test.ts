/** Cargo.toml and Cargo.lock: what the examples do not show. */
import { describe, expect, test } from 'vitest';
import { cargoLockDetector } from '../../../../src/core/discover/packages/cargo/lock.ts';
import { cargoManifestDetector } from '../../../../src/core/discover/packages/cargo/manifest.ts';
import { factsOf, listedOf, packagesOf } from '../facts.ts';

const A = 'a'.repeat(64);
const COMMIT = '0123456789abcdef0123456789abcdef01234567';

describe('Cargo.lock', () => {
  test('version 1: checksums at the end, dependencies with their source', () => {
    const lock = `[[package]]
name = "app"
version = "0.1.0"
dependencies = ["rand 0.7.3 (registry+https://index.example)"]

[[package]]
name = "rand"
version = "0.7.3"
source = "registry+https://index.example"
dependencies = ["libc 0.2.1 (registry+https://index.example)", "app 0.1.0"]

[[package]]
name = "libc"
version = "0.2.1"
source = "registry+https://index.example"

[[package]]
name = "rand"
version = "0.8.0"
source = "sparse+https://u:p@house.example/index/?x=1"

[metadata]
"checksum rand 0.7.3 (registry+https://index.example)" = "${A}"
"checksum libc 0.2.1 (registry+https://index.example)" = "<none>"
`;
    expect(packagesOf(cargoLockDetector, lock)).toMatchObject([
      { name: 'rand', version: '0.7.3', line: 7, integrity: [`sha256:${A}`], location: 'https://index.example/', needs: ['libc@0.2.1'] },
      { name: 'libc', integrity: [] },
      { name: 'rand', version: '0.8.0', location: 'https://house.example/index/', source: 'registry' },
    ]);
  });

  test.each<[string, string, object[]]>([
    [
      'git by ssh',
      `source = "git+ssh://git@git.example/o/a.git?tag=v1#${COMMIT}"`,
      [{ source: 'git', location: `ssh://git.example/o/a.git@${COMMIT}` }],
    ],
    ['a folder', '', []],
    ['a checksum of a wrong length', 'source = "registry+https://index.example"\nchecksum = "aa"', [{ integrity: [] }]],
    ['a patch that nothing uses', `[[patch.unused]]\nname = "b"\nversion = "1"\nsource = "git+https://git.example/o/b#${COMMIT}"`, []],
    ['a source of another kind', 'source = "local-registry+file:///x"', [{ source: 'url', location: null }]],
    ['cut inside', 'source = "registry', [{ kind: 'problem', code: 'syntax' }]],
    ['a circle', 'source = "registry+https://i.example"\ndependencies = ["a"]', [{ needs: ['a@1.0.0'] }]],
  ])('%s', (_, more, expected) => {
    expect(listedOf(cargoLockDetector, `version = 3\n[[package]]\nname = "a"\nversion = "1.0.0"\n${more}\n`)).toMatchObject(expected);
  });

  test('names that are none', () => {
    expect(factsOf(cargoLockDetector, '[[package]]\nname = "../a"\nversion = "1"\nsource = "registry+https://i.example"\n')).toMatchObject([
      { kind: 'problem', code: 'syntax', line: 2 },
    ]);
  });
});

test.each<[string, object[]]>([
  ['[dependencies]\nort = "=2.0.0-rc.9"', [{ name: 'ort', version: '2.0.0-rc.9', line: 2 }]],
  ['[dependencies]\nserde = "1"', [{ name: 'serde', range: '1', version: null }]],
  ['[dependencies.serde]\nversion = ">=1, <2"\noptional = true', [{ name: 'serde', range: '>=1, <2', group: 'optional', line: 1 }]],
  ['[workspace.dependencies]\na = { version = "1", registry = "house" }', [{ name: 'a', source: 'url' }]],
  [
    '[dependencies]\na = { version = "1", registry-index = "sparse+https://u:p@house.example/i/" }',
    [{ source: 'registry', location: 'https://house.example/i/' }],
  ],
  ['[dependencies]\na = { workspace = true }\nb = { path = "../b", version = "1" }', []],
  [
    `[patch.crates-io]\na = { git = "ssh://git@git.example/o/a", rev = "${COMMIT}" }`,
    [{ name: 'a', source: 'git', location: `ssh://git.example/o/a@${COMMIT}` }],
  ],
  ['[replace]\n"a:1.2.3" = { git = "https://git.example/o/a", branch = "x" }', [{ name: 'a', source: 'git', range: 'x' }]],
  ['[target."cfg(unix)".dev-dependencies]\na = "*"', [{ name: 'a', range: null, group: 'development' }]],
  ['[dependencies]\na = 7', [{ kind: 'problem', code: 'syntax', line: 2 }]],
  ['[dependencies]\n"../a" = "1"', [{ kind: 'problem', code: 'syntax', line: 2 }]],
  ['[dependencies', [{ kind: 'problem', code: 'syntax' }]],
])('Cargo.toml: %s', (text, expected) => {
  expect(listedOf(cargoManifestDetector, `${text}\n`)).toMatchObject(expected);
});
