import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { diskCache } from '../../../src/core/io/extract/fact-cache.ts';

const MANY = Array.from({ length: 2_000 }, (_, n) => `${n}`);
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'weighbridge-cache-'));
  folders.push(made);
  return made;
}

describe('the files of the cache (T17)', () => {
  it.each(['', '[', '{"stamp":"s","empty":[],"facts":{"k":7}}', '{"stamp":"s","empty":[[1]],"facts":[]}', '\0'])(
    'a broken file is no cache: %j',
    async (text) => {
      const file = join(folder(), 'cache.json');
      for (const one of [file, `${file}.recent`]) writeFileSync(one, text);
      const cache = await diskCache(file, 's');
      await cache.load?.(MANY);
      expect(cache.get('k')).toBeUndefined();
    },
  );

  it.each(['{"stamp":"s","empty":[],"facts":{"k":[[1]]}}', '{"stamp":"s","empty":[],"facts":{"k":[[1,1,"m",0,null,[7]]]}}'])(
    'so is one with broken rows: %s',
    async (text) => {
      const file = join(folder(), 'cache.json');
      for (const one of [file, `${file}.recent`]) writeFileSync(one, text);
      const cache = await diskCache(file, 's');
      await cache.load?.(MANY);
      expect(cache.get('k')).toBeUndefined();
    },
  );

  it('of everything is read and written by who asks for much alone, and what a change brings lies beside it', async () => {
    const file = join(folder(), 'cache.json');
    const whole = await diskCache(file, 's');
    await whole.load?.(MANY);
    whole.put('k', []);
    await whole.save();
    const few = await diskCache(file, 's');
    await few.load?.(['k']);
    expect(few.get('k')).toBeUndefined();
    few.put('new', []);
    await few.save();
    const again = await diskCache(file, 's');
    await again.load?.(MANY);
    expect([again.get('k'), again.get('new')]).toEqual([[], []]);
  });

  it('that cannot be written is no error', async () => {
    const cache = await diskCache('/dev/null/x/cache.json', 's');
    cache.put('k', []);
    await cache.save();
    expect(cache.get('other')).toBeUndefined();
  });
});
