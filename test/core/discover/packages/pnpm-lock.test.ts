import { describe, expect, test } from 'vitest';
import { pnpmLockDetector } from '../../../../src/core/discover/packages/pnpm-lock/index.ts';
import { factsOf, onePackage, packagesOf, problemsOf } from '../facts.ts';

const SRI = `sha512-${'A'.repeat(86)}==`;
const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const GITHUB = `https://codeload.github.com/o/r/tar.gz/${COMMIT}`;

/** A lock of version 9 with these lines below "packages". */
function nine(...lines: readonly string[]): string {
  return ["lockfileVersion: '9.0'", '', 'packages:', '', ...lines, ''].join('\n');
}

describe('pnpm-lock: the three ways to write a key', () => {
  test.each<[string, string, string, string | null]>([
    ['5.1', '/a/1.0.0', 'a', '1.0.0'],
    ['5.1', '/@s/a/1.0.0-rc.1', '@s/a', '1.0.0-rc.1'],
    ['5.4', '/a_b/1.0.0_react@18.2.0+x@1.0.0', 'a_b', '1.0.0'],
    ['5.4', '/a/1.0.0_joccrsvn3w5bf3zq72tg6cmv5a', 'a', '1.0.0'],
    ['5.1', 'registry.example/@s/a/1.0.0', '@s/a', '1.0.0'],
    ['6.0', '/a@1.0.0', 'a', '1.0.0'],
    ['6.0', "'/@s/a@1.0.0(react@18.2.0)(@s/b@1.0.0(c@2.0.0))'", '@s/a', '1.0.0'],
    ['6.0', 'registry.example/a@1.0.0', 'a', '1.0.0'],
    ["'9.0'", "'@s/a@1.0.0'", '@s/a', '1.0.0'],
    ["'9.0'", 'a@1.0.0-beta.1+build.2', 'a', '1.0.0-beta.1+build.2'],
  ])('%s: %s', (version, key, name, expected) => {
    const text = `lockfileVersion: ${version}\n\npackages:\n\n  ${key}:\n    resolution: {integrity: ${SRI}}\n`;
    expect(onePackage(pnpmLockDetector, text)).toMatchObject({ name, version: expected, integrity: [SRI], source: 'registry', line: 5 });
  });

  test('a key longer than 1,024 letters stands behind a question mark', () => {
    const peers = `(${'x@1.0.0)('.repeat(200)}y@1.0.0)`;
    const text = `lockfileVersion: '6.0'\n\npackages:\n\n  ? '/@s/a@1.0.0${peers}'\n  : resolution: {integrity: ${SRI}}\n    dev: true\n`;
    expect(onePackage(pnpmLockDetector, text)).toMatchObject({
      name: '@s/a',
      version: '1.0.0',
      integrity: [SRI],
      group: 'development',
      line: 5,
    });
  });
});

