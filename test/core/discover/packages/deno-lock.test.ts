import { describe, expect, test } from 'vitest';
import { denoLockDetector } from '../../../../src/core/discover/packages/deno-lock.ts';
import { factsOf, packagesOf, problemsOf } from '../facts.ts';

const SRI = `sha512-${'A'.repeat(86)}==`;

function deno(version: unknown, lists: object): string {
  return JSON.stringify({ version, ...lists }, null, 2);
}

describe('deno-lock: the forms of its versions', () => {
  const a = { integrity: SRI };
  test.each<[string, object]>([
    [
      '2',
      {
        npm: {
          specifiers: { 'a@1': 'a@1.0.0' },
          packages: { 'a@1.0.0': { ...a, dependencies: { b: '@s/real@2.0.0' } }, '@s/real@2.0.0': a },
        },
      },
    ],
    [
      '3',
      {
        packages: {
          specifiers: { 'npm:a@1': 'npm:a@1.0.0' },
          npm: { 'a@1.0.0': { ...a, dependencies: { b: '@s/real@2.0.0' } }, '@s/real@2.0.0': a },
        },
      },
    ],
    ['4', { specifiers: { 'npm:a@1': '1.0.0' }, npm: { 'a@1.0.0': { ...a, dependencies: ['@s/real'] }, '@s/real@2.0.0': a } }],
    [
      '5',
      {
        specifiers: { 'npm:a@1': '1.0.0_p@1.0.0' },
        npm: { 'a@1.0.0_p@1.0.0__q@2.0.0': { ...a, dependencies: ['b@npm:@s/real@2.0.0'] }, '@s/real@2.0.0': a },
      },
    ],
  ])('version %s', (version, lists) => {
    expect(factsOf(denoLockDetector, deno(version, lists))).toMatchObject([
      { name: 'a', version: '1.0.0', integrity: [SRI], needs: ['@s/real@2.0.0'], group: 'runtime', source: 'registry', location: null },
      { name: '@s/real', version: '2.0.0', needs: [] },
    ]);
  });

  test('several versions of one package, optional ones, systems, an archive elsewhere, circles', () => {
    const npm = {
      'a@1.0.0': { ...a, dependencies: ['b@1.0.0'], optionalDependencies: ['c'] },
      'b@1.0.0': { ...a, dependencies: ['a'] },
      'b@2.0.0': { ...a, dependencies: ['b'] },
      'c@1.0.0': { ...a, os: ['linux'], cpu: ['x64'], tarball: 'https://registry.example/evil/-/evil-1.0.0.tgz' },
    };
    const text = deno('5', { specifiers: { 'npm:a@1': '1.0.0' }, npm });
    expect(packagesOf(denoLockDetector, text).map(({ name, version, needs, group }) => [`${name}@${version}`, needs, group])).toEqual([
      ['a@1.0.0', ['b@1.0.0', 'c@1.0.0'], 'runtime'],
      ['b@1.0.0', ['a@1.0.0'], 'runtime'],
      ['b@2.0.0', [], 'runtime'],
      ['c@1.0.0', [], 'optional'],
    ]);
    expect(packagesOf(denoLockDetector, text)[3]).toMatchObject({
      marker: 'os=linux & cpu=x64',
      archiveOf: 'evil@1.0.0',
      servers: ['https://registry.example'],
    });
  });
});

describe('deno-lock: bad input', () => {
  const npm = { 'a@1.0.0': { integrity: SRI } };
  test.each<[string, string, object[]]>([
    ['empty', '', [{ code: 'syntax', line: 1 }]],
    ['another form', '{"version": "9"}', [{ code: 'unsupported', line: 1 }]],
    ['a later version', deno('6', { npm }), [{ code: 'unsupported', line: 2, quiet: true }]],
    ['packages of JSR', deno('5', { jsr: { '@std/fs@1.0.0': { integrity: 'ab' } }, npm }), [{ code: 'unsupported', line: 3, quiet: true }]],
    ['modules by address', deno('5', { remote: { 'https://x.example/mod.ts': 'ab' } }), [{ code: 'unsupported', line: 3, quiet: true }]],
    ['cut in half', deno('5', { npm }).slice(0, 40), [{ code: 'syntax' }]],
    ['a key without a version', deno('5', { npm: { a: {} } }), [{ code: 'syntax', line: 4 }]],
    ['a name that leaves the folder', deno('5', { npm: { '@s/../a@1.0.0': {} } }), [{ code: 'syntax', line: 4 }]],
    ['the same key twice', `{"version": "5", "npm": {\n"a@1.0.0": {},\n"a@1.0.0": {}}}`, [{ code: 'syntax', line: 3 }]],
    ['a merge conflict', `<<<<<<< HEAD\n${deno('5', { npm })}`, [{ code: 'syntax', line: 1 }]],
  ])('%s', (_, text, expected) => {
    expect(problemsOf(denoLockDetector, text)).toMatchObject(expected);
    expect(problemsOf(denoLockDetector, text)).toHaveLength(expected.length);
  });

  test('names like properties of objects, hashes of the wrong length, lists of another shape, 20,000 packages', () => {
    const text = `{"version": "5", "npm": {"__proto__@1.0.0": {"integrity": "sha512-AAAA", "dependencies": ["constructor", 7, "__proto__"], "os": "x"}}}`;
    expect(factsOf(denoLockDetector, text)).toMatchObject([{ name: '__proto__', integrity: [], needs: ['__proto__@1.0.0'] }]);
    const many = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, at) => [`p${at}@1.0.0`, { integrity: SRI, dependencies: [`p${(at * 7) % 20_000}`] }]),
    );
    expect(packagesOf(denoLockDetector, deno('5', { npm: many }))).toHaveLength(20_000);
  });
});
