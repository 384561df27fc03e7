/** The bundled App on an empty GitHub: how long until its door is open, and how much memory it holds when nothing happens. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { StoreConfig } from '../../app/config.ts';
import { environment } from '../support/app-keys.ts';
import { cpuSeconds, memory } from './process-figures.ts';

const APP = fileURLToPath(new URL('../../dist/app.js', import.meta.url));
const IDLE_MS = 4000;

export async function appStart(label: string, store: StoreConfig, githubApi: string): Promise<void> {
  const where: Record<string, string> = store.kind === 'postgres' ? { DATABASE_URL: store.url } : { DATA_DIR: store.folder };
  const begun = performance.now();
  const child = spawn(process.execPath, [APP], {
    env: { PATH: process.env['PATH'], ...environment({ GITHUB_API_URL: githubApi, ...where }) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  let said = '';
  const open = new Promise<boolean>((resolve) => {
    child.stdout.on('data', (piece: Buffer) => {
      said += piece.toString();
      if (said.includes('"event":"started"')) resolve(true);
    });
    void ended.then(() => resolve(false));
  });
  if (!(await open)) throw new Error(`the App did not start: ${said.slice(-1000)}`);
  const seconds = (performance.now() - begun) / 1000;
  const cpu = cpuSeconds(child.pid);
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  const figures = `${seconds.toFixed(2).padStart(7)} s ${cpu.toFixed(2).padStart(6)} s CPU`;
  console.log(
    `${`App starts, ${label}`.padEnd(58)} ${figures}; idle ${memory(child.pid, 'VmRSS')} MB, at most ${memory(child.pid, 'VmHWM')} MB`,
  );
  child.kill('SIGTERM');
  await ended;
}
