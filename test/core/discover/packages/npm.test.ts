import { describe, expect, test } from 'vitest';
import { packageJsonDetector } from '../../../../src/core/discover/packages/package-json.ts';
import { packageLockDetector } from '../../../../src/core/discover/packages/package-lock.ts';
import { factsOf, packagesOf, problemsOf } from '../facts.ts';

const SRI = `sha512-${'A'.repeat(86)}==`;
const SHA1 = `sha1-${'B'.repeat(27)}=`;
const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const REGISTRY = 'https://npm.example.org';

const IN = { version: '1.0.0', inBundle: true };

/** Folders of version 3 as version 1 nests them. */
function nested(packages: Record<string, unknown>): Record<string, unknown> {
  const top: Record<string, Record<string, unknown>> = {};
  for (const [folder, entry] of Object.entries(packages)) {
    const names = folder.split(/(?:^|\/)node_modules\//).filter((name) => name !== '');
    let table: Record<string, Record<string, unknown>> = top;
    for (const name of names.slice(0, -1)) table = ((table[name] ??= {})['dependencies'] ??= {}) as typeof table;
    const last = names.at(-1) ?? '';
    table[last] = { ...table[last], ...(entry as object) };
  }
  return top;
}

describe('package-lock', () => {
  test('version 3: names, aliases, nesting, links, workspaces, bundles, groups, licenses', () => {
    const lock = {
      name: 'demo',
      lockfileVersion: 3,
      packages: {
        '': { name: 'demo', dependencies: { openai: '^5' } },
        'packages/own': { version: '1.0.0' },
        'node_modules/own': { resolved: 'packages/own', link: true },
        'node_modules/openai': {
          version: '5.0.0',
          resolved: `https://user:pw@npm.example.org/openai/-/openai-5.0.0.tgz?t=1`,
          integrity: `${SRI} ${SHA1} junk`,
          license: 'Apache-2.0',
        },
        'node_modules/alias': {
          name: '@scope/real',
          version: '1.2.3',
          resolved: `${REGISTRY}/@scope/real/-/real-1.2.3.tgz`,
          integrity: SRI,
          dev: true,
        },
        'node_modules/a/node_modules/@scope/b': { version: '2.0.0', devOptional: true, licenses: [{ type: 'MIT' }, { type: 'BSD' }] },
        'node_modules/c': { version: '1.0.0', inBundle: true },
        'node_modules/g': { version: '1.0.0', resolved: `git+ssh://git@example.org/o/g.git#${COMMIT}` },
        'node_modules/u': { version: '1.0.0', resolved: 'https://example.org/u.tgz', integrity: SRI },
        'node_modules/f': { version: '1.0.0', resolved: 'file:vendor/f.tgz' },
      },
    };
    const text = JSON.stringify(lock, null, 2);
    const facts = packagesOf(packageLockDetector, text);
    expect(facts).toMatchObject([
      {
        name: 'openai',
        version: '5.0.0',
        integrity: [SHA1, SRI],
        source: 'registry',
        location: `${REGISTRY}/openai/-/openai-5.0.0.tgz`,
        license: 'Apache-2.0',
        group: 'runtime',
      },
      { name: '@scope/real', version: '1.2.3', group: 'development' },
      { name: '@scope/b', version: '2.0.0', group: 'optional', license: '(MIT OR BSD)' },
      { name: 'c', source: 'path', integrity: [] },
      { name: 'g', source: 'git', location: `ssh://example.org/o/g.git@${COMMIT}` },
      { name: 'u', source: 'url', location: 'https://example.org/u.tgz' },
      { name: 'f', source: 'path', location: null },
    ]);
    const lines = text.split('\n');
    for (const [fact, key] of facts.map((fact, index) => [fact, ['openai', 'alias', 'b"', 'c"', 'g"', 'u"', 'f"'][index] ?? ''] as const)) {
      expect(lines[fact.line - 1]).toContain(key);
      expect(fact.column).toBe(5);
    }
  });

  test('version 1: nesting, URLs in the version, aliases', () => {
    const lock = {
      lockfileVersion: 1,
      dependencies: {
        openai: {
          version: '5.0.0',
          resolved: `${REGISTRY}/openai/-/openai-5.0.0.tgz`,
          integrity: SRI,
          dependencies: { ms: { version: '2.1.3', dev: true } },
        },
        g: { version: `git+https://example.org/o/g.git#${COMMIT}`, from: 'git+https://example.org/o/g.git' },
        here: { version: 'file:vendor/here' },
        alias: { version: 'npm:real@1.0.0', integrity: SRI },
        '@scope/b': { version: '1.0.0', bundled: true },
      },
    };
    expect(packagesOf(packageLockDetector, JSON.stringify(lock, null, 1))).toMatchObject([
      { name: 'openai', version: '5.0.0', line: 4 },
      { name: 'g', version: null, source: 'git', location: `https://example.org/o/g.git@${COMMIT}` },
      { name: 'real', version: '1.0.0', integrity: [SRI] },
      { name: '@scope/b', source: 'path' },
      { name: 'ms', version: '2.1.3', group: 'development', line: 9 },
    ]);
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ['by the package around it', { 'node_modules/a': { integrity: SRI }, 'node_modules/a/node_modules/b': IN }, ['b']],
    [
      'by one further out',
      { 'node_modules/a': { integrity: SRI }, 'node_modules/a/node_modules/b': IN, 'node_modules/a/node_modules/b/node_modules/c': IN },
      ['b', 'c'],
    ],
    ['not at the top', { 'node_modules/b': IN }, []],
    ['not by a member of the workspace', { 'w/a': { version: '1.0.0' }, 'w/a/node_modules/b': IN }, []],
    ['not by a package without a hash', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/a/node_modules/b': IN }, []],
    ['not by a package that is not there', { 'node_modules/a/node_modules/b': IN }, []],
    [
      'not with an address of its own',
      { 'node_modules/a': { integrity: SRI }, 'node_modules/a/node_modules/b': { ...IN, resolved: 'https://example.org/b.tgz' } },
      [],
    ],
  ])('a bundled package is held %s', (_, packages, expected) => {
    const held = (lock: unknown): string[] =>
      packagesOf(packageLockDetector, JSON.stringify(lock)).flatMap(({ name, bundled }) => (bundled === true ? [name] : []));
    expect(held({ lockfileVersion: 3, packages })).toEqual(expected);
    expect(held({ lockfileVersion: 1, dependencies: nested(packages) })).toEqual(expected);
  });

  test('bundles in bundles are followed in linear work (T39)', () => {
    const packages: Record<string, unknown> = {};
    for (let path = 'node_modules/a', depth = 0; depth < 1000; depth++, path += '/node_modules/a') packages[path] = IN;
    expect(packagesOf(packageLockDetector, JSON.stringify({ lockfileVersion: 3, packages }))).toHaveLength(1000);
  });

  test.each([
    ['cut in half', '{\n "lockfileVersion": 3,\n "packages": {\n  "node_modules/a": {"ver', 'syntax', 4],
    ['conflict', '{\n<<<<<<< HEAD\n "lockfileVersion": 3\n=======\n}', 'syntax', 2],
    ['unknown version', '{\n "lockfileVersion": 4\n}', 'unsupported', 2],
    ['too deep', `{\n"packages": ${'{"a":'.repeat(20_000)}1${'}'.repeat(20_001)}`, 'syntax', 2],
    ['not an object', '[]', 'syntax', 1],
    ['a name that cannot be', '{"packages": {\n"node_modules/a b<script>": {"version": "1.0.0"}}}', 'syntax', 2],
    ['empty', '', 'syntax', 1],
  ])('a problem with its line: %s', (_, text, code, line) => {
    expect(factsOf(packageLockDetector, text)).toMatchObject([{ kind: 'problem', code, line }]);
  });

  test('invalid UTF-8, duplicate keys, prototype names', () => {
    expect(problemsOf(packageLockDetector, new Uint8Array([0x7b, 0x0a, 0xc3, 0x28]))).toMatchObject([{ code: 'not-utf8', line: 2 }]);
    const twice =
      '{"packages": {"node_modules/a": {"version": "1.0.0"},\n"node_modules/a": {"version": "2.0.0"}, "__proto__": {}, "node_modules/constructor": {}}}';
    expect(packagesOf(packageLockDetector, twice)).toMatchObject([
      { name: 'a', version: '2.0.0', line: 2 },
      { name: 'constructor', version: null },
    ]);
  });
});

describe('package.json', () => {
  test('is read with its lists, specs and lines', () => {
    const text = `{
  "name": "demo",
  "dependencies": {
    "openai": "^5.1.0",
    "exact": "1.2.3",
    "alias": "npm:@scope/real@~2",
    "own": "workspace:*",
    "any": "*",
    "short": "owner/repo#v1",
    "git": "git+https://t0ken:x@example.org/o/r.git#${COMMIT}",
    "scp": "git@example.org:o/r.git",
    "url": "https://example.org/x.tgz?token=1",
    "archive": "file:../x.tgz",
    "dir": "file:../x", "dot": "./y", "home": "~/z", "near": "~0.1.3"
  },
  "peerDependencies": { "p": ">=1", "q": "1" },
  "peerDependenciesMeta": { "q": { "optional": true } },
  "devDependencies": { "vitest": "next" }
}`;
    expect(packagesOf(packageJsonDetector, text)).toMatchObject([
      { name: 'openai', version: null, range: '^5.1.0', group: 'runtime', line: 4, column: 5, from: 'manifest' },
      { name: 'exact', version: '1.2.3', range: '1.2.3', line: 5 },
      { name: '@scope/real', range: '~2', line: 6 },
      { name: 'any', range: null },
      { name: 'short', source: 'git', range: 'v1', location: 'https://github.com/owner/repo' },
      { name: 'git', source: 'git', location: `https://example.org/o/r.git@${COMMIT}` },
      { name: 'scp', source: 'git', location: 'ssh://example.org/o/r.git' },
      { name: 'url', source: 'url', location: 'https://example.org/x.tgz' },
      { name: 'archive', source: 'path', location: null },
      { name: 'near', range: '~0.1.3', source: 'registry' },
      { name: 'p', group: 'runtime' },
      { name: 'q', group: 'optional' },
      { name: 'vitest', range: 'next', group: 'development', line: 18 },
    ]);
  });

  test('is not read below node_modules', () => {
    expect(packageJsonDetector.wants('node_modules/a/package.json', 10)).toBe(false);
    expect(packageJsonDetector.wants('web/package.json', 10)).toBe(true);
  });

  test('a dependency that is no text is a problem', () => {
    expect(problemsOf(packageJsonDetector, '{"dependencies": {"a": 1}}')).toMatchObject([{ code: 'syntax', line: 1, column: 19 }]);
  });
});
