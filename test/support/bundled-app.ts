/** Runs the bundled App as a process, as an operator does. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CODE_CACHE } from './code-cache.ts';

export const APP = fileURLToPath(new URL('../../dist/app.js', import.meta.url));

export interface AppRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface StartedApp {
  /** Resolves with the first line of the log with this event; rejects when the App ended without one. */
  line(event: string): Promise<Readonly<Record<string, unknown>>>;
  kill(signal: 'SIGTERM' | 'SIGINT'): void;
  readonly ended: Promise<AppRun>;
}

/** In an empty folder, which is gone when the App has ended. */
export function startApp(args: readonly string[], env: Readonly<Record<string, string>> = {}): StartedApp {
  const folder = mkdtempSync(join(tmpdir(), 'weighbridge-app-'));
  const child = spawn(process.execPath, [APP, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...CODE_CACHE, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const ended = new Promise<AppRun>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  }).finally(() => rmSync(folder, { recursive: true, force: true }));
  return {
    ended,
    kill: (signal) => void child.kill(signal),
    line(event) {
      const found = new Promise<Readonly<Record<string, unknown>>>((resolve) => {
        const look = (): void => {
          const line = out.split('\n').find((one) => one.endsWith('}') && one.includes(`"event":"${event}"`));
          if (line !== undefined) resolve(JSON.parse(line) as Readonly<Record<string, unknown>>);
        };
        child.stdout.on('data', look);
        look();
      });
      const gone = ended.then((run) => Promise.reject(new Error(`the App ended with ${run.code} before ${event}: ${run.out}${run.err}`)));
      return Promise.race([found, gone]);
    },
  };
}