describe('pnpm-lock: where a package comes from', () => {
  test.each<[string, readonly string[], object]>([
    ['the registry', ['  a@1.0.0:', `    resolution: {integrity: ${SRI}}`], { source: 'registry', location: null, integrity: [SRI] }],
    [
      'an address of a registry',
      ['  a@1.0.0:', `    resolution: {integrity: ${SRI}, tarball: https://t0k@registry.example/a/-/a-1.0.0.tgz?x=1}`],
      { source: 'registry', location: 'https://registry.example/a/-/a-1.0.0.tgz', servers: ['https://registry.example'] },
    ],
    [
      'an address that names another package',
      ['  openai@1.0.0:', `    resolution: {integrity: ${SRI}, tarball: https://registry.example/evil/-/evil-1.0.0.tgz}`],
      { source: 'registry', archiveOf: 'evil@1.0.0' },
    ],
    [
      'a URL',
      ['  a@https://x.example/a.tgz:', '    resolution: {tarball: https://x.example/a.tgz}', '    version: 1.2.3'],
      { source: 'url', version: '1.2.3' },
    ],
    [
      'an archive of GitHub',
      [`  a@${GITHUB}:`, `    resolution: {tarball: ${GITHUB}}`, '    version: 1.2.3'],
      { source: 'git', location: `https://github.com/o/r@${COMMIT}` },
    ],
    [
      'a repository by ssh',
      [
        `  a@git+ssh://git@x.example/o/r.git#${COMMIT}:`,
        `    resolution: {commit: ${COMMIT}, repo: git@x.example:o/r.git, type: git}`,
        '    version: 1.2.3',
      ],
      { source: 'git', location: `ssh://x.example/o/r.git@${COMMIT}`, version: '1.2.3' },
    ],
    [
      'an archive in the tree',
      ['  a@file:vendor/a.tgz:', `    resolution: {integrity: ${SRI}, tarball: file:vendor/a.tgz}`],
      { source: 'path', location: null },
    ],
    ['a resolution over several lines', ['  a@1.0.0:', '    resolution:', `      integrity: ${SRI}`], { integrity: [SRI] }],
    ['a hash of the wrong length', ['  a@1.0.0:', '    resolution: {integrity: sha512-AAAA}'], { integrity: [] }],
  ])('%s', (_, lines, expected) => {
    expect(onePackage(pnpmLockDetector, nine(...lines))).toMatchObject({ name: expect.any(String), line: 5, ...expected });
  });

  test('a program that pnpm fetches by itself has a hash for each system', () => {
    const variant = (fill: string): string[] => [
      '        - resolution:',
      '            archive: tarball',
      `            integrity: sha512-${fill.repeat(86)}==`,
      '            type: binary',
      `            url: https://files.example/${fill}.tar.gz`,
      '          targets:',
      '            - cpu: x64',
      '              os: linux',
    ];
    const lines = [
      '  node@runtime:22.0.0:',
      '    hasBin: true',
      '    resolution:',
      '      type: variations',
      '      variants:',
      ...variant('A'),
      ...variant('B'),
      '    version: 22.0.0',
    ];
    expect(onePackage(pnpmLockDetector, nine(...lines))).toMatchObject({
      name: 'node',
      version: '22.0.0',
      source: 'url',
      integrity: [SRI, SRI.replaceAll('A', 'B')],
      servers: ['https://files.example'],
    });
  });

  test('a folder is a part of the tree; a word that is not known is no registry', () => {
    expect(factsOf(pnpmLockDetector, nine('  a@file:own:', '    resolution: {directory: own, type: directory}'))).toMatchObject([
      { kind: 'steering', what: 'folder', key: 'npm a', value: 'own' },
    ]);
    // What pnpm reads as an archive is one, whatever stands beside it.
    expect(onePackage(pnpmLockDetector, nine('  a@1.0.0:', `    resolution: {integrity: ${SRI}, directory: own}`)).integrity).toEqual([
      SRI,
    ]);
    expect(factsOf(pnpmLockDetector, nine('  a@1.0.0:', '    resolution: {type: "custom:x", id: 1}'))).toMatchObject([
      { kind: 'problem', code: 'unsupported', line: 5 },
    ]);
  });
});

describe('pnpm-lock: who needs what', () => {
  const WORKSPACE = `lockfileVersion: '9.0'

importers:

  .:
    devDependencies:
      tool: {specifier: ^1.0.0, version: 1.0.0}

  packages/app:
    dependencies:
      a:
        specifier: ^1.0.0
        version: 1.0.0(peer@1.0.0)
      own:
        specifier: workspace:*
        version: link:../own
    optionalDependencies:
      o:
        specifier: npm:real@^2
        version: real@2.0.0

packages:

  a@1.0.0:
    resolution: {integrity: ${SRI}}
  both@1.0.0:
    resolution: {integrity: ${SRI}}
  peer@1.0.0:
    resolution: {integrity: ${SRI}}
  real@2.0.0:
    resolution: {integrity: ${SRI}}
    cpu: [x64, arm64]
    os: ['!win32']
    libc: [glibc]
  round@1.0.0:
    resolution: {integrity: ${SRI}}
  tool@1.0.0:
    resolution: {integrity: ${SRI}}

snapshots:

  a@1.0.0(peer@1.0.0):
    dependencies:
      both: 1.0.0
      peer: 1.0.0
    optionalDependencies:
      alias: real@2.0.0
  both@1.0.0: {}
  peer@1.0.0: {}
  real@2.0.0:
    optional: true
  round@1.0.0:
    dependencies:
      tool: 1.0.0
  tool@1.0.0:
    dependencies:
      both: 1.0.0
      round: 1.0.0
`;

  test('groups by all members, names by all uses, edges by their entries; circles come to an end', () => {
    expect(packagesOf(pnpmLockDetector, WORKSPACE).map(({ name, as, group, needs, marker }) => [name, as, group, needs, marker])).toEqual([
      ['a', undefined, 'runtime', ['both@1.0.0', 'peer@1.0.0', 'real@2.0.0'], undefined],
      ['both', undefined, 'runtime', [], undefined],
      ['peer', undefined, 'runtime', [], undefined],
      ['real', 'alias', 'optional', [], 'os!=win32 & (cpu=arm64 | cpu=x64) & libc=glibc'],
      ['real', 'o', 'optional', [], 'os!=win32 & (cpu=arm64 | cpu=x64) & libc=glibc'],
      ['round', undefined, 'development', ['tool@1.0.0'], undefined],
      ['tool', undefined, 'development', ['both@1.0.0', 'round@1.0.0'], undefined],
    ]);
    expect(problemsOf(pnpmLockDetector, WORKSPACE)).toEqual([]);
  });

  test.each([
    ['5.4', 'a: 1.0.0_x', '/a/1.0.0_x', 'alias: /a/1.0.0_x'],
    ['6.0', 'a: 1.0.0(x@1.0.0)', '/a@1.0.0(x@1.0.0)', 'alias: /a@1.0.0(x@1.0.0)'],
  ])('version %s: what an entry says of itself goes first', (version, used, key, alias) => {
    const text = `lockfileVersion: ${version}\n\ndependencies:\n  ${used}\n  ${alias}\n\npackages:\n\n  ${key}:\n    resolution: {integrity: ${SRI}}\n    dev: true\n`;
    expect(factsOf(pnpmLockDetector, text)).toMatchObject([
      { name: 'a', group: 'development' },
      { name: 'a', as: 'alias', group: 'development' },
    ]);
  });
});

