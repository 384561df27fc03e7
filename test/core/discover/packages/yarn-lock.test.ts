import { describe, expect, test } from 'vitest';
import { yarnLockDetector } from '../../../../src/core/discover/packages/yarn-lock/index.ts';
import { factsOf, onePackage, packagesOf, problemsOf } from '../facts.ts';

const SRI = `sha512-${'A'.repeat(86)}==`;
const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const SHA1 = 'sha1-ASNFZ4mrze8BI0VniavN7wEjRWc=';
const HEX = 'ab'.repeat(64);

function classic(...lines: readonly string[]): string {
  return ['# yarn lockfile v1', '', '', ...lines, ''].join('\n');
}

function berry(...lines: readonly string[]): string {
  return ['__metadata:', '  version: 8', '  cacheKey: 10c0', '', ...lines, ''].join('\n');
}

describe('yarn-lock: Yarn 1', () => {
  test.each<[string, readonly string[], object]>([
    [
      'the registry, with a weak hash beside the strong one',
      ['a@^1.0.0:', '  version "1.0.0"', `  resolved "https://t0k@registry.example/a/-/a-1.0.0.tgz?x=1#${COMMIT}"`, `  integrity ${SRI}`],
      {
        name: 'a',
        version: '1.0.0',
        integrity: [SHA1, SRI],
        source: 'registry',
        location: 'https://registry.example/a/-/a-1.0.0.tgz',
        from: 'lock',
      },
    ],
    [
      'a weak hash alone',
      ['a@^1.0.0:', '  version "1.0.0"', `  resolved "https://registry.example/a/-/a-1.0.0.tgz#${COMMIT}"`],
      { integrity: [SHA1] },
    ],
    [
      'quotes around everything',
      ['"a@>= 1, < 2":', '  "version" "1.0.0"', `  "integrity" "${SRI}"`],
      { name: 'a', version: '1.0.0', integrity: [SRI], from: 'lock' },
    ],
    ['colons, as some tools write', ['a@1:', '  version: "1.0.0"', `  integrity: ${SRI}`], { name: 'a', integrity: [SRI] }],
    ['an alias', ['"alias@npm:@s/real@^1.0.0":', '  version "1.0.0"'], { name: '@s/real', as: 'alias', version: '1.0.0' }],
    [
      'a name that an address does not say',
      ['"a@https://x.example/a.tgz":', '  name real', '  version "1.0.0"', '  resolved "https://x.example/a.tgz"'],
      { name: 'real', as: 'a', source: 'url', servers: ['https://x.example'] },
    ],
    [
      'an address without a name',
      ['"git+ssh://git@x.example/o/r.git":', '  name real', '  version "1.0.0"', `  resolved "git+ssh://git@x.example/o/r.git#${COMMIT}"`],
      { name: 'real', source: 'git', location: `ssh://x.example/o/r.git@${COMMIT}` },
    ],
    [
      'a repository of GitHub',
      ['a@o/r:', '  version "1.0.0"', `  resolved "https://codeload.github.com/o/r/tar.gz/${COMMIT}"`],
      { source: 'git', location: `https://github.com/o/r@${COMMIT}`, integrity: [] },
    ],
    [
      'a repository by https',
      ['a@x:', '  version "1.0.0"', `  resolved "https://x.example/o/r.git#${COMMIT}"`],
      { source: 'git', location: `https://x.example/o/r.git@${COMMIT}`, integrity: [] },
    ],
    [
      'an archive in the tree',
      ['"a@file:vendor/a.tgz":', '  version "1.0.0"', `  resolved "file:vendor/a.tgz#${COMMIT}"`],
      { source: 'path', location: null, integrity: [SHA1] },
    ],
    [
      'a mirror in a folder',
      ['a@1:', '  version "1.0.0"', `  resolved "a-1.0.0.tgz#${COMMIT}"`],
      { source: 'registry', location: null, integrity: [SHA1] },
    ],
    [
      'an address that names another package',
      ['openai@1:', '  version "1.0.0"', '  resolved "https://registry.example/evil/-/evil-1.0.0.tgz"'],
      { archiveOf: 'evil@1.0.0' },
    ],
    [
      'a mirror that writes addresses in its own way',
      ['"@s/a@1":', '  version "1.0.0"', '  resolved "https://mirror.example/@s/a/download/@s/a-1.0.0.tgz?cache=0"'],
      { source: 'registry', archiveOf: undefined },
    ],
    ['nothing but a version', ['a@1:', '  version "1.0.0"'], { integrity: [], from: 'lock', source: 'registry' }],
  ])('%s', (_, lines, expected) => {
    expect({ archiveOf: undefined, ...onePackage(yarnLockDetector, classic(...lines)) }).toMatchObject({ line: 4, ...expected });
  });

  test('one entry for a package and its alias; edges by what is asked for; folders have no entry of their own', () => {
    const text = classic(
      'a@^1.0.0, "b@npm:a@^1.0.0":',
      '  version "1.0.0"',
      '  dependencies:',
      '    "@s/c" "^2.0.0"',
      '    own "file:./own"',
      '  optionalDependencies:',
      '    b "npm:a@^1.0.0"',
      '"@s/c@^2.0.0":',
      '  version "2.0.0"',
      '"@s/c@^3.0.0":',
      '  version "3.0.0"',
      '"own@file:./own":',
      '  version "0.0.0"',
    );
    expect(factsOf(yarnLockDetector, text)).toMatchObject([
      { name: 'a', line: 4, needs: ['@s/c@2.0.0', 'a@1.0.0', 'own@0.0.0'] },
      { name: 'a', as: 'b', line: 4 },
      { name: '@s/c', version: '2.0.0', needs: [] },
      { name: '@s/c', version: '3.0.0' },
      { kind: 'steering', what: 'folder', key: 'npm own', value: 'file:./own' },
    ]);
  });
});

