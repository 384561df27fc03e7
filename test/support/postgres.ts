/** A PostgreSQL of the test's own: a private cluster in a temporary folder, on a loopback port. Throws when none is installed: the tests are not skipped. */
import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';

export interface Postgres {
  /** As the superuser, who bypasses row-level security. */
  readonly adminUrl: string;
  /** A fresh database, and the address of it as a role that owns it and is nothing else. */
  readonly database: () => Promise<string>;
  readonly stop: () => void;
  readonly start: () => void;
  /** Stops and removes it. */
  readonly dispose: () => void;
}

export async function startPostgres({ durable = false }: { readonly durable?: boolean } = {}): Promise<Postgres> {
  const home = mkdtempSync(join(tmpdir(), 'weighbridge-pg-'));
  const who = owner();
  if (who !== null) chownSync(home, who.uid, who.gid);
  const data = join(home, 'data');
  const port = await freePort();
  const run = (program: string, args: readonly string[]): void => {
    const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' };
    // pg_ctl's child keeps its output open, so nothing may wait for the end of a pipe.
    const result = spawnSync(program, args, { env, cwd: home, stdio: 'ignore', ...who });
    if (result.status !== 0) throw new Error(`${program} failed (${result.status}): ${logOf(home)}`);
  };
  run(binary('initdb'), ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '-E', 'UTF8']);
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=100${durable ? '' : ' -c fsync=off'}`;
  const start = (): void => run(binary('pg_ctl'), ['-D', data, '-w', '-l', join(home, 'log'), '-o', settings, 'start']);
  const stop = (): void => run(binary('pg_ctl'), ['-D', data, '-w', '-m', 'immediate', 'stop']);
  start();
  const adminUrl = `postgres://postgres@127.0.0.1:${port}/postgres`;
  let databases = 0;
  await asAdmin(adminUrl, 'CREATE ROLE weighbridge LOGIN NOSUPERUSER NOBYPASSRLS');
  return {
    adminUrl,
    async database() {
      databases += 1;
      await asAdmin(adminUrl, `CREATE DATABASE test${databases} OWNER weighbridge`);
      return `postgres://weighbridge@127.0.0.1:${port}/test${databases}`;
    },
    start,
    stop,
    dispose() {
      stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
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

function binary(name: string): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : [];
  const found = [...(process.env['PATH'] ?? '').split(delimiter), ...versions]
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${name} is missing: install PostgreSQL, e.g. with "apt-get install postgresql"`);
  return found;
}

/** PostgreSQL refuses to run as root. */
function owner(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (user === undefined) throw new Error('root needs a user postgres or nobody to run PostgreSQL as');
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
  return existsSync(join(home, 'log')) ? readFileSync(join(home, 'log'), 'utf8').slice(-1000) : 'no log';
}
