/** Where npm keeps what it fetched, and what of that is read. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { npmCacheFolder, openNpmCache } from '../../../../src/core/io/installed/npm-cache.ts';
import { npmArchive, packed, type Packed, put } from '../../../support/installed.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weighbridge-npm-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function hexOf({ integrity }: Packed): string {
  return Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
}

it.each([
  [{ npm_config_cache: '/cache', HOME: '/home/ada' }, 'linux', '/cache'],
  [{ NPM_CONFIG_CACHE: '/cache' }, 'linux', '/cache'],
  [{ npm_config_cache: '../tree', HOME: '/home/ada' }, 'linux', '/home/ada/.npm'],
  [{ HOME: '/home/ada' }, 'linux', '/home/ada/.npm'],
  [{ HOME: 'relative' }, 'linux', null],
  [{}, 'linux', null],
] as const)('%j on %s', (env, platform, found) => {
  expect(npmCacheFolder(env, platform)).toBe(found);
});

describe('an archive', () => {
  const good = npmArchive({ 'package.json': '{"name":"a"}', 'a/b.js': 'x' });

  it('is found by its hash alone, whatever is asked for', async () => {
    put(folder, { [good.path]: good.bytes });
    const cache = openNpmCache(folder);
    expect(await cache(hexOf(good))).toMatchObject({ state: 'ok', files: [{ path: 'package/package.json' }, { path: 'package/a/b.js' }] });
    for (const name of ['', '..', `${'../'.repeat(40)}etc/passwd`, hexOf(good).toUpperCase(), 'a'.repeat(128)])
      expect(await cache(name)).toEqual({ state: 'absent' });
    expect(await openNpmCache(null)(hexOf(good))).toEqual({ state: 'absent' });
    expect(await openNpmCache(join(folder, 'none'))(hexOf(good))).toEqual({ state: 'absent' });
  });

  it('behind a folder that is a link is not read', async () => {
    put(folder, { [`elsewhere/${good.path.split('/').at(-1)}`]: good.bytes });
    mkdirSync(dirname(dirname(join(folder, good.path))), { recursive: true });
    symlinkSync(join(folder, 'elsewhere'), dirname(join(folder, good.path)));
    expect(await openNpmCache(folder)(hexOf(good))).toMatchObject({ state: 'unreadable' });
  });

  it('larger than any is not read at all', async () => {
    put(folder, { [good.path]: '' });
    // A hole: it takes no place on the disk.
    truncateSync(join(folder, good.path), 600 * 1024 * 1024);
    expect(await openNpmCache(folder)(hexOf(good))).toEqual({ state: 'unreadable', detail: 'larger than any archive that is read' });
  });

  it('that becomes more than is read is cut off, and says nothing of its files', async () => {
    const bomb = npmArchive({ 'package.json': '{"name":"a"}', zeros: '0'.repeat(100_000) });
    put(folder, { [bomb.path]: bomb.bytes });
    expect(await openNpmCache(folder, 50_000)(hexOf(bomb))).toMatchObject({ state: 'ok', manifest: null, files: null });
  });

  it('that a part of is missing behind its hash says nothing of its files', async () => {
    const cut = packed(gzipSync(Buffer.from('no archive of anybody')).subarray(0, 20));
    mkdirSync(dirname(join(folder, cut.path)), { recursive: true });
    writeFileSync(join(folder, cut.path), cut.bytes);
    expect(await openNpmCache(folder)(hexOf(cut))).toMatchObject({ state: 'ok', manifest: null, files: null });
  });
});
