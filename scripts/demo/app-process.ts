/** The App as a process of its own, started as a user starts it: settings in the environment, ended by SIGTERM. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { REGISTRY_VARIABLES } from '../../src/core/index.ts';

export interface AppSettings {
  readonly home: string;
  readonly out: string;
  readonly appId: number;
  readonly privateKey: string;
  /** Address of GitHub's API. */
  readonly github: string;
  readonly hub: string;
}

export interface AppProcess {
  /** Origin of the door. */
  readonly url: string;
  /** Of its webhooks; made for this run. */
  readonly secret: string;
  /** Milliseconds. */
  readonly startedAfter: number;
  ended(): boolean;
  /** SIGTERM; resolves with the exit code. Again: the same code. */
  stop(): Promise<number | null>;
}

const START_MS = 60_000;

/** Resolves when the App says that it has started. Throws when it ends before, or says nothing for a minute. */
export async function startAppProcess(settings: AppSettings): Promise<AppProcess> {
  const secret = randomBytes(32).toString('hex');
  const began = performance.now();
  const child = spawn(process.execPath, [join(settings.home, 'dist', 'app.js')], {
    cwd: settings.out,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: settings.out,
      APP_ID: String(settings.appId),
      PRIVATE_KEY: settings.privateKey,
      WEBHOOK_SECRET: secret,
      GITHUB_API_URL: settings.github,
      HF_ENDPOINT: settings.hub,
      ...Object.fromEntries(REGISTRY_VARIABLES.map((name) => [name, 'off'])),
      DATA_DIR: join(settings.out, 'app-data'),
      PORT: '0',
      ADMIN_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let running = true;
  const closed = new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  }).finally(() => {
    running = false;
  });
  const stop = (): Promise<number | null> => {
    if (running) child.kill('SIGTERM');
    return closed;
  };
  const log = createWriteStream(join(settings.out, 'app.log'));
  child.stderr.pipe(log, { end: false });
  const port = new Promise<number>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      log.write(`${line}\n`);
      const port = startedOn(line);
      if (port !== null) resolve(port);
    });
  });
  const timer = setTimeout(() => void stop(), START_MS);
  const first = await Promise.race([port, closed.then(() => null)]);
  clearTimeout(timer);
  if (first === null) throw new Error('The App did not start. Its log: out/demo/app.log');
  return { url: `http://127.0.0.1:${first}`, secret, startedAfter: performance.now() - began, ended: () => !running, stop };
}

/** The port in the line of the log that says so. */
function startedOn(line: string): number | null {
  if (!line.includes('"event":"started"')) return null;
  const { port } = JSON.parse(line) as { readonly port: number };
  return port;
}
