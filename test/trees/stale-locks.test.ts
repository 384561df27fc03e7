/** Locks that are gone, and locks that do not have what the manifest asks for: dependency/lock-removed and dependency/lock-stale. */
import { describe, expect, it } from 'vitest';
import { checking, type Files } from '../support/checking.ts';
import { type LockedEntry, LOCKS } from '../support/locks.ts';

const doors = checking();

async function told(base: Files, head: Files): Promise<string[]> {
  const { verdict } = await doors.check({ 'a.md': 'a\n', ...base }, head);
  return verdict.findings
    .filter(({ finding, status }) => finding.rule.startsWith('dependency/lock') && status !== 'fixed')
    .map(({ finding }) => `${finding.rule.slice('dependency/'.length)} ${finding.gap.replace(/:.*/, '')} ${finding.name}`);
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const lock = (file: string, ...entries: readonly LockedEntry[]): string => LOCKS.find((one) => one.file === file)?.write(entries) ?? '';
const LEFT: LockedEntry = { name: 'left', version: '2.1.0' };
const RIGHT: LockedEntry = { name: 'right', version: '1.0.0', hash: 'b' };
const asks = (dependencies: Readonly<Record<string, string>>, more: object = {}): string => json({ name: 'shop', dependencies, ...more });
const NPM = 'package-lock.json';

describe('a lock that is gone', () => {
  const both = { 'package.json': asks({ left: '^2' }), [NPM]: lock(NPM, LEFT) };
  it.each<[string, Files, Files, string[]]>([
    ['while its manifest stays', both, { [NPM]: null }, ['lock-removed removed package-lock.json']],
    ['emptied', both, { [NPM]: lock(NPM) }, ['lock-removed removed package-lock.json']],
    ['for a kind that is not read', both, { [NPM]: null, 'bun.lockb': '\u0001' }, ['lock-removed removed package-lock.json']],
    ['for another kind', both, { [NPM]: null, 'pnpm-lock.yaml': lock('pnpm-lock.yaml', LEFT) }, []],
    ['with its manifest', both, { [NPM]: null, 'package.json': null }, []],
    ['with all that was asked for', both, { [NPM]: null, 'package.json': asks({}) }, []],
    [
      'for the one of the workspace',
      { 'a/package.json': asks({ left: '^2' }), [`a/${NPM}`]: lock(NPM, LEFT) },
      { [`a/${NPM}`]: null, 'package.json': json({ workspaces: ['a'] }), [NPM]: lock(NPM, LEFT, RIGHT) },
      [],
    ],
    [
      'for one above that does not hold it',
      {
        'a/package.json': asks({ left: '^2' }),
        [`a/${NPM}`]: lock(NPM, LEFT),
        'package.json': asks({ right: '1' }),
        [NPM]: lock(NPM, RIGHT),
      },
      { [`a/${NPM}`]: null },
      ['lock-removed removed a/package-lock.json'],
    ],
    [
      'moved with its manifest',
      { 'a/package.json': asks({ left: '^2' }), [`a/${NPM}`]: lock(NPM, LEFT) },
      { 'a/package.json': null, [`a/${NPM}`]: null, 'b/package.json': asks({ left: '^2' }), [`b/${NPM}`]: lock(NPM, LEFT) },
      [],
    ],
    [
      'of uv',
      { 'pyproject.toml': '[project]\nname = "a"\ndependencies = ["left>=2"]\n', 'uv.lock': lock('uv.lock', LEFT) },
      { 'uv.lock': null },
      ['lock-removed removed uv.lock'],
    ],
  ])('%s', async (_, base, head, expected) => {
    expect(await told(base, head)).toEqual(expected);
  });
});

describe('a manifest that asks for what its lock has not', () => {
  const both = { 'package.json': asks({ left: '^2', right: '^1' }), [NPM]: lock(NPM, LEFT, RIGHT) };
  const poetry = (left: string): string => `[tool.poetry.dependencies]\npython = "^3.11"\nleft = "${left}"\n`;
  it.each<[string, Files, Files, string[]]>([
    ['in another range', both, { 'package.json': asks({ left: '^3', right: '^1' }) }, ['lock-stale not-in-range left']],
    ['at all', both, { 'package.json': asks({ left: '^2', right: '^1', more: '^1' }) }, ['lock-stale not-locked more']],
    [
      'after an edit of the lock',
      both,
      { [NPM]: lock(NPM, { ...LEFT, version: '1.9.0', hash: 'c' }, RIGHT) },
      ['lock-stale not-in-range left'],
    ],
    [
      'written at the same time',
      both,
      { 'package.json': asks({ left: '^3', right: '^1' }), [NPM]: lock(NPM, { ...LEFT, version: '3.0.0', hash: 'c' }, RIGHT) },
      [],
    ],
    [
      'as it was before',
      { ...both, 'package.json': asks({ left: '^3', right: '^1' }) },
      { 'package.json': asks({ left: '^3', right: '1' }) },
      [],
    ],
    ['as a peer', both, { 'package.json': asks({ left: '^2', right: '^1' }, { peerDependencies: { more: '1' } }) }, []],
    ['optionally', both, { 'package.json': asks({ left: '^2', right: '^1' }, { optionalDependencies: { more: '1' } }) }, []],
    ['by a tag', both, { 'package.json': asks({ left: 'next', right: '^1' }) }, []],
    ['by a catalog', both, { 'package.json': asks({ left: 'catalog:', right: '^1', more: 'catalog:' }) }, []],
    ['from the workspace', both, { 'package.json': asks({ left: '^2', right: '^1', more: 'workspace:*' }) }, []],
    [
      'and is a package of the tree',
      { ...both, 'b/package.json': json({ name: 'inner', version: '1.0.0' }) },
      { 'package.json': asks({ left: '^2', right: '^1', inner: '^1.0.0' }) },
      [],
    ],
    ['which an override settles', both, { 'package.json': asks({ left: '^3', right: '^1' }, { overrides: { left: '2.1.0' } }) }, []],
    ['from git', both, { 'package.json': asks({ left: 'github:acme/left', right: '^1' }) }, []],
    [
      'below a lock of other projects',
      { [NPM]: lock(NPM, RIGHT), 'package.json': asks({ right: '^1' }), 'docs/package.json': asks({ left: '^2' }) },
      { 'docs/package.json': asks({ left: '^2', more: '^1' }) },
      [],
    ],
    [
      'below the lock of its workspace',
      {
        [NPM]: lock(NPM, LEFT, RIGHT),
        'package.json': asks({ right: '^1' }, { workspaces: ['a', 'packages/*'] }),
        'a/package.json': asks({ left: '^2' }),
      },
      { 'a/package.json': asks({ left: '^2', more: '^1' }) },
      ['lock-stale not-locked more'],
    ],
    [
      'of poetry',
      { 'pyproject.toml': poetry('^2.0'), 'poetry.lock': lock('poetry.lock', LEFT) },
      { 'pyproject.toml': poetry('^3.0') },
      ['lock-stale not-in-range left'],
    ],
    [
      'of poetry, in range',
      { 'pyproject.toml': poetry('^2.0'), 'poetry.lock': lock('poetry.lock', LEFT) },
      { 'pyproject.toml': poetry('~2.1') },
      [],
    ],
    [
      'with a marker',
      { 'pyproject.toml': '[project]\nname = "a"\ndependencies = ["left>=2"]\n', 'uv.lock': lock('uv.lock', LEFT) },
      { 'pyproject.toml': '[project]\nname = "a"\ndependencies = ["left>=2.1; python_version < \'3.12\'"]\n' },
      [],
    ],
    [
      'of uv',
      { 'pyproject.toml': '[project]\nname = "a"\ndependencies = ["left>=2"]\n', 'uv.lock': lock('uv.lock', LEFT) },
      { 'pyproject.toml': '[project]\nname = "a"\ndependencies = ["left>=3"]\n' },
      ['lock-stale not-in-range left'],
    ],
  ])('%s', async (_, base, head, expected) => {
    expect(await told(base, head)).toEqual(expected);
  });
});
