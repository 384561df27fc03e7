import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CommandIo } from '../../../app/commands/command.ts';
import { registerCommand } from '../../../app/commands/register-command.ts';
import { openClients } from '../../../app/clients.ts';
import { readConfig } from '../../../app/config.ts';
import { type FakeGitHub, startGitHub } from '../../github-fake/index.ts';

let github: FakeGitHub;
let folder: string;
let said: { out: string; err: string };
const ALL = ['--url', 'https://gate.acme.example', '--org', 'acme'];
const file = (): string => join(folder, '.env');

beforeEach(async () => {
  github = await startGitHub();
  github.createOrganization('acme');
  folder = mkdtempSync(join(tmpdir(), 'weighbridge-register-'));
  said = { out: '', err: '' };
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await github.close();
});

function io(): CommandIo {
  return {
    env: { GITHUB_API_URL: github.url },
    input: () => Promise.resolve(''),
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
  };
}

interface Begun {
  readonly page: string;
  readonly ended: Promise<void>;
}

async function begin(...more: readonly string[]): Promise<Begun> {
  const ended = registerCommand([...ALL, '--env-file', file(), ...more], io());
  await expect.poll(() => said.out).toContain('Open http');
  return { page: /http:\/\/127\.0\.0\.1:\d+\//.exec(said.out)?.[0] ?? '', ended };
}

/** What the browser does: reads the page, sends its form to GitHub, and is told where to go. */
async function press(page: string): Promise<{ readonly back: URL; readonly manifest: Record<string, unknown> }> {
  const html = (await (await fetch(page)).text()).replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  const action = /action="([^"]+)"/.exec(html)?.[1] ?? '';
  const manifest = /value="(\{.*\})"/.exec(html)?.[1] ?? '';
  const answer = await fetch(action, { method: 'POST', body: new URLSearchParams({ manifest }), redirect: 'manual' });
  return { back: new URL(answer.headers.get('location') ?? ''), manifest: JSON.parse(manifest) as Record<string, unknown> };
}

it('from a page on loopback to an App whose settings start it', async () => {
  const { page, ended } = await begin();
  const { back, manifest } = await press(page);
  expect(manifest).toMatchObject({
    name: 'Weighbridge acme',
    public: false,
    hook_attributes: { url: 'https://gate.acme.example/webhooks', active: true },
    default_permissions: { contents: 'read', checks: 'write' },
  });
  expect(back.origin).toBe(new URL(page).origin);
  expect((await fetch(back)).status).toBe(200);
  await ended;
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  const settings = parseEnv(readFileSync(file(), 'utf8'));
  const config = readConfig(settings);
  const app = github.state.apps.get(config.appId);
  expect(app).toMatchObject({ slug: 'weighbridge-acme', owner: { login: 'acme' }, webhookSecret: config.webhookSecrets[0] });
  expect(config).toMatchObject({ githubApi: github.url, pinModels: false });
  expect(config.encryptionKeys).toHaveLength(1);
  expect(await openClients(config).slug()).toBe('weighbridge-acme');
  for (const secret of [settings['WEBHOOK_SECRET'], settings['PRIVATE_KEY'], settings['ENCRYPTION_KEY']])
    expect(said.out + said.err).not.toContain(secret);
});

it('asks to write contents only where the button is wanted', async () => {
  const { page, ended } = await begin('--pin-models', '--name', 'A name that is longer than GitHub takes');
  const { back, manifest } = await press(page);
  expect(manifest).toMatchObject({ name: 'A name that is longer than GitHub ', default_permissions: { contents: 'write' } });
  await fetch(back);
  await ended;
  expect(readFileSync(file(), 'utf8')).toContain('PIN_MODELS=on');
});

/** fetch would not send another Host. */
function asOtherSite(page: string): Promise<number> {
  const { port } = new URL(page);
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/', headers: { host: `evil.example:${port}` } }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    })
      .on('error', reject)
      .end();
  });
}

it('takes no answer that belongs to another registration, no code twice, and no other site; the person may go on', async () => {
  const { page, ended } = await begin();
  const { back } = await press(page);
  for (const [name, value] of [
    ['state', 'f'.repeat(48)],
    ['state', ''],
    ['code', '../../app'],
  ] as const) {
    const forged = new URL(back);
    forged.searchParams.set(name, value);
    expect((await fetch(forged)).status).toBe(400);
  }
  expect(await asOtherSite(page)).toBe(400);
  expect((await fetch(new URL('/settings', page))).status).toBe(404);
  const old = new URL(back);
  old.searchParams.set('code', 'x'.repeat(40));
  expect((await fetch(old)).status).toBe(502);
  expect(said.err).toContain('404');
  expect((await fetch(back)).status).toBe(200);
  await ended;
});

it('does not begin where a file is, as it may hold a key', async () => {
  writeFileSync(file(), 'APP_ID=1\n');
  await expect(registerCommand([...ALL, '--env-file', file()], io())).rejects.toMatchObject({ code: 'USAGE' });
  await expect(registerCommand([...ALL, '--env-file', join(folder, 'no', '.env')], io())).rejects.toMatchObject({ code: 'USAGE' });
  expect(readFileSync(file(), 'utf8')).toBe('APP_ID=1\n');
  expect(github.requests).toEqual([]);
});

it('an answer without a usable key or secret is said, and not repeated', async () => {
  const { page, ended } = await begin();
  const caught = ended.catch((error: unknown) => error);
  const { back } = await press(page);
  const { searchParams } = back;
  const pending = github.state.manifests.get(searchParams.get('code') ?? '');
  if (pending === undefined) return expect.unreachable();
  github.state.manifests.set(searchParams.get('code') ?? '', { ...pending, manifest: { ...pending.manifest, name: 'Ü' } });
  expect((await fetch(back)).status).toBe(500);
  expect(await caught).toMatchObject({ code: 'GITHUB_FAILED', message: expect.not.stringContaining('BEGIN') as string });
  github.violations.splice(0);
});

it.each([
  [['--url', 'http://gate.acme.example'], '--url'],
  [['--url', 'https://gate.acme.example/hooks'], '--url'],
  [['--org', 'acme'], '--url'],
  [['--url', 'https://g.example', '--org', 'a/b'], '--org'],
  [['--url', 'https://g.example', '--port', '99999'], '--port'],
])('%j is refused with words', async (args, word) => {
  const mistakes = [expect.objectContaining({ where: word })] as unknown[];
  await expect(registerCommand(args, io())).rejects.toMatchObject({ code: 'USAGE', mistakes });
});
