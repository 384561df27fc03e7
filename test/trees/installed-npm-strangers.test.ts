/** What lies in the folder of a package beside the files of its archive. */
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checking } from '../support/checking.ts';
import { type DiskFiles, npmArchive, npmLock, put } from '../support/installed.ts';

const FILES = {
  'package.json': '{"name":"widget","version":"1.1.0"}',
  'lib/index.js': 'x',
  '.gitignore': 'y',
  'node_modules/bundled/package.json': '{"name":"bundled","version":"1.0.0"}',
};
const good = npmArchive(FILES);
const change = checking();

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'weighbridge-npm-cache-'));
  put(cache, { [good.path]: good.bytes });
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

async function seen(more: DiskFiles, disk: (folder: string) => void = () => undefined): Promise<string> {
  const lock = (version: string): string =>
    npmLock({ widget: { version, integrity: good.integrity }, 'widget/node_modules/left': { version: '2.0.0' } });
  const result = await change.check(
    { '.gitignore': 'node_modules\n', 'package-lock.json': lock('1.0.0') },
    { 'package-lock.json': lock('1.1.0') },
    {
      npmCache: cache,
      disk(folder) {
        const files = Object.entries({ ...FILES, ...more }).map(([path, text]) => [`node_modules/widget/${path}`, text] as const);
        put(folder, Object.fromEntries(files));
        disk(join(folder, 'node_modules/widget'));
      },
    },
  );
  const widget = result.bom.components.find(({ name }) => name === 'widget');
  const found = widget?.verifications.find(({ topic }) => topic === 'installed');
  return found === undefined ? 'nothing' : `${found.outcome}: ${found.detail}`;
}

it.each<[string, DiskFiles]>([
  ['nothing more', {}],
  ['what npm renames', { '.npmignore': 'y' }],
  ['a nested package of the lock', { 'node_modules/left/package.json': '{"version":"2.0.0"}', 'node_modules/left/index.js': 'z' }],
  ['links to programs of nested packages', { 'node_modules/.bin/left': 'z' }],
])('%s is what was installed', async (_, more) => {
  expect(await seen(more)).toMatch(/^passed: .*file by file/);
});

it.each<[string, DiskFiles, string]>([
  ['a file', { 'lib/steal.js': 'steal()' }, 'lib/steal.js'],
  ['a manifest in a folder', { 'lib/package.json': '{"main":"x"}' }, 'lib/package.json'],
  ['a folder', { 'build/x.js': 'steal()' }, 'build'],
  ['a nested package', { 'node_modules/evil/index.js': 'steal()' }, 'node_modules/evil'],
  ['a nested package of a scope', { 'node_modules/@a/evil/package.json': '{"version":"1.0.0"}' }, 'node_modules/@a/evil'],
  ['a nested package in another version', { 'node_modules/left/package.json': '{"version":"9.0.0"}' }, 'node_modules/left'],
  [
    'a nested package whose manifest is none',
    { 'node_modules/left/package.json': '{"__proto__":{"version":"2.0.0"}}' },
    'node_modules/left',
  ],
  ['a package where npm nests none', { 'lib/node_modules/left/package.json': '{"version":"2.0.0"}' }, 'lib/node_modules'],
  ['a file in a bundled package', { 'node_modules/bundled/index.js': 'steal()' }, 'node_modules/bundled/index.js'],
])('%s that nobody names is unread', async (_, more, place) => {
  expect(await seen(more)).toBe(
    `unavailable: node_modules/widget/${place} is neither in the archive with the hash of the lock nor in a lock of the tree`,
  );
});

it('a link that nobody names is unread', async () => {
  expect(await seen({}, (folder) => symlinkSync('lib', join(folder, 'more')))).toMatch(/^unavailable: .*widget\/more is neither/);
  expect(await seen({}, (folder) => symlinkSync('../lib', join(folder, 'node_modules/@a')))).toMatch(/^unavailable: .*@a cannot be listed/);
});
