/** Installed packages that are files of the tree: what a program loads in place of what the lock holds (T33). */
import { describe, expect, it } from 'vitest';
import { checking, type Files, told } from '../support/checking.ts';

const doors = checking();
const LOCK = JSON.stringify({
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { 'left-pad': '1.0.0' } },
    'node_modules/left-pad': {
      version: '1.0.0',
      resolved: 'https://registry.example/left-pad/-/left-pad-1.0.0.tgz',
      integrity: `sha512-${'A'.repeat(86)}==`,
    },
  },
});
const BASE: Files = { 'package.json': '{"dependencies":{"left-pad":"1.0.0"}}', 'package-lock.json': LOCK };
const SITE = '.venv/lib/python3.12/site-packages';

async function unread(base: Files, head: Files, policy?: string): Promise<string[]> {
  return told(await doors.check({ ...BASE, ...base }, head, policy === undefined ? {} : { policy }), 'tree/unread');
}

describe('a change that brings files of installed packages', () => {
  it.each<[string, Files, Files, string[]]>([
    [
      'a package beside its lock',
      {},
      { 'node_modules/left-pad/package.json': '{}', 'node_modules/left-pad/index.js': 'evil()' },
      ['node_modules/left-pad/index.js'],
    ],
    [
      'one file of a package that was there',
      { 'node_modules/left-pad/index.js': '' },
      { 'node_modules/left-pad/index.js': 'evil()' },
      ['node_modules/left-pad/index.js'],
    ],
    ['a file in the place of a package', {}, { 'web/node_modules/left-pad.js': 'evil()' }, ['web/node_modules/left-pad.js']],
    [
      'a package in a package',
      {},
      { 'node_modules/a/node_modules/@b/c/index.js': 'evil()', 'node_modules/d/index.js': '' },
      ['node_modules/a/node_modules/@b/c/index.js'],
    ],
    [
      'two folders',
      {},
      { 'a/node_modules/b/index.js': '', 'c/node_modules/d/index.js': '' },
      ['a/node_modules/b/index.js', 'c/node_modules/d/index.js'],
    ],
    [
      'an environment of Python',
      {},
      { [`${SITE}/bar/__init__.py`]: 'evil()', [`${SITE}/bar-1.0.dist-info/METADATA`]: 'Name: bar\n' },
      [`${SITE}/bar-1.0.dist-info/METADATA`],
    ],
    ['packages of PEP 582', {}, { '__pypackages__/3.12/lib/bar.py': 'evil()' }, ['__pypackages__/3.12/lib/bar.py']],
  ])('%s', async (_, base, head, paths) => {
    // Findings of one cause are one: their places stand together.
    expect((await unread(base, head)).flatMap((one) => one.split(' ').slice(2)).sort()).toEqual(paths);
    const { verdict } = await doors.check({ ...BASE, ...base }, head);
    expect(verdict.conclusion).toBe('warn');
    expect(verdict.coverage?.names.map(({ path }) => path)).toEqual(expect.arrayContaining(paths));
  });

  it.each<[string, Files, Files]>([
    ['in tests', {}, { 'tests/fixtures/node_modules/a/index.js': 'x' }],
    ['in examples', {}, { 'examples/app/node_modules/a/index.js': 'x' }],
    ['what an installer keeps for itself', {}, { 'node_modules/.package-lock.json': '{"packages":{}}' }],
    ['folders of other names', {}, { 'vendor/left-pad/index.js': 'x', 'third_party/bar/__init__.py': 'x' }],
    ['what goes', { 'node_modules/a/index.js': 'x' }, { 'node_modules/a/index.js': null }],
    ['what stays', { 'node_modules/a/index.js': 'x' }, { 'a.md': 'x' }],
  ])('not %s', async (_, base, head) => {
    expect(await unread(base, head)).toEqual([]);
  });

  it('can be left out where they are there on purpose', async () => {
    const policy = 'version: 1\nrules:\n  tree/unread: { level: warn, ignore: [installed] }\n';
    expect(await unread({}, { 'node_modules/a/index.js': 'x' }, policy)).toEqual([]);
  });

  it('ends on hostile paths', async () => {
    const deep = `${'node_modules/'.repeat(60)}a.js`;
    expect(await unread({}, { [deep]: 'x', [`${'a/'.repeat(200)}node_modules/b`]: 'x' })).toHaveLength(2);
  });
});
