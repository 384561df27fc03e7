/** The App under webhooks: how long GitHub waits for its answer on both databases, and what one costs; how long a start takes, and how much memory it holds. */
import { createHmac } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import type { StoreConfig } from '../../app/config.ts';
import { pullRequest, SECRET } from '../support/app-keys.ts';
import { type AppProcess, startApp } from '../support/app-process.ts';
import { startEmptyGitHub } from '../support/empty-github.ts';
import { createDatabase, startPostgres } from '../support/postgres.ts';
import { cpuSeconds, memory } from './process-figures.ts';
import { appStart } from './app-start.ts';
import type { Report } from './report.ts';

const SECONDS = 5;
const WARM_UP = 200;

/** `root`: a folder for the embedded database, which is emptied. The sender, the workers and the database share the machine. */
export async function appWebhooks(root: string, report: Pick<Report, 'came'>): Promise<void> {
  const github = await startEmptyGitHub();
  const postgres = await startPostgres({ durable: true });
  const folder = join(root, 'app-data');
  const embedded = { kind: 'embedded', folder } as const;
  const shared = { kind: 'postgres', url: await createDatabase(postgres.adminUrl, 'bench'), connections: 10 } as const;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  try {
    await appStart('PostgreSQL, empty', shared, github.url);
    await appStart('PostgreSQL', shared, github.url);
    await appStart('embedded, no folder yet', embedded, github.url);
    await appStart('embedded', embedded, github.url);
    report.came('webhooks-postgres', await measured('PostgreSQL', 200, shared, github.url));
    report.came('webhooks-embedded', await measured('embedded', 40, embedded, github.url));
    await measured('embedded', 200, embedded, github.url);
  } finally {
    await postgres.dispose();
    await github.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The time within which 99 of 100 were answered, in milliseconds. */
async function measured(label: string, perSecond: number, store: StoreConfig, githubApi: string): Promise<number> {
  const app = await startApp(store, githubApi);
  const agent = new Agent({ keepAlive: true, maxSockets: 50 });
  const to = { port: app.port, agent, perSecond };
  await burst(to, WARM_UP, 'warm');
  const before = { cpu: cpuSeconds(app.child.pid), messages: await messages(app) };
  const answers = await burst(to, perSecond * SECONDS, 'measured');
  const each = {
    cpu: ((cpuSeconds(app.child.pid) - before.cpu) * 1000) / answers.length,
    messages: ((await messages(app)) - before.messages) / answers.length,
  };
  const took = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  const within = (share: number): number => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN;
  const at = (share: number): string => within(share).toFixed(1);
  const failed = answers.filter(({ status }) => status !== 202).length;
  const figures = `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms${failed === 0 ? '' : `  FAILED ${failed}`}`;
  console.log(`${`App, ${perSecond} webhooks/s, ${label}`.padEnd(58)} ${figures}`);
  const asks = store.kind === 'embedded' ? 'messages to its database' : 'statements';
  console.log(
    `  ${each.cpu.toFixed(1)} ms of its CPU and ${each.messages.toFixed(1)} ${asks} per webhook, jobs included; at most ${memory(app.child.pid, 'VmHWM')} MB`,
  );
  agent.destroy();
  app.child.kill('SIGTERM');
  await app.ended;
  // What was not answered as it should counts as never.
  return failed === 0 ? within(0.99) : Number.POSITIVE_INFINITY;
}

async function messages(app: AppProcess): Promise<number> {
  const from = app.said.length;
  app.tell('count');
  for (;;) {
    const count = app.said.slice(from).find((line) => line.messages !== undefined)?.messages;
    if (count !== undefined) return count;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

interface Answer {
  readonly status: number;
  readonly ms: number;
}

interface Load {
  readonly port: number;
  readonly agent: Agent;
  readonly perSecond: number;
}

/** Sends at fixed moments, whether or not the ones before are answered: waiting for them would hide the slow ones. */
async function burst({ port, agent, perSecond }: Load, count: number, name: string): Promise<readonly Answer[]> {
  const begun = performance.now();
  const all: Promise<Answer>[] = [];
  for (let index = 0; index < count; index += 1) {
    const pause = begun + (index * 1000) / perSecond - performance.now();
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
