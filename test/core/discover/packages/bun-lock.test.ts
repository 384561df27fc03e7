import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { bunLockDetector } from '../../../../src/core/discover/packages/bun-lock/index.ts';
import { isSameRepository } from '../../../../src/core/ecosystems/git.ts';
import { factsOf, onePackage, packagesOf, problemsOf } from '../facts.ts';

const SRI = `sha512-${'A'.repeat(86)}==`;
const COMMIT = '0123456789abcdef0123456789abcdef01234567';

/** A lock with these lines in "packages", from line 4 on. */
function bun(lines: readonly string[], workspaces = '{}', version = 1): string {
  return [
    '{',
    `  "lockfileVersion": ${version}, "workspaces": ${workspaces},`,
    '  "packages": {',
    ...lines.map((line) => `    ${line},`),
    '  },',
    '}',
    '',
  ].join('\n');
}

describe('bun-lock: where a package comes from', () => {
  test.each<[string, string, object]>([
    [
      'the registry',
      `"a": ["a@1.0.0", "", {}, "${SRI}"]`,
      { name: 'a', version: '1.0.0', source: 'registry', location: null, integrity: [SRI] },
    ],
    ['an alias', `"alias": ["@s/real@1.0.0", "", {}, "${SRI}"]`, { name: '@s/real', as: 'alias' }],
    ['a nested one', `"x/@s/a": ["@s/a@1.0.0", "", {}, "${SRI}"]`, { name: '@s/a', version: '1.0.0' }],
    [
      'another registry',
      `"a": ["a@1.0.0", "https://u:p@registry.example/a/-/a-1.0.0.tgz", {}, "${SRI}"]`,
      { source: 'registry', location: 'https://registry.example/a/-/a-1.0.0.tgz', servers: ['https://registry.example'] },
    ],
    [
      'an address that names another package',
      '"openai": ["openai@1.0.0", "https://registry.example/evil/-/evil-1.0.0.tgz", {}]',
      { archiveOf: 'evil@1.0.0' },
    ],
    [
      'GitHub, with a short commit',
      '"a": ["a@github:o/r#0123456", {}, "o-r-0123456"]',
      { version: null, source: 'git', location: 'https://github.com/o/r@0123456' },
    ],
    [
      'a repository',
      `"a": ["a@git+ssh://git@x.example/o/r.git#${COMMIT}", {}, "${COMMIT}"]`,
      { source: 'git', location: `ssh://x.example/o/r.git@${COMMIT}` },
    ],
    [
      'a URL',
      `"a": ["a@https://x.example/a.tgz", {}, "${SRI}"]`,
      { version: null, source: 'url', location: 'https://x.example/a.tgz', integrity: [SRI], servers: ['https://x.example'] },
    ],
    ['an archive in the tree', `"a": ["a@./vendor/a.tgz", {}, "${SRI}"]`, { source: 'path', location: null, integrity: [SRI] }],
    [
      'systems as a text or a list',
      '"a": ["a@1.0.0", "", { "os": ["linux", "darwin"], "cpu": "x64" }]',
      { marker: '(os=darwin | os=linux) & cpu=x64' },
    ],
  ])('%s', (_, line, expected) => {
    expect(onePackage(bunLockDetector, bun([line]))).toMatchObject({ line: 4, column: 5, ...expected });
  });

  test.each([
    '"w": ["w@workspace:packages/w"]',
    '"w": ["w@file:x", {}]',
    '"w": ["w@link:x", {}]',
    '"app": ["app@root:", {}]',
    '"w": ["w@./x", {}]',
  ])('a part of the tree is not a package of its own: %s', (line) => {
    expect(factsOf(bunLockDetector, bun([line]))).toMatchObject([{ kind: 'steering', what: 'folder' }]);
  });

  test('a shortened commit that moves is the same repository', () => {
    const [one, other] = ['0123456', 'abcdef0'].map((commit) => onePackage(bunLockDetector, bun([`"a": ["a@github:o/r#${commit}", {}]`])));
    expect(one?.location).not.toBe(other?.location);
    expect(one !== undefined && other !== undefined && isSameRepository(one, other)).toBe(true);
  });
});

