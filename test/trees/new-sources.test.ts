/** Packages that are new, and that come from no registry: whose repository or folder it is, is told. */
import { describe, expect, it } from 'vitest';
import { checking, told } from '../support/checking.ts';

const doors = checking();
const SHA = `sha512-${'A'.repeat(86)}==`;

function npmLock(entries: Readonly<Record<string, object>>): string {
  const packages = Object.fromEntries(Object.entries(entries).map(([name, entry]) => [`node_modules/${name}`, entry]));
  return JSON.stringify({ name: 'web', lockfileVersion: 3, packages: { '': { name: 'web' }, ...packages } }, null, 2);
}

const MS = { version: '2.1.3', resolved: 'https://registry.example/ms/-/ms-2.1.3.tgz', integrity: SHA };
const fork = (owner: string): object => ({ version: '1.0.0', resolved: `git+https://github.com/${owner}/forked.git#${'a'.repeat(40)}` });

const UV_HEAD = 'version = 1\nrequires-python = ">=3.12"\n';
const uv = (name: string, source: string): string => `\n[[package]]\nname = "${name}"\nversion = "1.0"\nsource = { ${source} }\n`;

describe('a new package that comes from no registry', () => {
  it.each([
    [
      'an address in a package-lock',
      'package-lock.json',
      npmLock({ ms: MS }),
      npmLock({ ms: MS, x: { version: '1.0.0', resolved: 'https://evil.example/x.tgz', integrity: SHA.replace('-AAAA', '-QUFB') } }),
    ],
    ['a repository in a package-lock', 'package-lock.json', npmLock({ ms: MS }), npmLock({ ms: MS, forked: fork('evil') })],
    [
      'a repository of somebody else on a server that is known',
      'package-lock.json',
      npmLock({ ms: MS, other: { version: '1.0.0', resolved: `git+https://github.com/acme/other.git#${'b'.repeat(40)}` } }),
      npmLock({
        ms: MS,
        other: { version: '1.0.0', resolved: `git+https://github.com/acme/other.git#${'b'.repeat(40)}` },
        forked: fork('evil'),
      }),
    ],
    ['an address in a uv.lock', 'uv.lock', UV_HEAD, UV_HEAD + uv('evil', 'url = "https://evil.example/evil-1.0-py3-none-any.whl"')],
    ['a repository in a list of requirements', 'requirements.txt', 'six\n', 'six\nevil @ git+https://github.com/evil/evil@main\n'],
    ['a bare address in a list of requirements', 'requirements.txt', 'six\n', 'six\nhttps://evil.example/evil-1.0-py3-none-any.whl\n'],
  ])('%s is told', async (_, path, base, head) => {
    const result = await doors.check({ [path]: base }, { [path]: head });
    expect(told(result)).toContainEqual(expect.stringMatching(/^new dependency\/registry-unexpected/));
    expect(result.verdict.conclusion).toBe('warn');
  });

  it('is told once: a bump of it is none', async () => {
    const bumped = { ...fork('acme'), resolved: `git+https://github.com/acme/forked.git#${'c'.repeat(40)}` };
    const result = await doors.check(
      { 'package-lock.json': npmLock({ ms: MS, forked: fork('acme') }) },
      { 'package-lock.json': npmLock({ ms: MS, forked: bumped }) },
    );
    expect(told(result).filter((one) => one.includes('registry-unexpected'))).toEqual([]);
  });
});

describe('a list that a list of requirements names', () => {
  it.each([
    ['-r deps.data', 1],
    ['--constraint "pins of all.csv"', 1],
    ['-r base.txt', 0],
    ['-c ../constraints.in', 0],
  ])('%s: problems told: %d', async (line, count) => {
    const result = await doors.check({ 'requirements.txt': 'six\n' }, { 'requirements.txt': `six\n${line}\n` });
    expect(told(result).filter((one) => one.startsWith('new tree/unread'))).toHaveLength(count);
  });
});
