import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { packageLockDetector } from '../../../../src/core/discover/packages/package-lock.ts';
import { factsOf, onePackage, packagesOf, problemsOf } from '../facts.ts';

const SRI = `sha512-${'A'.repeat(86)}==`;
const OTHER = `sha512-${'B'.repeat(86)}==`;
const COMMIT = '0123456789abcdef0123456789abcdef01234567';

function lock(version: number, lists: { packages?: object; dependencies?: object }): string {
  return JSON.stringify({ name: 'demo', lockfileVersion: version, ...lists }, null, 2);
}

describe('package-lock: the two lists of version 2', () => {
  const address = 'https://registry.example/a/-/a-1.0.0.tgz';
  const fresh = { version: '1.0.0', resolved: address, integrity: SRI };
  const names = (packages: object, dependencies: object): string[] =>
    packagesOf(packageLockDetector, lock(2, { packages, dependencies })).map(
      ({ name, version, source, integrity }) => `${name}@${version} ${source} ${integrity.join().slice(7, 8)}`,
    );

  test.each<[string, object, object]>([
    ['a package', { 'node_modules/a': fresh }, { a: fresh }],
    ['an alias', { 'node_modules/b': { name: 'a', ...fresh } }, { b: { ...fresh, version: 'npm:a@1.0.0' } }],
    ['an address in the place of a version', { 'node_modules/a': fresh }, { a: { version: address, integrity: SRI } }],
    [
      'a repository',
      { 'node_modules/a': { version: '1.0.0', resolved: `git+ssh://git@x.example/o/r.git#${COMMIT}` } },
      { a: { version: `git+ssh://git@x.example/o/r.git#${COMMIT}`, from: 'a@x' } },
    ],
    [
      'a URL',
      { 'node_modules/a': { version: '1.0.0', resolved: 'https://x.example/a.tgz', integrity: SRI } },
      { a: { version: 'https://x.example/a.tgz', integrity: SRI } },
    ],
    [
      'a member of the workspace',
      { 'packages/w': { version: '1.0.0' }, 'node_modules/w': { resolved: 'packages/w', link: true } },
      { w: { version: 'file:packages/w' } },
    ],
  ])('what both say alike counts once: %s', (_, packages, dependencies) => {
    expect(names(packages, dependencies)).toHaveLength(Object.keys(packages).some((folder) => folder.startsWith('packages/')) ? 0 : 1);
  });

  test.each<[string, object, string[]]>([
    ['another hash', { a: { ...fresh, integrity: OTHER } }, ['a@1.0.0 registry A', 'a@1.0.0 registry B']],
    ['another version', { a: { ...fresh, version: '2.0.0' } }, ['a@1.0.0 registry A', 'a@2.0.0 registry A']],
    ['another address', { a: { ...fresh, resolved: 'https://evil.example/a.tgz' } }, ['a@1.0.0 registry A', 'a@1.0.0 url A']],
    ['a package that is not there', { b: fresh }, ['a@1.0.0 registry A', 'b@1.0.0 registry A']],
    ['a package further in', { a: { ...fresh, dependencies: { c: fresh } } }, ['a@1.0.0 registry A', 'c@1.0.0 registry A']],
  ])('what the older list alone says counts as well: %s', (_, dependencies, expected) => {
    expect(names({ 'node_modules/a': fresh }, dependencies)).toEqual(expected);
  });
});

describe('package-lock: what an entry says beside its version', () => {
  test('the name it is installed under, its systems, its server, the package that its address names', () => {
    const packages = {
      'node_modules/alias': {
        name: '@s/real',
        version: '1.0.0',
        resolved: 'https://u:p@registry.example/@s/real/-/real-1.0.0.tgz',
        os: ['linux', 'darwin'],
        cpu: ['!arm'],
        libc: ['glibc'],
        engines: { node: '>=18' },
      },
      'node_modules/openai': { version: '1.0.0', resolved: 'https://registry.example/evil/-/evil-1.0.0.tgz' },
      'node_modules/old': { version: '1.0.0', resolved: 'https://registry.example/old/-/old-0.9.0.tgz' },
    };
    expect(packagesOf(packageLockDetector, lock(3, { packages }))).toMatchObject([
      { name: '@s/real', as: 'alias', marker: '(os=darwin | os=linux) & cpu!=arm & libc=glibc', servers: ['https://registry.example'] },
      { name: 'openai', archiveOf: 'evil@1.0.0' },
      { name: 'old', archiveOf: 'old@0.9.0' },
    ]);
  });

  test('what it needs is looked for as Node.js looks for it, and comes to an end in circles', () => {
    const packages = {
      '': { dependencies: { a: '1' } },
      'packages/w': { dependencies: { b: '2' } },
      'packages/w/node_modules/b': { version: '2.0.0', dependencies: { a: '1' } },
      'node_modules/a': { version: '1.0.0', dependencies: { b: '1', own: '*' }, optionalDependencies: { none: '1' } },
      'node_modules/a/node_modules/@s/c': { version: '3.0.0', peerDependencies: { a: '1' }, dependencies: { b: '1' } },
      'node_modules/a/node_modules/b': { version: '1.5.0', dependencies: { '@s/c': '3' } },
      'node_modules/b': { name: 'real', version: '1.0.0' },
      'node_modules/own': { resolved: 'packages/w', link: true },
    };
    const needs = packagesOf(packageLockDetector, lock(3, { packages })).map(({ name, needs }) => [name, needs]);
    expect(needs).toEqual([
      ['b', ['a@1.0.0']],
      ['a', ['b@1.5.0']],
      ['@s/c', ['a@1.0.0', 'b@1.5.0']],
      ['b', ['@s/c@3.0.0']],
      ['real', []],
    ]);
    const dependencies = {
      a: { version: '1.0.0', requires: { b: '1', c: '1' }, dependencies: { b: { version: '1.5.0', requires: { c: '1' } } } },
      b: { version: '1.0.0', requires: true },
      c: { version: 'npm:real@1.0.0', requires: { a: '1' } },
    };
    expect(packagesOf(packageLockDetector, lock(1, { dependencies })).map(({ name, needs }) => [name, needs])).toEqual([
      ['a', ['b@1.5.0', 'real@1.0.0']],
      ['b', []],
      ['real', ['a@1.0.0']],
      ['b', ['real@1.0.0']],
    ]);
  });
});

