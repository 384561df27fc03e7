import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockFolder } from '../../../app/store/folder-lock.ts';
import { InputError } from '../../../src/core/index.ts';

const LOCK = fileURLToPath(new URL('../../../app/store/folder-lock.ts', import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weighbridge-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Another process that takes the lock, says so, and keeps it: what nobody refers to is collected, and a lock with it. */
function other(): ReturnType<typeof spawn> {
  const code = `import { lockFolder } from ${JSON.stringify(LOCK)}; globalThis.kept = lockFolder(${JSON.stringify(folder)}); console.log('locked'); setInterval(() => {}, 1000);`;
  return spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'pipe'] });
}

it('keeps a second process out, says which one is in, and lets it in after a kill -9', async () => {
  const child = other();
  await once(child.stdout ?? child, 'data');
  expect(() => lockFolder(folder)).toThrow(InputError);
  expect(() => lockFolder(folder)).toThrow(`process ${child.pid}`);
  child.kill('SIGKILL');
  await once(child, 'close');
  lockFolder(folder)();
});

it('keeps out another user of the same process, until it is unlocked', () => {
  const unlock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(InputError);
  unlock();
  lockFolder(folder)();
});

it('is not impressed by what a crash or a copy left behind', () => {
  writeFileSync(join(folder, 'in-use-by.txt'), `process ${process.pid} on somewhere\u001b[31m`);
  lockFolder(folder)();
});
