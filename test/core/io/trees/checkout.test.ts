import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDigester } from '../../../../src/core/io/digest/digester.ts';
import { openCheckout } from '../../../../src/core/io/trees/checkout.ts';
import { memoryTree } from '../../../../src/core/io/trees/memory-tree.ts';
import type { Checkout } from '../../../../src/core/ports/index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weighbridge-checkout-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), 'x');
}

async function listed(path: string, limit: number): ReturnType<Checkout['list']> {
  const digester = createDigester();
  const checkout = await openCheckout(folder, memoryTree({}), digester);
  await digester.close();
  return checkout.list(path, limit);
}

describe('files of a folder in the checkout', () => {
  it('are all there, or it is said that there are more', async () => {
    for (const name of ['a.md', 'b/c.md', 'z.py']) write(`m/${name}`);
    expect(await listed('m', 3)).toEqual({ paths: ['a.md', 'b/c.md', 'z.py'], complete: true });
    expect((await listed('m', 2)).complete).toBe(false);
    expect(await listed('none', 3)).toEqual({ paths: [], complete: true });
    expect((await listed('../elsewhere', 3)).complete).toBe(false);
  });

  it('more folders than are looked into', async () => {
    for (let count = 0; count < 1_001; count++) mkdirSync(join(folder, 'm', String(count)), { recursive: true });
    write('m/0/z.py');
    write('m/1000/z.py');
    expect((await listed('m', 5_000)).complete).toBe(false);
  });

  it('a folder behind a link is not looked into, and that is said', async () => {
    write('elsewhere/z.py');
    symlinkSync('elsewhere', join(folder, 'm'));
    expect(await listed('m', 3)).toEqual({ paths: [], complete: false });
    expect(await listed('m/below', 3)).toEqual({ paths: [], complete: true });
    write('n/a.md');
    symlinkSync('../elsewhere', join(folder, 'n/sub'));
    expect(await listed('n', 3)).toEqual({ paths: ['a.md', 'sub'], complete: true });
  });
});