describe('pnpm-lock: bad input', () => {
  const ENTRY = ['  a@1.0.0:', `    resolution: {integrity: ${SRI}}`];
  test.each<[string, string, object[]]>([
    ['no lock', 'a: 1\n', [{ code: 'syntax', line: 1 }]],
    ['empty', '', [{ code: 'syntax', line: 1 }]],
    ['the same key twice', nine(...ENTRY, ...ENTRY), [{ code: 'syntax', line: 7, column: 3 }]],
    ['cut inside of braces', nine('  a@1.0.0:', '    resolution: {integrity: sha512-'), [{ code: 'syntax', line: 5 }]],
    [
      'an alias of YAML',
      nine('  a@1.0.0: &x', `    resolution: {integrity: ${SRI}}`),
      [
        { code: 'syntax', line: 6 },
        { code: 'syntax', line: 5 },
      ],
    ],
    ['a merge of YAML', nine('  a@1.0.0:', '    resolution: *x'), [{ code: 'syntax', line: 5 }]],
    ['a tab', nine('  a@1.0.0:', '\tresolution: {}'), [{ code: 'syntax', line: 6 }]],
    ['a name that leaves the folder', nine("  '@s/../a@1.0.0':", `    resolution: {integrity: ${SRI}}`), [{ code: 'syntax', line: 5 }]],
    ['a merge conflict', nine('<<<<<<< HEAD', ...ENTRY), [{ code: 'syntax', line: 5 }]],
    [
      'a dependency without an entry',
      `lockfileVersion: 5.4\ndependencies:\n  b: 1.0.0\npackages:\n  /a/1.0.0:\n    resolution: {integrity: ${SRI}}\n`,
      [{ code: 'syntax', line: 3 }],
    ],
    ['a later version', nine(...ENTRY).replace('9.0', '10.0'), [{ code: 'unsupported', line: 1, quiet: true }]],
    ['a later version of another form', "lockfileVersion: '10.0'\nentries: {}\n", [{ code: 'unsupported', line: 1 }]],
  ])('%s', (_, text, expected) => {
    expect(problemsOf(pnpmLockDetector, text)).toMatchObject(expected);
  });

  test('one bad entry does not hide the others', () => {
    const text = nine('  a@1.0.0: &x', `    resolution: {integrity: ${SRI}}`, '  b@1.0.0:', `    resolution: {integrity: ${SRI}}`);
    expect(packagesOf(pnpmLockDetector, text).map(({ name }) => name)).toContain('b');
  });

  test('a name like a property of objects, and the second document', () => {
    const text = `lockfileVersion: '9.0'\n\nimporters: {}\n\n---\n${nine('  __proto__@1.0.0:', `    resolution: {integrity: ${SRI}}`)}`;
    expect(factsOf(pnpmLockDetector, text)).toMatchObject([{ kind: 'package', name: '__proto__', version: '1.0.0', line: 10 }]);
  });

  test('20,000 packages, and 20,000 faults, come to an end', () => {
    const many = Array.from({ length: 20_000 }, (_, at) => [`  p${at}@1.0.0:`, `    resolution: {integrity: ${SRI}}`]).flat();
    expect(packagesOf(pnpmLockDetector, nine(...many))).toHaveLength(20_000);
    expect(problemsOf(pnpmLockDetector, nine(...many.map((line) => `\t${line}`))).length).toBeLessThan(30);
  });
});
