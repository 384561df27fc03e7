import { expect, test } from 'vitest';
import { lockfile } from '../../../../src/core/discover/packages/lockfile.ts';
import { unreadLock } from '../../../../src/core/discover/packages/unread-lock.ts';
import { detectors } from '../../../../src/core/discover/index.ts';
import { isNeverRead } from '../../../../src/core/ecosystems/locks.ts';
import { factsOf } from '../facts.ts';

/** As long as nobody reads any kind. */
const unreadLockDetector = unreadLock([]);

test.each([
  ['poetry.lock', true],
  ['api/Pipfile.lock', true],
  ['pdm.lock', true],
  ['yarn.lock', true],
  ['pnpm-lock.yaml', true],
  ['bun.lock', true],
  ['bun.lockb', true],
  ['conda-lock.yml', true],
  ['gpu.conda-lock.yml', true],
  ['pylock.toml', true],
  ['pylock.dev.toml', true],
  ['uv.lock', false],
  ['package-lock.json', false],
  ['Cargo.lock', false],
])('unread lock %s → %s', (path, wanted) => {
  expect(unreadLockDetector.wants(path, null)).toBe(wanted);
});

test('an unread lock is a problem of the tree, whatever it holds', () => {
  expect(factsOf(unreadLockDetector, 'anything')).toMatchObject([{ kind: 'problem', code: 'unsupported', line: 1, column: 1 }]);
});

test('a kind that gets a reader is not called unread any more', () => {
  const example = { path: 'yarn.lock', source: '', gives: [] };
  const yarn = lockfile({ id: 'yarn-lock', version: 1, names: ['yarn.lock'], about: unreadLockDetector.about, example, read: () => [] });
  const left = unreadLock([yarn]);
  expect([left.wants('web/yarn.lock', null), left.wants('web/pnpm-lock.yaml', null)]).toEqual([false, true]);
  expect(left.about.decides).not.toContain('yarn.lock');
  expect(left.about.decides).toContain('pnpm-lock.yaml');
});

test('what no reader reads of the known kinds is what the rules take for never read', () => {
  const all = [
    'poetry.lock',
    'pdm.lock',
    'pixi.lock',
    'Pipfile.lock',
    'pylock.toml',
    'conda-lock.yml',
    'yarn.lock',
    'bun.lock',
    'bun.lockb',
  ];
  const unread = detectors.find(({ id }) => id === 'unread-lock');
  expect(all.filter((path) => unread?.wants(path, null) === true)).toEqual(all.filter(isNeverRead));
});
