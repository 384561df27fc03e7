/**
 * What a whole run of the tests has once (global setup of vitest): a folder in which all throw-away folders lie, so that none is left behind, and a
 * PostgreSQL, started when the first suite asks for it.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Postgres, startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers where the PostgreSQL of this run is (`sharedPostgres`). */
    readonly postgres: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'weighbridge-run-'));
  // PostgreSQL and some tests run as another user.
  chmodSync(folder, 0o755);
  // The workers start with it.
  process.env[process.platform === 'win32' ? 'TEMP' : 'TMPDIR'] = folder;
  let started: Promise<Postgres> | null = null;
  const server = createServer((_request, response) => {
    started ??= startPostgres();
    started.then(
      ({ adminUrl }) => response.end(adminUrl),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  project.provide('postgres', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.close();
    server.closeAllConnections();
    const postgres = await started?.catch(() => null);
    await postgres?.dispose();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
}
