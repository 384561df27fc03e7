import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeFolder } from '../../../../src/core/io/pull/exclusive.ts';
import { pullEntry } from '../../../../src/core/io/pull/pull.ts';
import { generated } from '../../../hub-fake/bytes.ts';
import { digests, entryOf, errorOf, folder, hubWith, lying, optionsFor, states } from './support.ts';

const FILES = [generated('a.bin', 1_500_000), generated('b.bin', 900_000)];
const PARTIAL = '.weighbridge-partial';

async function nameOfHeld(): Promise<string> {
  const root = folder();
  const release = await takeFolder(root);
  const [name = ''] = readdirSync(join(root, PARTIAL));
  await release();
  return name;
}

function leave(root: string, name: string, minutesOld = 0): void {
  mkdirSync(join(root, PARTIAL), { recursive: true });
  writeFileSync(join(root, PARTIAL, name), '');
  const then = new Date(Date.now() - minutesOld * 60_000);
  utimesSync(join(root, PARTIAL, name), then, then);
}

describe('one pull at a time for one folder', () => {
  it('names process, start moment and machine, and leaves nothing behind', async () => {
    const root = folder();
    const release = await takeFolder(root);
    expect(readdirSync(join(root, PARTIAL))).toEqual([
      expect.stringMatching(new RegExp(`^pull-${process.pid}-\\d+-[0-9a-f]{16}-[0-9a-f]{16}\\.lock$`)),
    ]);
    expect(readdirSync(join(root, PARTIAL))[0]).not.toContain(hostname());
    await release();
    expect(existsSync(join(root, PARTIAL))).toBe(false);
  });

  it('a second one is refused with what to do, and may come afterwards', async () => {
    const root = folder();
    const release = await takeFolder(root);
    const [name = ''] = readdirSync(join(root, PARTIAL));
    const error = await errorOf(() => takeFolder(root));
    expect(error).toMatchObject({ name: 'EffectError', code: 'DISK', hint: expect.stringContaining(name) });
    expect(readdirSync(join(root, PARTIAL))).toEqual([name]);
    await release();
    await (await takeFolder(root))();
  });

  it.each([
    ['a dead process of this machine', (name: string) => name.replace(/^pull-\d+-/, 'pull-4194999-'), 0],
    ['another process that has its number now', (name: string) => name.replace(/^pull-(\d+)-\d+-/, 'pull-$1-1-'), 0],
    ['another machine, silent for ten minutes', (name: string) => name.replace(/-[0-9a-f]{16}-/, `-${'0'.repeat(16)}-`), 10],
  ])('what %s left is taken over', async (_, change, minutes) => {
    const root = folder();
    const stale = change(await nameOfHeld());
    leave(root, stale, minutes);
    const release = await takeFolder(root);
    expect(readdirSync(join(root, PARTIAL))).not.toContain(stale);
    await release();
  });

  it('another machine that gave a sign of life is respected', async () => {
    const root = folder();
    const theirs = (await nameOfHeld()).replace(/-[0-9a-f]{16}-/, `-${'0'.repeat(16)}-`);
    leave(root, theirs, 1);
    expect(await errorOf(() => takeFolder(root))).toMatchObject({ code: 'DISK' });
    expect(readdirSync(join(root, PARTIAL))).toEqual([theirs]);
  });

  it('names that are no lock of ours are left alone', async () => {
    const root = folder();
    leave(root, 'pull-x.lock');
    await (await takeFolder(root))();
    expect(readdirSync(join(root, PARTIAL))).toEqual(['pull-x.lock']);
  });

  it('eight pulls at once: each ends complete or refused, and the files are right', async () => {
    const hub = await hubWith(FILES);
    const to = folder();
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => pullEntry(entryOf(FILES), optionsFor(hub, to))));
    for (const result of results) {
      if (result.status === 'rejected')
        expect(result.reason).toMatchObject({ code: 'DISK', message: expect.stringContaining('another pull') });
      else expect(Object.values(states(result.value.files))).not.toContain('failed');
    }
    const last = await pullEntry(entryOf(FILES), optionsFor(hub, to));
    expect(last.files.every(({ state }) => state !== 'failed')).toBe(true);
    expect(lying(to)).toEqual(digests(FILES));
  });
});
