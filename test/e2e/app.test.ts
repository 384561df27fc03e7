/** The bundled App, as it is installed: its packages beside it, its threads and grammars in its own folder. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { version } from '../../src/core/index.ts';
import { environment } from '../support/app-keys.ts';
import { APP, type StartedApp, startApp } from '../support/bundled-app.ts';
import { startGitHub } from '../github-fake/index.ts';

const running: StartedApp[] = [];
afterEach(async () => {
  for (const app of running.splice(0)) {
    app.kill('SIGTERM');
    await app.ended;
  }
});
function start(args: readonly string[], env?: Readonly<Record<string, string>>): StartedApp {
  const app = startApp(args, env);
  running.push(app);
  return app;
}

describe('weighbridge-app', () => {
  it('is a program of the package', () => {
    const manifest = readFileSync(fileURLToPath(new URL('../../package.json', import.meta.url)), 'utf8');
    expect((JSON.parse(manifest) as { bin: object }).bin).toMatchObject({ 'weighbridge-app': 'dist/app.js' });
    expect(readFileSync(APP, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it.each([['--help'], ['-h']])('%s names what it needs, and needs nothing itself', async (flag) => {
    const { code, out, err } = await start([flag]).ended;
    expect([code, err]).toEqual([0, '']);
    for (const name of ['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET', 'DATABASE_URL', 'web|worker|both']) expect(out).toContain(name);
  });

  it('--version', async () => {
    expect(await start(['--version']).ended).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  it('without secrets does not start, and tells all mistakes at once', async () => {
    const { code, out, err } = await start([]).ended;
    expect([code, out]).toEqual([2, '']);
    for (const name of ['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET']) expect(err).toContain(`- ${name} is missing`);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it.each([
    ['an unknown option', ['--verbose'], /--verbose/],
    ['two words', ['web', 'worker'], /"web worker"/],
    ['an unknown role', ['everything'], /WEIGHBRIDGE_ROLE must be web, worker or both/],
  ])('refuses %s', async (_name, args, message) => {
    const { code, out, err } = await start(args, environment()).ended;
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  it.each([['22.1.0'], ['24.14.1'], ['25.3.0']])('on Node %s says what it needs, and reads nothing else', (node) => {
    const old = `data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"${node}"}})`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', old, APP, '--help'], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toBe(`weighbridge-app needs Node 24.15 or newer (not 25); this is ${node}. The image of the Dockerfile has it.\n`);
  });

  it('starts on the embedded database, answers, and ends what it has begun', async () => {
    const github = await startGitHub();
    const { id, privateKey } = github.createApp({ slug: 'weighbridge' });
    const app = start([], environment({ APP_ID: String(id), PRIVATE_KEY: privateKey, GITHUB_API_URL: github.url }));
    const { port, adminPort, store } = await app.line('started');
    expect(store).toBe('embedded');
    expect((await fetch(`http://127.0.0.1:${Number(port)}/healthz`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${Number(adminPort)}/readyz`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${Number(port)}/webhooks`, { method: 'POST', body: '{}' })).status).toBe(401);
    app.kill('SIGTERM');
    const { code, out, err } = await app.ended;
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/"event":"stopped"/);
    await github.close();
  });
});