describe('package-lock: bad input', () => {
  test('the same key twice has two readings', () => {
    const text = `{"lockfileVersion": 3, "packages": {\n"node_modules/a": {"version": "1.0.0"},\n"node_modules/a": {"version": "2.0.0",\n"version": "3.0.0"}}}`;
    expect(factsOf(packageLockDetector, text)).toMatchObject([
      { kind: 'problem', code: 'syntax', line: 3 },
      { kind: 'problem', code: 'syntax', line: 4 },
      { kind: 'package', name: 'a', version: '3.0.0', line: 3 },
    ]);
  });

  test('a later version of a known form is read, and told quietly', () => {
    const text = lock(4, { packages: { 'node_modules/a': { version: '1.0.0' } } });
    expect(factsOf(packageLockDetector, text)).toMatchObject([
      { kind: 'problem', code: 'unsupported', quiet: true, line: 3 },
      { kind: 'package', name: 'a' },
    ]);
    expect(problemsOf(packageLockDetector, '{"lockfileVersion": 4, "entries": {}}')).toMatchObject([{ code: 'unsupported' }]);
    expect(problemsOf(packageLockDetector, '{"lockfileVersion": 4, "entries": {}}')[0]?.quiet).toBe(undefined);
  });

  test('names like properties of objects, needs without a table, hashes of the wrong length', () => {
    const text = `{"lockfileVersion": 3, "packages": {"node_modules/__proto__": {"version": "1.0.0", "integrity": "sha512-AAAA", "dependencies": {"constructor": "1", "__proto__": "1"}},
"node_modules/x/node_modules/../../evil": {"version": "1.0.0"}, "node_modules/y": {"version": "1.0.0", "dependencies": ["a"], "os": "linux"}}}`;
    expect(factsOf(packageLockDetector, text)).toMatchObject([
      { kind: 'package', name: '__proto__', integrity: [], needs: ['__proto__@1.0.0'] },
      { kind: 'problem', code: 'syntax', line: 2 },
      { kind: 'package', name: 'y', needs: [] },
    ]);
  });

  test('20,000 packages that need each other, and one that is nested as deep as it goes, come to an end', () => {
    const flat = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, at) => [
        `node_modules/p${at}`,
        { version: '1.0.0', dependencies: { [`p${(at * 7) % 20_000}`]: '1', gone: '1' } },
      ]),
    );
    expect(packagesOf(packageLockDetector, lock(3, { packages: flat }))).toHaveLength(20_000);
    const deep = Object.fromEntries(
      Array.from({ length: 500 }, (_, at) => [
        'node_modules/a/'.repeat(at + 1).slice(0, -1),
        { version: '1.0.0', dependencies: { gone: '1', b: '1' } },
      ]),
    );
    expect(packagesOf(packageLockDetector, lock(3, { packages: deep }))).toHaveLength(500);
  });
});

test('package-lock: the entries that npm reads, at the lines where they stand', () => {
  const entry = fc.record({
    name: fc.tuple(fc.constantFrom('', '@s/'), fc.stringMatching(/^[a-z][a-z0-9._-]{0,9}$/)).map((parts) => parts.join('')),
    version: fc.tuple(fc.nat(9), fc.nat(9)).map(([a, b]) => `${a}.${b}.0`),
    inside: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.uniqueArray(entry, { selector: (one) => one.name, maxLength: 12 }), (all) => {
      const packages = Object.fromEntries(
        all.map(({ name, version, inside }) => [`${inside ? 'packages/w/' : ''}node_modules/${name}`, { version, integrity: SRI }]),
      );
      const dependencies = Object.fromEntries(all.map(({ name, version }) => [name, { version, integrity: SRI }]));
      const text = lock(2, { packages: { '': {}, ...packages }, dependencies });
      const lines = text.split('\n');
      const expected = Object.entries(packages).map(([folder, { version }]) => {
        const line = lines.indexOf(`    ${JSON.stringify(folder)}: {`) + 1;
        return `${folder.replace(/^.*node_modules\//, '')}@${version}:${line}`;
      });
      expect(packagesOf(packageLockDetector, text).map(({ name, version, line }) => `${name}@${version}:${line}`)).toEqual(expected);
    }),
    { numRuns: 100 },
  );
  expect(onePackage(packageLockDetector, lock(3, { packages: { 'node_modules/a': { version: '1.0.0' } } })).line).toBe(5);
});
