/** Locks and manifests of conda: what the examples do not show. */
import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { condaLockDetector } from '../../../../src/core/discover/packages/conda/conda-lock.ts';
import { condaEnvironmentDetector } from '../../../../src/core/discover/packages/conda/environment.ts';
import { pixiLockDetector } from '../../../../src/core/discover/packages/conda/pixi-lock.ts';
import { factsOf, listedOf, packagesOf, problemsOf } from '../facts.ts';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const COMMIT = '0123456789abcdef0123456789abcdef01234567';

describe('conda-lock.yml', () => {
  const archive = (platform: string, name: string): string => `https://conda.example/t/s3cret-token/forge/${platform}/${name}-1.0-0.conda`;

  test('keys in any order, texts in quotes that go on, one entry a platform, what the machine has', () => {
    const lock = `package:
- category: dev
  dependencies:
    b: '>=1,
      <2'
    __glibc: '>=2.17'
  hash: {}
  manager: conda
  name: a
  optional: true
  platform: linux-64
  url: "${archive('linux-64', 'a')}"
  version: "1.0"
- hash:
    md5: ${'0'.repeat(32)}
    sha256: ${A}
  name: b
  platform: linux-64
  manager: conda
  url: ${archive('linux-64', 'b')}
  version: '1.0'
- hash:
    sha256: ${B}
  name: b
  platform: osx-64
  manager: conda
  url: ${archive('osx-64', 'b')}
  version: '1.0'
- name: __osx
  version: '11'
  manager: conda
  platform: osx-64
  hash:
    sha256: null
metadata:
  name: x
`;
    expect(factsOf(condaLockDetector, lock)).toMatchObject([
      {
        name: 'a',
        version: '1.0',
        line: 2,
        group: 'development',
        integrity: [],
        needs: ['b@1.0'],
        location: 'https://conda.example/forge',
      },
      {
        name: 'b',
        line: 14,
        integrity: [`sha256:${A}`],
        archives: [['linux-64/b-1.0-0.conda', `sha256:${A}`]],
        servers: ['https://conda.example'],
      },
      { name: 'b', line: 22, integrity: [`sha256:${B}`] },
    ]);
    expect(JSON.stringify(factsOf(condaLockDetector, lock))).not.toContain('s3cret-token');
  });

  test.each<[string, string, object[]]>([
    [
      'an anchor',
      '- name: a\n  version: &v 1.0',
      [
        { kind: 'problem', code: 'unsupported', line: 3 },
        { name: 'a', version: null },
      ],
    ],
    ['a table in braces', '- name: a\n  hash: {sha256: x}', [{ kind: 'problem', line: 3 }, { name: 'a' }]],
    ['a name that leaves the folder', '- name: ../a\n  version: 1.0', [{ kind: 'problem', code: 'syntax', line: 2 }]],
    [
      'cut inside',
      '- name: a\n  version: 1.0\n- na',
      [
        { name: 'a', line: 2 },
        { kind: 'problem', line: 4 },
        { kind: 'problem', line: 4 },
      ],
    ],
    ['a hash of a wrong length', `- name: a\n  hash:\n    sha256: ${'a'.repeat(60)}`, [{ name: 'a', integrity: [] }]],
    [
      'names of the language of the reader',
      '- name: constructor\n  __proto__: 1\n  version: 1.0',
      [{ name: 'constructor', version: '1.0' }],
    ],
  ])('%s', (_, text, expected) => {
    expect(factsOf(condaLockDetector, `package:\n${text}\n`)).toMatchObject(expected);
  });

  test('another form of lock is told', () => {
    expect(problemsOf(condaLockDetector, '@EXPLICIT\nhttps://conda.example/x\n')).toMatchObject([{ code: 'unsupported', line: 1 }]);
  });
});

