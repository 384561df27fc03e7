import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEmbedded } from '../../../app/store/embedded.ts';
import { unpackDataFolder } from '../../../app/store/data-folder.ts';

const PACK = fileURLToPath(new URL('../../../scripts/build/data-folder.ts', import.meta.url));
let root: string;
let packed: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'weighbridge-folder-'));
  packed = join(root, 'packed');
  execFileSync(process.execPath, [PACK, packed]);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('unpacks a data folder that works, for its owner only, also after a start that was killed in the middle', async () => {
  const home = join(root, 'home');
  const target = join(home, 'pgdata');
  mkdirSync(`${target}.new/left`, { recursive: true });
  expect(await unpackDataFolder(target, pathToFileURL(packed))).toBe(true);
  expect(() => statSync(join(target, 'left'))).toThrow('ENOENT');
  if (process.platform !== 'win32') {
    expect(statSync(target).mode & 0o777).toBe(0o700);
    expect(statSync(join(target, 'PG_VERSION')).mode & 0o777).toBe(0o600);
  }
  const driver = await openEmbedded({ folder: home });
  await driver.script('CREATE TABLE kept (a int); INSERT INTO kept VALUES (1)');
  await driver.close();
  const again = await openEmbedded({ folder: home });
  expect(await again.query('SELECT a FROM kept')).toEqual([{ a: 1 }]);
  await again.close();
});

it('is packed to the same bytes each time, and small', () => {
  const other = join(root, 'other');
  execFileSync(process.execPath, [PACK, other], { env: { ...process.env, TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8' } });
  expect(readFileSync(other).equals(readFileSync(packed))).toBe(true);
  expect(statSync(packed).size).toBeLessThan(3_000_000);
});

it('is not taken for whole when it is cut off', async () => {
  const half = join(root, 'half');
  writeFileSync(half, readFileSync(packed).subarray(0, 1_000_000));
  await expect(unpackDataFolder(join(root, 'cut'), pathToFileURL(half))).rejects.toThrow();
  expect(() => statSync(join(root, 'cut'))).toThrow('ENOENT');
});

it('leaves it to the database where nothing was packed', async () => {
  const target = join(root, 'nowhere');
  expect(await unpackDataFolder(target, pathToFileURL(join(root, 'nothing')))).toBe(false);
  expect(() => statSync(target)).toThrow('ENOENT');
});
