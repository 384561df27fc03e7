import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EffectError } from '../../../../src/core/base/errors.ts';
import { diskError } from '../../../../src/core/io/pull/disk-error.ts';
import { pullEntry } from '../../../../src/core/io/pull/pull.ts';
import { generated } from '../../../hub-fake/bytes.ts';
import type { FakeHub } from '../../../hub-fake/index.ts';
import { mayMount, start } from './children.ts';
import { entryOf, errorOf, folder, hubWith, onlyFile, optionsFor } from './support.ts';

const FILE = generated('weights.bin', 3_000_000);
const ENTRY = entryOf([FILE]);

function order(hub: FakeHub, to: string, filler: string | null = null): Parameters<typeof start>[0] {
  return { entry: ENTRY, to, hubUrl: hub.url, cdnUrl: hub.cdnUrl ?? '', filler };
}

/** Where nothing may be mounted, the words for what the system says are still checked. */
function expectWords(code: string, words: RegExp): void {
  const error = diskError('models/weights.bin', Object.assign(new Error(code), { code, syscall: 'write' }));
  expect(error).toBeInstanceOf(EffectError);
  expect(error).toMatchObject({ code: 'DISK', message: expect.stringMatching(words) });
}

describe('the disk', () => {
  it.each([
    ['ENOSPC', /disk is full/],
    ['EDQUOT', /quota/],
    ['EROFS', /read-only/],
    ['EACCES', /may not read or write/],
    ['EPERM', /may not read or write/],
    ['EXDEV', /another file system/],
    ['EMFILE', /too many open files/],
    ['EWHATEVER', /cannot be written or read \(EWHATEVER\)/],
  ])('%s is said in words, with the place', expectWords);

  it('errors that no disk made pass as they are', () => {
    const error = new TypeError('ours');
    expect(diskError('x', error)).toBe(error);
  });

  it('too small from the start: says so before the first byte is fetched', async () => {
    const hub = await hubWith([FILE]);
    const to = folder();
    const vast = { ...FILE, size: Number.MAX_SAFE_INTEGER };
    const error = await errorOf(() => pullEntry(entryOf([vast]), optionsFor(hub, to)));
    expect(error).toMatchObject({ name: 'EffectError', code: 'DISK', message: expect.stringContaining('ENOSPC') });
    expect([hub.byteRequests, readdirSync(to)]).toEqual([[], []]);
  });

  it('more than the quota: says so before the first byte is fetched', async () => {
    const hub = await hubWith([FILE]);
    const error = await errorOf(() => pullEntry(ENTRY, optionsFor(hub, folder(), { maxBytes: FILE.size - 1 })));
    expect(error).toMatchObject({ name: 'InputError', code: 'USAGE' });
    expect(hub.byteRequests).toEqual([]);
    const { files } = await pullEntry(ENTRY, optionsFor(hub, folder(), { maxBytes: FILE.size }));
    expect(onlyFile(files).state).toBe('downloaded');
  });

  it('full in the middle: a clear error, and the next pull goes on', async () => {
    const to = folder();
    if (!mayMount(to)) return expectWords('ENOSPC', /disk is full/);
    const hub = await hubWith([FILE]);
    const lines = await start(order(hub, to, join(to, 'filler')), { before: `mount -t tmpfs -o size=4m tmpfs ${to}` }).ended;
    const [first, second] = lines.filter(({ held }) => held === undefined);
    expect(first?.error).toMatchObject({
      name: 'EffectError',
      code: 'DISK',
      message: expect.stringContaining('the disk is full (ENOSPC)'),
    });
    expect(onlyFile(second?.result?.files ?? []).state).toBe('resumed');
    expect(second?.result?.extra.paths).toEqual([]);
  });

  it('a read-only folder is a clear error', async () => {
    const to = folder();
    if (!mayMount(to)) return expectWords('EROFS', /read-only/);
    const hub = await hubWith([FILE]);
    const [line] = await start(order(hub, to), { before: `mount -t tmpfs -o ro tmpfs ${to}` }).ended;
    expect(line?.error).toMatchObject({ name: 'EffectError', code: 'DISK', message: expect.stringContaining('read-only (EROFS)') });
    expect(hub.byteRequests).toEqual([]);
  });

  it('a folder on another file system: a clear error, and no half file in it', async () => {
    const to = folder();
    const file = generated('sub/weights.bin', 100_000);
    mkdirSync(join(to, 'sub'));
    if (!mayMount(join(to, 'sub'))) return expectWords('EXDEV', /another file system/);
    const hub = await hubWith([file]);
    const [line] = (await start({ ...order(hub, to), entry: entryOf([file]) }, { before: `mount -t tmpfs tmpfs ${to}/sub` }).ended).slice(
      -1,
    );
    expect(line?.error).toMatchObject({ code: 'DISK', message: expect.stringContaining('another file system') });
    expect(readdirSync(join(to, '.weighbridge-partial'))).toEqual([`${file.sha256}.part`]);
  });

  it('a folder where we may not write: a clear error', async () => {
    const hub = await hubWith([FILE]);
    const to = folder();
    chmodSync(to, 0o555);
    // root may write everywhere: then somebody else tries.
    const [line] = await start(order(hub, to), { uid: process.getuid?.() === 0 ? 65_534 : null }).ended;
    chmodSync(to, 0o755);
    expect(line?.error).toMatchObject({ name: 'EffectError', code: 'DISK', message: expect.stringContaining('(EACCES)') });
    expect(hub.byteRequests).toEqual([]);
  });

  it('a file where the folder should be', async () => {
    const hub = await hubWith([FILE]);
    const to = join(folder(), 'models');
    writeFileSync(to, '');
    await expect(pullEntry(ENTRY, optionsFor(hub, to))).rejects.toMatchObject({ code: 'NOT_A_FOLDER' });
    await expect(pullEntry(ENTRY, optionsFor(hub, join(to, 'below')))).rejects.toMatchObject({ code: 'DISK' });
    expect(existsSync(join(to, 'below'))).toBe(false);
  });
});