describe('yarn-lock: later ones', () => {
  const entry = (key: string, resolution: string, ...lines: readonly string[]): string[] => [
    `"${key}":`,
    '  version: 1.0.0',
    `  resolution: "${resolution}"`,
    ...lines,
    '  languageName: node',
    '  linkType: hard',
    '',
  ];
  test.each<[string, string, string, object]>([
    ['the registry', 'a@npm:^1, a@npm:^1.0', 'a@npm:1.0.0', { name: 'a', version: '1.0.0', source: 'registry', location: null }],
    ['an alias', 'alias@npm:@s/real@^1', '@s/real@npm:1.0.0', { name: '@s/real', as: 'alias' }],
    [
      'an archive elsewhere',
      'a@npm:^1',
      'a@npm:1.0.0::__archiveUrl=https%3A%2F%2Fregistry.example%2Fevil%2F-%2Fevil-1.0.0.tgz',
      {
        source: 'registry',
        location: 'https://registry.example/evil/-/evil-1.0.0.tgz',
        archiveOf: 'evil@1.0.0',
        servers: ['https://registry.example'],
      },
    ],
    [
      'a repository',
      'a@o/r',
      `a@https://github.com/o/r.git#commit=${COMMIT}`,
      { source: 'git', location: `https://github.com/o/r.git@${COMMIT}` },
    ],
    [
      'a repository by ssh',
      'a@x',
      `a@git@x.example:o/r.git#workspace=a&commit=${COMMIT}`,
      { source: 'git', location: `ssh://x.example/o/r.git@${COMMIT}` },
    ],
    ['a URL', 'a@https://x.example/a.tgz', 'a@https://x.example/a.tgz', { source: 'url', location: 'https://x.example/a.tgz' }],
    ['an archive in the tree', 'a@file:a.tgz', 'a@file:./a.tgz#./a.tgz::hash=ab&locator=x%40workspace%3A.', { source: 'path' }],
    ['what a script writes', 'a@exec:./a.js', 'a@exec:./a.js#./a.js::hash=ab&locator=x%40workspace%3A.', { source: 'path' }],
  ])('%s', (_, key, resolution, expected) => {
    const text = berry(...entry(key, resolution, `  checksum: 10c0/${HEX}`, '  conditions: os=linux & cpu=x64'));
    expect(onePackage(yarnLockDetector, text)).toMatchObject({
      version: '1.0.0',
      line: 5,
      integrity: [],
      archives: [['yarn-cache-10c0.zip', `sha512:${HEX}`]],
      marker: 'os=linux & cpu=x64',
      from: 'lock',
      unhashed: true,
      ...expected,
    });
  });

  test.each([
    ['workspace', 'app@workspace:.', 'app@workspace:.', { what: 'folder', key: 'npm app', value: 'workspace:.' }],
    ['a link', 'a@link:x', 'a@link:./x::locator=app%40workspace%3A.', { what: 'folder', key: 'npm a', value: 'link:./x' }],
    [
      'a folder',
      'a@file:x',
      'a@file:./x#./x::hash=ab&locator=app%40workspace%3A.',
      { what: 'folder', key: 'npm a', value: 'file:./x#./x' },
    ],
    [
      'a patch',
      'a@patch:a@npm%3A^1#x.patch',
      'a@patch:a@npm%3A1.0.0#~/x.patch::version=1.0.0&hash=ab',
      { what: 'patch', key: 'patch.a', value: '~/x.patch' },
    ],
  ])('%s is not a package of its own', (_, key, resolution, expected) => {
    expect(factsOf(yarnLockDetector, berry(...entry(key, resolution)))).toMatchObject([{ kind: 'steering', ...expected }]);
  });

  test('a checksum without a prefix has the key of the file', () => {
    const text = berry(...entry('a@npm:^1', 'a@npm:1.0.0', `  checksum: ${HEX}`))
      .replace('version: 8', 'version: 6')
      .replace('10c0', '8');
    expect(onePackage(yarnLockDetector, text).archives).toEqual([['yarn-cache-8.zip', `sha512:${HEX}`]]);
    expect(onePackage(yarnLockDetector, berry(...entry('a@npm:^1', 'a@npm:1.0.0', '  checksum: 10c0/abcd'))).archives).toBe(undefined);
  });

  test('edges: with the protocol, without it, by "resolutions", to what is patched, not to members', () => {
    const text = berry(
      ...entry(
        'a@npm:^1',
        'a@npm:1.0.0',
        '  dependencies:',
        '    b: "npm:^1"',
        '    c: ^1',
        '    d: "npm:^9"',
        '    e: "patch:e@npm%3A^1#x.patch"',
        '    app: "workspace:*"',
      ),
      ...entry('b@npm:^1', 'b@npm:1.0.0'),
      ...entry('c@npm:^1', 'c@npm:1.0.0'),
      ...entry('d@npm:1.0.0', 'd@npm:1.0.0'),
      ...entry('e@patch:e@npm%3A^1#x.patch', 'e@patch:e@npm%3A1.0.0#~/x.patch::version=1.0.0&hash=ab'),
      ...entry('app@workspace:*, app@workspace:.', 'app@workspace:.'),
    );
    expect(packagesOf(yarnLockDetector, text)[0]?.needs).toEqual(['b@1.0.0', 'c@1.0.0', 'd@1.0.0', 'e@1.0.0']);
    expect(problemsOf(yarnLockDetector, text)).toEqual([]);
  });

  test('a key longer than 1,024 letters stands behind a question mark', () => {
    const key = Array.from({ length: 200 }, (_, at) => `a@npm:^1.${at}`).join(', ');
    const text = berry(`? "${key}"`, ':', '  version: 1.0.0', '  resolution: "a@npm:1.0.0"');
    expect(onePackage(yarnLockDetector, text)).toMatchObject({ name: 'a', version: '1.0.0', line: 5 });
  });
});

