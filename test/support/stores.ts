/** Both databases for one suite: a PostgreSQL of its own, and data folders of the embedded one that start from a template. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import type { StoreConfig } from '../../app/config.ts';
import { openQueue } from '../../app/jobs/queue.ts';
import { openEmbedded } from '../../app/store/embedded.ts';
import { migrations } from '../../app/store/migrations/index.ts';
import { openPostgres } from '../../app/store/postgres.ts';
import type { Driver, Store } from '../../app/store/sql.ts';
import { openStore } from '../../app/store/store.ts';
import { type Postgres, startPostgres } from './postgres.ts';

export const KINDS = ['postgres', 'embedded'] as const;
export type Kind = (typeof KINDS)[number];

export interface House {
  readonly postgres: () => Postgres;
  /** An empty database of this kind. */
  readonly place: (kind: Kind) => Promise<StoreConfig>;
  readonly driver: (config: StoreConfig) => Promise<Driver>;
  /** The embedded one in memory, which starts in half the time; what is about its folder asks for a `place`. */
  readonly store: (kind: Kind) => Promise<Store>;
  readonly template: () => Promise<Blob>;
  readonly dispose: () => Promise<void>;
}

/** `kinds`: what the suite needs, as starting costs a second each. */
export async function openHouse(kinds: readonly Kind[] = KINDS): Promise<House> {
  const root = mkdtempSync(join(tmpdir(), 'weighbridge-stores-'));
  const postgres = kinds.includes('postgres') ? await startPostgres() : null;
  const open: Driver[] = [];
  let folders = 0;
  const house: House = {
    postgres() {
      if (postgres === null) throw new Error('this suite has no PostgreSQL');
      return postgres;
    },
    async place(kind) {
      if (kind === 'postgres') return { kind, url: await house.postgres().database(), connections: 6 };
      folders += 1;
      return { kind, folder: join(root, String(folders)) };
    },
    async driver(config) {
      const driver =
        config.kind === 'postgres'
          ? openPostgres({ ...config, onError: () => {} })
          : await openEmbedded({ folder: config.folder, ...(existsSync(config.folder) ? {} : { template: await template() }) });
      open.push(driver);
      return driver;
    },
    async store(kind) {
      if (kind === 'postgres') return openStore(await house.driver(await house.place(kind)));
      const driver = await openEmbedded({ folder: null, template: await template() });
      open.push(driver);
      return openStore(driver);
    },
    template,
    async dispose() {
      // The server first: a database that hangs must not leave one behind.
      postgres?.dispose();
      for (const driver of open) await driver.close().catch(() => {});
      rmSync(root, { recursive: true, force: true });
    },
  };
  return house;
}

/** A data folder with all tables, made once per release of the tables. */
async function template(): Promise<Blob> {
  const cache = fileURLToPath(new URL('../../out/test', import.meta.url));
  const lock = readFileSync(fileURLToPath(new URL('../../package-lock.json', import.meta.url)), 'utf8');
  const name = createHash('sha256').update(JSON.stringify(migrations)).update(lock).digest('hex').slice(0, 16);
  const file = join(cache, `pglite-${name}.tar`);
  if (!existsSync(file)) {
    mkdirSync(cache, { recursive: true });
    const folder = mkdtempSync(join(tmpdir(), 'weighbridge-template-'));
    const driver = await openEmbedded({ folder });
    const store = await openStore(driver);
    const queue = await openQueue(store, { works: false, onError: () => {}, onWarning: () => {} });
    await queue.stop(1000);
    await store.close();
    const database = await PGlite.create({ dataDir: join(folder, 'pgdata') });
    const dump = await database.dumpDataDir('none');
    await database.close();
    rmSync(folder, { recursive: true, force: true });
    const fresh = `${file}.${process.pid}-${performance.now()}`;
    writeFileSync(fresh, Buffer.from(await dump.arrayBuffer()));
    renameSync(fresh, file);
  }
  return new Blob([readFileSync(file)]);
}
