/** Lists of hashes that have none any more for what stays: go.sum, and lists of pip that were pinned (dependency/integrity-changed). */
import { describe, expect, it } from 'vitest';
import { checking, type Files } from '../support/checking.ts';

const doors = checking();

async function told(base: Files, head: Files): Promise<string[]> {
  const { verdict } = await doors.check({ 'a.md': 'a\n', ...base }, head);
  return verdict.findings
    .filter(({ status }) => status === 'new')
    .map(({ finding, blocks }) => `${finding.gap} ${finding.name}${blocks ? '' : ' (warns)'}`);
}

describe('go.sum', () => {
  const mod = (...modules: readonly string[]): string =>
    `module acme\n\ngo 1.22\n\nrequire (\n${modules.map((one) => `\tgithub.com/x/${one}\n`).join('')})\n`;
  const tree = (module: string, letter: string): string => `github.com/x/${module} h1:${letter.repeat(43)}=\n`;
  const manifest = (module: string): string => `github.com/x/${module}/go.mod h1:${'M'.repeat(43)}=\n`;
  const [BAR, FOO] = [tree('bar v1.0.0', 'A') + manifest('bar v1.0.0'), tree('foo v1.0.0', 'B') + manifest('foo v1.0.0')];
  const BASE: Files = { 'go.mod': mod('bar v1.0.0', 'foo v1.0.0'), 'go.sum': BAR + FOO };
  const dropped = (name: string): string => `integrity-dropped github.com/x/${name}`;

  it.each<[string, Files, readonly string[]]>([
    ['emptied', { 'go.sum': '' }, [dropped('bar'), dropped('foo')]],
    ['gone', { 'go.sum': null }, [dropped('bar'), dropped('foo')]],
    ['without the lines of a module that stays', { 'go.sum': BAR }, [dropped('foo')]],
    ['without the hash of the files of a module that stays', { 'go.sum': BAR + manifest('foo v1.0.0') }, [dropped('foo')]],
    ['without any line for a new version', { 'go.mod': mod('bar v1.0.0', 'foo v1.1.0'), 'go.sum': BAR }, [dropped('foo')]],
    ['in another order', { 'go.sum': FOO + BAR }, []],
    ['with lines of versions that are not used', { 'go.sum': BAR + FOO + manifest('old v0.1.0') }, []],
    ['without a module that went', { 'go.mod': mod('bar v1.0.0'), 'go.sum': BAR }, []],
    ['moved with its go.mod', { 'go.mod': null, 'go.sum': null, 'b/go.mod': mod('bar v1.0.0', 'foo v1.0.0'), 'b/go.sum': BAR + FOO }, []],
    [
      'with the lines of a new version',
      { 'go.mod': mod('bar v1.0.0', 'foo v1.1.0'), 'go.sum': BAR + tree('foo v1.1.0', 'C') + manifest('foo v1.1.0') },
      [],
    ],
  ])('%s', async (_, head, expected) => {
    expect(await told(BASE, head)).toEqual(expected);
  });

  it('that never had a module says nothing of it', async () => {
    expect(await told({ ...BASE, 'go.sum': BAR }, { 'go.sum': `${BAR}${manifest('old v0.1.0')}` })).toEqual([]);
  });
});

describe('requirements.txt', () => {
  const line = (name: string, version: string, letter: string): string => `${name}==${version} --hash=sha256:${letter.repeat(64)}\n`;
  const BASE: Files = { 'requirements.txt': line('bar', '1.0', 'a') + line('foo', '1.0', 'b') };
  const dropped = (name: string): string => `integrity-dropped ${name}`;

  it.each<[string, string, readonly string[]]>([
    ['of ranges', 'bar>=1.0\nfoo>=1.0\n', [dropped('bar'), dropped('foo')]],
    ['of names alone', 'bar\nfoo\n', [dropped('bar'), dropped('foo')]],
    ['without hashes', 'bar==1.0\nfoo==1.0\n', [dropped('bar'), dropped('foo')]],
    ['of other versions without hashes', 'bar==1.1\nfoo==1.1\n', [dropped('bar'), dropped('foo')]],
    ['with one range beside hashes', `bar>=1.0\n${line('foo', '1.0', 'b')}`, ['no-integrity bar (warns)']],
    ['without one of them', line('foo', '1.0', 'b'), []],
    ['of nothing', '# none\n', []],
    ['of other versions with hashes', line('bar', '1.1', 'c') + line('foo', '1.1', 'd'), []],
  ])('%s', async (_, head, expected) => {
    expect(await told(BASE, { 'requirements.txt': head })).toEqual(expected);
  });

  it('that had no hashes loses none', async () => {
    expect(await told({ 'requirements.txt': 'bar==1.0\n' }, { 'requirements.txt': 'bar>=1.0\n' })).toEqual([]);
  });
});

describe('a package that leaves a list with hashes', () => {
  const line = (name: string, letter: string): string => `${name}==1.0 --hash=sha256:${letter.repeat(64)}\n`;
  const HELD = line('bar', 'a') + line('torch', 'b');
  const BOTH = ['integrity-dropped bar', 'integrity-dropped torch'];
  const project = (...asked: readonly string[]): string =>
    `[project]\nname = "x"\nversion = "1"\ndependencies = [${asked.map((one) => `"${one}"`).join(', ')}]\n`;
  const locked = (letter: string): string =>
    `version = 1\n\n[[package]]\nname = "bar"\nversion = "1.0"\nsource = { registry = "https://index.example/simple" }\nwheels = [{ url = "https://files.example/bar-1.0-py3-none-any.whl", hash = "sha256:${letter.repeat(64)}" }]\n`;

  it.each<[string, Files, Files, readonly string[]]>([
    ['for another list', {}, { 'requirements.txt': null, 'b/requirements-all.txt': 'bar==1.0\ntorch==1.0\n' }, BOTH],
    ['for ranges of a project', {}, { 'requirements.txt': null, 'pyproject.toml': project('bar>=1', 'torch') }, BOTH],
    [
      'alone, for a list that was there',
      { 'dev-requirements.txt': 'zed==1.0\n' },
      { 'requirements.txt': line('bar', 'a'), 'dev-requirements.txt': 'zed==1.0\ntorch==1.0\n' },
      ['integrity-dropped torch'],
    ],
    [
      'for a command',
      { Dockerfile: 'FROM python\n' },
      { 'requirements.txt': line('bar', 'a'), Dockerfile: 'FROM python\nRUN pip install torch==1.0\n' },
      ['integrity-dropped torch'],
    ],
    ['for what it was compiled from', { 'requirements.in': 'bar\n' }, { 'requirements.txt': null }, ['integrity-dropped bar']],
    ['for another list with hashes', {}, { 'requirements.txt': null, 'all-requirements.txt': HELD }, []],
    ['for a lock', {}, { 'requirements.txt': line('torch', 'b'), 'pyproject.toml': project('bar'), 'uv.lock': locked('a') }, []],
    ['which another list had before', { 'dev-requirements.txt': 'bar==1.0\ntorch==1.0\n' }, { 'requirements.txt': null }, []],
    ['and is gone', {}, { 'requirements.txt': line('bar', 'a') }, []],
  ])('%s', async (_, base, head, expected) => {
    expect(await told({ 'requirements.txt': HELD, ...base }, head)).toEqual(expected);
  });
});