describe('yarn-lock: bad input', () => {
  const ENTRY = ['a@1:', '  version "1.0.0"', `  integrity ${SRI}`];
  const LATER = ['"a@npm:1":', '  version: 1.0.0', '  resolution: "a@npm:1.0.0"'];
  test.each<[string, string | Uint8Array, object[]]>([
    ['empty', '', []],
    ['comments alone', classic(), []],
    ['no lock', 'hello world\n', [{ code: 'syntax', line: 1 }]],
    ['UTF-16', new Uint8Array([0xff, 0xfe, ...Array.from(Buffer.from(classic(...ENTRY), 'utf16le'))]), [{ code: 'not-utf8', line: 1 }]],
    ['UTF-16 without a mark', new Uint8Array(Buffer.from('a@1:\n', 'utf16le')), [{ code: 'syntax' }]],
    ['cut within a value', classic('a@1:', '  version "1.0'), [{ code: 'syntax', line: 4 }]],
    ['cut behind the name', classic('a@1:'), [{ code: 'syntax', line: 4 }]],
    ['cut behind a dependency', classic(...ENTRY, '  dependencies:', '    b "^1"').trimEnd(), [{ code: 'syntax', line: 8 }]],
    ['a member of the workspace, which Yarn 1 leaves out', classic(...ENTRY, '  dependencies:', '    b "^1"'), []],
    ['a later form without an entry', berry(...LATER, '  dependencies:', '    b: "npm:^1"'), [{ code: 'syntax', line: 9 }]],
    ['the same entry twice', classic(...ENTRY, ...ENTRY), [{ code: 'syntax', line: 7 }]],
    ['the same later entry twice', berry(...LATER, ...LATER), [{ code: 'syntax', line: 8 }]],
    [
      'a version that is not the one of its resolution',
      berry(...LATER).replace('a@npm:1.0.0', 'a@npm:2.0.0'),
      [{ code: 'syntax', line: 5 }],
    ],
    ['a protocol that is not known', berry(...LATER).replace('a@npm:1.0.0', 'a@teleport:x'), [{ code: 'unsupported', line: 5 }]],
    ['a name that leaves the folder', classic('"@s/../a@1":', '  version "1.0.0"'), [{ code: 'syntax', line: 4 }]],
    ['a merge conflict', classic('<<<<<<< HEAD', ...ENTRY), [{ code: 'syntax', line: 4 }]],
    ['a later version', berry(...LATER).replace('version: 8', 'version: 11'), [{ code: 'unsupported', line: 1, quiet: true }]],
    ['YAML in the form of Yarn 1', classic('a@1:', '  version &x "1.0.0"', '  integrity *x'), [{ code: 'syntax', line: 4 }]],
  ])('%s', (_, content, expected) => {
    expect(problemsOf(yarnLockDetector, content)).toMatchObject(expected);
    expect(problemsOf(yarnLockDetector, content)).toHaveLength(expected.length);
  });

  test('aliases in circles, a name like a property of objects, 20,000 packages', () => {
    const round = classic(
      '"a@npm:b@1":',
      '  version "1.0.0"',
      '  dependencies:',
      '    b "npm:a@1"',
      '"b@npm:a@1":',
      '  version "1.0.0"',
      '  dependencies:',
      '    a "npm:b@1"',
    );
    expect(factsOf(yarnLockDetector, round)).toMatchObject([
      { name: 'b', as: 'a', needs: ['a@1.0.0'] },
      { name: 'a', as: 'b', needs: ['b@1.0.0'] },
    ]);
    expect(
      onePackage(yarnLockDetector, classic('__proto__@1:', '  version "1.0.0"', '  dependencies:', '    __proto__ "1"')),
    ).toMatchObject({ name: '__proto__', needs: ['__proto__@1.0.0'] });
    const many = Array.from({ length: 20_000 }, (_, at) => [
      `p${at}@1:`,
      '  version "1.0.0"',
      '  dependencies:',
      `    p${(at * 7) % 20_000} "1"`,
    ]).flat();
    expect(packagesOf(yarnLockDetector, classic(...many))).toHaveLength(20_000);
  });
});
