/** The proxy and the authorities of a file of settings: what Node itself would ignore there. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readNetwork } from '../../app/settings/network.ts';
import { InputError } from '../../src/core/index.ts';

const PEM = '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n';

it('asks nobody on this machine through the proxy', () => {
  expect(readNetwork({})).toEqual({ proxy: null, authorities: null });
  expect(readNetwork({ NO_PROXY: 'a.example' })).toEqual({ proxy: null, authorities: null });
  expect(readNetwork({ HTTPS_PROXY: ' http://p.example:3128 ', NO_PROXY: 'a.example' }).proxy).toEqual({
    HTTPS_PROXY: 'http://p.example:3128',
    NO_PROXY: 'a.example,localhost,127.0.0.1,::1',
  });
  expect(readNetwork({ NODE_EXTRA_CA_CERTS: '/run/ca.pem' }, () => PEM).authorities).toBe(PEM);
});

it('tells all mistakes at once, and no password', () => {
  const env = { HTTPS_PROXY: 'socks5://me:hunter2@p.example', http_proxy: 'hunter2', NODE_EXTRA_CA_CERTS: '/run/none.pem' };
  const absent = (): string => {
    throw new Error('ENOENT');
  };
  const error = thrown(() => readNetwork(env, absent));
  expect(error.mistakes.map(({ where }) => where)).toEqual(['HTTPS_PROXY', 'http_proxy', 'NODE_EXTRA_CA_CERTS']);
  expect(JSON.stringify([error.message, error.mistakes, error.hint])).not.toContain('hunter2');
  expect(thrown(() => readNetwork({ NODE_EXTRA_CA_CERTS: '/run/key.pem' }, () => 'a key')).mistakes).toHaveLength(1);
});

it('goes through the proxy that a file of settings names', async () => {
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const folder = mkdtempSync(join(tmpdir(), 'weighbridge-network-'));
  const network = new URL('../../app/settings/network.ts', import.meta.url).href;
  writeFileSync(join(folder, '.env'), `HTTPS_PROXY=http://127.0.0.1:${(proxy.address() as AddressInfo).port}\n`);
  writeFileSync(
    join(folder, 'ask.mjs'),
    `import { readNetwork, useNetwork } from ${JSON.stringify(network)};
     useNetwork(readNetwork(process.env));
     await fetch('https://hub.acme.example/').catch(() => {});`,
  );
  const child = spawn(process.execPath, ['--env-file=.env', 'ask.mjs'], { cwd: folder, env: {}, stdio: 'inherit' });
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
  await new Promise((resolve) => proxy.close(resolve));
  rmSync(folder, { recursive: true });
  expect(asked).toEqual(['hub.acme.example:443']);
});

function thrown(work: () => unknown): InputError {
  try {
    work();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}
