/** Databases with all tables, made once and copied after that: a copy takes a fraction of what the migrations and the queue take. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { openQueue } from '../../app/jobs/queue.ts';
import { openEmbedded } from '../../app/store/embedded.ts';
import { migrations } from '../../app/store/migrations/index.ts';
import { openPostgres } from '../../app/store/postgres.ts';
import type { Driver } from '../../app/store/sql.ts';
import { openStore } from '../../app/store/store.ts';
import { createDatabase } from './postgres.ts';

const NAME = 'migrated';

/** The name of one on this PostgreSQL, for `createDatabase`. Whoever asks first makes it; the others wait. */
export async function migratedDatabase(adminUrl: string): Promise<string> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(1)');
    if ((await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [NAME])).rowCount === 0) {
      await client.query('DROP DATABASE IF EXISTS half_migrated');
      await makeTables(openPostgres({ url: await createDatabase(adminUrl, 'half_migrated'), connections: 3, onError: () => {} }));
      await client.query(`ALTER DATABASE half_migrated RENAME TO ${NAME}`);
    }
    return NAME;
  } finally {
    await client.end();
  }
}

/** A data folder of the embedded database, kept between runs: made once per release of the tables. */
export async function migratedFolder(): Promise<Blob> {
  const cache = fileURLToPath(new URL('../../out/test', import.meta.url));
  const lock = readFileSync(fileURLToPath(new URL('../../package-lock.json', import.meta.url)), 'utf8');
  const name = createHash('sha256').update(JSON.stringify(migrations)).update(lock).digest('hex').slice(0, 16);
  const file = join(cache, `pglite-${name}.tar`);
  if (!existsSync(file)) {
    mkdirSync(cache, { recursive: true });
    const folder = mkdtempSync(join(tmpdir(), 'weighbridge-template-'));
    await makeTables(await openEmbedded({ folder }));
    const database = await PGlite.create({ dataDir: join(folder, 'pgdata') });
    const dump = await database.dumpDataDir('none');
    await database.close();
    const fresh = mkdtempSync(`${file}-`);
    writeFileSync(join(fresh, 'dump'), Buffer.from(await dump.arrayBuffer()));
    renameSync(join(fresh, 'dump'), file);
    for (const done of [folder, fresh]) rmSync(done, { recursive: true, force: true });
  }
  return new Blob([readFileSync(file)]);
}

async function makeTables(driver: Driver): Promise<void> {
  const store = await openStore(driver);
  const queue = await openQueue(store, { works: false, onError: () => {}, onWarning: () => {} });
  await queue.stop(1000);
  await store.close();
}
