/** A PostgreSQL for tests: a private cluster in a temporary folder, on a loopback port. */
import { spawn } from 'node:child_process';
import { chownSync, closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findPrograms, type User } from './postgres-programs.ts';

export interface Postgres {
  /** As the superuser, who bypasses row-level security. */
  readonly adminUrl: string;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Stops and removes it. */
  readonly dispose: () => Promise<void>;
}

export async function startPostgres({ durable = false }: { readonly durable?: boolean } = {}): Promise<Postgres> {
  const home = mkdtempSync(join(tmpdir(), 'weighbridge-pg-'));
  const user = unprivileged();
  if (user !== null) chownSync(home, user.uid, user.gid);
  const { initdb, pgCtl } = findPrograms(home, user);
  const data = join(home, 'data');
  const port = await freePort();
  const run = async (program: string, args: readonly string[]): Promise<void> => {
    // Nothing of the caller's language, time zone or PG* settings; Windows needs its own folder's name.
    const env = { PATH: process.env['PATH'], SystemRoot: process.env['SystemRoot'], LC_ALL: 'C', TZ: 'UTC' };
    // pg_ctl's child keeps its output open, so nothing may wait for the end of a pipe: it goes to a file.
    const output = openSync(join(home, 'output'), 'a');
    const child = spawn(program, args, { env, cwd: home, stdio: ['ignore', output, output], ...user });
    const status = await new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve)).finally(() => closeSync(output));
    if (status !== 0) throw new Error(`${program} failed (${String(status)}): ${logOf(home)}`);
  };
  const speed = durable ? '' : ' -c fsync=off -c synchronous_commit=off -c full_page_writes=off';
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200${speed}`;
  const start = (): Promise<void> => run(pgCtl, ['-D', data, '-w', '-t', '300', '-l', join(home, 'log'), '-o', settings, 'start']);
  const stop = (): Promise<void> => run(pgCtl, ['-D', data, '-w', '-t', '300', '-m', 'immediate', 'stop']);
  await run(initdb, ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '--no-instructions', '--locale=C', '-E', 'UTF8']);
  await start();
  const adminUrl = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await asAdmin(adminUrl, 'CREATE ROLE weighbridge LOGIN NOSUPERUSER NOBYPASSRLS');
  return {
    adminUrl,
    start,
    stop,
    async dispose() {
      await stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A fresh database, and the address of it as a role that owns it and is nothing else. `template`: another one's name, to be copied. */
export async function createDatabase(adminUrl: string, name: string, template?: string): Promise<string> {
  await asAdmin(
    adminUrl,
    `CREATE DATABASE ${name} OWNER weighbridge ${template === undefined ? '' : `TEMPLATE ${template} STRATEGY FILE_COPY`}`,
  );
  const url = new URL(adminUrl);
  url.username = 'weighbridge';
  url.pathname = name;
  return url.href;
}

async function asAdmin(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** PostgreSQL refuses to run as root, and as a user without a name. Null when this process is not root. */
function unprivileged(): User | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'nobody');
  if (user === undefined) throw new Error('root needs a user nobody to run PostgreSQL as');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function logOf(home: string): string {
  const said = ['output', 'log'].map((name) => join(home, name)).filter((path) => existsSync(path));
  return said.map((path) => readFileSync(path, 'utf8').slice(-1000)).join('\n');
}