test('bun-lock: groups by all members, edges by the way to a folder; circles come to an end', () => {
  const workspaces = `{
    "": { "name": "app", "devDependencies": { "tool": "1" } },
    "packages/w": { "name": "w", "dependencies": { "a": "1", "w2": "workspace:*" }, "optionalDependencies": { "o": "1" } } }`;
  const lines = [
    '"a": ["a@1.0.0", "", { "dependencies": { "@s/b": "1" }, "peerDependencies": { "gone": "1" } }]',
    '"@s/b": ["@s/b@1.0.0", "", { "dependencies": { "tool": "1" } }]',
    '"a/@s/b": ["@s/b@2.0.0", "", { "dependencies": { "c": "1" } }]',
    '"a/@s/b/c": ["c@1.0.0", "", { "dependencies": { "a": "1", "@s/b": "2" } }]',
    '"o": ["o@1.0.0", "", {}]',
    '"tool": ["tool@1.0.0", "", { "dependencies": { "@s/b": "1" } }]',
    '"w2": ["w2@workspace:packages/w2"]',
  ];
  const text = bun(lines, workspaces);
  expect(packagesOf(bunLockDetector, text).map(({ name, version, as, group, needs }) => [`${name}@${version}`, as, group, needs])).toEqual([
    ['a@1.0.0', undefined, 'runtime', ['@s/b@2.0.0']],
    ['@s/b@1.0.0', undefined, 'development', ['tool@1.0.0']],
    ['@s/b@2.0.0', undefined, 'runtime', ['c@1.0.0']],
    ['c@1.0.0', undefined, 'runtime', ['@s/b@2.0.0', 'a@1.0.0']],
    ['o@1.0.0', undefined, 'optional', []],
    ['tool@1.0.0', undefined, 'development', ['@s/b@1.0.0']],
  ]);
  expect(problemsOf(bunLockDetector, text)).toEqual([]);
});

describe('bun-lock: bad input', () => {
  const ENTRY = '"a": ["a@1.0.0", "", {}]';
  test.each<[string, string, object[]]>([
    ['empty', '', [{ code: 'unsupported', line: 1 }]],
    ['another form', '{"lockfileVersion": 1}', [{ code: 'unsupported', line: 1 }]],
    ['cut in half', bun([ENTRY, '"b": ["b@1.0']).slice(0, -20), [{ code: 'syntax', line: 1 }]],
    ['a later version', bun([ENTRY], '{}', 2), [{ code: 'unsupported', quiet: true }]],
    ['the same entry twice', bun([ENTRY, ENTRY]), [{ code: 'syntax', line: 5 }]],
    ['an entry that is no list', bun(['"a": { "version": "1.0.0" }', ENTRY.replaceAll('a', 'b')]), [{ code: 'syntax', line: 4 }]],
    ['an entry without a name', bun(['"a": [{}, "a@1.0.0"]']), [{ code: 'syntax', line: 4 }]],
    ['a name that leaves the folder', bun(['"a": ["@s/../a@1.0.0", "", {}]']), [{ code: 'syntax', line: 4 }]],
    ['a dependency without an entry', bun([ENTRY], '{ "": { "dependencies": { "b": "1" } } }'), [{ code: 'syntax', line: 2 }]],
    ['a merge conflict', `<<<<<<< HEAD\n${bun([ENTRY])}`, [{ code: 'syntax', line: 1 }]],
  ])('%s', (_, text, expected) => {
    expect(problemsOf(bunLockDetector, text)).toMatchObject(expected);
    expect(problemsOf(bunLockDetector, text)).toHaveLength(expected.length);
  });

  test('names like properties of objects, hashes of the wrong length, 20,000 packages', () => {
    expect(
      factsOf(
        bunLockDetector,
        bun(['"__proto__": ["__proto__@1.0.0", "", { "dependencies": { "__proto__": "1", "constructor": "1" } }, "sha512-AAAA"]']),
      ),
    ).toMatchObject([{ name: '__proto__', integrity: [], needs: ['__proto__@1.0.0'] }]);
    const many = Array.from(
      { length: 20_000 },
      (_, at) => `"p${at}": ["p${at}@1.0.0", "", { "dependencies": { "p${(at * 7) % 20_000}": "1" } }, "${SRI}"]`,
    );
    expect(packagesOf(bunLockDetector, bun(many))).toHaveLength(20_000);
  });
});

test('bun-lock: the entries of a parser of all of JSON, at the lines where they stand', () => {
  const entry = fc.record({
    name: fc.tuple(fc.constantFrom('', '@s/'), fc.stringMatching(/^[a-z][a-z0-9._-]{0,9}$/)).map((parts) => parts.join('')),
    version: fc.tuple(fc.nat(9), fc.nat(9)).map(([a, b]) => `${a}.${b}.0-rc.1`),
    way: fc.constantFrom('', 'x/', '@s/x/'),
    space: fc.constantFrom('', ' ', '\n'),
  });
  fc.assert(
    fc.property(fc.uniqueArray(entry, { selector: (one) => one.way + one.name, maxLength: 12 }), (all) => {
      const lines = all.map(({ name, version, way, space }) => `"${way}${name}":${space}["${name}@${version}",${space}"", {}, "${SRI}"]`);
      const text = bun(lines);
      const expected = Object.entries(
        (JSON.parse(text.replaceAll(/,(?=\s*[}\]])/g, '')) as { packages: Record<string, string[]> }).packages,
      );
      const lineOf = (key: string): number => text.slice(0, text.indexOf(`"${key}":`)).split('\n').length;
      expect(packagesOf(bunLockDetector, text).map(({ name, version, line }) => `${name}@${version}:${line}`)).toEqual(
        expected.map(([key, [said]]) => `${said}:${lineOf(key)}`),
      );
    }),
    { numRuns: 100 },
  );
});
