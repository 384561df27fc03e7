import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { unpackDataFolder } from '../../../app/store/data-folder.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'weighbridge-folder-'));
  const list = {
    folders: ['base', 'base/5'],
    files: [
      ['PG_VERSION', 3],
      ['base/5/empty', 0],
      ['base/5/1255', 4],
    ],
  };
  writeFileSync(
    join(root, 'packed'),
    brotliCompressSync(Buffer.concat([Buffer.from(`${JSON.stringify(list)}\n`), Buffer.from('18\n\u0000\n\u0000\n')])),
  );
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('unpacks each byte of the first data folder, for its owner only, also after a start that was killed in the middle', async () => {
  const target = join(root, 'pgdata');
  mkdirSync(`${target}.new/left`, { recursive: true });
  expect(await unpackDataFolder(target, pathToFileURL(join(root, 'packed')))).toBe(true);
  expect(readFileSync(join(target, 'PG_VERSION'), 'utf8')).toBe('18\n');
  expect([...readFileSync(join(target, 'base/5/1255'))]).toEqual([0, 10, 0, 10]);
  expect(readFileSync(join(target, 'base/5/empty'))).toHaveLength(0);
  expect(() => statSync(join(target, 'left'))).toThrow('ENOENT');
  if (process.platform !== 'win32') expect(statSync(target).mode & 0o777).toBe(0o700);
});

it('leaves it to the database where nothing was packed', async () => {
  const target = join(root, 'other');
  expect(await unpackDataFolder(target, pathToFileURL(join(root, 'nothing')))).toBe(false);
  expect(() => statSync(target)).toThrow('ENOENT');
});