describe('pixi.lock', () => {
  test('version 5: kinds, and addresses in a key of their own', () => {
    const lock = `version: 5
environments:
  test:
    packages:
      linux-64:
      - conda: https://conda.example/forge/linux-64/a-1.0-0.conda
packages:
- kind: conda
  name: a
  version: '1.0'
  build: '0'
  url: https://conda.example/forge/linux-64/a-1.0-0.conda
  sha256: ${A}
  depends:
  - b >=1.0,<2
  license: MIT
- kind: conda
  name: b
  version: '1.5'
  url: https://conda.example/forge/noarch/b-1.5-0.tar.bz2
  depends: []
- kind: pypi
  name: C_c
  version: 2.0
  url: https://files.example/C_c-2.0.whl
  sha256: ${B}
`;
    expect(packagesOf(pixiLockDetector, lock)).toMatchObject([
      { ecosystem: 'conda', name: 'a', version: '1.0', line: 8, group: 'development', license: 'MIT', needs: ['b@1.5'] },
      { ecosystem: 'conda', name: 'b', line: 17, group: 'runtime' },
      { ecosystem: 'pypi', name: 'c-c', version: '2.0', line: 22, integrity: [`sha256:${B}`], servers: ['https://files.example'] },
    ]);
  });

  const one = (entry: string): string => `version: 6\npackages:\n${entry}\n`;

  test.each<[string, string, object[]]>([
    ['a folder', '- pypi: ./\n  name: app', []],
    ['an archive of the tree', '- pypi: ./vendor/a-1.0-py3-none-any.whl\n  name: a\n  version: 1.0', [{ source: 'path' }]],
    [
      'git',
      `- pypi: git+ssh://git@git.example/o/a.git?rev=main#${COMMIT}\n  name: a`,
      [{ source: 'git', location: `ssh://git.example/o/a.git@${COMMIT}` }],
    ],
    [
      'an address',
      '- pypi: direct+https://files.example/a.zip\n  name: a\n  version: 1',
      [{ source: 'url', location: 'https://files.example/a.zip' }],
    ],
    ['an archive of somebody', '- conda: https://files.example/a-1.0-0.conda', [{ name: 'a', version: '1.0', source: 'url' }]],
    ['no name', '- pypi: https://files.example/a.whl', [{ kind: 'problem', code: 'syntax', line: 3 }]],
    ['an address too long for a name', `- conda: https://files.example/${'a'.repeat(3000)}`, [{ kind: 'problem' }]],
  ])('%s', (_, entry, expected) => {
    expect(listedOf(pixiLockDetector, one(entry))).toMatchObject(expected);
  });

  test('what only an extra brings is not needed, and none needs a package of another platform', () => {
    const conda = (platform: string, name: string, version: string, more = ''): string =>
      `- conda: https://conda.example/forge/${platform}/${name}-${version}-0.conda\n${more}`;
    const lock = one(
      conda('linux-64', 'a', '1', '  depends:\n  - b\n') +
        conda('linux-64', 'b', '1') +
        conda('osx-64', 'b', '2') +
        "- pypi: https://files.example/c.whl\n  name: c\n  version: '1'\n  requires_dist:\n  - d ; extra == 'x'\n  - d>=1 ; os_name == 'nt'\n" +
        '- pypi: https://files.example/d.whl\n  name: d\n  version: 1.5',
    );
    expect(packagesOf(pixiLockDetector, lock).map(({ name, needs }) => [name, needs])).toEqual([
      ['a', ['b@1']],
      ['b', []],
      ['b', []],
      ['c', ['d@1.5']],
      ['d', []],
    ]);
  });
});

