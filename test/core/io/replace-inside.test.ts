import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceInside } from '../../../src/core/io/write-file.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'weighbridge-replace-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('replacing a file', () => {
  it('keeps its permissions, and leaves nothing else behind', async () => {
    writeFileSync(join(root, 'run.py'), 'a\r\n');
    chmodSync(join(root, 'run.py'), 0o750);
    await replaceInside(root, 'run.py', 'a\r\n', '\uFEFFb\r\n');
    expect([readFileSync(join(root, 'run.py'), 'utf8'), statSync(join(root, 'run.py')).mode & 0o777]).toEqual(['\uFEFFb\r\n', 0o750]);
    expect(readdirSync(root)).toEqual(['run.py']);
  });

  it.each<[string, () => void]>([
    ['holds something else by now', () => writeFileSync(join(root, 'a.py'), 'mine')],
    ['is gone', () => {}],
    ['is a folder', () => mkdirSync(join(root, 'a.py'))],
    [
      'is a link by now',
      () => {
        writeFileSync(join(root, 'b.py'), 'a');
        symlinkSync('b.py', join(root, 'a.py'));
      },
    ],
  ])('a file that %s is left alone', async (_name, prepare) => {
    prepare();
    const before = readdirSync(root);
    await expect(replaceInside(root, 'a.py', 'a', 'b')).rejects.toMatchObject({ code: 'DISK' });
    expect(readdirSync(root)).toEqual(before);
    if (before.includes('b.py')) expect(readFileSync(join(root, 'b.py'), 'utf8')).toBe('a');
  });
});
