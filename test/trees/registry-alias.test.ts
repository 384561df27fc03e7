/** Yarn's own name for the registry of npm is that registry: a move between the two is none, and it is npm's that is asked (T20). */
import { expect, it } from 'vitest';
import { withoutAlias } from '../../src/core/ecosystems/one-server.ts';
import { PUBLIC_NPM, YARN_NPM } from '../../src/core/ecosystems/public-servers.ts';
import { isServedBy } from '../../src/core/hosts/registry.ts';
import type { PackageFact } from '../../src/core/model/index.ts';
import { checking, type Files, told } from '../support/checking.ts';
import { type LockedEntry, LOCKS } from '../support/locks.ts';

const doors = checking();
const EVIL = 'https://registry.evil.example';
const OLD: LockedEntry = { name: 'openai', version: '4.70.0' };
const NEW: LockedEntry = { name: 'openai', version: '4.71.0', hash: 'b' };

const lock = (entry: LockedEntry, server: string, others = server): Files => ({
  'yarn.lock':
    LOCKS.find(({ file }) => file === 'yarn.lock')?.write([
      { ...entry, server },
      { name: 'left', version: '1.0.0', hash: 'e', server: others },
    ]) ?? '',
});

it.each<[string, Files, Files, string[]]>([
  ['to npm’s name, the same bytes', lock(OLD, YARN_NPM), lock(OLD, PUBLIC_NPM), []],
  ['to npm’s name, with a bump', lock(OLD, YARN_NPM), lock(NEW, PUBLIC_NPM, YARN_NPM), []],
  ['to Yarn’s name, with a bump', lock(OLD, PUBLIC_NPM), lock(NEW, YARN_NPM), []],
  [
    'to another server, with a bump',
    lock(OLD, YARN_NPM),
    lock(NEW, EVIL, YARN_NPM),
    ['new! dependency/integrity-changed yarn.lock', 'new dependency/registry-unexpected yarn.lock'],
  ],
  [
    'to a longer name',
    lock(OLD, YARN_NPM),
    lock(NEW, `${YARN_NPM}.evil.example`, YARN_NPM),
    ['new! dependency/integrity-changed yarn.lock', 'new dependency/registry-unexpected yarn.lock'],
  ],
  [
    'other bytes by the other name',
    lock(OLD, YARN_NPM),
    lock({ ...OLD, hash: 'f' }, PUBLIC_NPM),
    ['new! dependency/integrity-changed yarn.lock'],
  ],
])('%s', async (_, base, head, expected) => {
  expect(told(await doors.check({ 'a.md': 'a\n', ...base }, head)).toSorted()).toEqual(expected.toSorted());
});

it.each([
  [PUBLIC_NPM, `${YARN_NPM}/a/-/a-1.0.0.tgz`, true],
  [PUBLIC_NPM, `${PUBLIC_NPM}/a/-/a-1.0.0.tgz`, true],
  [YARN_NPM, `${YARN_NPM}/a/-/a-1.0.0.tgz`, true],
  [EVIL, `${YARN_NPM}/a/-/a-1.0.0.tgz`, false],
  [PUBLIC_NPM, `${EVIL}/a/-/a-1.0.0.tgz`, false],
  [PUBLIC_NPM, `${YARN_NPM}.evil.example/a/-/a-1.0.0.tgz`, false],
  [PUBLIC_NPM, `${YARN_NPM.replace('https:', 'http:')}/a/-/a-1.0.0.tgz`, false],
  [PUBLIC_NPM, `${YARN_NPM}:8443/a/-/a-1.0.0.tgz`, false],
])('asked at %s about %s: %s', (server, location, expected) => {
  expect(isServedBy(server, { location } as PackageFact)).toBe(expected);
});

it('is an alias by its whole origin alone', () => {
  expect(withoutAlias(YARN_NPM)).toBe(PUBLIC_NPM);
  expect(withoutAlias(`${YARN_NPM}x`)).toBe(`${YARN_NPM}x`);
});
