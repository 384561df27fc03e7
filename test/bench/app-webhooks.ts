/** The App under 200 webhooks a second: how long GitHub waits for its answer, on both databases; how long a start takes, and how much memory it holds. */
import { createHmac } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import type { StoreConfig } from '../../app/config.ts';
import { pullRequest, SECRET } from '../support/app-keys.ts';
import { type AppProcess, startApp } from '../support/app-process.ts';
import { startEmptyGitHub } from '../support/empty-github.ts';
import { createDatabase, startPostgres } from '../support/postgres.ts';

const PER_SECOND = 200;
const SECONDS = 5;
const WARM_UP = 200;

/** `root`: a folder for the embedded database, which is emptied. The sender, the workers and the database share the machine. */
export async function appWebhooks(root: string): Promise<void> {
  const github = await startEmptyGitHub();
  const postgres = await startPostgres({ durable: true });
  const folder = join(root, 'app-data');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  try {
    await measured('PostgreSQL', { kind: 'postgres', url: await createDatabase(postgres.adminUrl, 'bench'), connections: 10 }, github.url);
    await measured('embedded, new folder', { kind: 'embedded', folder }, github.url);
    await measured('embedded, folder of before', { kind: 'embedded', folder }, github.url);
  } finally {
    await postgres.dispose();
    await github.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(label: string, store: StoreConfig, githubApi: string): Promise<void> {
  const begun = performance.now();
  const app = await startApp(store, githubApi);
  const start = (performance.now() - begun) / 1000;
  const agent = new Agent({ keepAlive: true, maxSockets: 50 });
  const idle = memory(app, 'VmRSS');
  await burst(app.port, agent, WARM_UP, 'warm');
  const before = cpuSeconds(app);
  const answers = await burst(app.port, agent, PER_SECOND * SECONDS, 'measured');
  const cpu = ((cpuSeconds(app) - before) * 1000) / answers.length;
  const took = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number): string => (took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN).toFixed(1);
  const failed = answers.filter(({ status }) => status !== 202).length;
  const figures = `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms${failed === 0 ? '' : `  FAILED ${failed}`}`;
  console.log(`${`App, ${PER_SECOND} webhooks/s, ${label}`.padEnd(58)} ${figures}`);
  console.log(
    `  start ${start.toFixed(2)} s, then ${idle} MB; at most ${memory(app, 'VmHWM')} MB; ${cpu.toFixed(1)} ms of its CPU per webhook, jobs included: ${app.said.filter((one) => one.ended).length}`,
  );
  agent.destroy();
  app.child.kill('SIGTERM');
  await app.ended;
}

interface Answer {
  readonly status: number;
  readonly ms: number;
}

/** Sends at fixed moments, whether or not the ones before are answered: waiting for them would hide the slow ones. */
async function burst(port: number, agent: Agent, count: number, name: string): Promise<readonly Answer[]> {
  const begun = performance.now();
  const all: Promise<Answer>[] = [];
  for (let index = 0; index < count; index += 1) {
    const pause = begun + (index * 1000) / PER_SECOND - performance.now();
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    all.push(
      post(
        port,
        agent,
        `${name}-${index}-${begun}`.replace('.', '-'),
        JSON.stringify({ ...pullRequest(1 + (index % 100)), filler: 'x'.repeat(20_000) }),
      ),
    );
  }
  return Promise.all(all);
}

function post(port: number, agent: Agent, id: string, body: string): Promise<Answer> {
  const begun = performance.now();
  const headers = {
    'content-length': Buffer.byteLength(body),
    'x-github-event': 'pull_request',
    'x-github-delivery': id,
    'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
  };
  return new Promise((resolve) => {
    const done = (status: number): void => resolve({ status, ms: performance.now() - begun });
    const sent = request({ port, agent, path: '/webhooks', method: 'POST', headers }, (response) => {
      response.resume().on('end', () => done(response.statusCode ?? 0));
    });
    sent.on('error', () => done(0)).end(body);
  });
}

/** Of the process itself, in MB; "?" where /proc does not tell. */
function memory({ child }: AppProcess, field: 'VmRSS' | 'VmHWM'): string {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    const kilobytes = Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
    return String(Math.round(kilobytes / 1024));
  } catch {
    return '?';
  }
}

/** User and system time of the process so far; NaN where /proc does not tell. */
function cpuSeconds({ child }: AppProcess): number {
  try {
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}
