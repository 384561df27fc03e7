/** The adapter of the conformance suite as a process, from another folder. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { door } from '../support/door.ts';
import { pair, publicPem } from '../support/oms.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weighbridge-adapter-'));
  mkdirSync(join(folder, 'model'));
  for (const name of ['a.bin', 'ignored.bin']) writeFileSync(join(folder, 'model', name), name);
  const { privateKey, publicKey } = pair('P-521');
  writeFileSync(join(folder, 'key.pem'), String(privateKey.export({ type: 'sec1', format: 'pem' })));
  writeFileSync(join(folder, 'pub.pem'), publicPem(publicKey));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Flags beginning with "@" are paths in the folder: all paths are absolute. */
async function adapter(...args: readonly string[]): Promise<{ code: number | null; said: string }> {
  const absolute = args.map((arg) => (arg.startsWith('@') ? join(folder, arg.slice(1)) : arg));
  const { code, err } = await door('oms-adapter', absolute, { cwd: '/', env: { PATH: '/usr/bin:/bin' } });
  return { code, said: err };
}

const SIGN = ['sign-model', '--method', 'key', '--model-path', '@model', '--output-bundle', '@m.sig', '--private-key', '@key.pem'];
const VERIFY = ['verify-model', '--method', 'key', '--model-path', '@model', '--bundle', '@m.sig', '--public-key', '@pub.pem'];

it('signs and verifies', async () => {
  expect((await adapter(...SIGN, '--ignore-paths', '@model/ignored.bin')).code).toBe(0);
  expect((await adapter(...VERIFY)).code).toBe(0);
  expect((await adapter(...VERIFY, '--ignore-paths', '@model/ignored.bin')).code).toBe(0);
  writeFileSync(join(folder, 'model/extra.bin'), 'x');
  expect((await adapter(...VERIFY)).code).toBe(1);
  expect((await adapter(...VERIFY, '--ignore-unsigned-files')).code).toBe(0);
  rmSync(join(folder, 'model/a.bin'));
  expect((await adapter(...VERIFY, '--ignore-unsigned-files')).code).toBe(1);
});

it.each([
  ['nothing', []],
  ['a method without its key', ['sign-model', '--method', 'key', '--model-path', '@model', '--output-bundle', '@m.sig']],
  ['an unknown method', [...SIGN.slice(0, 2), 'pgp', ...SIGN.slice(3)]],
  ['an unknown flag', [...SIGN, '--unknown']],
  [
    'the staging instance without its trust root',
    [
      'verify-model',
      '--method',
      'sigstore',
      '--model-path',
      '@model',
      '--bundle',
      '@m.sig',
      '--use-staging',
      '--identity',
      'x',
      '--identity-provider',
      'y',
    ],
  ],
  ['keyless signing without an identity', ['sign-model', '--method', 'sigstore', '--model-path', '@model', '--output-bundle', '@m.sig']],
])('fails in words with %s', async (_, args) => {
  const { code, said } = await adapter(...args);
  expect(code).toBe(1);
  expect(said).not.toMatch(/\n {4}at /);
  expect(said.trim()).not.toBe('');
  expect(existsSync(join(folder, 'm.sig'))).toBe(false);
});