test('generated locks of conda give what was written, at its lines', () => {
  const value = fc.constantFrom('1.0', "'1.10'", '"2.0.1"', '2024.1.0');
  const entry = fc.record({
    name: fc.stringMatching(/^[a-z_][a-z0-9_.-]{0,12}[a-z0-9]$/),
    version: value,
    order: fc.nat({ max: 5 }),
    indent: fc.nat({ max: 2 }),
  });
  fc.assert(
    fc.property(
      fc.array(entry, { minLength: 1, maxLength: 10 }),
      fc.constantFrom('', '  '),
      fc.constantFrom('\n', '\r\n'),
      (list, indent, end) => {
        const lines = ['version: 1', 'package:'];
        const expected = list.flatMap(({ name, version, order }) => {
          const line = lines.length + 1;
          const keys = [
            `name: ${name}`,
            `version: ${version}`,
            'manager: conda',
            `url: https://c.example/f/noarch/${name}-1-0.conda`,
            `hash:\n${indent}    sha256: ${A}`,
            'dependencies:\n'.trimEnd() + ` {}`,
          ];
          const turned = [...keys.slice(order), ...keys.slice(0, order)];
          lines.push(
            ...turned
              .map((key, at) => `${indent}${at === 0 ? '- ' : '  '}${key}`)
              .join('\n')
              .split('\n'),
          );
          return name.startsWith('__') ? [] : [{ name, version: version.replaceAll(/["']/g, ''), line, integrity: [`sha256:${A}`] }];
        });
        const facts = packagesOf(condaLockDetector, `${lines.join(end)}${end}`);
        expect(facts.map(({ name, version, line, integrity }) => ({ name, version, line, integrity }))).toEqual(expected);
      },
    ),
  );
});

test.each<[string, object[]]>([
  ['- pytorch=2.5.1=cuda_0', [{ name: 'pytorch', version: '2.5.1' }]],
  ['- pytorch=2.5', [{ name: 'pytorch', version: null, range: '=2.5' }]],
  ['- pytorch==2.5', [{ version: '2.5' }]],
  ['- "pytorch >= 2.5, <3"  # why', [{ name: 'pytorch', version: null, range: '>=2.5,<3' }]],
  ['- pytorch 2.5.1 cuda_0', [{ name: 'pytorch', version: '2.5.1' }]],
  ['- pytorch 2.5', [{ version: '2.5' }]],
  ["- nvidia/label/cuda-12.1::cuda-nvcc[version='>=12',build=x]", [{ name: 'cuda-nvcc', range: '>=12' }]],
  ['- __cuda', []],
  ['- ../a', [{ kind: 'problem', code: 'syntax', line: 3 }]],
  [
    '- pip:\n    - -r requirements.txt\n    - --extra-index-url https://x.example\n    - torch==2.6.0\n    - ./local\n    - https://files.example/b-1.0.tar.gz\n  - numpy',
    [
      { ecosystem: 'pypi', name: 'torch', version: '2.6.0', line: 6 },
      { name: 'b', source: 'url' },
      { ecosystem: 'conda', name: 'numpy', line: 9 },
    ],
  ],
])('environment.yml: %s', (text, expected) => {
  expect(listedOf(condaEnvironmentDetector, `name: x\ndependencies:\n  ${text}\nvariables:\n  A: - b\n`)).toMatchObject(expected);
});

test.each<[string, object[]]>([
  ['- a[build=x,channel=mine]', [{ kind: 'steering', value: 'mine' }]],
  [`- a[${'['.repeat(300)} channel='mine']`, [{ kind: 'steering' }]],
  ['- a[subchannel=mine]', []],
])('the channel of one package: %s', (text, expected) => {
  const facts = factsOf(condaEnvironmentDetector, `dependencies:\n  ${text}\n`).filter(({ kind }) => kind === 'steering');
  expect(facts).toMatchObject(expected);
});

test('an environment has one limit, whatever one line gives, and says that it was hit', () => {
  const limit = [{ code: 'limit' }];
  // Two facts a line, which step over any single number.
  const twice = `dependencies:\n  - z\n${'  - mine::a\n'.repeat(6_000)}`;
  expect(factsOf(condaEnvironmentDetector, twice).length).toBeLessThan(5_010);
  expect(problemsOf(condaEnvironmentDetector, twice)).toMatchObject(limit);
  // Entries that say nothing cost as much as others.
  expect(problemsOf(condaEnvironmentDetector, `dependencies:\n${'  - __cuda\n'.repeat(20_000)}`)).toMatchObject(limit);
  expect(problemsOf(condaEnvironmentDetector, `channels:\n${'  - mine\n'.repeat(6_000)}`)).toMatchObject(limit);
  expect(problemsOf(condaEnvironmentDetector, `dependencies:\n${'  - a\n'.repeat(4_999)}\n# the end\n`)).toEqual([]);
});

test.each(['a', '['])('an entry of an environment costs what it is long, however often it says %s', (one) => {
  const entry = `  - ${'a'.repeat(128)}${one.repeat(370)}\n`;
  expect(problemsOf(condaEnvironmentDetector, `dependencies:\n${entry.repeat(4_000)}`).length).toBe(4_000);
});

test('hostile texts cost what they are long', () => {
  for (const text of [
    'package:\n- a: "',
    `package:\n${'- '.repeat(200_000)}`,
    `packages:\n- ${'a: '.repeat(200_000)}`,
    `packages:\n- a:\n${Array.from({ length: 3_000 }, (_, at) => `${' '.repeat(at)}b:\n`).join('')}`,
  ])
    for (const detector of [condaLockDetector, pixiLockDetector, condaEnvironmentDetector])
      expect(Array.isArray(factsOf(detector, text))).toBe(true);
});
