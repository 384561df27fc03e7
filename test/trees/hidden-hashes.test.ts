/** Hashes, versions and addresses that an installer reads otherwise than they look: dependency/integrity-changed (T35). */
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../src/core/pipeline.ts';
import { checking } from '../support/checking.ts';

const doors = checking();
const sri = (letter: string): string => `sha512-${letter.repeat(86)}==`;
const hex = (letter: string): string => letter.repeat(64);

function lock(entry: Readonly<Record<string, unknown>>): string {
  const bar = { version: '2.0.0', resolved: 'https://registry.example/bar/-/bar-2.0.0.tgz', integrity: sri('A'), ...entry };
  return JSON.stringify({ lockfileVersion: 3, packages: { '': {}, 'node_modules/bar': bar } }, null, 2);
}

function blocked({ verdict }: CheckResult): string[] {
  return verdict.findings.filter(({ blocks }) => blocks).map(({ finding }) => finding.gap);
}

describe('package-lock.json', () => {
  it.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
    ['a second hash with options', { integrity: `${sri('A')} ${sri('E')}?x` }, ['integrity-changed']],
    ['a second hash far behind', { integrity: `${sri('A')}${' '.repeat(4_500)}${sri('E')}` }, ['integrity-changed']],
    ['a second hash without its padding', { integrity: `${sri('A')} sha512-${'E'.repeat(86)}` }, ['integrity-changed']],
    ['a second hash of an algorithm that nobody here knows', { integrity: `${sri('A')} sha3-${'E'.repeat(64)}` }, ['integrity-changed']],
    ['a version with white space, and another hash', { version: ' 2.0.0 ', integrity: sri('E') }, ['integrity-changed']],
    ['an address with one slash', { resolved: 'https:/evil.example/bar/-/bar-2.0.0.tgz', integrity: sri('E') }, ['integrity-changed']],
    [
      'an address with backslashes, and a bump',
      { version: '2.0.1', resolved: 'https:\\\\evil.example\\bar\\-\\bar-2.0.1.tgz', integrity: sri('E') },
      ['other-server'],
    ],
    ['the same hash with options', { integrity: `${sri('A')}?x` }, []],
    ['a word beside it', { integrity: `${sri('A')} junk` }, []],
    ['a weak hash beside it', { integrity: `${sri('A')} sha1-${'B'.repeat(27)}=` }, []],
  ])('%s', async (_, entry, expected) => {
    expect(blocked(await doors.check({ 'package-lock.json': lock({}) }, { 'package-lock.json': lock(entry) }))).toEqual(expected);
  });
});

describe('requirements.txt', () => {
  it('a strong hash of another algorithm beside the old one fits other bytes', async () => {
    const line = `bar==2.0.0 --hash=sha256:${hex('a')}`;
    const head = `${line} --hash=sha512:${'e'.repeat(128)}\n`;
    expect(blocked(await doors.check({ 'requirements.txt': `${line}\n` }, { 'requirements.txt': head }))).toEqual(['integrity-changed']);
  });
});

describe('go.sum', () => {
  const mod = 'module acme\n\ngo 1.22\n\nrequire github.com/x/bar v1.0.0\n';
  const sum = (letter: string): string =>
    `github.com/x/bar v1.0.0 h1:${letter.repeat(43)}=\ngithub.com/x/bar v1.0.0/go.mod h1:${'M'.repeat(43)}=\n`;

  it('another hash of a version is another package, though go.mod stays', async () => {
    expect(blocked(await doors.check({ 'go.mod': mod, 'go.sum': sum('A') }, { 'go.sum': sum('E') }))).toEqual(['integrity-changed']);
  });
});

describe('uv.lock', () => {
  const wheels = (...files: readonly string[]): string =>
    `version = 1\n\n[[package]]\nname = "bar"\nversion = "2.0.0"\nsource = { registry = "https://index.example/simple" }\nwheels = [\n${files
      .map((file, index) => `    { url = "https://files.example/${file}", hash = "sha256:${hex('abcd'[index] ?? 'f')}" },\n`)
      .join('')}]\n`;

  it.each<[string, string, readonly string[]]>([
    ['of another package', 'evil-2.0.0-py3-none-any.whl', ['other-archive']],
    ['of another version', 'bar-2.0.1-py3-none-any.whl', ['other-archive']],
    ['of another platform', 'bar-2.0.0-cp312-cp312-linux_x86_64.whl', []],
    ['of a local build', 'bar-2.0.0+cu124-cp312-cp312-linux_x86_64.whl', []],
    ['in another spelling', 'Bar-2.0-py2-none-any.whl', []],
  ])('an added wheel %s', async (_, file, expected) => {
    const own = 'bar-2.0.0-py3-none-any.whl';
    expect(blocked(await doors.check({ 'uv.lock': wheels(own) }, { 'uv.lock': wheels(own, file) }))).toEqual(expected);
  });

  it('an index in a folder of the tree is no registry', async () => {
    const lockOf = (version: string, index: string): string =>
      `version = 1\n\n[[package]]\nname = "bar"\nversion = "${version}"\nsource = { registry = "${index}" }\nwheels = [\n    { url = "https://files.example/bar.whl", hash = "sha256:${hex(version === '2.0.0' ? 'a' : 'b')}" },\n]\n`;
    const result = await doors.check(
      { 'uv.lock': lockOf('2.0.0', 'https://index.example/simple') },
      { 'uv.lock': lockOf('2.0.1', 'vendor/simple') },
    );
    expect(blocked(result)).toEqual(['other-source']);
  });
});
